"""What two tokens have in common that are written and tagged alike: worked out once, and remembered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc

REMEMBERED = 50_000
"""How many readings of words any table keeps, here and above; a corpus may hold millions."""


class Morph:
    """The features of a word, by name."""

    __slots__ = ("_values", "text")

    def __init__(self, text: str) -> None:
        """Read features as spaCy writes them: "Mood=Ind|VerbForm=Fin"."""
        self.text = text
        pairs = (pair.split("=", 1) for pair in text.split("|") if "=" in pair)
        self._values: Mapping[str, list[str]] = {name: values.split(",") for name, values in pairs}

    def get(self, name: str, default: list[str]) -> list[str]:
        """Return the values of a feature.

        >>> Morph("Mood=Ind|VerbForm=Fin").get("VerbForm", [])
        ['Fin']
        """
        return self._values.get(name, default)

    def __str__(self) -> str:
        """Return the features as spaCy writes them."""
        return self.text


@dataclass(frozen=True, slots=True, eq=False)
class Kind:
    """What two tokens have in common that are written and tagged alike; one object for all of them."""

    text: str
    lower_: str
    form: str
    """In lower case and with a straight apostrophe."""
    lemma_: str
    pos_: str
    tag_: str
    dep_: str
    morph: Morph
    is_punct: bool
    is_space: bool
    is_title: bool
    is_alpha: bool


@cache
def known(_lang: str) -> dict[tuple[int, ...], Kind]:
    """Return the kinds seen so far in a language, by what spaCy's columns say of a token; for the caller to add to."""
    return {}


@cache
def _morph(text: str) -> Morph:
    return Morph(text)


def kind_of(doc: Doc, i: int) -> Kind:
    """Work out the kind of a token."""
    token = doc[i]
    lower = token.lower_
    return Kind(
        text=token.text,
        lower_=lower,
        form=lower.replace("’", "'"),
        lemma_=token.lemma_,
        pos_=token.pos_,
        tag_=token.tag_,
        dep_=token.dep_,
        morph=_morph(str(token.morph)),
        is_punct=token.is_punct,
        is_space=token.is_space,
        is_title=token.is_title,
        is_alpha=token.is_alpha,
    )
