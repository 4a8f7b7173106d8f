"""What happens once: of two times or two towns in which it is said to have happened, one is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from sourcier.assessment.lexicon import read_table
from sourcier.assessment.passages.clauses import Clause
from sourcier.assessment.passages.words import Party, Word
from sourcier.assessment.vetoes.records import Moment
from sourcier.assessment.vetoes.vocabulary import words_of
from sourcier.core.testimony import Veto, VetoKind

NAMED, DOER = "@", "@doer"
"""Among the things of a deed: whoever or whatever has a name of its own; whoever with a name does it ("resigned")."""
EVER = 1_000_000
"""Days."""
SETTLED = frozenset({"at", "during"})
"""How a time must be said: not "vers 1713", not "depuis 1713"."""
ONE_OF_SOME = words_of("one_of_some")
"""Words by which a thing is one of several that bore its name: "le nouveau pont", "the second Forth bridge"."""


@dataclass(frozen=True, slots=True)
class Deed:
    """A row of data/once.tsv."""

    days: timedelta
    """By how much two times exclude each other at least."""
    within: timedelta
    """And at most: further apart, it may have happened twice."""
    things: tuple[str, ...]
    has_named: bool
    is_of_doer: bool

    def party(self, clause: Clause) -> Party | None:
        """Return what it befalls in a clause."""
        return clause.agent if self.is_of_doer else clause.patient or clause.agent

    def befalls(self, party: Party) -> bool:
        """Say whether it can only happen once to a party."""
        if len(party.heads) != 1 or not party.is_definite or party.extent:
            return False
        head = party.heads[0]
        is_named = head.name is not None or head.pos == "PROPN"
        return (self.has_named and is_named) or head.folded in self.things


@cache
def _deeds() -> dict[str, Deed]:
    return {
        row["deed"]: Deed(
            timedelta(int(row["days"])),
            timedelta(int(row["within"] or EVER)),
            tuple(things),
            bool({NAMED, DOER} & set(things)),
            DOER in things,
        )
        for row in read_table("once")
        for things in (row["of"].split(),)
    }


def _shared(ours: Clause, theirs: Clause) -> Deed | None:
    """Return the deed that both clauses tell of one thing, plainly and in the past."""
    deeds = [_deeds()[one] for one in sorted(ours.deeds & theirs.deeds)]
    sides = (ours, theirs)
    if not deeds or any(one.is_denied or one.tense == "unreal" for one in sides):
        return None
    if any(word.folded in ONE_OF_SOME for one in sides for word in one.words):
        return None
    parties = [deeds[0].party(one) for one in sides]
    return deeds[0] if all(one is not None and deeds[0].befalls(one) for one in parties) else None


def other_time(ours: Clause, theirs: Clause) -> Veto | None:
    """Return the difference between the times of what happens once; None where it is no contradiction."""
    deed = _shared(ours, theirs)
    if deed is None or len(ours.features.moments) != 1 or len(theirs.features.moments) != 1:
        return None
    one, other = ours.features.moments[0], theirs.features.moments[0]
    gap = _gap(one, other)
    return Veto(VetoKind.DATE, one.text, other.text) if gap is not None and deed.days <= gap <= deed.within else None


def _gap(one: Moment, other: Moment) -> timedelta | None:
    """Return how far two settled times are apart at most; None where they meet or either is open."""
    if one.is_floating or other.is_floating or not {one.mod, other.mod} <= SETTLED:
        return None
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return None
    if one.start < other.end and other.start < one.end:
        return None
    return max(one.end, other.end) - min(one.start, other.start) - max(one.end - one.start, other.end - other.start)


def other_town(ours: Clause, theirs: Clause, missing: list[Word], added: list[Word]) -> Veto | None:
    """Return the difference between the towns of what happens once; None where anything else differs.

    Args:
        ours: The claim's clause.
        theirs: The passage's.
        missing: What only the claim says.
        added: What only the passage says.
    """
    if _shared(ours, theirs) is None:
        return None
    towns = [_only_town(missing), _only_town(added)]
    if None in towns or {one.link for one in (*missing, *added)} != {"place"}:
        return None
    one, other = (word for word in towns if word is not None)
    if one.name is None or other.name is None or one.name.ids & other.name.ids:
        return None
    return Veto(VetoKind.PLACE, one.name.text, other.name.text)


def _only_town(words: list[Word]) -> Word | None:
    """Return the word of a linked town where there is no other."""
    names = {word.name.text for word in words if word.name is not None}
    is_one = len(names) == 1 and all(_is_town(word) for word in words)
    return words[0] if is_one else None


def _is_town(word: Word) -> bool:
    return word.name is not None and word.name.level == "city" and bool(word.name.ids)
