"""`sourcier dossiers`: the desk's dossiers from the command line."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from factory import column, find, wire
from sourcier.app.desk.store.decisions import revisions_of, save
from sourcier.app.desk.store.dossiers import add_dossier
from sourcier.app.desk.store.engine import open_store
from sourcier.core.dossier import to_json
from sourcier.core.findings import Verdict
from sourcier.core.revisions import Action, Revision, added_key
from sourcier.core.spans import Anchor


@pytest.fixture
def where(tmp_path):
    return str(tmp_path / "desk.sqlite")


@pytest.fixture
def filled(where):
    """A store with a column, decided once, and a wire story; and the ids of the two."""
    store = open_store(where)
    held = column()
    ids = add_dossier(store, held, name="colonne.md", tags=("budget",)), add_dossier(store, wire(), name="wire.txt")
    about = next(one.claim_id for one in held.assessments if one.verdict is Verdict.REFUTED)
    at = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    key = Revision.key(ids[0], about, Action.CONFIRM, "Awa Diop", at, "relu le rapport")
    save(
        store,
        Revision(key, ids[0], about, Action.CONFIRM, "relu le rapport", "Awa Diop", at, verdict=Verdict.REFUTED),
    )
    store.close()
    return ids


def test_the_list_has_a_line_for_each_and_finds_words(sourcier_command, where, filled):
    everything = sourcier_command("dossiers", "list", "--store", where).out.splitlines()
    found = sourcier_command("dossiers", "list", "atome", "--verdict", "refuted", "--store", where).out.splitlines()
    tagged = sourcier_command("dossiers", "list", "--tag", "budget", "--json", "--store", where).out

    assert {line.split()[0] for line in everything if line.startswith("art-")} == set(filled)
    assert found == [f"{filled[0]}  2023-09-14      1/9  Nucléaire, dette, armée : la colonne…", "     [budget]"]
    assert [json.loads(line)["article_id"] for line in tagged.splitlines()] == [filled[0]]


def test_the_list_fits_the_terminal_and_marks_what_is_cut(sourcier_command, where, filled):
    sourcier_command("dossiers", "tag", filled[1], "wire", "--store", where)
    sourcier_command("dossiers", "tag", filled[0], *(f"très longue étiquette {n}" for n in range(5)), "--store", where)
    lines = sourcier_command("dossiers", "list", "--store", where).out.splitlines()

    assert max(map(len, lines)) <= 80
    assert lines[0].endswith("Norway in figures [wire]")
    assert lines[1].endswith("la colonne…")
    assert lines[2].startswith("     [très longue étiquette 0] [")
    assert lines[2].endswith("…")


def test_verdicts_beside_decisions_are_said_to_be_the_program_s(sourcier_command, where, filled):
    out = sourcier_command("dossiers", "show", filled[0], "--store", where).out

    assert "Verdicts du programme : ✓ 2" in " ".join(out.replace("\u00a0", " ").replace("\u202f", " ").split())


def test_a_limit_is_said(sourcier_command, where, filled):
    out = sourcier_command("dossiers", "list", "--limit", 1, "--store", where).out.splitlines()

    assert len(out) == 2
    assert out[1] == "1 of 2; give --limit for more"


def test_an_empty_desk_says_how_to_begin(sourcier_command, where):
    assert "sourcier dossiers add ARTICLE" in sourcier_command("dossiers", "list", "--store", where).out


def test_a_dossier_is_shown_with_its_decisions(sourcier_command, where, filled):
    out = sourcier_command("dossiers", "show", filled[0], "--store", where).out

    assert "Nucléaire, dette, armée" in out
    shown = " ".join(out.replace("\u202f", " ").replace("\u00a0", " ").split())
    assert (
        "23 novembre 2026, 09:00 UTC, Awa Diop : verdict du programme maintenu : contredit – relu le rapport «" in shown
    )


def test_decisions_that_differ_are_told_as_such_and_no_line_is_wider_than_the_terminal(sourcier_command, where, filled):
    store = open_store(where)
    (first,) = revisions_of(store, filled[0])
    long = "le rapport annuel de la commission donne une tout autre série que celle de la table " * 3
    other = replace(
        first, id="rev-other", action=Action.CHANGE, verdict=Verdict.SUPPORTED, author="Bo Lind", reason=long
    )
    save(store, other)
    store.close()
    lines = sourcier_command("dossiers", "show", filled[0], "--store", where).out.splitlines()

    (at,) = [n for n, line in enumerate(lines) if "! décisions divergentes" in line]
    told = " ".join(" ".join(lines[at : at + 3]).replace("\u00a0", " ").split())
    assert "contredit par Awa Diop / confirmé par Bo Lind – «" in told
    assert max(len(line) for line in lines if "://" not in line) <= 80


def test_an_added_claim_is_shown_by_its_words(sourcier_command, where, filled):
    store, held = open_store(where), column()
    span = find(held.article.text, "Il faut relire l'histoire")
    at, id_ = datetime(2026, 11, 23, 9, 5, tzinfo=UTC), added_key(filled[0], span)
    key = Revision.key(filled[0], id_, Action.ADD_CLAIM, "Awa Diop", at, "oubliée")
    save(store, Revision(key, filled[0], id_, Action.ADD_CLAIM, "oubliée", "Awa Diop", at, spans=(span,),
                         anchors=(Anchor.at(span, held.article.text),)))  # fmt: skip
    store.close()
    out = sourcier_command("dossiers", "show", filled[0], "--store", where).out.replace("\u00a0", " ")

    assert "affirmation ajoutée – oubliée" in out
    assert "« Il faut relire l'histoire »" in out.replace("\u202f", " ")
    assert id_ not in out


def test_what_nobody_wrote_is_not_found(sourcier_command, where, filled):
    out = sourcier_command("dossiers", "list", "zzz", "--store", where).out

    assert out == "no dossier is like that; all of them: sourcier dossiers list\n"


def test_an_empty_tag_is_a_matter_of_usage(sourcier_command, where, filled):
    outcome = sourcier_command("dossiers", "tag", filled[0], "", "--store", where)

    assert outcome.code == 2
    assert "all are taken away" in " ".join(outcome.err.split())


def test_what_is_shown_as_json_is_added_elsewhere_with_its_decisions(sourcier_command, where, filled, tmp_path):
    file, other = tmp_path / "dossier.json", str(tmp_path / "other.sqlite")
    file.write_text(sourcier_command("dossiers", "show", filled[0], "--json", "--store", where).out, encoding="utf-8")

    added = sourcier_command("dossiers", "add", file, "--tag", "copie", "--store", other)

    assert (added.code, added.out) == (0, f"{filled[0]}\n")
    store = open_store(other)
    assert [one.author for one in revisions_of(store, filled[0])] == ["Awa Diop"]
    store.close()


@pytest.mark.parametrize(
    ("form", "words"), [("csv", "relu le rapport"), ("reply", "Madame, Monsieur"), ("html", "<html")]
)
def test_a_dossier_is_exported_with_its_decisions(sourcier_command, where, filled, tmp_path, form, words):
    file = tmp_path / "out"

    outcome = sourcier_command("dossiers", "export", filled[0], "--as", form, "--out", file, "--store", where)

    assert outcome.code == 0
    assert words in file.read_text(encoding="utf-8")


def test_tags_are_set_and_taken_away(sourcier_command, where, filled):
    assert sourcier_command("dossiers", "tag", filled[1], "été", "budget", "--store", where).out == "été, budget\n"
    assert sourcier_command("dossiers", "tag", filled[1], "--store", where).out == "no tags\n"


@pytest.mark.parametrize(
    ("arguments", "slug"),
    [
        (["show", "art-0"], "no-dossier"),
        (["export", "art-0"], "no-dossier"),
        (["tag", "art-0", "x"], "no-dossier"),
        (["add", "nothing.json"], "bad-dossier"),
    ],
)
def test_what_is_not_there_is_said(sourcier_command, where, arguments, slug):
    outcome = sourcier_command("dossiers", *arguments, "--store", where)

    assert outcome.code in {1, 3}
    assert outcome.err.startswith(f"error[{slug}]: ")


def test_a_store_that_cannot_be_opened_is_said(sourcier_command, tmp_path):
    file = tmp_path / "text.sqlite"
    file.write_text("this is no database, only words that go on for long enough to be read as one" * 20)

    outcome = sourcier_command("dossiers", "list", "--store", file)

    assert outcome.code == 3
    assert outcome.err.startswith("error[desk-store-")


def test_an_article_is_checked_and_added(sourcier_command, where, tmp_path):
    article = tmp_path / "chronique.txt"
    article.write_text("Le pont de Valbrune\n\nLa France compte 68 millions d'habitants.\n", encoding="utf-8")

    outcome = sourcier_command("dossiers", "add", article, "--date", "2024-05-02", "--store", where)

    assert outcome.code == 0, outcome.err
    (id_,) = outcome.out.split()
    assert id_ in sourcier_command("dossiers", "list", "--store", where).out


def test_a_saved_dossier_without_decisions_is_added(sourcier_command, where, tmp_path):
    file = tmp_path / "d.json"
    file.write_bytes(to_json(wire()))

    assert sourcier_command("dossiers", "add", file, "--store", where).out.strip() == wire().article.id
