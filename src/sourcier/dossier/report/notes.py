"""Notes of tables, which a pack may have in one language only: shown as they are, and said to be so.

A pack does not say which language its notes are in. The small words tell it of most; what they do not tell of one note,
they may tell of all the notes that a dossier has from its pack. Where neither does, the note is marked as the pack's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from sourcier.core.article import Lang
from sourcier.core.findings import Cell
from sourcier.dossier.report.typography import one_line
from sourcier.dossier.report.words import Words
from sourcier.ingest.errors import UnsupportedLanguage
from sourcier.ingest.languages import find_lang


@dataclass(frozen=True, slots=True)
class Note:
    """What a row notes."""

    words: str
    """With its language in brackets where it is not the reader's; empty for no note."""
    lang: str
    """Of the note; empty where it is the reader's or unknown."""


@lru_cache(maxsize=4096)
def lang_of(text: str) -> Lang | None:
    """Return the language that the small words of a text tell, None when they tell none.

    >>> lang_of("Ended by an armistice, no peace treaty"), lang_of("Non compris les blessés"), lang_of("Provisional")
    ('en', 'fr', None)
    """
    try:
        found = find_lang(text, "fr")
        return found if find_lang(text, "en") == found else None
    except UnsupportedLanguage:
        return None


def langs_of(cells: Iterable[Cell]) -> Mapping[str, Lang | None]:
    """Return the language of each pack's notes, by the pack's name, as all of them together tell it."""
    notes: dict[str, list[str]] = {}
    for cell in cells:
        if cell.note:
            notes.setdefault(cell.pack, []).append(cell.note)
    return {pack: lang_of(" . ".join(dict.fromkeys(said))) for pack, said in notes.items()}


def pack_lang(words: str, pack: str, langs: Mapping[str, Lang | None]) -> Lang | None:
    """Return the language of some words of a pack, by themselves or as its notes tell it; None where neither does."""
    return lang_of(words) or langs.get(pack)


def note_of(text: str | None, pack: str, langs: Mapping[str, Lang | None], say: Words) -> Note:
    """Return a row's note for a reader; `langs` as `langs_of` gives them."""
    words = one_line(text or "")
    if not words:
        return Note("", "")
    lang = pack_lang(words, pack, langs)
    if lang == say.lang:
        return Note(words, "")
    return Note(say(f"label.note_in.{lang or 'unknown'}", note=words), lang or "")
