"""Passages and their publishers as a reader would name them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from sourcier.assessment.comparison import show_day
from sourcier.assessment.wording import join, say
from sourcier.core.article import Lang
from sourcier.core.findings import Signal, Verdict
from sourcier.core.library import Passage
from sourcier.core.testimony import PassageFinding, Veto, VetoKind

WORDED = frozenset({VetoKind.ROLE, VetoKind.SCOPE, VetoKind.COMMITMENT})
"""Differences that a pair of words does not show by itself."""


def who(passage: Passage, lang: Lang) -> str:
    """Return whose a passage is: its publisher, else where it stands, with its date."""
    name = name_of(passage)
    if name == passage.title:
        name = say("quoted_words", lang, words=_inside_marks(name, lang))
    if passage.published is None:
        return say("passage_undated", lang, name=name)
    return say("passage_dated", lang, name=name, day=show_day(passage.published, lang))


def name_of(passage: Passage) -> str:
    """Return the publisher of a passage, else its site, its title or its file."""
    return passage.publisher or _host(passage.url) or passage.title or passage.location.rsplit("/", 1)[-1]


def _inside_marks(title: str, lang: Lang) -> str:
    """Return a title as it stands between quotation marks, with the inner ones for its own.

    >>> _inside_marks("« Nous paierons », dit le maire", "fr"), _inside_marks("The “green” tax", "en")
    ('“Nous paierons”, dit le maire', 'The ‘green’ tax')
    """
    left, right = ("“", "”") if lang == "fr" else ("‘", "’")
    return re.sub("\\s*[»”]", right, re.sub("[«“]\\s*", left, title))


def _host(url: str | None) -> str:
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def statement(passage: Passage, stance: Verdict, signals: Sequence[Signal], found: Sequence[Veto], lang: Lang) -> str:
    """Return what a passage says of a claim, as a sentence."""
    name = who(passage, lang)
    if stance is Verdict.REFUTED:
        pairs = [_pair(one.claim_side, one.evidence_side, lang) for one in signals if one.value < 0]
        return say("passage_refutes", lang, who=name, what=join(pairs, lang))
    if stance is Verdict.SUPPORTED:
        met = [one.evidence_side for one in signals if one.value > 0 and one.name in {"number", "date"}]
        if met:
            words = join([say("quoted_words", lang, words=one) for one in dict.fromkeys(met)], lang)
            return say("passage_supports_with", lang, who=name, what=words)
        return say("passage_supports", lang, who=name)
    if found:
        return say("passage_apart", lang, who=name, what=_apart(found, lang))
    return say("passage_silent", lang, who=name)


def _apart(found: Sequence[Veto], lang: Lang) -> str:
    """Return what keeps a passage from deciding: what it vouches for, whom it speaks of, or what it says otherwise."""
    own = next((one for one in found if one.kind in WORDED), None)
    if own is not None and not any(one.kind not in WORDED for one in found):
        return say(f"apart_{own.kind}", lang, theirs=own.evidence_side, ours=own.claim_side)
    telling = [one for one in found if one.kind not in WORDED]
    theirs, ours = (
        join([say("quoted_words", lang, words=words) for words in dict.fromkeys(side)], lang)
        for side in ([one.evidence_side for one in telling], [one.claim_side for one in telling])
    )
    return say("apart_words", lang, theirs=theirs, ours=ours)


def _pair(claim_side: str, evidence_side: str, lang: Lang) -> str:
    return say("passage_pair", lang, theirs=evidence_side, ours=claim_side)


def counted(findings: Sequence[PassageFinding], lang: Lang) -> str:
    """Return how many sources speak, and how many copies of them there are: "2 sources indépendantes, 5 copies"."""
    origins = len({one.passage.origin for one in findings})
    copies = sum(one.copies for one in findings)
    sources = say("independent_sources", lang, count=str(origins))
    return sources if not copies else f"{sources}, {say('copies', lang, count=str(copies))}"


def shown_names(findings: Sequence[PassageFinding], lang: Lang) -> str:
    """Return who speaks, each with its date."""
    return join(list(dict.fromkeys(who(one.passage, lang) for one in findings)), lang)
