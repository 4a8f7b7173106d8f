"""Who has spoken so far, and whom a pronoun goes back to."""

from __future__ import annotations

from dataclasses import dataclass, field

from sourcier.core.claims import AUTHOR, UNNAMED, Source
from sourcier.text.tokens import Tokens

GENDERS = {"il": "Masc", "elle": "Fem", "he": "Masc", "she": "Fem", "lui": "Masc"}


TITLES = {
    "m.": "Masc",
    "mme": "Fem",
    "mlle": "Fem",
    "mr": "Masc",
    "mr.": "Masc",
    "mrs": "Fem",
    "ms": "Fem",
    "ms.": "Fem",
}


@dataclass(slots=True)
class Speakers:
    """What is remembered from one sentence to the next."""

    last: Source = AUTHOR
    """The last source named."""
    by_gender: dict[str, Source] = field(default_factory=dict)
    """The last source named that is not known to be of the other gender: Masc, Fem."""

    def copy(self) -> Speakers:
        """Return the same memory, to look ahead with."""
        return Speakers(self.last, dict(self.by_gender))

    def remember(self, source: Source, gender: str | None) -> None:
        """Keep a named source for the pronouns that follow."""
        self.last = source
        for one in ("Masc", "Fem"):
            if gender in {None, one}:
                self.by_gender[one] = source

    def meant_by(self, pronoun: str) -> Source:
        """Return the source that "il", "elle", "he", "she" go back to."""
        gender = GENDERS.get(pronoun)
        found = self.by_gender.get(gender, self.last) if gender else self.last
        return found if found.kind == "named" else UNNAMED


def gender_of(source: Source, sentence: Tokens) -> str | None:
    """Return Masc or Fem where the words that name a source show it, else None: bodies and unknown names."""
    if source.span is None:
        return None
    for token in sentence:
        if source.span.start <= token.idx < source.span.end:
            if token.lower_ in TITLES:
                return TITLES[token.lower_]
            gender = token.morph.get("Gender", [])
            if gender and token.pos_ in {"DET", "NOUN"}:
                return str(gender[0])
    return None
