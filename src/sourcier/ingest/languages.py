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
"""Words under which a text is too short to refuse, unless the small words of another language are plainly more."""
_PLAINLY = 2
_LEAST = 4
"""How many times as many, and how many at least."""
_WORD = re.compile(r"[^\W\d_]+")
_SHARE = 0.08
"""Of all words: under it the text has the small words of no language we know (French and English prose: 0.2 to 0.4)."""


@cache
def _profiles() -> dict[str, tuple[str, frozenset[str]]]:
    return {code: (name, frozenset(words.split())) for code, name, words in rows("sourcier.ingest", "languages.tsv")}


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
    words = [word.lower() for word in _WORD.findall(text[:_SAMPLE])]
    scores = {code: sum(word in small for word in words) for code, (_, small) in _profiles().items()}
    best = max(scores, key=lambda code: (scores[code], code in _READ))
    ours: Lang = cast("Lang", max(_READ, key=lambda code: scores[code]))
    if len(words) < _ENOUGH and _script(text) in {"Latin", ""}:
        hint = (declared or "").lower()[:2]
        if hint not in _READ and scores[best] >= max(_LEAST, _PLAINLY * scores[ours] + 1):
            raise _refused(_profiles()[best][0], best)
        return cast("Lang", hint) if scores["fr"] == scores["en"] and hint in _READ else ours
    if (script := _script(text)) not in {"Latin", ""}:
        raise _refused(f"a language written in {script} script", script)
    if best not in _READ and scores[best] > 1.15 * scores[ours]:
        raise _refused(_profiles()[best][0], best)
    if scores[ours] < _SHARE * len(words) and len(words) >= 2 * _ENOUGH:
        raise _refused("no language it knows", "")
    return ours


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
