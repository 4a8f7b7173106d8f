"""What a reader is told about a quotation, from `statements.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources

from sourcier.assessment.comparison import show_day
from sourcier.core.article import Lang
from sourcier.core.library import Passage
from sourcier.core.testimony import Edit
from sourcier.text.elision import fill

SHOWN = 3
"""Differences that a sentence can hold; all stand in the finding."""


@cache
def _statements() -> dict[str, dict[str, str]]:
    return tomllib.loads((resources.files(__package__) / "statements.toml").read_text(encoding="utf-8"))


def say(key: str, lang: Lang, **words: str) -> str:
    """Return a statement with its words filled in. A key that is missing is a bug: KeyError."""
    template = _statements()[key][lang]
    return fill(template, words) if lang == "fr" else template.format(**words)


def inside(name: str) -> str:
    """Return who speaks as it stands inside a sentence.

    >>> inside("Le maire"), inside("L’ONU"), inside("Marie Roy"), inside("The mayor")
    ('le maire', 'l’ONU', 'Marie Roy', 'the mayor')
    """
    return name[:1].lower() + name[1:] if _DETERMINER.match(name) else name


_DETERMINER = re.compile(
    r"(?:L[ea]s?\s|L['’]|Une?\s|Des\s|S(?:on|a|es)\s|Leurs?\s|The\s|An?\s|H(?:is|er)\s|Their\s|Its\s)"
)


def where(passage: Passage, lang: Lang) -> str:
    """Return how a document is named in a sentence: its title, who published it, when."""
    day = show_day(passage.published, lang) if passage.published else None
    details = ", ".join(part for part in (passage.publisher, day) if part)
    title = (passage.title or "").strip().strip("«»“” \u00a0\u202f")
    if not title:
        return say("untitled", lang, details=details or passage.location)
    title = within(title, "fr")
    if title.count("“") != title.count("”"):
        title = re.sub("[“”]", "", title)
    return say("document", lang, title=title, details=details) if details else say("document_bare", lang, title=title)


def within(words: str, lang: Lang) -> str:
    """Return words as they stand between marks, their own marks one step in.

    >>> within("Il a dit : « non ».", "fr"), within("She said “no”.", "en")
    ('Il a dit : “non”.', 'She said ‘no’.')
    """
    if lang == "en":
        return words.replace("“", "‘").replace("”", "’")
    return re.sub(r"«[ \u00a0\u202f]?", "“", re.sub(r"[ \u00a0\u202f]?»", "”", words))


def differences(edits: Sequence[Edit], lang: Lang) -> str:
    """Return the differences in words.

    >>> differences([Edit("réduire", "supprimer"), Edit("", "jamais")], "fr")
    '« réduire » au lieu de « supprimer » ; « jamais » manque, sans signe de coupe'
    """
    told = [_told(edit, lang) for edit in edits[:SHOWN]]
    more = " ; …" if lang == "fr" else "; …"
    return (" ; " if lang == "fr" else "; ").join(told) + (more if len(edits) > SHOWN else "")


def _told(edit: Edit, lang: Lang) -> str:
    kind = "replaced" if edit.quoted and edit.original else "added" if edit.quoted else "dropped"
    return say(kind, lang, quoted=edit.quoted, original=edit.original)


def altered(edits: Sequence[Edit], place: str, lang: Lang) -> str:
    """Return what differs, and where the original stands."""
    told = differences(edits, lang)
    if len(edits) > 1:
        return say("altered_many", lang, count=str(len(edits)), where=place, edits=told)
    is_word = all(len(side.split()) <= 1 for side in (edits[0].quoted, edits[0].original))
    return say("altered_word" if is_word else "altered", lang, where=place, edits=told)
