"""A file of decisions is read whole, or the line that is none is named."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

import factory
from dossier.exports import material
from sourcier.core.dossier import from_json, to_json
from sourcier.core.findings import Verdict
from sourcier.core.revisions import Action, Revision
from sourcier.dossier.errors import BadDossier
from sourcier.dossier.exports import EXPORTS, Labels, embedded, read_decisions, to_lines
from sourcier.dossier.exports.errors import BadDecision, StrayDecision
from sourcier.dossier.report.page import page

OF = factory.column()
LINE = {
    "claim_id": OF.claims[1].id,
    "action": "confirm",
    "verdict": "refuted",
    "reason": "vu",
    "author": "Ana",
    "at": "2026-03-02T12:00:00Z",
}


def read(*lines: object) -> tuple[Revision, ...]:
    raw = b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines)
    return read_decisions(raw, "decisions.jsonl", OF)


def test_decisions_survive_the_round_trip():
    of = material.column()
    assert read_decisions(to_lines(material.decisions(of)), "d.jsonl", of) == material.decisions(of)


def test_ids_may_be_left_out_by_hand():
    (one,) = read(LINE)
    assert one.article_id == OF.article.id
    assert one.id == Revision.key(OF.article.id, one.claim_id, Action.CONFIRM, "Ana", one.at, "vu")
    assert one.verdict is Verdict.REFUTED


def test_blank_lines_and_repeated_ones_count_for_nothing():
    assert len(read(LINE, b"", b"  ", LINE)) == 1
    assert read_decisions(b"", "leer.jsonl", OF) == ()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"{", "line 2: not JSON"),
        (b"\xff\xfe\x00", "line 2: not JSON"),
        (b"[1]", "line 2: not a decision"),
        (b"[" * 100_000, "line 2: not"),
        ({**LINE, "action": "approve"}, "action: Input should be 'confirm'"),
        ({**LINE, "verdict": None}, "a verdict goes with a confirmation"),
        ({**LINE, "reason": " "}, "a revision needs a reason"),
        ({**LINE, "author": " "}, "a decision is signed"),
        ({**LINE, "at": "2026-03-02T12:00:00"}, "a revision's time is UTC"),
        ({**LINE, "at": "2026-03-02T12:00:00+01:00"}, "a revision's time is UTC"),
        ({**LINE, "verdit": "refuted"}, "unknown field 'verdit'; a decision has id, article_id, claim_id"),
        ({key: LINE[key] for key in LINE if key != "at"}, "at: Field required"),
        ({**LINE, "id": "rev-1"}, ""),
    ],
    ids=str,
)
def test_a_line_that_is_no_decision_is_named(line, said):
    if not said:
        with pytest.raises(BadDecision, match="ids are never reused"):
            read({**LINE, "id": "rev-1", "reason": "autre"}, line)
        return
    with pytest.raises(BadDecision) as caught:
        read(LINE, line)
    assert said in str(caught.value)
    assert "decisions.jsonl, line 2" in str(caught.value)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"claim_id": "clm-0"}, "the dossier has no claim clm-0"),
        ({"article_id": "art-0"}, "it is about the article art-0"),
        ({"action": "split", "verdict": None, "spans": [{"start": 0, "end": 9_000}]}, "outside the article's text"),
        ({"action": "split", "verdict": None, "spans": [{"start": 3, "end": 3}]}, "outside the article's text"),
        (
            {"action": "add_claim", "verdict": None, "spans": [{"start": 0, "end": 9}]},
            "it adds a claim that is there already",
        ),
        (
            {
                "action": "split",
                "verdict": None,
                "spans": [{"start": 0, "end": 9}],
                "anchors": [{"exact": "autre", "prefix": "", "suffix": "", "start": 0, "end": 9}],
            },
            "other words than stand at its spans",
        ),
    ],
)
def test_a_decision_about_something_else_is_refused(changed, said):
    with pytest.raises(StrayDecision, match=said):
        read({**LINE, **changed})
    assert StrayDecision.slug == "stray-decision"


def test_a_claim_is_decided_after_it_was_added():
    of = material.column()
    adding = material.decisions(of)[5]
    deciding = material.decision(adding.claim_id, Action.CONFIRM, Verdict.REFUTED, minute=9)
    assert read_decisions(to_lines([adding, deciding]), "d", of)[1] == deciding
    assert read_decisions(to_lines([deciding]), "d", of, before=[adding])[1] == deciding
    with pytest.raises(StrayDecision):
        read_decisions(to_lines([deciding, adding]), "d", of)


def test_json_is_a_dossier_that_keeps_its_decisions():
    of = material.column()
    raw = EXPORTS["json"].make(of, material.decisions(of), Labels())
    assert from_json(raw) == of
    assert embedded(raw, "d.json", of) == material.decisions(of)
    assert EXPORTS["json"].make(of, (), Labels()) == to_json(of) + b"\n"
    assert embedded(to_json(of), "d.json", of) == ()


@pytest.mark.parametrize("held", [3, "texte", {"a": 1}])
def test_decisions_that_are_no_list_are_refused(held):
    with pytest.raises(BadDecision, match="no list"):
        embedded(json.dumps({"decisions": held}).encode(), "d.json", OF)


@pytest.mark.parametrize(
    ("edited", "said"),
    [
        (replace(OF, findings=(replace(OF.findings[0], claim_id="clm-0"),)), "no such claim"),
        (replace(OF, article=replace(OF.article, text="Court.")), "outside the article's text"),
    ],
)
@pytest.mark.parametrize("name", [name for name in EXPORTS if name not in {"json", "html"}])
def test_a_dossier_that_does_not_hold_together_is_refused(edited, said, name):
    with pytest.raises(BadDossier, match=said):
        EXPORTS[name].make(edited, (), Labels())


def test_page_is_the_report_byte_for_byte_without_decisions():
    assert EXPORTS["html"].make(OF, (), Labels()) == page(OF).encode()


def test_page_shows_each_decision_and_leads_to_its_claim():
    of = material.column()
    shown = EXPORTS["html"].make(of, material.decisions(of), Labels()).decode()
    section = shown.split('aria-labelledby="decisions">', 1)[1].split("</section>")[0]
    assert section.count('<tr><th scope="row"') == len(material.decisions(of))
    assert '<a href="#c2">2</a> « contre 74 % dix ans plus tôt »' in re.sub("[\u202f\u00a0]", " ", section)
    assert "Vrai (confirmé)" in section
    assert "2 mars 2026, 12:04 UTC" in section
    assert 'href="https://onu.example/vote"' in section
    assert "verdict du programme maintenu" in section
    assert "verdict donné" not in section


@pytest.mark.parametrize("words", material.HOSTILE)
def test_page_lets_no_words_of_a_decision_become_markup(words):
    of = material.hostile(words)
    shown = EXPORTS["html"].make(of, material.hostile_decisions(of, words), Labels()).decode()
    cards = shown.split("<main", 1)[1].split("</main>")[0]
    section = shown.split('aria-labelledby="decisions">', 1)[1].split("</section>")[0]
    assert "<script" not in section + cards
    assert "<img" not in section + cards
    assert all(link.startswith(("#c", "http://", "https://")) for link in re.findall(r'href="([^"]*)"', section))
