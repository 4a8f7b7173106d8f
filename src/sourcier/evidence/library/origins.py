"""One origin for all copies of a text: wire stories, reprints, the paragraph of one inside another.

Two documents are copies when they share most of their word triples, two passages likewise (MinHash estimates it).
Copies of copies belong together. A cluster's origin is that of its first document: the earliest published (those
without a date last), among equals the one of the smallest digest. A passage that is copied in documents that are none
has the origin of the first document that it stands in; every other passage has its document's.

`origins_of` asks all signatures at once and knows nothing of the order in which they came: the same documents always
have the same origins, added in whatever order, and a new copy joins the old ones or becomes their first. A hundred
thousand passages take seconds, so that a store asks again after it has added, and writes what has changed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

import numpy as np
import numpy.typing as npt

from sourcier.core.ids import LENGTH

PASSAGE_PERMUTATIONS, DOCUMENT_PERMUTATIONS = 64, 128
PASSAGE_SHARE, DOCUMENT_SHARE = 0.5, 0.4
"""Of all word triples of both that copies have in common. In the cases of tests/evidence/library/test_origins.py a
reprint with its own first line and last paragraph shares 0.9, one with a new headline and the last paragraph cut 0.7,
a report of one's own on the same event less than 0.05."""
_BAND = 3
"""Values of a signature that must agree for a pair to be compared: 0.94 of pairs at a share of 0.5, 21 in a million
at 0.01."""
_FEWEST_WORDS = 8
"""Shorter passages are alike by chance: « Il n'a pas répondu. »"""
_BOILERPLATE_WORDS = 30
_CROWD = 40
"""Members of one band compared each with each; of more, each with its next ones."""
_WORD = re.compile(r"\w+")
_SENTENCE = re.compile(r"[.!?…]\s+|\n+")

Signatures = npt.NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class SignedDocument:
    """What of a document its origin is found from."""

    id: str
    digest: str
    published: date | None
    signature: bytes
    """Of its text, as `sign_documents` makes it; empty: too short to tell."""


@dataclass(frozen=True, slots=True)
class SignedPassage:
    """What of a passage its origin is found from."""

    id: str
    document_id: str
    signature: bytes
    """Of its text, as `sign_passages` makes it; empty: too short to tell."""


def own_origin(document_digest: str) -> str:
    """Return the origin of a document that is nobody's copy; two documents of one text have one.

    >>> own_origin("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
    'org-9f86d081884c7d65'
    """
    return f"org-{document_digest[:LENGTH]}"


def digest_start(origin: str) -> str:
    """Return what the digest of an origin's own document begins with; empty for what is no origin's id.

    >>> digest_start("org-9f86d081884c7d65"), digest_start("org-x'y")
    ('9f86d081884c7d65', '')
    """
    start = origin.removeprefix("org-")
    return start if len(start) == LENGTH and set(start) <= set("0123456789abcdef") else ""


def sign_documents(texts: Sequence[str]) -> list[bytes]:
    """Return the signature of each document's text."""
    return _signed(texts, DOCUMENT_PERMUTATIONS)


def sign_passages(texts: Sequence[str]) -> list[bytes]:
    """Return the signature of each passage's text."""
    return _signed(texts, PASSAGE_PERMUTATIONS)


def _signed(texts: Sequence[str], permutations: int) -> list[bytes]:
    from datasketch import MinHash  # noqa: PLC0415 - it brings SciPy; only adding to a library signs

    triples = [_triples(text) for text in texts]
    made = MinHash.generator(triples, num_perm=permutations, seed=1, scheme="affine32")
    return [
        np.asarray(one.hashvalues, dtype="<u4").tobytes() if found else b""
        for one, found in zip(made, triples, strict=True)
    ]


def _triples(text: str) -> list[bytes]:
    """Return the word triples of a text, boilerplate aside; none where too few words are left."""
    words = [word for sentence in _SENTENCE.split(text) for word in _own_words(sentence)]
    if len(words) < _FEWEST_WORDS:
        return []
    return [" ".join(words[at : at + 3]).encode() for at in range(len(words) - 2)]


def _own_words(sentence: str) -> list[str]:
    """Return the folded words of a sentence; none when it is boilerplate.

    >>> _own_words("Le préfet a tranché"), _own_words("© Le Journal, tous droits réservés")
    (['le', 'prefet', 'a', 'tranche'], [])
    """
    words = _WORD.findall(_folded(sentence))
    is_ours = len(words) > _BOILERPLATE_WORDS or not _boilerplate().search(" ".join(words))
    return words if is_ours else []


def _folded(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


@cache
def _boilerplate() -> re.Pattern[str]:
    lines = (resources.files(__package__) / "boilerplate.tsv").read_text(encoding="utf-8").splitlines()
    phrases = [line.split("\t")[1].strip() for line in lines if line.strip() and not line.startswith("#")]
    return re.compile(rf"\b(?:{'|'.join(phrases)})\b")


def origins_of(documents: Iterable[SignedDocument], passages: Iterable[SignedPassage]) -> dict[str, str]:
    """Return the origin of each passage, by its id, for all that a library holds.

    Args:
        documents: Every document, in any order.
        passages: Every passage, in any order; the document of each must be among `documents`.
    """
    # By their rank, the first document first: the lowest rank of a cluster is its origin.
    ranked = sorted(documents, key=lambda one: (one.published or date.max, one.digest, one.id))
    held = sorted(passages, key=lambda one: one.id)
    firsts = _clusters([one.signature for one in ranked], DOCUMENT_SHARE, DOCUMENT_PERMUTATIONS)
    rank_of = {one.id: rank for rank, one in enumerate(ranked)}
    ranks = np.array([rank_of[one.document_id] for one in held], dtype=np.int64)
    groups = _clusters([one.signature for one in held], PASSAGE_SHARE, PASSAGE_PERMUTATIONS)
    first_of_group = np.full(len(held), len(ranked), dtype=np.int64)
    np.minimum.at(first_of_group, groups, firsts[ranks])
    origins = [own_origin(ranked[rank].digest) for rank in firsts]
    return {one.id: origins[first_of_group[group]] for one, group in zip(held, groups, strict=True)}


def _clusters(signatures: Sequence[bytes], share: float, permutations: int) -> npt.NDArray[np.int64]:
    """Return for each signature the lowest index of its cluster; an empty one is alone."""
    first = np.arange(len(signatures), dtype=np.int64)
    signed = np.array([at for at, one in enumerate(signatures) if one], dtype=np.int64)
    if len(signed) < 2:
        return first
    rows = np.frombuffer(b"".join(signatures), dtype="<u4").reshape(len(signed), permutations)
    for left, right in _copies(rows, share):
        one, other = _root(first, signed[left]), _root(first, signed[right])
        first[max(one, other)] = min(one, other)
    return np.array([_root(first, at) for at in range(len(first))], dtype=np.int64)


def _root(first: npt.NDArray[np.int64], at: int) -> int:
    """Return the lowest member known of a cluster, and shorten the way to it."""
    while first[at] != at:
        first[at] = first[first[at]]
        at = int(first[at])
    return at


def _copies(rows: Signatures, share: float) -> Iterator[tuple[int, int]]:
    """Yield the pairs of rows that agree in a band and, by the whole signature, in enough.

    datasketch's own `MinHashLSH` finds the same pairs one by one from dictionaries in memory; sorting each band's
    column finds those of a whole library at once.
    """
    seen: set[tuple[int, int]] = set()
    for start in range(0, rows.shape[1] - _BAND + 1, _BAND):
        # One whole number for a band's three values: odd multipliers keep 64 bits apart well enough.
        band = rows[:, start : start + _BAND].astype(np.uint64)
        keys = band[:, 0] * np.uint64(0x9E3779B97F4A7C15) ^ band[:, 1] * np.uint64(0xC2B2AE3D27D4EB4F)
        keys = (keys ^ (keys >> np.uint64(29))) * np.uint64(0xD6E8FEB86659FD93) ^ band[:, 2]
        order = np.argsort(keys, kind="stable")
        bounds = np.concatenate([[0], np.flatnonzero(np.diff(keys[order])) + 1, [len(order)]])
        for group in np.flatnonzero(np.diff(bounds) > 1):
            members = order[bounds[group] : bounds[group + 1]]
            pairs = np.array([pair for pair in _pairs(members) if pair not in seen], dtype=np.int64)
            if len(pairs):
                seen.update(map(tuple, pairs.tolist()))
                agree = (rows[pairs[:, 0]] == rows[pairs[:, 1]]).mean(axis=1) >= share
                yield from map(tuple, pairs[agree].tolist())


def _pairs(members: npt.NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    listed = members.tolist()
    for at, one in enumerate(listed):
        for other in listed[at + 1 : at + 1 + _CROWD]:
            yield one, other
