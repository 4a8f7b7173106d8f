from dataclasses import dataclass, replace

import pytest

import factory
from sourcier.core.errors import SourcierError
from sourcier.core.findings import PackRef, Verdict
from sourcier.dossier import replaying
from sourcier.dossier.replaying import replay
from sourcier.dossier.report.replaying import lines


@dataclass
class Packs:
    """Packs of which only the references are asked."""

    refs: tuple[PackRef, ...]


@pytest.fixture(autouse=True)
def findings_agree(monkeypatch):
    """The replay of one finding has its own tests in assessment."""
    monkeypatch.setattr(replaying, "replay_finding", lambda finding, packs: ())


def kinds(dossier, packs=None):
    found = replay(dossier, packs or Packs(dossier.run.packs))
    return [difference.kind for difference in found.differences]


def said(dossier, packs):
    return " ".join(line.plain for line in lines(dossier, replay(dossier, packs)))


def test_replay_of_the_same_packs_is_identical():
    dossier = factory.column()
    found = replay(dossier, Packs(dossier.run.packs))
    assert found.is_identical
    assert found.findings == 7
    assert said(dossier, Packs(dossier.run.packs)).startswith("identique")


def test_replay_lists_each_difference_of_a_finding(monkeypatch):
    monkeypatch.setattr(replaying, "replay_finding", lambda finding, packs: ("une cellule", "une autre"))
    assert kinds(factory.wire()) == ["finding", "finding"]


def test_replay_of_a_finding_that_no_longer_runs_is_a_difference(monkeypatch):
    def fails(finding, packs):
        raise SourcierError("no such table")

    monkeypatch.setattr(replaying, "replay_finding", fails)
    dossier = factory.wire()
    assert "no such table" in said(dossier, Packs(dossier.run.packs))


def test_replay_names_a_missing_pack_once_and_skips_its_findings(monkeypatch):
    monkeypatch.setattr(replaying, "replay_finding", lambda finding, packs: ("perdu",))
    assert kinds(factory.column(), Packs(())) == ["missing-pack"]
    assert "base absente\u202f: essai 1.0.0" in said(factory.column(), Packs(()))


@pytest.mark.parametrize(
    ("here", "kind"),
    [(factory.pack(version="1.1.0"), "other-version"), (factory.pack(digest="0" * 64), "other-digest")],
)
def test_replay_sees_another_pack_under_the_same_name(here, kind):
    assert kinds(factory.column(), Packs((here,))) == [kind]


def test_replay_sees_an_edited_text():
    dossier = factory.wire()
    text = dossier.article.text.replace("5.5", "6.5")
    edited = replace(dossier, article=replace(dossier.article, text=text))
    assert kinds(edited) == ["changed-text", "moved-claim"]


def test_replay_sees_a_finding_that_was_taken_out():
    assert kinds(replace(factory.wire(), findings=())) == ["lost-finding"]


def test_every_kind_of_difference_has_its_words():
    dossier = factory.wire()
    for kind in replaying.DifferenceKind.__args__:
        found = replaying.Replay(0, 0, (replaying.Difference(kind, "sujet", "attendu", "observé", "détail"),))
        assert len(list(lines(dossier, found))) >= 2


def test_replay_sees_a_verdict_that_was_turned_around():
    dossier = factory.wire()
    first, second = dossier.assessments
    turned = replace(dossier, assessments=(first, replace(second, verdict=Verdict.REFUTED)))
    assert kinds(turned) == ["unfounded-verdict"]


def test_replay_gives_the_differences_of_one_finding_together(monkeypatch):
    monkeypatch.setattr(replaying, "replay_finding", lambda finding, packs: ("une cellule", "une autre"))
    dossier = factory.wire()
    text = said(dossier, Packs(dossier.run.packs))
    assert text.count("finding fnd-") == 1
    assert "une cellule" in text
    assert "une autre" in text
