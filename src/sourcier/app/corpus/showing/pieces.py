"""Texts read to be compared, in pieces: by this process where they are few, else by several at once.

Pieces are the same for any number of processes, and each has a text with all of its days: what comes of it does not
depend on who reads it.
"""

from __future__ import annotations

import signal
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from datetime import date
from multiprocessing import current_process, get_context

from sourcier.assessment.vetoes import Features, features_by_day
from sourcier.core.article import Lang
from sourcier.core.settings import threads

Asked = tuple[str, Lang, date | None]
"""A text, its language, and the day from which "yesterday" counts."""
PIECE = 1000
"""Texts of a piece, all of one language."""
FEWEST = 4
"""Pieces from which several processes read them: each takes some five seconds to start, and half a gigabyte."""
MOST = 8
"""Processes at once."""


def features_in_pieces(asked: Iterable[Asked]) -> Mapping[Asked, Features]:
    """Return what texts can be compared by; texts of which the day changes no time share one record."""
    pieces = list(_cut(asked))
    found: dict[Asked, Features] = {}
    for piece, features in zip(pieces, _read(pieces), strict=True):
        found.update(zip(piece, features, strict=True))
    return found


def _cut(asked: Iterable[Asked]) -> Iterator[list[Asked]]:
    texts: dict[Lang, dict[str, list[Asked]]] = defaultdict(dict)
    for one in asked:
        texts[one[1]].setdefault(one[0], []).append(one)
    for by_text in texts.values():
        held = list(by_text.values())
        for at in range(0, len(held), PIECE):
            yield [one for same in held[at : at + PIECE] for one in same]


def _read(pieces: Sequence[Sequence[Asked]]) -> Iterator[list[Features]]:
    count, done = (1 if current_process().daemon else min(threads(), len(pieces), MOST)), 0
    if count > 1 and len(pieces) >= FEWEST:
        # A process that dies or cannot start, for want of memory for example, leaves the rest to this one.
        with suppress(BrokenProcessPool, OSError), ProcessPoolExecutor(count, get_context("spawn"), _stay_calm) as pool:
            for features in pool.map(_features, pieces):
                yield features
                done += 1
    yield from map(_features, pieces[done:])


def _features(piece: Sequence[Asked]) -> list[Features]:
    return features_by_day([(text, published) for text, _, published in piece], piece[0][1])


def _stay_calm() -> None:
    """Leave it to the process that asked what Ctrl-C means."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
