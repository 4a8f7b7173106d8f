"""The whole path on the starter pack: what comes out is complete, the same twice, and can be run again."""

from dataclasses import replace
from datetime import date

import pytest

import sourcier
from sourcier.core.claims import Reason
from sourcier.core.dossier import from_json, to_json
from sourcier.core.findings import Verdict
from sourcier.dossier import check, checking, replay, survey
from sourcier.evidence.packs import open_packs
from sourcier.ingest import from_text

TEXT = """Le Brésil est membre des BRICS depuis 2009. La France comptait 68 millions d'habitants en 2023.

Faut-il s'en réjouir ? Quelle bonne blague !
"""


@pytest.fixture(scope="module")
def packs():
    return open_packs()


@pytest.fixture(scope="module")
def article():
    return from_text(TEXT, published=date(2024, 5, 2), lang="fr")


@pytest.fixture(scope="module")
def dossier(article, packs):
    return check(article, packs)


def test_check_leaves_no_sentence_out(dossier):
    assert [entry.sentence_id for entry in dossier.ledger.entries] == [sentence.id for sentence in dossier.sentences]
    assert dossier.ledger.entries[2].reason == Reason.QUESTION


def test_check_gives_each_claim_one_assessment_in_order(dossier):
    assert [one.claim_id for one in dossier.assessments] == [claim.id for claim in dossier.claims]
    assert Verdict.SUPPORTED in {one.verdict for one in dossier.assessments}


def test_persuasion_changes_no_claim_finding_or_verdict(packs, monkeypatch):
    text = (
        "Ces bonimenteurs ont menti : l'Italie comptait 58 millions d'habitants en 2023.\n\n"
        "Nous courons à la catastrophe. « C'est une honte », a dit le maire. Le Brésil est membre des BRICS depuis 2009."
    )
    loaded = from_text(text, published=date(2024, 5, 2), lang="fr")
    with_layer = check(loaded, packs)
    monkeypatch.setattr(checking, "find_persuasion", lambda _: ())
    without = check(loaded, packs)
    assert len(with_layer.persuasion) >= 3
    assert with_layer.findings
    assert replace(with_layer, persuasion=()) == without


def test_check_records_the_run(dossier, packs):
    assert dossier.run.version == sourcier.__version__
    assert dossier.run.packs == packs.refs
    assert dossier.run.now == packs.now
    assert dossier.run.models[0][0] == "fr_core_news_md"


def test_check_names_the_entities_of_its_rows(dossier):
    assert {"BRA", "brics", "FRA"} <= {entity.id for entity in dossier.entities}


def test_check_keeps_the_series_around_a_deciding_cell(dossier):
    (series,) = [one for one in dossier.series if one.resource == "population"]
    assert len(series.rows) > 10


def test_check_gives_the_same_bytes_twice(dossier, article, packs):
    assert to_json(check(article, packs)) == to_json(dossier)


def test_check_can_be_run_again(dossier, packs):
    found = replay(from_json(to_json(dossier)), packs)
    assert found.differences == ()
    assert found.findings == len(dossier.findings) > 0


def test_check_tells_its_steps(article, packs):
    steps = []
    check(article, packs, progress=steps.append)
    assert steps == ["reading the text", "finding claims", "checking claims"]


def test_survey_reads_and_checks_nothing(article, packs, dossier):
    read_only = survey(article, packs)
    assert read_only.ledger == dossier.ledger
    assert read_only.findings == read_only.assessments == ()
