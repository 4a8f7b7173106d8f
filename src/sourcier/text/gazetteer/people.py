"""Bare surnames: of people whom the article has named in full before, or whose office stands before them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sourcier.core.article import Lang
from sourcier.core.spans import Span
from sourcier.text.gazetteer.index import word_list
from sourcier.text.gazetteer.names import NameWords
from sourcier.text.gazetteer.surroundings import Surroundings

Person = tuple[Span, str | None]
"""Where somebody is named in full, and which entity that is."""


def surname_of(words: list[str], lang: Lang) -> str | None:
    """Return the surname in a full name: the last word, or the first where families come first.

    >>> surname_of(["Isabelle", "Dupont"], "fr"), surname_of(["Kim", "Jong", "un"], "fr")
    ('Dupont', 'Kim')
    """
    if len(words) < 2:
        return None
    if words[0] in word_list("surname_first", lang) and len(words) <= 3:
        return words[0]
    last = words[-1]
    return last if len(last) > 1 and last[0].isupper() else None


def find_surnames(
    around: Surroundings, people: Iterable[Person], taken: frozenset[int]
) -> list[tuple[int, str | None]]:
    """Return the words that repeat a surname after its full name, each with the entity meant.

    A surname that two people of the article share means neither.
    """
    words = around.words
    bearers: dict[str, list[tuple[int, str | None, str]]] = {}
    for span, entity_id in people:
        names = NameWords.of(span.of(words.text)).keys
        surname = surname_of(names, around.lang)
        if surname:
            who = entity_id or " ".join(names)
            bearers.setdefault(surname, []).append((span.end, entity_id, who))
    found: list[tuple[int, str | None]] = []
    if not bearers:
        return found
    for at, key in enumerate(words.keys):
        if key not in bearers or at in taken:
            continue
        before = [one for one in bearers[key] if one[0] <= words.starts[at]]
        is_other = words.has_hyphen_before(at) or around.follows_first_name(at, taken)
        if len({who for _, _, who in before}) == 1 and not is_other:
            found.append((at, before[0][1]))
    return found


def find_titled(
    around: Surroundings, surnames: Mapping[str, tuple[str, ...]], taken: frozenset[int]
) -> list[tuple[int, str]]:
    """Return the surnames behind an office or "M.", "Mr", that one person alone bears: "le président Ayrault".

    Nobody is meant where the surname is a common one, or where the article names somebody else by it in full.
    """
    words, lang = around.words, around.lang
    named: set[str] | None = None
    found: list[tuple[int, str]] = []
    for at, key in enumerate(words.keys):
        ids = surnames.get(key, ())
        if len(ids) != 1 or at in taken or not _has_title(around, at) or words.has_hyphen_before(at + 1):
            continue
        if named is None:
            named = {those[-1] for _, those in around.full_names()}
        is_common = key in word_list("common_surname", lang)
        if not is_common and key not in named and not around.precedes_surname(at + 1, taken):
            found.append((at, ids[0]))
    return found


def _has_title(around: Surroundings, at: int) -> bool:
    words, lang = around.words, around.lang
    if at and words.keys[at - 1] == ".":
        at -= 1  # "M. Ayrault"
        return at > 0 and words.keys[at - 1].lower() in word_list("mister", lang)
    if at == 0 or not words.is_joined(at):
        return False
    before = words.keys[at - 1].lower()
    return before in word_list("office", lang) or (lang == "en" and before in word_list("mister", lang))
