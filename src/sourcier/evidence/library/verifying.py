"""Every row of a library looked at: is the text what its digest says, does each passage stand where it says?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from sourcier.core.ids import digest
from sourcier.core.library import Document, FactCheck, Passage

_AT_ONCE = 100
"""Documents whose passages are read together."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What looking at every row found."""

    documents: int
    passages: int
    factchecks: int
    faults: tuple[str, ...]
    """One line each; empty: the library is whole."""


def verify(
    documents: Iterable[Document],
    factchecks: Iterable[FactCheck],
    passages_of: Callable[[Sequence[str]], Mapping[str, Sequence[Passage]]],
    *,
    passages: int,
) -> Verified:
    """Return how much a library holds, and what of it is not as it was added.

    Args:
        documents: All of them.
        factchecks: All of them: those that cannot be read raise.
        passages_of: Returns the passages of some documents, by the document's id.
        passages: How many there are.
    """
    faults: list[str] = []
    looked_at = of_documents = 0
    waiting = iter(documents)
    while some := list(islice(waiting, _AT_ONCE)):
        looked_at += len(some)
        of_each = passages_of([document.id for document in some])
        for document in some:
            if digest(document.text) != document.digest:
                faults.append(f"{document.id}: its text is not the one that was added")
            own = of_each[document.id]
            of_documents += len(own)
            misplaced = (one for one in own if document.text[one.anchor.start : one.anchor.end] != one.text)
            faults += [f"{one.id}: it does not stand in {document.id} where it says" for one in misplaced]
    if passages != of_documents:
        faults.append(f"{passages - of_documents} passages are of no document")
    return Verified(looked_at, passages, sum(1 for _ in factchecks), tuple(faults))
