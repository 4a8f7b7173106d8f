"""Words that lay a fault to somebody's charge."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import Literal

from sourcier.core.article import Lang
from sourcier.core.spans import Span

Charge = Literal["act", "court"]


def charge(words: str, lang: Lang) -> Charge | None:
    """Return what some words charge somebody with, after the list in `accusations.tsv`: a deed, or a case in court.

    >>> charge("La direction a antidaté les plannings", "fr"), charge("Le maire a été mis en examen", "fr")
    ('act', 'court')
    >>> charge("La fraude a coûté 3 milliards d'euros", "fr"), charge("La commune est condamnée à emprunter", "fr")
    (None, None)
    >>> charge("The prosecutor has charged the firm with fraud", "en"), charge("The firm charged 20 euros", "en")
    ('court', None)
    """
    found = found_charge(words, lang)
    return found[0] if found else None


def found_charge(words: str, lang: Lang) -> tuple[Charge, Span] | None:
    """Return what some words charge somebody with, and which of them do."""
    plain = words.replace("’", "'")
    kinds: tuple[Charge, ...] = ("court", "act")
    for kind in kinds:
        if match := _listed(lang, kind).search(plain):
            return kind, Span(*match.span())
    return None


def is_hedged_about(words: str, lang: Lang) -> bool:
    """Say whether a sentence has a word that may deny what it charges somebody with.

    >>> is_hedged_about("Le maire n'a détourné aucun fonds.", "fr"), is_hedged_about("Le maire a menti.", "fr")
    (True, False)
    """
    return _listed(lang, "denial").search(words.replace("’", "'")) is not None


@cache
def _listed(lang: Lang, kind: Charge | Literal["denial"]) -> re.Pattern[str]:
    raw = (resources.files(__package__) / "accusations.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in raw.splitlines() if line and not line.startswith("#")]
    listed = [one.strip() for row in rows if row[:2] == [lang, kind] for one in row[2].split(",")]
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_pattern, listed))})(?!\w)", re.IGNORECASE)


def _pattern(words: str) -> str:
    """Return the pattern of some words: `*` stands for the end of a word, or for a word."""
    return r"\s+".join(re.escape(word).replace(r"\*", r"[\w-]*") for word in words.split())
