"""The words of the desk's pages, one table a language: the reports', some of the exports', the desk's own over them."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from sourcier.core.article import Lang
from sourcier.dossier.exports.words import export_words
from sourcier.dossier.report.words import Words, flat_words, words

_FILES = ("words", "article")
"""`words.<lang>.toml` for the desk, `article.<lang>.toml` for the article's pages."""
_SHARED = ("action.", "stance.")
"""Keys of the exports' words for what people did: a page calls it what an export calls it."""


@cache
def interface_words(lang: Lang) -> Words:
    """Return the words of the interface: a report's keys (`verdict.refuted`, `kind.quote`) and the desk's."""
    table = dict(words(lang).table)
    table |= {key: told for key, told in export_words(lang).table.items() if key.startswith(_SHARED)}
    folder = resources.files(__package__)
    for name in _FILES:
        file = folder / f"{name}.{lang}.toml"
        if file.is_file():
            table |= flat_words(tomllib.loads(file.read_text(encoding="utf-8")), "", lang)
    return Words(lang=lang, table=table)
