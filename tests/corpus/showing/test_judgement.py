import hashlib
import io
from importlib import resources

import numpy as np
import pytest

from sourcier.app.corpus.showing.judgement import likeness, overlaid
from sourcier.assessment import entailment

MODEL = (resources.files(entailment) / "model.onnx").read_bytes()


def taught(model=MODEL, matrices=(), rows=(), values=(), **narrow):
    made = io.BytesIO()
    digest = np.frombuffer(hashlib.sha256(model).digest(), np.uint8)
    matrices = np.array(matrices, np.int64).reshape(-1, 4)
    rows = np.array(rows, np.int64).reshape(-1, 2)
    np.savez(made, model=digest, matrices=matrices, rows=rows, values=np.array(values, np.float32), **narrow)
    return made.getvalue()


def test_nothing_taught_leaves_the_model_as_it_is():
    assert overlaid(MODEL, taught()) == MODEL


def test_weights_for_another_model_are_refused():
    with pytest.raises(ValueError, match="another entailment model"):
        overlaid(MODEL, taught(model=b"another"))


def test_a_matrix_is_what_it_was_and_the_product_of_two_narrow_ones():
    whole, scales = np.array([[127, 0], [0, 127]], np.int8), np.array([0.01, 0.02], np.float32)
    model = b"head" + whole.tobytes() + scales.tobytes() + np.float32(7).tobytes()
    left, right = np.array([[0], [1]], np.float16), np.array([[2.54, 0]], np.float16)
    laid = overlaid(model, taught(model, [(4, 8, 2, 2)], [(16, 1)], [9], left0=left, right0=right))
    assert laid[:4] == b"head"
    matrix = np.frombuffer(laid, np.int8, 4, 4).reshape(2, 2) * np.frombuffer(laid, np.float32, 2, 8)
    assert matrix == pytest.approx(np.array([[1.27, 0], [2.54, 2.54]]), abs=0.02)
    assert np.frombuffer(laid, np.float32, 1, 16) == 9


def test_order_of_two_claims_changes_nothing_nor_does_what_was_asked_before():
    one, other = "La crue a emporté douze ponts en Vanne.", "Douze ponts de la Vanne ont cédé sous la crue."
    first = likeness(one, other)
    likeness("The vote was postponed.", one)
    likeness.cache_clear()
    assert likeness(other, one) == first
