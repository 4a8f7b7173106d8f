"""Who a claim is put in the mouth of, where that is said beside it: "selon la préfecture", "the council said"."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from sourcier.app.corpus.showing.vocabulary import REMEMBERED, rows
from sourcier.assessment.factchecks.words import terms
from sourcier.assessment.lexicon import fold
from sourcier.assessment.vetoes import Features
from sourcier.core.article import Lang
from sourcier.core.spans import Span

LONGEST = 60
"""Letters of a source."""


@lru_cache(maxsize=REMEMBERED)
def source_in(text: str, lang: Lang) -> Span | None:
    """Return where a claim names who says it, words such as "selon" included; None where it does not.

    >>> claim = "The bridge will cost 240 million euros, the council said."
    >>> claim[source_in(claim, "en").start:]
    ', the council said.'
    """
    even = fold(text)
    if len(even) != len(text):
        return None
    found = next((match for pattern in _patterns(lang) if (match := pattern.search(even))), None)
    return Span(found.start(), found.end()) if found else None


def are_said_by_two(one: Features, other: Features) -> bool:
    """Say whether two claims are put into the mouths of two: the police counts one crowd, the unions another."""
    ours, theirs = (
        set(terms(text.text[span.start : span.end])) - _introducing(text.lang)
        if (span := source_in(text.text, text.lang))
        else frozenset[str]()
        for text in (one, other)
    )
    return bool(ours and theirs) and (one.lang != other.lang or ours.isdisjoint(theirs))


def are_two_sources(one: str, other: str) -> bool:
    """Say whether two sources, as articles name them, are two.

    >>> are_two_sources("le préfet", "le maire"), are_two_sources("Odile Ferrand", "Mme Ferrand")
    (True, False)
    """
    ours, theirs = set(terms(one)), set(terms(other))
    return bool(ours and theirs) and ours.isdisjoint(theirs)


@cache
def _introducing(lang: Lang) -> frozenset[str]:
    lines = (form for forms in _words(lang).values() for form in forms)
    return frozenset(term for form in lines for term in terms(form.replace("\\", "")))


@cache
def _patterns(lang: Lang) -> tuple[re.Pattern[str], ...]:
    words = _words(lang)
    before, after = (f"(?:{'|'.join(words[place])})" for place in ("before", "after"))
    return (
        re.compile(rf"^{before}\b[^,]{{1,{LONGEST}}}, ?"),
        re.compile(rf", {before}\b[^,]{{1,{LONGEST}}}$"),
        re.compile(rf", (?!(?:qui|who|which|dont|ou)\b)[^,]{{2,{LONGEST}}} {after}(?: \w+)?[.]?$"),
    )


@cache
def _words(lang: Lang) -> dict[str, list[str]]:
    return {row["place"]: [re.escape(form) for form in row[lang].split(", ")] for row in rows("saying")}
