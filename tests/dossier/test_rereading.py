"""A dossier that was edited by hand is found out."""

import json

import pytest

from sourcier.core.dossier import from_json, to_json
from sourcier.core.findings import Verdict
from sourcier.dossier import check, replay_whole
from sourcier.evidence.packs import open_packs
from sourcier.ingest import from_text

TEXT = "L'Union européenne compte 27 États membres. La Norvège compte 5,5 millions d'habitants en 2023. Bravo !"


@pytest.fixture(scope="module")
def packs():
    return open_packs()


@pytest.fixture(scope="module")
def dossier(packs):
    from datetime import date

    return check(from_text(TEXT, lang="fr", published=date(2024, 9, 15)), packs)


def test_an_untouched_dossier_is_identical(dossier, packs):
    assert any(assessment.verdict is Verdict.SUPPORTED for assessment in dossier.assessments)
    assert replay_whole(from_json(to_json(dossier)), packs).is_identical


def cell_value(data):
    data["findings"][0]["cells"][0]["value"] = "999"


def cell_source(data):
    data["findings"][0]["cells"][0]["source"] = "Un site de mon choix"


def statement(data):
    data["findings"][0]["statement"] = "Tout est vrai."


def expression(data):
    data["findings"][0]["comparison"]["expression"] = "1 = 1"


def justification(data):
    data["assessments"][0]["justification"] = "Tout est vrai."


def verdict_withdrawn(data):
    data["assessments"][0] |= {"verdict": None, "why_none": "no-table", "finding_ids": []}


def claim_deleted(data):
    del data["claims"][0]


def commitment(data):
    data["claims"][0]["commitment"] = "denies"


def reason(data):
    data["ledger"]["entries"][-1]["reason"] = "vague"


EDITS = [
    cell_value, cell_source, statement, expression, justification, verdict_withdrawn, claim_deleted, commitment, reason,
]  # fmt: skip


@pytest.mark.parametrize("edit", EDITS)
def test_an_edited_record_is_a_difference(dossier, packs, edit):
    data = json.loads(to_json(dossier))
    edit(data)
    assert not replay_whole(from_json(json.dumps(data)), packs).is_identical
