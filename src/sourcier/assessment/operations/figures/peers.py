"""The same statement of the other members of a group, or within the other groups: is it owed to the one chosen?

Asked of rates, shares and figures per head alone. What grows with a country is compared by `denominators`: that
Germany has fewer people than the United States says nothing of how a peer was chosen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from sourcier.assessment.comparison import Bounds
from sourcier.assessment.computations import NothingToCompute, Row, compute, rows_of
from sourcier.assessment.desk import Desk
from sourcier.assessment.groups import fixed_groups
from sourcier.assessment.operations.figures.alternatives import Alternative
from sourcier.assessment.operations.figures.cherry import at_least, meets, rule_for
from sourcier.assessment.operations.figures.places import Place
from sourcier.assessment.operations.figures.series import SEVERAL, Meant
from sourcier.assessment.tables import Tables
from sourcier.assessment.wording import join, of_body, say
from sourcier.core.article import Lang
from sourcier.core.findings import Query

Values = Mapping[str, Decimal]
Groups = Mapping[str, frozenset[str]]


def groups_of(tables: Tables, state: str, day: date) -> dict[str, frozenset[str]]:
    """Return the groups that a state belongs to on a day, with their members; never those of nearly all states."""
    listed = {body: frozenset(tables.members(body, day)) for body in tables.listed}
    fixed = {name: frozenset(group.members) for name, group in fixed_groups().items()}
    return {
        name: members
        for name, members in (fixed | listed).items()
        if state in members and 2 * len(members) <= len(tables.states)
    }


def other_peers(
    desk: Desk, meant: Meant, rows: Sequence[Row], function: str, bounds: Bounds, lang: Lang
) -> list[Alternative]:
    """Return how a comparison of a state with one peer holds for the others of the smallest group of the two.

    Args:
        desk: The tables.
        meant: What is compared.
        rows: Of the state, and of the peer chosen.
        function: The computation, on the row of the state and that of a peer.
        bounds: What the claim allows of its result.
        lang: Of the article.
    """
    rule = rule_for("peers")
    state, peer = (row["entity"] or "" for row in rows)
    period = rows[0]["period"] or ""
    if meant.match.measure.is_total:
        return []
    groups = {body: some for body, some in _groups(desk, state, period).items() if peer in some}
    for body, members in sorted(groups.items(), key=lambda pair: (len(pair[1]), pair[0])):
        if len(members) <= rule.fewest:
            continue
        query = _figures(desk, meant, members, period)
        values = _values(query)
        if state not in values or len(values) <= rule.fewest or 2 * len(values) < len(members):
            continue
        held, failed = _against(query, state, function, at_least(bounds), meant.resource.tolerance)
        others = len(members) - 1
        if peer not in held or not failed:
            return []
        few = held if len(held) <= len(failed) else failed
        told = say(
            "cherry_members" if few is held else "cherry_members_but",
            lang,
            count=str(len(held)),
            of=str(others),
            body=of_body(desk.tables.label(body, lang), lang),
            names=join([desk.tables.label(one, lang) for one in few], lang),
        )
        # Whom the table does not know, or cannot tell from the state, may bear it out.
        is_picked = rule.is_picked(others - len(failed), others)
        return [Alternative(query, f"{told} {rule.below(lang)}" if is_picked else told, is_picked)]
    return []


def other_groups(
    desk: Desk, meant: Meant, state: str, claimed: tuple[str, Sequence[str]], place: Place, period: str, lang: Lang
) -> list[Alternative]:
    """Return how a place within a group holds within the other groups that a state belongs to.

    Not within a part of the group claimed, which asks less, nor where the table's tolerance decides.

    Args:
        desk: The tables.
        meant: What is ranked.
        state: Whose place it is.
        claimed: The group, and its members.
        place: What is claimed.
        period: Year of the figures.
        lang: Of the article.
    """
    rule, (group, members) = rule_for("groups"), claimed
    if meant.match.measure.is_total:
        return []
    others: dict[str, frozenset[str]] = {}
    for name, some in _groups(desk, state, period).items():
        if name != group and not some <= {*members, state} and some not in others.values():
            others[name] = some
    if not others:
        return []
    query = _figures(desk, meant, frozenset().union(*others.values()), period)
    values = _values(query)
    held: list[str] = []
    failed: list[str] = []
    for name, some in others.items():
        figures = {one: values[one] for one in some if one in values}
        if len(figures) < rule.fewest or 2 * len(figures) < len(some) or state not in figures:
            continue
        places = _places(figures, state, meant.resource.tolerance, is_from_top=place.is_from_top)
        holds = {meets(place.bounds, Decimal(one)) for one in places}
        if len(holds) > 1:
            continue
        words = {"group": desk.tables.label(name, lang), "place": str(places[1]), "of": str(len(figures))}
        (held if holds == {True} else failed).append(say("place_in_group", lang, **words))
    asked = len(held) + len(failed)
    if asked < len("ab") or not failed:
        return []
    is_picked = len(members) < rule.narrow and rule.is_picked(len(held), asked)
    key = "cherry_groups" if held else "cherry_no_group"
    told = say(key, lang, count=str(len(held)), of=str(asked), names=join(failed, lang))
    return [Alternative(query, f"{told} {rule.below(lang)}" if is_picked else told, is_picked)]


def _groups(desk: Desk, state: str, period: str) -> Groups:
    """Return the groups of a state at the end of a figure's year, or on the day of the article if that is before."""
    year = period[:4]
    day = min(date(int(year), 12, 31), desk.today) if year.isdigit() else desk.today
    return groups_of(desk.tables, state, day)


def _figures(desk: Desk, meant: Meant, members: frozenset[str], period: str) -> Query:
    return desk.tables.query(meant.resource, SEVERAL, {"entities": " ".join(sorted(members)), "period": period})


def _values(query: Query) -> Values:
    return {row["entity"] or "": Decimal(row["value"]) for row in rows_of(query) if row["value"]}


def _against(
    query: Query, state: str, function: str, bounds: Bounds, tolerance: Decimal
) -> tuple[list[str], list[str]]:
    """Return the members against whom a comparison holds, and fails; those within a table's tolerance are neither."""
    rows = {row[0] or "": row for row in query.rows if row[2]}
    mine = Decimal(rows[state][2] or "0")
    held: list[str] = []
    failed: list[str] = []
    for other, row in rows.items():
        value = Decimal(row[2] or "0")
        if other == state or abs(value - mine) <= tolerance * max(abs(value), abs(mine)):
            continue
        pair = [Query(query.pack, query.resource, "", (), query.columns, (one,)) for one in (rows[state], row)]
        try:
            (held if meets(bounds, compute(function, pair).numbers[0]) else failed).append(other)
        except NothingToCompute:
            continue
    return held, failed


def _places(figures: Values, state: str, tolerance: Decimal, *, is_from_top: bool) -> tuple[int, int, int]:
    """Return the best place that a table's tolerance leaves a state, its place, and the worst."""
    mine, slack = figures[state], abs(figures[state]) * tolerance
    ahead = [value - mine if is_from_top else mine - value for one, value in figures.items() if one != state]
    best, own, worst = (1 + sum(gap > edge for gap in ahead) for edge in (slack, Decimal(0), -slack))
    if not tolerance:
        worst = own
    return best, own, worst
