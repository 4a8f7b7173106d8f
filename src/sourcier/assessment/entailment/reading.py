"""A pair of texts as the model takes it: pieces, kinds and links, padded into a batch."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from sourcier.assessment.entailment.alignment import KINDS_OF_A_TEXT, NO_LINK, SPECIAL, Word, aligned, words_of

if TYPE_CHECKING:
    from tokenizers import Tokenizer

OPEN, PADDING, CLOSE = 0, 1, 2
"""The pieces that open a text, fill a batch and close a text."""

CUT = (
    (re.compile(r"-LRB- ?"), "("),
    (re.compile(r" ?-RRB-"), ")"),
    (re.compile(r"-[LR]SB-"), " "),
    (re.compile(r"``|''"), '"'),
    (re.compile(r"(?<=[^\s]) (?=[.,;:?!)%]|n't\b|['’](?:s|re|ve|ll|d|m)\b)"), ""),
    (re.compile(r"(?<=[($£€]) "), ""),
    (re.compile(r"\s+"), " "),
)
"""What undoes the cutting of a text into tokens ("sales in the UK ."), as the data that models learn from often is."""

Ints = np.ndarray[Any, np.dtype[np.int64]]


@dataclass(frozen=True, slots=True)
class Read:
    """One pair: `<s> claim </s> passage </s>`, a piece's number, kind and link at each place."""

    pieces: Sequence[int]
    kinds: Sequence[int]
    links: Sequence[int]

    def __len__(self) -> int:
        return len(self.pieces)


def tidied(text: str) -> str:
    """Return a text with its marks where they are written, and single spaces.

    >>> tidied("The film did n't earn $ 14.2 million -LRB- 2014 -RRB- .")
    "The film didn't earn $14.2 million (2014)."
    """
    for found, put in CUT:
        text = found.sub(put, text)
    return text.strip()


def read_pairs(tokenizer: Tokenizer, pairs: Sequence[tuple[str, str]], longest: int) -> list[Read]:
    """Return pairs of passage and claim, read; a passage is cut where the pair has more than `longest` pieces."""
    pairs = [(tidied(passage), tidied(claim)) for passage, claim in pairs]
    claims = tokenizer.encode_batch([claim for _, claim in pairs], add_special_tokens=False)
    passages = tokenizer.encode_batch([passage for passage, _ in pairs], add_special_tokens=False)
    found = []
    for (passage, claim), of_claim, of_passage in zip(pairs, claims, passages, strict=True):
        claim_words, passage_words = words_of(claim), words_of(passage)
        claim_marks, passage_marks = aligned(claim_words, passage_words)
        mine = _spread(of_claim.offsets, claim_words, claim_marks)[: longest // 2]
        its = _spread(of_passage.offsets, passage_words, passage_marks)[: longest - len(mine) - 3]
        closing = (SPECIAL + KINDS_OF_A_TEXT, NO_LINK)
        marks = [(SPECIAL, NO_LINK), *mine, (SPECIAL, NO_LINK), *its, closing]
        pieces = [OPEN, *of_claim.ids[: len(mine)], CLOSE, *of_passage.ids[: len(its)], CLOSE]
        found.append(Read(pieces, [kind for kind, _ in marks], [link for _, link in marks]))
    return found


def _spread(
    offsets: Sequence[tuple[int, int]], words: Sequence[Word], marks: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Return kind and link of each piece: those of the word that its last character belongs to."""
    found, at = [], 0
    for _, end in offsets:
        while at < len(words) and words[at].end < end:
            at += 1
        inside = at < len(words) and words[at].start < end
        found.append(marks[at] if inside else (SPECIAL, NO_LINK))
    return found


def batch_of(read: Sequence[Read]) -> dict[str, Ints]:
    """Return pairs as arrays of one length: `pieces`, `kinds` and `links`, each (pairs, places)."""
    length = max(len(pair) for pair in read)
    arrays = {
        "pieces": np.full((len(read), length), PADDING, dtype=np.int64),
        "kinds": np.zeros((len(read), length), dtype=np.int64),
        "links": np.zeros((len(read), length), dtype=np.int64),
    }
    for row, pair in enumerate(read):
        arrays["pieces"][row, : len(pair)] = pair.pieces
        arrays["kinds"][row, : len(pair)] = pair.kinds
        arrays["links"][row, : len(pair)] = pair.links
    return arrays
