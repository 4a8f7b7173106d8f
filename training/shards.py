"""Pairs read once into arrays, and drawn from them in batches of about the same number of pieces."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np
from tokenizers import Tokenizer

from pairs import LABELS, Pair, records
from sourcier.assessment.entailment.alignment import KINDS, KINDS_OF_A_TEXT
from sourcier.assessment.entailment.reading import Read, batch_of, read_pairs


@dataclass(frozen=True, slots=True)
class Shard:
    """The pairs of a source: what the model reads, and the number of the label."""

    read: Sequence[Read]
    labels: Sequence[int]
    lengths: Sequence[tuple[int, int]]
    """Of each pair its pieces, in steps of eight, and those of its claim."""

    def __len__(self) -> int:
        return len(self.labels)


def opened(path: Path) -> list[Pair]:
    """Return the pairs that `pairs.written` wrote."""
    return [Pair(**record) for record in records(path)]


def read_shard(tokenizer: Tokenizer, pairs: Sequence[Pair], longest: int) -> Shard:
    """Return pairs as the model reads them."""
    read = []
    for at in range(0, len(pairs), 1000):
        read += read_pairs(tokenizer, [(pair.premise, pair.hypothesis) for pair in pairs[at : at + 1000]], longest)
    compact = [Read(_short(one.pieces), _short(one.kinds), _short(one.links)) for one in read]
    return _shard(compact, [LABELS.index(pair.label) for pair in pairs])


def _short(numbers: Sequence[int]) -> Sequence[int]:
    found: Any = np.array(numbers, np.uint16)
    return cast("Sequence[int]", found)


def _shard(read: Sequence[Read], labels: Sequence[int]) -> Shard:
    lengths = [(len(one) // 8, int(np.sum(np.asarray(one.kinds) < KINDS_OF_A_TEXT))) for one in read]
    return Shard(read, labels, lengths)


def kept_shard(tokenizer: Tokenizer, pairs: Sequence[Pair], longest: int, path: Path) -> Shard:
    """Return pairs as the model reads them, from a file when they were read before: that takes minutes."""
    if not path.is_file():
        shard = read_shard(tokenizer, pairs, longest)
        path.parent.mkdir(parents=True, exist_ok=True)
        flat: dict[str, Any] = {
            name: np.concatenate([getattr(read, name) for read in shard.read] or [np.zeros(0, np.uint16)])
            for name in ("pieces", "kinds", "links")
        }
        np.savez(path, labels=np.array(shard.labels), lengths=np.array([len(read) for read in shard.read]), **flat)
    with np.load(path) as kept:
        ends = np.cumsum(kept["lengths"])[:-1]
        columns = (np.split(kept[name], ends) for name in ("pieces", "kinds", "links"))
        return _shard([Read(*row) for row in zip(*columns, strict=True)], kept["labels"].tolist())


def rounds(
    shards: Mapping[str, Shard], mixture: Mapping[str, float], seed: int, first: int
) -> Iterator[list[list[tuple[str, int]]]]:
    """Yield, for each round from `first` on, its batches of (source, row). Seed and number decide what is drawn."""
    number = first
    while True:
        rng = random.Random(f"{seed} {number}")
        drawn: list[tuple[str, int]] = []
        for source, shard in sorted(shards.items()):
            wanted = mixture[source] * len(shard) / PARTS
            times = int(wanted) + (rng.random() < wanted % 1)
            drawn += [(source, rng.randrange(len(shard))) for _ in range(times)]
        # Of like length, and of claims of like length: the model's highest layers work on claims alone.
        drawn.sort(key=lambda place: (*shards[place[0]].lengths[place[1]], rng.random()))
        batches: list[list[tuple[str, int]]] = []
        batch: list[tuple[str, int]] = []
        for source, row in drawn:
            length = len(shards[source].read[row])
            if batch and length * (len(batch) + 1) > PIECES:
                batches.append(batch)
                batch = []
            batch.append((source, row))
        batches.append(batch)
        rng.shuffle(batches)
        yield batches
        number += 1


PIECES = 1920
"""Pieces in a batch, padding among them."""
PARTS = 20
"""A round is one part in so many of the mixture."""


def arrays(shards: Mapping[str, Shard], batch: Sequence[tuple[str, int]]) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """Return a batch as arrays, and its labels."""
    found = batch_of([shards[source].read[row] for source, row in batch])
    return found, np.array([shards[source].labels[row] for source, row in batch])


UNKNOWN = 3
"""The piece that stands for one that is not known."""
_PLAIN = np.isin(
    np.arange(2 * KINDS_OF_A_TEXT),
    [kind + shift for (sort, _), kind in KINDS.items() if sort in ("word", "small") for shift in (0, KINDS_OF_A_TEXT)],
)


def blotted(pieces: np.ndarray, kinds: np.ndarray, share: float, rng: np.random.Generator) -> np.ndarray:
    """Return pieces with a share of those of plain words made unreadable; figures, dates, names, negations stay."""
    return np.where(_PLAIN[kinds] & (rng.random(pieces.shape, dtype=np.float32) < share), UNKNOWN, pieces)
