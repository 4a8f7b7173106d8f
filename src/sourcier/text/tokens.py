"""The parse of a text as plain objects, for readers that ask much of every word.

A spaCy token works out each of its attributes anew whenever it is asked: a string is decoded from the vocabulary, a
feature of the morphology takes two microseconds. The claim finder asks dozens of things of each word, many times.
Here a word's attributes are worked out once, under the names that spaCy gives them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import overload

from spacy.attrs import (
    DEP,
    HEAD,
    IDX,
    LEMMA,
    MORPH,
    ORTH,
    POS,
    SENT_START,
    SPACY,
    TAG,
)
from spacy.tokens import Doc

from sourcier.text.token_kinds import REMEMBERED, Kind, Morph, kind_of, known

__all__ = ["Kind", "Morph", "Parse", "Token", "Tokens"]

_COLUMNS: list[int | str] = [IDX, HEAD, SPACY, SENT_START, ORTH, LEMMA, POS, TAG, DEP, MORPH]
_STARTS = (None, True, False)
"""By what spaCy keeps where a sentence starts (1), does not (-1) or nobody knows (0)."""


class Token:
    """One token. What is not said here is as in spaCy."""

    __slots__ = (
        "_children",
        "_head",
        "dep_",
        "doc",
        "form",
        "i",
        "idx",
        "is_alpha",
        "is_punct",
        "is_sent_start",
        "is_space",
        "is_title",
        "kind",
        "lemma_",
        "lower_",
        "morph",
        "pos_",
        "tag_",
        "text",
        "whitespace_",
    )

    def __init__(self, doc: Parse, i: int, idx: int, head: int, kind: Kind, *, is_spaced: int, starts: int) -> None:
        self.doc = doc
        self.i = i
        self.idx = idx
        self._head = head
        self._children: tuple[Token, ...] | None = None
        self.whitespace_ = " " if is_spaced else ""
        self.is_sent_start = _STARTS[starts]
        self.kind = kind
        """Tokens that are written and tagged alike share it: a key to look things up by once."""
        self.text = kind.text
        self.lower_ = kind.lower_
        self.form = kind.form
        self.lemma_ = kind.lemma_
        self.pos_ = kind.pos_
        self.tag_ = kind.tag_
        self.dep_ = kind.dep_
        self.morph = kind.morph
        self.is_punct = kind.is_punct
        self.is_space = kind.is_space
        self.is_title = kind.is_title
        self.is_alpha = kind.is_alpha

    def __len__(self) -> int:
        """Return the number of its characters."""
        return len(self.text)

    def __repr__(self) -> str:
        """Return its text."""
        return self.text

    @property
    def text_with_ws(self) -> str:
        """Its text and the space behind it."""
        return self.text + self.whitespace_

    @property
    def like_num(self) -> bool:
        """Whether it is a number in figures or words."""
        return self.doc.source[self.i].like_num

    @property
    def head(self) -> Token:
        """The token that it depends on; itself at a root."""
        return self.doc[self._head]

    @property
    def children(self) -> tuple[Token, ...]:
        """The tokens that depend on it, in reading order."""
        if self._children is None:
            self._children = self.doc.children(self.i)
        return self._children

    @property
    def subtree(self) -> Iterator[Token]:
        """It and whatever depends on it, in the order of spaCy."""
        return (self.doc[token.i] for token in self.doc.source[self.i].subtree)

    @property
    def ancestors(self) -> Iterator[Token]:
        """What it depends on, and what that depends on, up to a root."""
        return (self.doc[token.i] for token in self.doc.source[self.i].ancestors)

    @property
    def left_edge(self) -> Token:
        """The first token of its subtree."""
        return self.doc[self.doc.source[self.i].left_edge.i]

    @property
    def sent(self) -> Tokens:
        """Its sentence."""
        found = self.doc.source[self.i].sent
        return self.doc[found.start : found.end]

    def nbor(self, step: int = 1) -> Token:
        """Return the token so many places on; IndexError outside the text."""
        if self.i + step < 0:
            raise IndexError(f"no token {-step} places before token {self.i}")
        return self.doc[self.i + step]


class Tokens:
    """A run of tokens."""

    __slots__ = ("_own", "doc", "end", "start")

    def __init__(self, doc: Parse, start: int, end: int, own: list[Token]) -> None:
        self.doc = doc
        self.start = start
        self.end = end
        """The index behind the last."""
        self._own = own

    def __iter__(self) -> Iterator[Token]:
        """Return the tokens in reading order."""
        return iter(self._own)

    def __len__(self) -> int:
        """Return the number of tokens."""
        return len(self._own)

    def __getitem__(self, at: int) -> Token:
        """Return a token by its place in the run."""
        return self._own[at]

    @property
    def text(self) -> str:
        """The words as written, without the space behind the last."""
        return self.doc.text[self._own[0].idx : self._own[-1].idx + len(self._own[-1])] if self._own else ""


class Parse:
    """The parse of a text, each token worked out once; `source` is spaCy's own."""

    __slots__ = ("_children", "_tokens", "lang_", "source", "text")

    def __init__(self, doc: Doc, text: str | None = None) -> None:
        """Work out the tokens of a Doc; its text may be given, as spaCy joins it anew each time."""
        self.source = doc
        self.text = doc.text if text is None else text
        self.lang_ = doc.lang_
        self._tokens = self._read()
        self._children: dict[int, list[Token]] | None = None

    def _read(self) -> list[Token]:
        doc = self.source
        if not len(doc):
            return []
        # Signed, for the distance to a head; what the vocabulary has by hash is looked up by index all the same.
        columns = doc.to_array(_COLUMNS).astype("int64").T.tolist()
        kinds = known(doc.lang_)
        tokens: list[Token] = []
        for i, (idx, head, is_spaced, starts, *key) in enumerate(zip(*columns, strict=True)):
            kind = kinds.get(tuple(key))
            if kind is None:
                kind = kind_of(doc, i)
                if len(kinds) < REMEMBERED:
                    kinds[tuple(key)] = kind
            tokens.append(Token(self, i, idx, i + head, kind, is_spaced=is_spaced, starts=starts))
        return tokens

    def __len__(self) -> int:
        """Return the number of tokens."""
        return len(self._tokens)

    def __iter__(self) -> Iterator[Token]:
        """Return the tokens in reading order."""
        return iter(self._tokens)

    @overload
    def __getitem__(self, at: int) -> Token: ...

    @overload
    def __getitem__(self, at: slice) -> Tokens: ...

    def __getitem__(self, at: int | slice) -> Token | Tokens:
        """Return a token by its index, or a run of tokens."""
        if isinstance(at, slice):
            start, end, _ = at.indices(len(self._tokens))
            return Tokens(self, start, max(start, end), self._tokens[start:end])
        return self._tokens[at]

    def children(self, i: int) -> tuple[Token, ...]:
        """Return the tokens that depend on one, in reading order."""
        if self._children is None:
            self._children = {}
            for token in self._tokens:
                head = token.head
                if head is not token:
                    self._children.setdefault(head.i, []).append(token)
        return tuple(self._children.get(i, ()))
