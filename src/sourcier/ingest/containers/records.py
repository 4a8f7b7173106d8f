"""A record of JSON, whatever is wrong with it."""

from __future__ import annotations

import json
from typing import Any

from sourcier.ingest.containers.errors import BadRecord


def parse_json(text: str | bytes, place: str) -> Any:
    """Return what some JSON holds.

    Raises:
        BadRecord: It is no JSON, or is nested deeper than any record.
    """
    try:
        return json.loads(text, strict=False)
    except RecursionError as error:
        raise BadRecord.at(place, "nested deeper than any record") from error
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}" if error.lineno > 1 else f"column {error.colno}"
        raise BadRecord.at(place, f"no JSON that can be read: {error.msg.removesuffix(' at')} at {where}") from error
    except ValueError as error:  # also of bytes in no encoding, and of numbers of thousands of digits
        raise BadRecord.at(place, f"no JSON that can be read: {error}") from error
