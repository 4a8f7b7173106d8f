"""A text as words that can be compared, each with its place: what typography and house style change is folded away."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from sourcier.core.article import Lang
from sourcier.core.rows import read_rows
from sourcier.core.spans import Span
from sourcier.text.quantities.atoms import cut
from sourcier.text.quantities.lexicon import lexicon
from sourcier.text.quantities.numerals import read_numeral

_JOINED = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Soft hyphens and marks without width: in the middle of words, never seen."""
_LETTERS = rf"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f{_JOINED}])*"
_GROUPED = "[ \u00a0\u2009\u202f.,’']"
_WORD = re.compile(
    rf"(?P<number>\d{{1,3}}(?:{_GROUPED}\d{{3}})+(?!\d)|\d+[.,]\d+|\d+)|(?P<word>{_LETTERS})|(?P<sign>[%€$£])"
)
_ELLIPSIS = r"[\[(]\s*(?:…|\.\s?\.\s?\.)\s*[\])]|…|\.(?:\s?\.){2,}"
_BRACKETED = r"\[[^\[\]]{1,80}\]"
_MARKS = re.compile(rf"(?P<gap>{_ELLIPSIS})|(?P<gloss>{_BRACKETED})")
_INFLECTED = re.compile(r"é(?:e?s?)$")
_TOLD_APART = frozenset({"à", "où", "là", "dû"})
"""Words that an accent makes another word."""
_ENDINGS = (
    (re.compile(r"isation(s?)$"), r"ization\1"),
    (re.compile(r"is(e|ed|es|er|ers|ing)$"), r"iz\1"),
    (re.compile(r"yse(d?)$"), r"yze\1"),
    (re.compile(r"(?<=[a-z]{2})our(s|ed|ing|able|ite|ites|ful|less)?$"), r"or\1"),
    (re.compile(r"(?<=[bt])re(s?)$"), r"er\1"),
    (re.compile(r"([ae])ll(ed|ing|ers?|ors?|ous|ery)$"), r"\1l\2"),
    (re.compile(r"illor(s?)$"), r"ilor\1"),
)
"""British endings and the American ones: "honour", "organised", "centre", "traveller"."""


_LONGEST_NUMBER = 10
"""Words of a number: "quatre cent quatre-vingt-dix-neuf mille neuf cent deux"."""
_AFTER = 2
"""Characters behind a number that may tell what it is: the sign of "500 M€"."""
_INSIDE = frozenset({"et", "and", "un", "une", "one"})
"""Words that a number may have inside or at its end, and that are none by themselves."""
_SHORT_SCALES = frozenset({"m", "md", "mds", "bn", "mn", "k", "tn"})
"""Scales as they are written behind figures: "500 M€", "£3bn"."""
_APOSTROPHES = frozenset({"'", "’"})
_CURRENCIES = frozenset("€$£")
_MILLIONS = re.compile(r"\d[\d.,]*\s?[mM](?!\w)")
_SCALES = frozenset({"hundred", "thousand", "million", "billion"})


class Kind(StrEnum):
    """What an item of a quotation is."""

    WORD = "word"
    GAP = "gap"
    """An ellipsis: words may have been left out."""
    GLOSS = "gloss"
    """Words in square brackets: the editor's own, for some of the source or beside them."""


@dataclass(frozen=True, slots=True)
class Item:
    """A word, a gap or a gloss, and where it stands in the text it was read from."""

    kind: Kind
    key: str
    """What words are compared by; of a gap empty, of a gloss its words."""
    span: Span


def quoted_items(text: str, within: Span, lang: Lang) -> list[Item]:
    """Return the items of a quotation, in order.

    >>> text = "« L’État […] paiera 10 000 € [aux villes] »"
    >>> [item.key for item in quoted_items(text, Span(0, len(text)), "fr") if item.kind is Kind.WORD]
    ['l', 'etat', 'paiera', '10000 €']
    """
    items: list[Item] = []
    at = within.start
    for match in _MARKS.finditer(text, within.start, within.end):
        start, end = match.span()
        if match["gloss"] and (_is_glued(text, start, within) or _is_glued(text, end + 1, within)):
            continue  # "[N]ous": a letter changed, the word is the source's
        items += source_words(text, Span(at, start), lang)
        kind = Kind.GAP if match["gap"] else Kind.GLOSS
        key = " ".join(word.key for word in source_words(text, Span(start, end), lang)) if match["gloss"] else ""
        items.append(Item(kind, key, Span(start, end)))
        at = end
    return items + _unbracketed(text, Span(at, within.end), lang)


def source_words(text: str, within: Span, lang: Lang) -> list[Item]:
    """Return the words of a text, in order: numbers without their separators, spellings made one.

    >>> [word.key for word in source_words("Aujourd’hui, 7,5 pour cent", Span(0, 26), "fr")]
    ['aujourd', 'hui', '7.5', '%']
    """
    return _unbracketed(text, within, lang)


@lru_cache(maxsize=64)
def words_under(text: str, within: Span, lang: Lang) -> tuple[Item, ...]:
    """Return the words of a stretch that is looked at more than once, as `source_words` does."""
    return tuple(source_words(text, within, lang))


def _is_glued(text: str, at: int, within: Span) -> bool:
    """Say whether a letter stands on the outer side of a bracket."""
    return within.start < at <= within.end and at - 1 < len(text) and text[at - 1 : at].isalpha()


def _unbracketed(text: str, within: Span, lang: Lang) -> list[Item]:
    words: list[Item] = []
    for match in _WORD.finditer(text, within.start, within.end):
        start, end = match.span()
        if words and text[words[-1].span.end : start] in {"[", "]"} and match["word"]:
            start = words.pop().span.start  # "[N]ous"
        written = text[start:end].replace("[", "").replace("]", "")
        key = _number(written) if match["number"] else key_of(written, lang)
        if key == "m" and text[end : end + 1] in _APOSTROPHES:
            key = "me"  # and not "monsieur"
        words.append(Item(Kind.WORD, key, Span(start, end)))
    phrased = _respelt(words, lang, phrases=True)  # before "cent" in "pour cent" becomes 100
    return _counted(_respelt(_numbered(text, phrased, lang), lang, phrases=False))


def _numbered(text: str, words: list[Item], lang: Lang) -> list[Item]:
    """Write numbers in words as figures: style books do so too.

    >>> text = "trente-neuf centimes"
    >>> [item.key for item in _numbered(text, _unbracketed(text, Span(0, 20), "fr"), "fr")]
    ['39', 'centimes']
    """
    found: list[Item] = []
    at = 0
    while at < len(words):
        last = _end_of_number(words, at, lang)
        read = _read_number(text, words[at:last], lang) if last > at else None
        found.append(read[0] if read else words[at])
        at += read[1] if read else 1
    return found


def _end_of_number(words: list[Item], at: int, lang: Lang) -> int:
    """Return where the words of a number that may start at a place end; the place itself where none does."""
    numerals = _numerals(lang)
    last = at + 1 if words[at].key in _INSIDE else at  # "one hundred"
    while last < min(len(words), at + _LONGEST_NUMBER):
        key = words[last].key
        is_scale = last > at and key in _SHORT_SCALES and words[last - 1].key[0].isdigit()
        if not (key in numerals or key[0].isdigit() or is_scale or (last > at and key in _INSIDE)):
            break
        last += 1
    held = [word.key for word in words[at:last]]
    return last if any(key in numerals or key in _SHORT_SCALES for key in held) else at


def _read_number(text: str, words: list[Item], lang: Lang) -> tuple[Item, int] | None:
    """Return the number that words start with, as one item, and how many of them it takes."""
    start, end = words[0].span.start, words[-1].span.end
    written = text[start : end + _AFTER]
    short = _MILLIONS.match(written) if lang == "en" and text[start - 1 : start] in _CURRENCIES else None
    if short is not None:
        written = f"{short[0]}n{written[short.end() :]}"  # "£4.2m": millions, and no metres
    lead = "one " if words[0].key in _SCALES and lang == "en" else ""  # "our first hundred days"
    atoms = cut(lead + written, lang)
    numeral = read_numeral(atoms, 0, lexicon(lang))
    if numeral is None or numeral.kind != "cardinal":
        return None
    stop = start + atoms.ends[numeral.last - 1] - len(lead) - (short is not None)
    taken = [word for word in words if word.span.end <= stop]
    if not taken or taken[-1].span.end != stop:
        return None
    value = numeral.value
    key = str(int(value)) if value == int(value) else str(value.normalize())
    return Item(Kind.WORD, key, Span(start, stop)), len(taken)


@cache
def _numerals(lang: Lang) -> frozenset[str]:
    return frozenset(row[1] for row in rows_of("numerals") if row[0] == lang)


def _number(written: str) -> str:
    """Return a number without what parts its thousands.

    >>> _number("1 400"), _number("1,400"), _number("7,5")
    ('1400', '1400', '7.5')
    """
    if re.fullmatch(rf"\d{{1,3}}(?:{_GROUPED}\d{{3}})+", written):
        return re.sub(r"\D", "", written)
    return written.replace(",", ".")


@lru_cache(maxsize=65536)
def key_of(word: str, lang: Lang) -> str:
    """Return what a word is compared by: no capitals, no accents but those that tell a participle from a present.

    >>> key_of("Œuvre", "fr"), key_of("ÉTAT", "fr"), key_of("refusé", "fr"), key_of("refuse", "fr")
    ('oeuvre', 'etat', 'refusé', 'refuse')
    >>> key_of("harbour", "en") == key_of("harbor", "en")
    True
    """
    plain = unicodedata.normalize("NFKC", word.translate(_UNSEEN)).lower().replace("œ", "oe").replace("æ", "ae")
    if plain in _TOLD_APART:
        return plain
    ending = _INFLECTED.search(plain) if lang == "fr" and not word.isupper() else None
    folded = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    if ending is not None:
        return folded[: len(plain) - len(ending[0])] + ending[0]
    if lang == "en":
        for pattern, american in _ENDINGS:
            folded = pattern.sub(american, folded)
    return folded


def bare(key: str) -> str:
    """Return a key without any accent: what words in capitals are compared by.

    >>> bare("refusé"), bare("à")
    ('refuse', 'a')
    """
    return "".join(c for c in unicodedata.normalize("NFKD", key) if not unicodedata.combining(c))


_UNSEEN = dict.fromkeys(map(ord, _JOINED))


def _respelt(words: list[Item], lang: Lang, *, phrases: bool) -> list[Item]:
    """Write what has two spellings in one: phrases ("pour cent" as "%"), or single words ("Mme" as "madame")."""
    found: list[Item] = []
    table, longest = _spellings(lang)
    at = 0
    while at < len(words):
        for length in range(min(longest, len(words) - at) if phrases else 1, 1 if phrases else 0, -1):
            key = table.get(tuple(word.key for word in words[at : at + length]))
            if key is not None:
                found.append(Item(Kind.WORD, key, words[at].span.cover(words[at + length - 1].span)))
                at += length
                break
        else:
            found.append(words[at])
            at += 1
    return found


def _counted(words: list[Item]) -> list[Item]:
    """Make one item of a sum of money: "€5", "5 euros" and "5 €"; "500 M€" and "500 millions d'euros"."""
    found: list[Item] = []
    at = 0
    while at < len(words):
        here, beyond = words[at], words[at + 1 : at + 3]
        length = 1
        if here.key in _CURRENCIES and beyond and beyond[0].key[0].isdigit():
            here, length = Item(Kind.WORD, f"{beyond[0].key} {here.key}", here.span.cover(beyond[0].span)), 2
        elif here.key[0].isdigit() and beyond:
            of = 1 if beyond[0].key in {"d", "de"} and len(beyond) > 1 else 0
            if beyond[of].key in _CURRENCIES:
                here, length = Item(Kind.WORD, f"{here.key} {beyond[of].key}", here.span.cover(beyond[of].span)), of + 2
        found.append(here)
        at += length
    return found


@cache
def _spellings(lang: Lang) -> tuple[dict[tuple[str, ...], str], int]:
    table = {tuple(row[1].split()): row[2] for row in rows_of("spellings") if row[0] == lang}
    return table, max(map(len, table))


@cache
def rows_of(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a table beside this module, comments and head left out."""
    return tuple(map(tuple, read_rows(__package__, f"{name}.tsv")))
