"""A parsed text under two views: the atoms that figures are read from, the tokens that grammar is read from."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from decimal import Decimal

from spacy.tokens import Doc, Token

from sourcier.core.language import Comparator
from sourcier.text.quantities.atoms import Atoms, cut
from sourcier.text.quantities.lexicon import Lexicon
from sourcier.text.quantities.numerals import Numeral


@dataclass(slots=True)
class Page:
    """One text being read."""

    doc: Doc
    words: Lexicon
    atoms: Atoms
    offsets: list[int]
    """Where each token starts."""
    sentences: list[int]
    """Where each sentence starts."""
    found: list[Found] = field(default_factory=list)
    clock_end: int = -1
    """Where the last time of day ends."""

    @classmethod
    def of(cls, doc: Doc, words: Lexicon) -> Page:
        """Return the page of a parsed text."""
        offsets = doc.to_array("IDX").tolist()
        # The array has 1 where a sentence starts; the first token may bear no mark.
        marks = (doc.to_array("SENT_START") == 1).nonzero()[0].tolist()
        starts = sorted({0, *(offsets[mark] for mark in marks)})
        return cls(doc, words, cut(doc.text, words.lang), offsets, starts)

    def token(self, atom: int) -> Token | None:
        """Return the token that holds an atom's first character."""
        if not 0 <= atom < len(self.atoms):
            return None
        return self.doc[bisect_right(self.offsets, self.atoms.starts[atom]) - 1]

    def pos(self, atom: int) -> str:
        """Return an atom's part of speech, empty outside the text."""
        token = self.token(atom)
        return "" if token is None else str(token.pos_)

    def atom_from(self, offset: int) -> int:
        """Return the first atom that starts at or behind an offset."""
        at = bisect_right(self.atoms.starts, offset)
        return at - 1 if at and self.atoms.starts[at - 1] == offset else at

    def sentence(self, atom: int) -> int:
        """Return the number of the sentence an atom stands in."""
        return bisect_right(self.sentences, self.atoms.starts[atom]) - 1

    def has_role(self, role: str, *, ending: int) -> bool:
        """Say whether a phrase of some role ends right before an atom."""
        phrases = self.words.contexts.get(role)
        return phrases is not None and phrases.ending(self.atoms.words, ending) is not None

    def starts_role(self, role: str, at: int) -> bool:
        """Say whether a phrase of some role starts at an atom."""
        phrases = self.words.contexts.get(role)
        return phrases is not None and phrases.starting(self.atoms.words, at) is not None

    def is_number(self, atom: int) -> bool:
        """Say whether a figure or a number word stands at an atom."""
        if self.atoms.kind(atom) == "f":
            return True
        return self.words.numbers.get(self.atoms.word(atom), ("",))[0] in {"unit", "ten", "hundred"}


@dataclass(slots=True)
class Found:
    """A quantity in the making. Atoms from `first` to `last` (not included) are its words."""

    numeral: Numeral
    first: int
    last: int
    upper: Numeral | None = None
    """The other end of a range."""
    comparator: Comparator = Comparator.EQ
    unit: str | None = None
    """None until a unit or a noun is found."""
    kind: str = ""
    """The unit's kind; empty while it has none."""
    factor: Decimal = Decimal(1)
    per: str | None = None
    noun: int | None = None
    """The token that heads the noun counted."""
    is_shared: bool = False
    """Its unit stands behind the next figure: "de 29 à 48 %"."""
    is_ratio: bool = False

    complement: int = -1
    """Where the unit or noun ends and its complement may start."""

    @property
    def number_end(self) -> int:
        """Return where the words of the number end."""
        return (self.upper or self.numeral).last

    @property
    def highest(self) -> Decimal:
        """Return the greater end."""
        return (self.upper or self.numeral).value
