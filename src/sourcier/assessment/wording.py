"""Sentences for readers, in the article's language, from `data/sentences.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources

from sourcier.core.article import Lang


@cache
def _sentences() -> dict[str, dict[str, str]]:
    path = resources.files("sourcier.assessment") / "data" / "sentences.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def say(key: str, lang: Lang, **words: str) -> str:
    """Return a sentence of the language with its words filled in. A key that is missing is a bug: KeyError."""
    return _sentences()[key][lang].format(**words)


def join(words: Sequence[str], lang: Lang, *, limit: int = 6) -> str:
    """Return a list in words, the rest beyond the limit as a count.

    >>> join(["Mali", "Niger", "Burkina Faso"], "fr")
    'Mali, Niger et Burkina Faso'
    """
    shown = list(words[:limit])
    left = len(words) - len(shown)
    if left:
        shown.append(say("others", lang, count=str(left)))
    if len(shown) < 2:
        return "".join(shown)
    return f"{', '.join(shown[:-1])} {'et' if lang == 'fr' else 'and'} {shown[-1]}"
