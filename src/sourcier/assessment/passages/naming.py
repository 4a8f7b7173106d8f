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

QUOTED = 240
"""Characters of a passage that are quoted at most."""


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


def told_apart(findings: Sequence[PassageFinding], lang: Lang) -> list[str]:
    """Return what a reader should know of texts that disagree: whether one comes of the other, and which is later."""
    origins = {one.passage.origin for one in findings}
    words = [say("passages_revised" if len(origins) == 1 else "passages_independent", lang)]
    dated = [(one.passage.published, one) for one in findings if one.passage.published is not None]
    if len(dated) < len(findings):
        return words
    day, last = max(dated, key=lambda pair: pair[0])
    others = [when for when, one in dated if one.stance is not last.stance]
    if others and day > max(others):
        words.append(say("passages_later", lang, day=show_day(day, lang), name=name_of(last.passage)))
    return words


def gone_back(findings: Sequence[PassageFinding], telling: Sequence[PassageFinding], lang: Lang) -> list[str]:
    """Return that a publisher had written otherwise before, where the later of its texts stands."""
    stance = {one.passage.publisher: one.stance for one in telling if one.passage.publisher}
    for one in findings:
        mine, day = stance.get(one.passage.publisher or ""), one.passage.published
        if mine is not None and one.stance not in {mine, Verdict.NOT_ENOUGH_EVIDENCE} and day is not None:
            return [say("passages_gone_back", lang, name=name_of(one.passage), day=show_day(day, lang))]
    return []


def contested_by(passage: Passage, lang: Lang) -> str:
    """Return that a text does not agree, with its words."""
    words = passage.text.strip().rstrip(".")
    if len(words) > QUOTED:
        words = f"{words[:QUOTED].rsplit(' ', 1)[0]} …"
    return say("passages_contested", lang, who=who(passage, lang), words=_inside_marks(words, lang))
