"""Who has the floor in a document, by its title or by the labels of a transcript."""

from __future__ import annotations

import re
from functools import cache

from sourcier.assessment.quoting.names import plain, words_of
from sourcier.assessment.quoting.words import rows_of
from sourcier.core.article import Lang
from sourcier.core.spans import Span


def named_in_title(title: str, lang: Lang) -> str | None:
    """Return whose words a document holds, where its title says so.

    >>> named_in_title("Discours de Marianne Keller, ministre de l'Énergie", "fr")
    "Marianne Keller, ministre de l'Énergie"
    >>> named_in_title("Remarks by Governor Ellen Marsh at the Port of Halden", "en")
    'Governor Ellen Marsh'
    >>> named_in_title("Le tramway attendra", "fr")
    """
    match = _title_pattern(lang).search(title)
    if match is None:
        return None
    name = re.split(rf"\s(?:{'|'.join(sorted(words_of('stop', lang)))})\s|\s[–—|-]\s|[:(;]", match["name"])[0]
    name = name.strip(" ,.’'\"»”")
    if match["lead"].lower().endswith(" du"):
        return f"le {name}"
    is_name = name[:1].isupper() or re.match(r"(?:l[ea]s?\s|l['’]|the\s)", name)
    return name if is_name else None  # not "Un discours de trop"


@cache
def _title_pattern(lang: Lang) -> re.Pattern[str]:
    leads = sorted((row[2] for row in rows_of("names") if row[:2] == (lang, "title")), key=len, reverse=True)
    return re.compile(rf"\b(?P<lead>{'|'.join(map(re.escape, leads))})(?:\s|[’'])(?P<name>.+)", re.IGNORECASE)


_LABEL = re.compile(
    r"(?:^|\n)[^\S\n]*(?P<name>[^\W\d_][^\n:!?«»“”\"]{1,90}?)[^\S\n]*(?::|\.\s?[–—-])(?=\s)(?!\s*[«“\"])"
)
_LABEL_WORDS = 8
_ABBREVIATION = 5
"""Letters of the longest title that a full stop shortens: "Cllr."."""


def labels(text: str, lang: Lang) -> list[tuple[Span, str]]:
    r"""Return where somebody's turn starts in a transcript, with who it is: "Paul Orsini : …", "MR. ROY: …".

    >>> [name for _, name in labels("M. Roy : Non.\nMme Gall, adjointe aux sports : Si.\nIl dit : non.", "fr")]
    ['M. Roy', 'Mme Gall, adjointe aux sports']
    """
    found: list[tuple[Span, str]] = []
    allowed = (
        words_of("particle", lang) | words_of("function", lang) | words_of("civility", lang) | words_of("role", lang)
    )
    for match in _LABEL.finditer(text):
        head, _, role = match["name"].partition(", ")
        words = re.findall(r"[^\W\d_]+\.?", head if role[:1].islower() else match["name"])
        named = all(word[:1].isupper() or plain(word) in allowed for word in words)
        short = all(len(word) <= _ABBREVIATION + 1 for word in words if word.endswith("."))
        if 0 < len(words) <= _LABEL_WORDS and words[0][:1].isupper() and named and short:
            found.append((Span(*match.span("name")), match["name"].strip()))
    return found
