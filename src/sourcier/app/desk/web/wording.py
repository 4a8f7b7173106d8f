"""The words of the desk's pages, one table a language: those of the reports, and the desk's own over them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from sourcier.core.article import Lang
from sourcier.dossier.report.typography import typeset
from sourcier.dossier.report.words import Words, words

_FILES = ("words", "article")
"""`words.<lang>.toml` for the desk, `article.<lang>.toml` for the article's pages."""


@cache
def interface_words(lang: Lang) -> Words:
    """Return the words of the interface: a report's keys (`verdict.refuted`, `kind.quote`) and the desk's."""
    table = dict(words(lang).table)
    folder = resources.files(__package__)
    for name in _FILES:
        file = folder / f"{name}.{lang}.toml"
        if file.is_file():
            table |= _flat(tomllib.loads(file.read_text(encoding="utf-8")), "", lang)
    return Words(lang=lang, table=table)


def _flat(table: Mapping[str, Any], prefix: str, lang: Lang) -> dict[str, str]:
    flat: dict[str, str] = {}
    for key, value in table.items():
        if isinstance(value, Mapping):
            flat |= _flat(value, f"{prefix}{key}.", lang)
        else:
            flat[f"{prefix}{key}"] = typeset(str(value), lang)
    return flat
