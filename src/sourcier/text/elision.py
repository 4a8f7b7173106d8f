"""French "de", "que" and "à" before a name: « d’Yvan », « du maire », « qu’Hélène », « de Yannick »."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib import resources

_BLANK = re.compile(r"\b(?P<word>[Dd]e|[Qq]ue|[Àà]) \{(?P<name>\w+)\}")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_VOWELS = frozenset("aeiouœæ")


def of(name: str) -> str:
    """Return "de" with the words that follow it.

    >>> of("Yvan"), of("le maire"), of("Les élus"), of("Hugo Roy"), of("la Hongrie"), of("octobre"), of("11 juin")
    ('d’Yvan', 'du maire', 'des élus', 'de Hugo Roy', 'de la Hongrie', 'd’octobre', 'de 11 juin')
    """
    return joined("de", name)


def joined(word: str, name: str) -> str:
    """Return "de", "que" or "à" with the words that follow: elided, or made one with their article.

    An article with a capital stays where it is part of a name of its own ("Le Monde", "Les Échos").

    >>> joined("que", "Élise"), joined("que", "le maire"), joined("à", "les élus"), joined("de", "Le Monde")
    ('qu’Élise', 'que le maire', 'aux élus', 'de Le Monde')
    """
    article, _, rest = name.partition(" ")
    merged = _MERGED.get((word.lower(), article.lower())) if rest and (article.islower() or rest[0].islower()) else None
    if merged is not None:
        return f"{_like(word, merged)} {rest}"
    if word.lower() != "à" and elides(name):
        return f"{word[:-1]}’{name}"
    return f"{word} {name}"


def fill(template: str, words: Mapping[str, object]) -> str:
    """Return a French template with its blanks filled, "de", "que" and "à" fitted to what fills them.

    Nothing but the joint is touched: a quotation that is filled in stays as it is.

    >>> fill("Ces mots sont de {who}, selon {where}.", {"who": "Yvan", "where": "« le refus de les vendre »"})
    'Ces mots sont d’Yvan, selon « le refus de les vendre ».'
    """
    fitted = {
        f"{match['word']}_{match['name']}": joined(match["word"], value)
        for match in _BLANK.finditer(template)
        if isinstance(value := words.get(match["name"]), str)
    }
    if not fitted:
        return template.format(**words)
    return _BLANK.sub(lambda match: _blank(match, fitted), template).format(**words, **fitted)


def elides(name: str) -> bool:
    """Say whether a word loses its vowel before a name: a vowel, a mute h, a "y" before a consonant.

    >>> [name for name in ("Anne", "Yves", "Yann", "Hélène", "Hamid", "habitants", "hausses", "onze") if elides(name)]
    ['Anne', 'Yves', 'Hélène', 'habitants']
    """
    first = _FIRST_WORD.match(name)
    plain = (
        "".join(one for one in unicodedata.normalize("NFD", first[0].lower()) if not unicodedata.combining(one))
        if first
        else ""
    )
    if len(plain) < 2 or plain in _words("kept"):
        return False
    if plain[0] == "y":
        return plain[1] not in _VOWELS
    if plain[0] == "h":
        is_name = name[:1].isupper()
        return plain in _words("mute") if is_name else not plain.startswith(tuple(_words("aspirated")))
    return plain[0] in _VOWELS


def _blank(match: re.Match[str], fitted: Mapping[str, str]) -> str:
    key = f"{match['word']}_{match['name']}"
    return f"{{{key}}}" if key in fitted else match[0]


def _like(word: str, merged: str) -> str:
    return merged.capitalize() if word[0].isupper() else merged


_MERGED = {("de", "le"): "du", ("de", "les"): "des", ("à", "le"): "au", ("à", "les"): "aux"}


@cache
def _words(name: str) -> frozenset[str]:
    path = resources.files(__package__) / "elision.tsv"
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return frozenset(row[1] for row in rows[1:] if row[0] == name)
