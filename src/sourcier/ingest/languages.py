"""French or English, by the small words of a text; any other language is named and refused."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from typing import cast

from sourcier.core.article import Lang
from sourcier.ingest.errors import UnsupportedLanguage
from sourcier.ingest.tables import rows

_READ = ("fr", "en")
_SAMPLE = 20_000
"""Characters looked at."""
_ENOUGH = 25
"""Words from which on small words decide alone."""
_SHORT = 100
"""Words up to which a text is asked for what tells another language."""
_PLAIN = (2, 2)
_PLAIN_ALL_THE_SAME = (4, 3)
"""How many signs of another language refuse a short text, and how many times as many as those of French or English they
must be: in general, and where the page says that it is one of the two."""
_QUOTED = re.compile(r"«[^»]{0,500}»|“[^”]{0,500}”|\"[^\"]{0,500}\"")
_SENTENCE = 12
"""Words without a capital of which one at least would tell French or English."""
_REST = 4
"""Words that a text must have beside its quotes for them to be left out."""
_WORD = re.compile(r"[^\W\d_]+")
_SHARE = 0.08
"""Of all words: under it the text has the small words of no language we know (French and English prose: 0.2 to 0.4)."""


@cache
def _profiles() -> dict[str, tuple[str, frozenset[str]]]:
    return {code: (name, frozenset(words.split())) for code, name, words in rows("sourcier.ingest", "languages.tsv")}


@cache
def _signs() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Return the letters and words that tell a language; for French and English the words that tell them."""
    return {
        code: (frozenset(letters.strip("-")), frozenset(words.split()))
        for code, letters, words in rows("sourcier.ingest", "telling.tsv")
    }


def find_lang(text: str, declared: str | None = None) -> Lang:
    """Return the language of a text.

    Args:
        text: The article.
        declared: What the page says of itself; decides only when the words do not.

    Raises:
        UnsupportedLanguage: The text is long enough to tell and is neither French nor English.

    >>> find_lang("Le vote a eu lieu dans la nuit et il est clos.")
    'fr'
    """
    if (script := _script(text)) not in {"Latin", ""}:
        raise _refused(f"a language written in {script} script", script)
    words = [word.lower() for word in _WORD.findall(text[:_SAMPLE])]
    hint = (declared or "").lower()[:2]
    if len(words) < _SHORT and (other := _plainly_other(text, is_told=hint in _READ)):
        raise other
    scores = {code: sum(word in small for word in words) for code, (_, small) in _profiles().items()}
    best = max(scores, key=lambda code: (scores[code], code in _READ))
    ours: Lang = cast("Lang", max(_READ, key=lambda code: scores[code]))
    if len(words) < _ENOUGH:
        return _of_few(text, {code: scores[code] for code in _READ}, hint)
    if best not in _READ and scores[best] > 1.15 * scores[ours]:
        raise _refused(_profiles()[best][0], best)
    if scores[ours] < _SHARE * len(words) and len(words) >= 2 * _ENOUGH:
        raise _refused("no language it knows", "")
    return ours


def _plainly_other(text: str, *, is_told: bool) -> UnsupportedLanguage | None:
    """Return the refusal of a short text that is plainly neither French nor English; None where it may be.

    Names are no sign, so what has a capital does not count; nor do quotes, which may be in any language.
    """
    bare = _QUOTED.sub(" ", text)
    words = _WORD.findall(bare)
    words = [word for word in (words if len(words) >= _REST else _WORD.findall(text)) if word.islower()]
    signs = _signs()
    found = {code: _count(words, code) for code in signs if code not in _READ}
    other = max(found, key=lambda code: found[code])
    shared = signs[other][1] | _profiles()[other][1]
    own = max(sum(word in signs[code][1] and word not in shared for word in words) for code in _READ)
    least, times = _PLAIN_ALL_THE_SAME if is_told else _PLAIN
    if found[other] < least or found[other] <= times * own:
        return None
    is_known = not signs[other][1].isdisjoint(words)  # letters alone are those of many
    return _refused(_profiles()[other][0], other) if is_known else _refused("no language it knows", "")


def _of_few(text: str, scores: dict[str, int], hint: str) -> Lang:
    """Return the language of a short text that is French or English, as far as anything tells."""
    if scores["fr"] == scores["en"] and hint in _READ:
        return cast("Lang", hint)
    words = [word for word in _WORD.findall(text[:_SAMPLE]) if word.islower()]
    told = {code: scores[code] + _count(words, code) for code in _READ}
    telling = _signs()["fr"][1] | _signs()["en"][1]
    if len(words) >= _SENTENCE and not any(scores.values()) and telling.isdisjoint(words):
        raise _refused("no language it knows", "")
    return cast("Lang", max(_READ, key=lambda code: told[code]))


def _count(words: list[str], code: str) -> int:
    """Return how many words are signs of a language, by themselves or by a letter."""
    letters, telling = _signs()[code]
    return sum(word in telling or not letters.isdisjoint(word) for word in words)


def likely_lang(text: str) -> str | None:
    """Return the code of the language whose small words a short text has most of; None when it has none of any.

    Of two that fit alike, French or English is taken. Unlike `find_lang` it names other languages as well.

    >>> likely_lang("The mayor of the town"), likely_lang("El alcalde y la ciudad"), likely_lang("Paris 2024")
    ('en', 'es', None)
    """
    if (script := _script(text)) not in {"Latin", ""}:
        return script.lower()
    words = [word.lower() for word in _WORD.findall(text[:_SAMPLE])]
    scores = {code: sum(word in small for word in words) for code, (_, small) in _profiles().items()}
    best = max(scores, key=lambda code: (scores[code], code in _READ))
    return best if scores[best] else None


def _script(text: str) -> str:
    """Return the script of most letters, as Unicode names it: Latin, Cyrillic, Arabic, CJK; "" without letters."""
    counts = Counter(
        unicodedata.name(letter, "UNKNOWN").split(" ", 1)[0].split("-")[0].capitalize()
        for letter in text[: _SAMPLE // 4]
        if letter.isalpha()
    )
    return counts.most_common(1)[0][0] if counts else ""


def _refused(what: str, code: str) -> UnsupportedLanguage:
    return UnsupportedLanguage(
        f"the text looks like {what}; Sourcier reads French and English. Give the language if it is one of them.",
        looks_like=code,
    )
