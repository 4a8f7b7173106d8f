"""Whether words that a person cut out of a sentence say what they are about."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

from sourcier.core.article import Lang
from sourcier.core.dossier import Dossier
from sourcier.core.spans import Span

_WORD = re.compile(r"\w+'?")


def names_its_subject(span: Span, dossier: Dossier) -> bool:
    """Say whether some words begin with a name, a figure, or what opens a subject by the list in `subjects.tsv`.

    Nobody who reads "was convicted of fraud" by itself knows who was. Where it is not plain, the answer is no.
    """
    words = span.of(dossier.article.text)
    if any(one.span.start == span.start for one in dossier.mentions):
        return True
    first, *rest = _WORD.findall(words.replace("’", "'"))[:2] or [""]
    is_first = any(one.span.start == span.start for one in dossier.sentences)
    if first[:1].isdigit() or (first[:1].isupper() and not is_first):
        return True
    begin, objects = _listed(dossier.article.lang)
    return first.casefold() in begin and not (rest and rest[0].casefold() in objects)


@cache
def _listed(lang: Lang) -> tuple[frozenset[str], frozenset[str]]:
    raw = (resources.files(__package__) / "subjects.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in raw.splitlines() if line and not line.startswith("#")]
    begin, objects = next((row[1], row[2]) for row in rows if row[0] == lang)
    return frozenset(begin.split(", ")), frozenset(objects.split(", "))
