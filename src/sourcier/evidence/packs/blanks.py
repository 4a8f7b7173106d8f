"""What a descriptor lacks, all of it at once: fields that are absent or empty, and a draft's marked blanks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sourcier.evidence.packs.descriptor import ENTITIES

BLANK = "TODO:"
"""How a blank of a draft begins; what follows says what to write there."""
_EMPTY = "missing or empty"
_PACKAGE = ("name", "version", "title", "created")


def is_blank(value: object) -> bool:
    """Say whether a value is a draft's blank.

    >>> is_blank("TODO: the pack's title"), is_blank("Le chômage")
    (True, False)
    """
    return isinstance(value, str) and value.lstrip().startswith(BLANK)


def find_blanks(parsed: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the path of each field that is missing, empty or marked as a blank, with what should stand there."""
    yield from _marked(parsed, "")
    yield from ((key, _EMPTY) for key in _PACKAGE if not parsed.get(key))
    yield from _listed(parsed, "licenses", ("name",), "")
    yield from _listed(parsed, "sources", ("title", "path"), "")
    resources = parsed.get("resources")
    for resource in resources if isinstance(resources, list) else ():
        if isinstance(resource, Mapping):
            yield from _of_resource(resource)


def _of_resource(resource: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    where = f"resources.{resource.get('name')}.sourcier"
    said = resource.get("sourcier")
    if not isinstance(said, Mapping):
        yield where, _EMPTY
        return
    if not said.get("shape"):
        yield f"{where}.shape", _EMPTY
    facts = resource.get("name") != ENTITIES
    keys = ("label", "definition", "terms") if facts and said.get("role") != "positions" else ("label", "definition")
    for key in keys:
        texts = said.get(key)
        for lang in ("fr", "en"):
            if not (texts.get(lang) if isinstance(texts, Mapping) else None):
                yield f"{where}.{key}.{lang}", _EMPTY
    if facts and not said.get("unit"):
        yield f"{where}.unit", _EMPTY
    for key, inner in (("tolerance", ("value", "reason")), ("coverage", ("first", "last"))) if facts else ():
        held = said.get(key)
        for name in inner:
            value = held.get(name) if isinstance(held, Mapping) else None
            if value is None or value == "":
                yield f"{where}.{key}.{name}", _EMPTY


def _listed(parsed: Mapping[str, Any], key: str, names: tuple[str, ...], where: str) -> Iterator[tuple[str, str]]:
    held = parsed.get(key)
    if not isinstance(held, list) or not held:
        yield f"{where}{key}", _EMPTY
        return
    for at, one in enumerate(held):
        for name in names:
            if not (isinstance(one, Mapping) and one.get(name)):
                yield f"{where}{key}.{at}.{name}", _EMPTY


def _marked(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _marked(inner, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            name = inner.get("name") if isinstance(inner, Mapping) else None
            is_name = isinstance(name, str) and name and not is_blank(name)
            yield from _marked(inner, f"{path}.{name if is_name else at}")
    elif is_blank(value):
        yield path, value.lstrip().removeprefix(BLANK).strip()
