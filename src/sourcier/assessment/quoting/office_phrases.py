"""The words for an office in a text: "la première adjointe de Corvel", "the fisheries minister"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sourcier.assessment.quoting.names import plain, words_of
from sourcier.core.article import Lang

_TOKEN = re.compile(
    r"(?P<word>(?:[dlDL]|qu|Qu)['’]|[^\W\d_]+(?:-(?:[dlDL]['’])?[^\W\d_]+)*)(?P<stop>\.?)|(?P<number>\d+)|(?P<mark>[^\w\s]|\n)"
)
_LONGEST_TITLE = 3
"""Words before an English office: "the county fire service"."""
_PHRASE = 14
"""Words of an office with what it is of."""
_FEMININE = (("trice", "teur"), ("euse", "eur"), ("iere", "ier"), ("ienne", "ien"), ("onne", "on"), ("ffe", "f"))
_ADJECTIVE = re.compile(r".{2,}(?:ale?|ales|aux|elles?|els?|ifs?|ives?|ais|aises?|iens?|iennes?|ains?|aines?)")
"""French adjectives that no verb ends like: "régional", "sportive", "foncier" is none of them."""
_PERSON_ENDING = re.compile(r"(?:wo)?man$|person$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, or a mark between words."""

    text: str
    key: str
    """Small and without accents."""
    is_name: bool
    """It has a capital, and is no word for an office or before a name."""
    is_mark: bool


@dataclass(frozen=True, slots=True)
class Office:
    """What somebody is: the word for it, what sets it apart ("premier", "former"), and what it is of."""

    role: str
    rank: frozenset[str] = frozenset()
    of: frozenset[str] = frozenset()
    gender: str = ""
    """Of its article, where that shows one."""
    where: frozenset[str] = frozenset()
    """Where nothing says what it is of: the words of the document's head, which may."""


def stems(text: str, lang: Lang) -> frozenset[str]:
    """Return the words of a text as those of an office are compared.

    >>> sorted(stems("Les Échos du Val", "fr"))
    ['echo', 'val']
    """
    return frozenset(stem(word.key) for word in words_in(text, lang) if not word.is_mark) - words_of("function", lang)


def office_in(name: str, lang: Lang) -> Office | None:
    """Return the office that words name and nothing beside it; None where they name none, or one of many: "un élu".

    >>> office = office_in("la première adjointe de Corvel", "fr")
    >>> office and (office.role, sorted(office.rank), sorted(office.of), office.gender)
    ('adjoint', ['premier'], ['corvel'], 'f')
    >>> office = office_in("the fisheries minister", "en")
    >>> office and (office.role, sorted(office.of))
    ('minister', ['fisherie'])
    >>> office_in("la mairie", "fr")
    """
    words = words_in(name, lang)
    head = next(iter(heads(words, lang)), None)
    if head is None or words[0].key in words_of("any", lang):
        return None
    start, stop, office = phrase(words, head, lang)
    rest = [word.key for word in (*words[:start], *words[stop:]) if not word.is_mark]
    left_over = frozenset(stem(key) for key in rest if key not in words_of("function", lang))
    return replace(office, of=office.of | left_over)


def heads(words: Sequence[Word], lang: Lang) -> list[int]:
    """Return the places of the words that say what somebody is: "mayor" in "deputy mayor"."""
    roles, ranks = words_of("role", lang), words_of("rank", lang)
    named = [at for at, word in enumerate(words) if word.key in roles or word.key in ranks]
    found: list[int] = []
    for at in named:
        run = [at]
        while run[-1] + 1 in named:
            run.append(run[-1] + 1)
        if at - 1 in named or not any(words[one].key in roles for one in run):
            continue
        proper = [one for one in run if words[one].key in roles and words[one].key not in ranks]
        # French sets the kind behind its noun, English before it: "directrice adjointe", "police chief".
        found.append((proper[0] if lang == "fr" else proper[-1]) if proper else run[-1])
    return found


def phrase(words: Sequence[Word], head: int, lang: Lang) -> tuple[int, int, Office]:
    """Return where an office starts and ends, its article left aside, and what it is."""
    start = head
    while start > 0 and words[start - 1].key in words_of("rank", lang) | words_of("new", lang):
        start -= 1
    if lang == "en":
        start = _title_start(words, start)
    stop = head + 1
    while stop < len(words) and (words[stop].key in words_of("rank", lang) or _is_adjective(words[stop], lang)):
        stop += 1
    while stop < len(words) and stop - head < _PHRASE and (end := _complement(words, stop, lang)) > stop:
        stop = end
    inside = [word for word in (*words[start:head], *words[head + 1 : stop]) if not word.is_mark]
    ranks = {word.key for word in inside if word.key in words_of("rank", lang)}
    skipped = ranks | words_of("new", lang) | words_of("function", lang)
    before = words[start - 1].key if start else ""
    gender = {"la": "f", "une": "f", "le": "m", "un": "m"}.get(before, "") if lang == "fr" else ""
    return (
        start,
        stop,
        Office(
            role_of(words[head].key, lang),
            frozenset(map(_masculine, ranks)) if lang == "fr" else frozenset(ranks),
            frozenset(stem(word.key) for word in inside if word.key not in skipped),
            gender,
        ),
    )


def _title_start(words: Sequence[Word], start: int) -> int:
    """Return where an English office starts: with its capitals, or behind its article."""
    at = start
    while at > 0 and words[at - 1].is_name and start - at < _LONGEST_TITLE and words[at - 1].text[:1].isupper():
        at -= 1
    lower = start
    while lower > 0 and start - lower <= _LONGEST_TITLE and not words[lower - 1].is_mark:
        if words[lower - 1].key in words_of("article", "en"):
            return lower
        lower -= 1
    return at


def _complement(words: Sequence[Word], at: int, lang: Lang) -> int:
    """Return the end of one step of what an office is of: "de l'Intérieur", "et des Finances", "of the council"."""
    after = at + 1 if words[at].key in {"et", "and"} else at
    if after >= len(words) or not (words[after].key in words_of("belongs", lang) or words[after].text == "à"):
        return at  # "de", "chargé de", "à"; not "a", which has lost no accent
    after += 1
    while after < len(words) and words[after].key in words_of("article", lang):
        after += 1
    if after >= len(words) or words[after].is_mark or not words[after].text[:1].isalpha():
        return at
    if words[after].is_name:
        while after < len(words) and words[after].is_name:
            after += 1
        return after
    after += 1
    while after < len(words) and (_is_adjective(words[after], lang) or (lang == "en" and _is_title_word(words, after))):
        after += 1
    return after


def _is_title_word(words: Sequence[Word], at: int) -> bool:
    """Say whether a small English word goes on with a noun: "of the fisheries | board,"."""
    return not words[at].is_mark and not words[at].is_name and at + 1 < len(words) and words[at + 1].is_mark


def _is_adjective(word: Word, lang: Lang) -> bool:
    return lang == "fr" and not word.is_mark and word.text.islower() and bool(_ADJECTIVE.fullmatch(word.key))


def words_in(text: str, lang: Lang) -> list[Word]:
    """Return the words of a text and the marks between them; the stop of "M." is part of it."""
    found: list[Word] = []
    known = words_of("role", lang) | words_of("civility", lang) | words_of("article", lang) | words_of("belongs", lang)
    for match in _TOKEN.finditer(text):
        word = match["word"]
        if word is None:
            found.append(Word(match[0], match[0], is_name=False, is_mark=match["mark"] is not None))
            continue
        key = plain(word.rstrip("'’"))
        is_name = word[:1].isupper() and key not in known and not word.endswith(("'", "’"))
        found.append(Word(word, key, is_name, is_mark=False))
        if match["stop"] and key not in words_of("civility", lang) and len(key) > 1:
            found.append(Word(".", ".", is_name=False, is_mark=True))
    return found


def role_of(key: str, lang: Lang) -> str:
    """Return what a word says that somebody is, man or woman.

    >>> role_of("directrice", "fr") == role_of("directeur", "fr"), role_of("chairwoman", "en")
    (True, 'chair')
    """
    return _masculine(key) if lang == "fr" else _PERSON_ENDING.sub("", key)


def _masculine(key: str) -> str:
    for ending, other in _FEMININE:
        if key.endswith(ending):
            return key.removesuffix(ending) + other
    return key.removesuffix("e")


def stem(key: str) -> str:
    """Return a word without the ending of its plural."""
    return key.removesuffix("s") if len(key) > 3 else key
