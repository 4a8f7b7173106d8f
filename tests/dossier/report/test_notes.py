"""Who gives a figure, and what its row notes: in the reader's language, or said not to be."""

from __future__ import annotations

import re

import pytest

import factory
from markup import page_of, pick
from sourcier.core.language import Entity
from sourcier.dossier.report.notes import langs_of, note_of
from sourcier.dossier.report.page import page
from sourcier.dossier.report.views import view
from sourcier.dossier.report.words import words

ENGLISH = "Killed and wounded are not told apart in this count"
FRENCH = "Les blessés ne sont pas comptés dans ce total"
SHORT = "Provisional"
"""Too short for its small words to tell its language."""


@pytest.mark.parametrize(
    ("note", "reader", "shown", "lang"),
    [
        (ENGLISH, "fr", f"{ENGLISH} (en anglais)", "en"),
        (ENGLISH, "en", ENGLISH, ""),
        (FRENCH, "en", f"{FRENCH} (in French)", "fr"),
        (FRENCH, "fr", FRENCH, ""),
        (SHORT, "fr", f"{SHORT} (texte de la base)", ""),
        (SHORT, "en", f"{SHORT} (as in the pack)", ""),
        (None, "fr", "", ""),
    ],
)
def test_note_says_its_language_when_it_is_not_the_readers(note, reader, shown, lang):
    found = note_of(note, "essai", {}, words(reader))
    assert (found.words, found.lang) == (shown, lang)


def test_short_note_takes_the_language_of_its_packs_other_notes():
    cells = [factory.cell(note=SHORT), factory.cell(note=ENGLISH), factory.cell(note=FRENCH, pack="autre")]
    langs = langs_of(cells)
    assert langs == {"essai": "en", "autre": "fr"}
    assert note_of(SHORT, "essai", langs, words("fr")).words == f"{SHORT} (en anglais)"


def told(**known) -> tuple:
    """Return the cell and the page of a dossier whose only finding rests on it."""
    column = factory.column()
    claim = column.claims[0]
    finding = factory.finding(claim, cells=[factory.cell(**known)])
    made = factory.dossier(
        column.article,
        [claim],
        findings=[finding],
        assessments=[factory.assessment(claim, finding.verdict, [finding])],
        entities=[
            Entity("ports", "institution", "ministère des Ports", "Ministry of Ports"),
            Entity("ARD", "state", "Ardénie", "Ardenia"),
        ],
    )
    return view(made).claims[0].findings[0].cells[0], page(made)


def test_issuer_and_party_are_named_through_entities():
    cell, _ = told(issuer="ports", party="ARD", source="Communiqué")
    assert cell.source == "ministère des Ports · Communiqué"
    assert re.sub(r"\s", " ", cell.party) == "intéressé : Ardénie"


@pytest.mark.parametrize(
    ("issuer", "source", "shown"),
    [
        # a name with its office, known in both languages
        ("US officials (unnamed)", "Dépêche", "responsables américains (non nommés) · Dépêche"),
        # one that no table knows stays as the pack has it, and is seen to
        ("Harbour watch people", "Dépêche", "« Harbour watch people » · Dépêche"),
        # named in the source already, in either wording
        ("Harbour watch people", "Harbour watch people, bulletin 3", "Harbour watch people, bulletin 3"),
    ],
)
def test_issuer_that_is_no_entity_is_said_in_the_readers_language_where_it_can_be(issuer, source, shown):
    cell, _ = told(issuer=issuer, source=source)
    assert re.sub(r"\s", " ", cell.source) == shown


def test_page_gives_the_language_of_a_foreign_note():
    cell, html = told(note=ENGLISH)
    assert cell.note == f"{ENGLISH} (en anglais)"
    assert f'<dd lang="en">{ENGLISH} (en anglais)</dd>' in html
    assert '<dd lang="fr">' not in told(note=FRENCH)[1]


@pytest.mark.parametrize(
    ("note", "shown", "lang"),
    [(ENGLISH, f"{ENGLISH} (en anglais)", "en"), (FRENCH, FRENCH, None), (SHORT, f"{SHORT} (texte de la base)", None)],
)
def test_page_gives_the_language_of_a_foreign_note_in_a_table(note, shown, lang):
    column = factory.column()
    claim = column.claims[0]
    rows = factory.query(["entity", "value", "note"], [["FRA", "63.1", note], ["DEU", "12", ""]])
    finding = factory.finding(claim, queries=[rows])
    made = factory.dossier(
        column.article,
        [claim],
        findings=[finding],
        assessments=[factory.assessment(claim, finding.verdict, [finding])],
    )
    (cell,) = [one for one in pick(page_of(page(made)), "table td") if one.text_content() == shown]
    assert cell.get("lang") == lang


@pytest.mark.parametrize(
    ("title", "note", "lang"),
    [
        ("Votes of the assembly and of its members", None, "en"),
        ("Votes de l'assemblée et de ses membres", None, None),
        ("Ardenian roll calls", None, None),
        ("Ardenian roll calls", ENGLISH, "en"),
        ("Votes de l'assemblée et de ses membres", ENGLISH, None),
    ],
)
def test_page_gives_the_language_of_a_pack_s_title(title, note, lang):
    column = factory.column()
    claim = column.claims[0]
    finding = factory.finding(claim, cells=[factory.cell(note=note)])
    made = factory.dossier(column.article, [claim], findings=[finding], packs=[factory.pack(title=title)])
    (shown,) = [one for one in pick(page_of(page(made)), ".packs span") if one.text_content() == title]
    assert shown.get("lang") == lang
