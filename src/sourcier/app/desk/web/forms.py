"""What stands in the fields of a form, cleaned and held to a length."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from starlette.datastructures import FormData

from sourcier.app.desk.store.errors import BadTag
from sourcier.app.desk.web.errors import BadForm
from sourcier.dossier.report.typography import one_line

LONGEST_TAG = 60
_COMMAS = re.compile(r"[,;\n]")


def field(form: FormData, name: str, *, longest: int = 200) -> str:
    """Return one line of text; empty where the field is not there. Raises BadForm where it is too long, or a file."""
    given = form.get(name, "")
    if not isinstance(given, str) or len(given) > longest:
        raise BadForm(f"the field {name} takes text of {longest} characters at most", field=name)
    return one_line(given)


def secret(form: FormData, name: str) -> str:
    """Return a password as it was typed."""
    given = form.get(name, "")
    if not isinstance(given, str) or len(given) > 1024:
        raise BadForm(f"the field {name} takes text", field=name)
    return given


def tags_in(given: str) -> tuple[str, ...]:
    """Return tags written in one line. Raises BadTag: at once, not when the article has been checked.

    >>> tags_in("élections, budget 2025 ;; élections")
    ('élections', 'budget 2025')
    """
    tags = tuple(dict.fromkeys(tag for tag in (" ".join(one.split()) for one in _COMMAS.split(given)) if tag))
    for tag in tags:
        if len(tag) > LONGEST_TAG or not tag.isprintable():
            raise BadTag(f"a tag has 1 to {LONGEST_TAG} characters that print, not {tag[:LONGEST_TAG]!r}", tag=tag)
    return tags


def described(*, upload: bool = False, **fields: Mapping[str, object]) -> dict[str, Any]:
    """Return what the OpenAPI document says of a form, token included.

    Args:
        upload: It carries a file.
        fields: JSON schema of each field; those without a default have to be sent.
    """
    properties = {"csrf": {"type": "string", "description": "As /new.json gives it."}, **fields}
    needed = [name for name, schema in fields.items() if "default" not in schema]
    kind = "multipart/form-data" if upload else "application/x-www-form-urlencoded"
    schema = {"type": "object", "properties": properties, "required": ["csrf", *needed]}
    return {"requestBody": {"required": True, "content": {kind: {"schema": schema}}}}


def text(longest: int = 200, **known: object) -> dict[str, object]:
    """Return the JSON schema of a field of text."""
    return {"type": "string", "maxLength": longest, **known}


def one_of(*values: str) -> dict[str, object]:
    """Return the JSON schema of a field that takes one of some words."""
    return {"type": "string", "enum": list(values)}
