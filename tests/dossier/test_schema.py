import json
from pathlib import Path

import jsonschema
import pytest

import factory
from sourcier.core.dossier import SCHEMA_VERSION, to_json
from sourcier.dossier.schema import schema_text

PUBLISHED = Path(__file__).parents[2] / "docs" / "schema" / f"dossier-{SCHEMA_VERSION}.schema.json"


def test_published_schema_is_in_step_with_the_records():
    # python -m sourcier.dossier.schema > docs/schema/dossier-1.0.schema.json
    assert PUBLISHED.read_text(encoding="utf-8") == schema_text()


@pytest.mark.parametrize("made", [factory.column, factory.wire])
def test_dossiers_are_valid_under_the_schema(made):
    schema = json.loads(schema_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(json.loads(to_json(made())))


def test_schema_refuses_a_verdict_that_does_not_exist():
    dossier = json.loads(to_json(factory.column()))
    dossier["assessments"][0]["verdict"] = "true"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(dossier, json.loads(schema_text()))


def test_schema_names_the_top_level_keys():
    found = "schema_version article sentences mentions quantities times quotes claims ledger"
    weighed = "findings assessments issues run entities series relations persuasion profiles"
    told = "passage_findings factcheck_findings quote_findings"
    assert list(json.loads(schema_text())["properties"]) == f"{found} {weighed} {told}".split()
