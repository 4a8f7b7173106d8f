"""Which vote a claim speaks of: by its symbol, its date, and what it was about."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

from sourcier.assessment.desk import Desk
from sourcier.assessment.lexicon import features, fold, neutral_words, stem, stop_words, tokenise
from sourcier.assessment.operations.votes.choices import counts_voters
from sourcier.assessment.operations.votes.invasions import on_invasion
from sourcier.assessment.operations.votes.registers import (
    is_register,
    named_by,
    names_another,
    on_matter,
    symbol_in,
    titled,
    voters_among,
)
from sourcier.assessment.operations.votes.scrutiny import Tally, Topic, Window, bodies_in, is_bare, names_symbol
from sourcier.assessment.periods import year_of
from sourcier.assessment.scope import Scope
from sourcier.assessment.tables import Tables
from sourcier.core.language import Grain
from sourcier.evidence.packs import Resource

RECENT = timedelta(days=75)
"""How long a vote stays "the vote" without a date."""
FRESH = timedelta(days=21)
"""How long the last vote of a kind is meant by hardly more than its existence."""
FAINT = 0.2
"""Nearness of a vote long past, which only a very exact description can bring back."""
MOST = 0.5
"""Share of a group that must have had a vote for "none of them" to say something."""
NAMED = 3.0
"""Weight of the words in common that name what a vote was about, the names of states left out."""
ARMED = frozenset({"war", "invasion", "annexation", "offensive", "intervention"})
COUNCIL = "unsc"
SINCE = timedelta(days=3 * 366)


class Tallies:
    """All votes of some packs."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self._voters: dict[str, dict[str, set[str]]] = {}
        self._topics: dict[str, Topic] = {}

    @cached_property
    def registers(self) -> tuple[Resource, ...]:
        """The tables of votes that are too long for words to tell one vote from another."""
        return tuple(one for one in self.tables.of_shape("tally") if is_register(self.tables, one))

    @cached_property
    def all(self) -> tuple[Tally, ...]:
        """Every tally of the tables that are neither positions nor registers, in the packs' order."""
        tables = (one for one in self.tables.of_shape("tally") if one.column("unit") is None)  # see ballots.py
        short = (one for one in tables if one not in self.registers)
        return tuple(tally for one in short for tally in self._of(one, one.rows()))

    def _of(self, resource: Resource, listed: Sequence[Mapping[str, str | None]]) -> list[Tally]:
        rows: dict[str, list[Mapping[str, str | None]]] = {}
        for row in listed:
            rows.setdefault(row["tally"] or "", []).append(row)
        found = []
        for tally, options in rows.items():
            head = options[0]
            found.append(
                Tally(
                    resource=resource,
                    id=tally,
                    day=date.fromisoformat((head["date"] or "")[:10]),
                    label_fr=head["label_fr"] or "",
                    label_en=head["label_en"] or "",
                    symbol=fold(head.get("symbol") or ""),
                    body=head.get("body") or "",
                    positions=head.get("positions") or ("all" if resource.companion else "none"),
                    options=tuple(row["option"] or "" for row in options),
                    counts=tuple(Decimal(row["count"] or 0) for row in options),
                    in_register=resource in self.registers,
                )
            )
        return found

    def topic(self, tally: Tally) -> Topic:
        """Return what a vote was about; worked out when first asked, for labels are many and long."""
        if tally.id not in self._topics:
            words = tokenise(f"{tally.label_fr} . {tally.label_en}")
            found = zip(words, features(words), strict=True)
            empty = stop_words() | neutral_words()
            parts = frozenset().union(*(f for w, f in found if stem(w) not in empty and not w.isdigit()), frozenset())
            states = frozenset(state for each in parts if (state := self.tables.state_named(each)) is not None)
            self._topics[tally.id] = Topic(parts, states, self._enemies(states, tally.day) - states)
        return self._topics[tally.id]

    def _enemies(self, states: frozenset[str], day: date) -> frozenset[str]:
        """Return who else took part in the wars and annexations of some states in the years before a vote."""
        found: set[str] = set()
        for resource in self.tables.of_shape("event"):
            for row in resource.rows():
                inside = set((row["participants"] or "").split(";"))
                began = date.fromisoformat((row["start"] or "0001-01-01")[:10])
                if row["type"] in ARMED and inside & states and day - SINCE <= began <= day:
                    found |= inside & self.tables.states
        return frozenset(found)

    @cached_property
    def rarity(self) -> dict[str, float]:
        """The weight of a feature: how few of the described votes have it."""
        seen: dict[str, int] = {}
        described = [one for one in self.all if one.body]
        for tally in described:
            for each in self.topic(tally).parts:
                seen[each] = seen.get(each, 0) + 1
        return {each: math.log((len(described) + 1) / times) for each, times in seen.items()}

    def turnout(self, tally: Tally, members: Collection[str]) -> float:
        """Return what share of some states had a vote, all where nobody's absence from a list says otherwise."""
        companion = tally.resource.companion
        if tally.positions != "all" or not companion:
            return 0.0 if tally.body == "unsc" else 1.0
        if tally.in_register:
            positions = self.tables.packs.resource(tally.resource.pack, companion)
            return voters_among(self.tables, positions, tally.id, members) / len(members)
        if companion not in self._voters:
            voters: dict[str, set[str]] = {}
            for row in self.tables.packs.resource(tally.resource.pack, companion).rows():
                voters.setdefault(row["tally"] or "", set()).add(row["entity"] or "")
            self._voters[companion] = voters
        return len(self._voters[companion].get(tally.id, set()) & set(members)) / len(members)

    def _seats(self, tally: Tally, by: Collection[str]) -> bool:
        """Say whether some states all had a seat where a vote was taken: few have one in the Council."""
        return not by or tally.body != COUNCIL or tally.positions != "all" or self.turnout(tally, by) == 1

    def _fitting(self, scope: Scope, scored: Sequence[tuple[float, date, Tally]]) -> tuple[float, date, Tally]:
        """Return the vote that fits best; of two of one day in one body the only one that has all counts given."""
        best = scored[0]
        said = {one.low for one in scope.quantities if counts_voters(scope, one)}
        rivals = [one for one in scored if one[1] == best[1] and one[2].body == best[2].body]
        if len(rivals) == 1 or len(said) < len("ab"):
            return best
        fits = [one for one in rivals if said <= set(one[2].counts)]
        return fits[0] if len(fits) == 1 else best

    def find(
        self,
        scope: Scope,
        desk: Desk,
        *,
        of: Collection[str] = (),
        by: Collection[str] = (),
        sure: bool = False,
    ) -> Tally | None:
        """Return the vote that a claim speaks of; None when none or several fit alike.

        A vote of a register is found by its symbol, or by its day and whole title, and never takes the place of one
        from a short table, which is described in both languages.

        Args:
            scope: The claim.
            desk: The article.
            of: States of which some must have had a vote; empty for any vote.
            by: States that are said to have voted: the Council, where one has no seat, is not meant.
            sure: The claim says nothing of a vote: its words must name what the vote was about.
        """
        described = self._described(scope, desk, of, by, sure=sure)
        if described is not None and names_another(scope, described.symbol):
            described = None  # the claim says which vote it means: no other one, however near in words, stands for it
        symbol = symbol_in(scope)
        if symbol:
            if described is not None:
                return described
            recorded = [named_by(symbol, scope, self.tables, one, desk.today) for one in self.registers]
            return self._only(recorded, of)
        titles = [titled(scope, self.tables, one, desk.today) for one in self.registers]
        recorded_then = self._only(titles, of)
        if recorded_then is None:
            window = self._window(scope, desk)
            matters = [on_matter(scope, self.tables, one, window, desk.today) for one in self.registers]
            recorded_then = self._only(matters, of)
        if described is None or recorded_then is None:
            return described or recorded_then or on_invasion(scope, desk, self.all, self.topic)
        return described if described.symbol == recorded_then.symbol else None

    def _only(self, recorded: Sequence[Sequence[Mapping[str, str | None]]], of: Collection[str]) -> Tally | None:
        """Return the only vote that the registers have; None when few of some states had a vote in it."""
        found = [
            tally
            for resource, rows in zip(self.registers, recorded, strict=True)
            for tally in self._of(resource, rows)
            if tally.is_vote and not (of and self.turnout(tally, of) < MOST)
        ]
        return found[0] if len(found) == 1 else None

    def _described(
        self, scope: Scope, desk: Desk, of: Collection[str], by: Collection[str], *, sure: bool
    ) -> Tally | None:
        """Return the vote of the short tables that a claim speaks of."""
        bodies = bodies_in(scope)
        votes = [
            one
            for one in self.all
            if one.is_vote and one.day <= desk.today and (not bodies or not one.body or one.body in bodies)
        ]
        votes = [one for one in votes if self._seats(one, by)]
        if of:
            shares = {one.id: self.turnout(one, of) for one in votes}
            votes = [one for one in votes if shares[one.id] >= MOST]
        text = fold(scope.text)
        by_symbol = [one for one in votes if names_symbol(text, one)]
        if by_symbol:
            return max(by_symbol, key=lambda one: (bool(one.body), one.day))
        window = self._window(scope, desk)
        scored = []
        said = frozenset().union(
            *(word.features for word in scope.words if word.role not in {"time", "number"}), frozenset()
        )
        who = frozenset(state for one in scope.mentions for state in self.tables.states_behind(one.entity_id or ""))
        at_un = bool({"un", "unga", "unsc"} & {one.entity_id for one in scope.mentions}) or "resolution" in text
        at_un = at_un or bool(bodies)
        largest = max(
            (int(q.low) for q in scope.quantities if q.low is not None and q.unit not in {"%", "1"}), default=0
        )
        for one in votes:
            near = self._near(one, window, desk.today)
            if near == 0 or largest > one.total:
                continue
            about = self.topic(one)
            topic = sum(
                self.rarity.get(each, 0.5) for each in about.parts & said if each.startswith(":") or len(each) > 3
            )
            if sure and topic < NAMED:
                continue
            topic += 2.5 * len(about.states & who) + 1.5 * bool(about.enemies & who)
            enough = 1.5 if one.body and at_un and timedelta(0) <= desk.today - one.day <= FRESH else 3
            if (not window.exact and topic < enough) or (near == FAINT and topic < 9):
                continue
            if window.exact and topic < 1 and not (at_un or (who and is_bare(scope))):
                continue  # a town council votes on the same day as the United Nations
            topic -= 0.4 * sum(each.startswith(":") for each in about.parts - said)
            scored.append((round(near + topic + (1.5 if one.body else 0), 2), one.day, one))
        if not scored:
            return None
        scored.sort(key=lambda item: (-item[0], -item[1].toordinal()))
        best = self._fitting(scope, scored)
        rest = [one for one in scored if one is not best]
        if (
            rest
            and best[0] - rest[0][0] < 0.4
            and best[2].body == rest[0][2].body
            and window.exact is False
            and best[1] == rest[0][1]
        ):
            return None
        return best[2]

    def _window(self, scope: Scope, desk: Desk) -> Window:
        """Return when the vote took place, as far as the claim says."""
        for time in scope.times:
            if time.start is None or time.end is None or time.mod not in {"at", "approx", "during"}:
                continue
            if time.grain is Grain.DAY:
                return Window(time.start - timedelta(days=1), time.end + timedelta(days=1), exact=True)
            slack = timedelta(days=25) if time.grain is Grain.SEASON else timedelta(0)
            return Window(time.start - slack, time.end, exact=year_of(time) is None)
        return Window(desk.today - RECENT, desk.today + timedelta(days=1), exact=False, is_default=True)

    def _near(self, one: Tally, window: Window, today: date) -> float:
        if window.start <= one.day < window.end:
            middle = window.start + (window.end - window.start) / 2
            if window.is_default:
                return 2.0 - (today - one.day).days / 60
            return 4.0 - abs((one.day - middle).days) / max((window.end - window.start).days, 1)
        return FAINT if window.is_default and one.body else 0.0


def tallies_of(tables: Tables) -> Tallies:
    """Return the votes of some tables, indexed once."""
    return tables.once(Tallies)
