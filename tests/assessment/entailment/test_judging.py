"""The packaged model: what it is asked with changes nothing, and what it says of plain pairs."""

from __future__ import annotations

import subprocess
import sys
from importlib import resources

import numpy as np
import pytest

from sourcier.assessment.entailment import judge, judging
from sourcier.assessment.entailment.judging import LONGEST, logits, probabilities
from sourcier.assessment.entailment.reading import CLOSE, OPEN, PADDING, batch_of, read_pairs, tidied
from sourcier.core.findings import Verdict

PAIRS = [
    (
        "En 2019, la bibliothèque de Vernay a prêté 81 000 livres.",
        "La bibliothèque de Vernay a prêté 81 000 livres en 2019.",
    ),
    (
        "En 2019, la bibliothèque de Vernay a prêté 81 000 livres.",
        "La bibliothèque de Vernay a prêté 24 000 livres en 2019.",
    ),
    ("En 2019, la bibliothèque de Vernay a prêté 81 000 livres.", "Le maire de Vernay a perdu les élections."),
    ("The library of Vernay lent 81,000 books in 2019.", "The library of Vernay lent 81,000 books in 2019."),
    ("Les truites remontent la rivière au printemps.", "Le Sénat du Nebraska compte 49 membres depuis 1971."),
]
LARGEST = 45_000_000
"""Bytes of what is shipped."""


def test_scores_are_probabilities_in_the_order_of_the_labels():
    for judged in judge(PAIRS):
        assert [label for label, _ in judged.scores] == ["supported", "refuted", "not_enough_evidence"]
        assert sum(score for _, score in judged.scores) == pytest.approx(1, abs=2e-4)


def test_a_pair_is_judged_alike_alone_and_among_others():
    longer = [(f"{premise} " * 4, claim) for premise, claim in PAIRS]
    together = logits([*longer, *PAIRS, *PAIRS])
    alone = np.concatenate([logits([pair]) for pair in PAIRS])
    assert together[5:10] == pytest.approx(alone, abs=1e-3)
    assert together[10:15] == pytest.approx(alone, abs=1e-3)


def test_threads_change_no_digit_and_one_is_one(monkeypatch):
    found, pools = [], []
    for count in ("1", "2"):
        monkeypatch.setenv("OMP_NUM_THREADS", count)
        judging._session.cache_clear()
        found.append(logits(PAIRS))
        pools.append(judging._session().get_session_options().intra_op_num_threads)
    judging._session.cache_clear()
    assert pools == [1, 2]
    assert (found[0] == found[1]).all()


@pytest.mark.parametrize(
    ("at", "verdict"),
    [
        (0, Verdict.SUPPORTED),
        (1, Verdict.REFUTED),
        (3, Verdict.SUPPORTED),
        (4, Verdict.NOT_ENOUGH_EVIDENCE),
    ],
)
def test_plain_pairs(at, verdict):
    assert judge(PAIRS)[at].verdict is verdict


def test_nothing_asked_nothing_said():
    assert judge([]) == []


@pytest.mark.parametrize(
    ("premise", "claim"), [("", ""), ("", "Il pleut."), ("Il pleut.", ""), ("🙂", "𝔘"), ("mot " * 2000, "mot " * 900)]
)
def test_odd_pairs_are_judged(premise, claim):
    (judged,) = judge([(premise, claim)])
    assert sum(score for _, score in judged.scores) == pytest.approx(1, abs=2e-4)


def test_what_has_nothing_to_say_is_given_no_side():
    passages = [
        "Le marché de Vernay se tient le samedi.",
        "Deux joueurs ont été blessés à l'entraînement.",
        "The river freezes in January.",
        "Le ministère compte 340 agents.",
    ]
    claims = [
        "Anouk Perrault a gagné le tournoi de 1987.",
        "Le barrage de Lorn a cédé en 2004.",
        "Le prix du lait a doublé.",
    ]
    judged = judge([(passage, claim) for passage in passages for claim in claims])
    assert [one.verdict for one in judged] == [Verdict.NOT_ENOUGH_EVIDENCE] * 12


def test_probabilities_are_flatter_at_a_higher_temperature():
    outputs = np.array([[2.0, 0.0, -1.0]], dtype=np.float32)
    cool, warm = probabilities(outputs, 1.0), probabilities(outputs, 3.0)
    assert cool[0, 0] > warm[0, 0] > 1 / 3
    assert cool.argmax() == warm.argmax()


def test_texts_are_framed_and_padded_and_long_passages_are_cut():
    from sourcier.assessment.entailment.engine import tokenizer

    short, long = read_pairs(tokenizer(), [("Il pleut.", "Il neige."), ("mot " * 600, "Il neige.")], LONGEST)
    assert len(long) == LONGEST
    assert (short.pieces[0], short.pieces[-1], short.pieces.count(CLOSE)) == (OPEN, CLOSE, 2)
    batch = batch_of([short, long])
    assert batch["pieces"].shape == batch["kinds"].shape == batch["links"].shape == (2, LONGEST)
    assert set(batch["pieces"][0, len(short) :].tolist()) == {PADDING}


@pytest.mark.parametrize(
    ("cut", "whole"),
    [
        ("It rained , he said .", "It rained, he said."),
        ("Fine , 3 % of $ 5 ?", "Fine, 3% of $5?"),
        ("Mix -LRB- album -RRB- did n't sell", "Mix (album) didn't sell"),
        ("déjà   écrit, bien.", "déjà écrit, bien."),
    ],
)
def test_texts_cut_into_tokens_are_put_together(cut, whole):
    assert tidied(cut) == whole


def test_what_is_shipped_is_small():
    folder = resources.files("sourcier.assessment.entailment")
    assert sum(len((folder / name).read_bytes()) for name in ("model.onnx", "tokenizer.json")) < LARGEST


def test_naming_the_package_loads_no_engine():
    code = "import sys, sourcier.assessment.entailment; sys.exit('onnxruntime' in sys.modules or 'tokenizers' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
