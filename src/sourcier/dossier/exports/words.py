"""The words of the exports that people read, one file a language."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from sourcier.core.article import Lang
from sourcier.dossier.report.typography import typeset
from sourcier.dossier.report.words import Words


@cache
def export_words(lang: Lang) -> Words:
    """Return the words of a language, from `exports.<lang>.toml`."""
    raw = (resources.files(__package__) / f"exports.{lang}.toml").read_text(encoding="utf-8")
    table = {
        f"{group}.{key}": typeset(text, lang)
        for group, held in tomllib.loads(raw).items()
        for key, text in held.items()
    }
    return Words(lang=lang, table=table)
