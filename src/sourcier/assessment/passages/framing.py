"""What stands around a passage in its document and takes its word from it: a letter, a spoof, "imagine", "overturned".

A passage is one to three sentences; whether they are the document's own word is often said above, before or after them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sourcier.assessment.lexicon import stem, stop_words, tokenise
from sourcier.assessment.vetoes.vocabulary import words_of
from sourcier.core.library import Document, Passage
from sourcier.core.spans import Span

ABOVE = words_of("framing_above")
"""Beginnings of words in a title or a heading: "courrier", "satir", "publicit"."""
PUBLISHER = words_of("framing_publisher")
"""Of words in a publisher's name: "Le Courrier" is a newspaper, "journal satirique" is none."""
BEFORE = words_of("framing_before")
"""Of words in the two sentences before, in one paragraph: whoever is named there may go on speaking."""
TOLD = words_of("framing_told")
"""Of words in the sentence before: plain reports of what somebody said."""
AFTER = words_of("framing_after")
"""Of words in the sentences after, in one paragraph, which doubt or undo what was said."""
UNDOING = words_of("framing_undoing")
"""Of those of them that undo it from the next paragraph as well."""
ANYWHERE = words_of("framing_anywhere")
"""Of words that make a whole text no report."""
BLAMING = words_of("blaming")
"""Of words by which somebody is said to have done wrong."""
HARMING, MISHAPS = words_of("harming"), words_of("mishaps")
"""Those that storms do as well as people; what nobody does."""
SENTENCES = re.compile(r"(?<=[.!?…])[»”\"]?\s+|\n+")
PERSONAL = re.compile(r"(?i)\b(?:j['’]|(?:je|moi|mon|mes|my|mine)\b)|\bI\b(?=['’ ][a-z])")
QUOTED = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"]*\"")
POINTING = words_of("pointing")
"""Words at the end of a sentence that point to the next: "ceci", "as follows"."""
SHORT = 3
"""Letters of words that tell nothing in a title."""
ENDS = re.compile(r"[.!?…][»”\"]?\s*$|\n\s*$")
SUPPOSING = re.compile(r"(?i)\W*(?:et\s+si|what\s+if)\b")
WHOLE = "$"
"""After an entry that is a whole word and no beginning."""
FIRST, LAST = 2, 4
"""Sentences looked at before and after one."""


def framed(passage: Passage, document: Document | None, claim: str, at: Span | None = None) -> str:
    """Return the word around a sentence that keeps its text from vouching for it; empty where there is none.

    Args:
        passage: The passage that the sentence stands in.
        document: The one that it is of; without it only the passage and the words above it are looked at.
        claim: The claim's words: what it says itself takes nothing from it.
        at: Where the words that decide stand in the passage; all of it where that is not known.
    """
    said = frozenset(tokenise(claim))
    above = ". ".join(one for one in (passage.title, passage.heading) if one)
    if any(SUPPOSING.match(one) for one in (passage.title, passage.heading) if one):
        return above
    publisher = tokenise(passage.publisher or "")
    found = _met(publisher, PUBLISHER) or _met(
        (word for word in tokenise(above) if word not in publisher), ABOVE | ANYWHERE
    )
    whole, own = _placed(passage, document, at or Span(0, len(passage.text)))
    found = found or _framed_at(whole, own, said)
    return found if found or document is None else _of_another_matter(passage.title, passage.publisher, whole)


def _framed_at(text: str, own: Span, said: frozenset[str]) -> str:
    """Return the word that frames the sentences of a text in which some words stand."""
    paragraph = Span(text.rfind("\n", 0, own.start) + 1, _end(text.find("\n", own.end), len(text)))
    before = _sentences(text[paragraph.start : own.start])
    opening = before.pop() if before and not ENDS.search(text[paragraph.start : own.start]) else ""
    after = _sentences(text[own.end : paragraph.end])
    closing = after.pop(0) if after and not ENDS.search(text[own.start : own.end]) else ""
    sentence = f"{opening} {own.of(text)} {closing}"
    lead = opening or (before[-1] if before else (_sentences(text[: paragraph.start]) or [""])[-1])
    return (
        (lead.strip() if lead.rstrip().endswith(":") else "")
        or _personal([*before[-FIRST:], *after[:LAST]])
        or _leading(before[-1] if before else "")
        or _met((word for word in tokenise(sentence) if word not in said), BEFORE | AFTER | ANYWHERE)
        or _met(tokenise(" ".join(before[-FIRST:])), BEFORE)
        or _met(tokenise(" ".join(before[-1:])), TOLD)
        or _met(tokenise(" ".join(after[:LAST])), AFTER)
        or _met(tokenise(" ".join(_sentences(text[paragraph.end :])[:FIRST])), UNDOING)
        or _met(tokenise(text), ANYWHERE)
    )


def _personal(around: Sequence[str]) -> str:
    """Return the first person in which sentences around are told: memories, dreams, what somebody has seen."""
    return next((found[0] for one in around if (found := PERSONAL.search(QUOTED.sub(" ", one)))), "")


def _leading(before: str) -> str:
    """Return a sentence that leads to another as an answer, or as what was written: "Que dit-on ?", "I read this"."""
    words = tokenise(before)
    is_question = before.rstrip(' »”"\u00a0\u202f').endswith("?")
    return before.strip() if is_question or (words and words[-1] in POINTING) else ""


def _of_another_matter(title: str | None, publisher: str | None, text: str) -> str:
    """Return a title that shares no word with its text: it names a genre ("Dictée", "Courrier"), not what happened."""
    stops = stop_words()
    stops |= {stem(word) for word in tokenise(publisher or "")}
    words = {stem(word) for word in tokenise(title or "") if len(word) > SHORT} - stops
    below = text.removeprefix(title or "")
    shared = words & {stem(word) for word in tokenise(below)}
    return title if title and words and not shared else ""


def _placed(passage: Passage, document: Document | None, at: Span) -> tuple[str, Span]:
    """Return the text that a passage is of, and where the words that decide stand in it."""
    if document is None:
        return passage.text, at
    start = passage.anchor.start
    return document.text, Span(start + at.start, start + at.end)


def _sentences(text: str) -> list[str]:
    return [one for one in SENTENCES.split(text.strip()) if one.strip()]


def _end(found: int, last: int) -> int:
    return found if found >= 0 else last


def blames(text: str) -> bool:
    """Say whether a claim says that somebody did wrong: one text alone is not enough to repeat it.

    >>> blames("Denis Prat a détourné 80 000 euros."), blames("La ville a planté 300 arbres.")
    (True, False)
    >>> blames("Le policier a tué un homme."), blames("Le séisme a tué 300 personnes.")
    (True, False)
    """
    words = tokenise(text)
    return any(
        word not in MISHAPS and _met([word], BLAMING) and not (_met([word], HARMING) and MISHAPS.intersection(words))
        for word in words
    )


def _met(words: Iterable[str], beginnings: frozenset[str]) -> str:
    starts = tuple(one for one in beginnings if not one.endswith(WHOLE))
    return next((word for word in words if word.startswith(starts) or f"{word}{WHOLE}" in beginnings), "")
