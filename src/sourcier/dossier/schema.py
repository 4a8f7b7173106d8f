"""The published JSON Schema of a dossier.

Run `python -m sourcier.dossier.schema > docs/schema/dossier-1.0.schema.json` after a change of the records;
a test compares the two.
"""

from __future__ import annotations

import json
import sys

from sourcier.core.dossier import SCHEMA_VERSION, json_schema


def schema_text() -> str:
    """Return the schema as it is published: indented JSON with its dialect and title first."""
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"dossier-{SCHEMA_VERSION}.schema.json",
        "title": f"Sourcier dossier {SCHEMA_VERSION}",
    }
    body = {key: value for key, value in json_schema().items() if key != "title"}
    return json.dumps(head | body, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    sys.stdout.write(schema_text())
