"""What a publisher's rating says on our scale, where its words have one meaning."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from sourcier.assessment.lexicon import fold
from sourcier.core.article import Lang
from sourcier.core.findings import Verdict
from sourcier.core.rows import read_rows


def rated(rating: str, lang: Lang) -> Verdict | None:
    """Return the verdict that a rating stands for; None where its words are not known, or mean several things.

    >>> rated("FAUX !", "fr"), rated("Mostly true", "en"), rated("Trompeur", "fr"), rated("False, but close", "en")
    (<Verdict.REFUTED: 'refuted'>, <Verdict.SUPPORTED: 'supported'>, None, None)
    """
    return _verdicts().get((lang, _bare(rating)))


def _bare(rating: str) -> str:
    return " ".join("".join(char if char.isalnum() else " " for char in fold(rating)).split())


@cache
def _verdicts() -> Mapping[tuple[str, str], Verdict | None]:
    """Return the table; a word that two rows take differently has no verdict."""
    meant: dict[tuple[str, str], set[Verdict | None]] = {}
    for rating, lang, verdict, *_ in read_rows(__package__, "ratings.tsv"):
        meant.setdefault((lang, _bare(rating)), set()).add(Verdict(verdict) if verdict else None)
    return {words: verdicts.pop() if len(verdicts) == 1 else None for words, verdicts in meant.items()}
