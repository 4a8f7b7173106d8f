"""Texts are read alike by one process and by several."""

import os
from datetime import date
from multiprocessing import parent_process

import pytest

from sourcier.app.corpus.showing import pieces
from sourcier.assessment.vetoes import features_by_day

DAYS = (date(2024, 3, 4), date(2024, 3, 11), None)
TEXTS = (
    ("Le pont de Valbrune a coûté 24 millions d’euros", "fr"),
    ("La mairie a fermé deux écoles lundi", "fr"),
    ("The council of Orvel sold 12 houses on Monday", "en"),
    ("Prices rose by 3.1% in 2023", "en"),
    ("Le préfet a reçu les maires de l’Yonne", "fr"),
)
ASKED = [(text, lang, day) for day in DAYS for text, lang in TEXTS]


@pytest.mark.parametrize("count", [1, 2])
def test_texts_are_read_alike_by_any_number_of_processes(monkeypatch, count):
    monkeypatch.setattr(pieces, "PIECE", 1)
    monkeypatch.setattr(pieces, "threads", lambda: count)
    alone = {one: features_by_day([(one[0], one[2])], one[1])[0] for one in ASKED}
    assert dict(pieces.features_in_pieces(ASKED)) == alone


def die_as_a_worker(piece):
    if parent_process() is not None:
        os._exit(1)
    return features_by_day([(text, day) for text, _, day in piece], piece[0][1])


def test_texts_are_read_here_where_the_other_processes_die(monkeypatch):
    monkeypatch.setattr(pieces, "PIECE", 1)
    monkeypatch.setattr(pieces, "threads", lambda: 2)
    monkeypatch.setattr(pieces, "_features", die_as_a_worker)
    assert pieces.features_in_pieces(ASKED).keys() == set(ASKED)


def test_a_text_without_a_time_has_one_record_for_all_of_its_days(monkeypatch):
    monkeypatch.setattr(pieces, "PIECE", 1)
    found = pieces.features_in_pieces(ASKED)
    of_days = [{id(found[text, lang, day]) for day in DAYS[:2]} for text, lang in TEXTS]
    assert [len(one) for one in of_days] == [1, 2, 2, 1, 1]


def test_nothing_is_read_of_nothing():
    assert pieces.features_in_pieces([]) == {}
