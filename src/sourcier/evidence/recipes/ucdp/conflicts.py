"""Spells and counts of armed conflicts, from the UCDP/PRIO Armed Conflict Dataset: a line a conflict and year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sourcier.core.language import Entity
from sourcier.evidence.recipes.built import Row
from sourcier.evidence.recipes.places import known_entities
from sourcier.evidence.recipes.state_codes import StateCodes, former_states

_STATES = {
    "states_a": "side_a_in",
    "states_b": "side_b_in",
    "states_a_2nd": "supports_side_a_in",
    "states_b_2nd": "supports_side_b_in",
}
_SUPPORTERS = {"states_a_2nd": "side_a_2nd", "states_b_2nd": "side_b_2nd"}
"""Columns with the numbers of supporting states, and those with the supporters' names."""


@dataclass(frozen=True, slots=True)
class _Party:
    """One party to one conflict."""

    subject: str
    relation: str
    conflict: str
    original: str


@dataclass(slots=True)
class Conflicts:
    """What the lines say, gathered."""

    years: dict[_Party, dict[int, Mapping[str, str]]] = field(default_factory=lambda: defaultdict(dict))
    """By party: its years, each with its line."""
    actors: dict[str, str] = field(default_factory=dict)
    """Names of groups by entity id."""
    lines: list[Mapping[str, str]] = field(default_factory=list)
    unnamed: int = 0
    """Lines with a supporter that has no state's number."""


def midyear(year: str) -> date:
    """Return the day on which a year's state is looked up: whoever held the name for most of it."""
    return date(int(year), 7, 1)


def numbers(cell: str) -> list[str]:
    """Return the numbers of a cell like `2, 200`.

    >>> numbers("2, 200"), numbers("")
    (['2', '200'], [])
    """
    return [part.strip() for part in cell.split(",") if part.strip()]


def state_pairs(lines: Iterable[Mapping[str, str]]) -> Iterator[tuple[str, date]]:
    """Yield every state's number with the day on which it is to be looked up."""
    for line in lines:
        for column in _STATES:
            for code in numbers(line.get(column, "")):
                yield code, midyear(line["year"])


def gather(lines: Sequence[Mapping[str, str]], codes: StateCodes) -> Conflicts:
    """Return the parties of every conflict with their years. The lines' codes are known ones."""
    found = Conflicts(lines=list(lines))
    for line in lines:
        conflict, year = conflict_id(line), int(line["year"])
        for column, relation in _STATES.items():
            for code in numbers(line[column]):
                subject = codes.find(code, midyear(line["year"])) or ""
                found.years[_Party(subject, relation, conflict, code)][year] = line
        if not line["states_b"]:
            for actor, name in _groups(line):
                subject = f"ucdp-actor-{actor}"
                found.actors[subject] = name
                found.years[_Party(subject, "side_b_in", conflict, actor)][year] = line
        found.unnamed += any(line[names] and not line[numbered] for numbered, names in _SUPPORTERS.items())
    return found


def conflict_id(line: Mapping[str, str]) -> str:
    """Return the entity id of a line's conflict."""
    return f"ucdp-{line['conflict']}"


def _groups(line: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return number and name of the groups of side B; the number alone where names hold commas of their own."""
    actors, names = numbers(line["side_b_id"]), numbers(line["side_b"])
    return list(zip(actors, names if len(names) == len(actors) else actors, strict=True))


def spells(found: Conflicts, source: str) -> Iterator[Row]:
    """Yield one relation for each unbroken run of years."""
    last = last_year(found)
    for party, years in found.years.items():
        for run in _runs(sorted(years)):
            lines = [years[year] for year in run]
            episodes = {line["episode_start"]: line["episode_end"] for line in lines if line["episode_start"]}
            yield {
                "subject": party.subject,
                "relation": party.relation,
                "object": party.conflict,
                "start": f"{run[0]}-01-01",
                "end": "" if run[-1] == last else f"{run[-1] + 1}-01-01",
                "precision": "year",
                "source": source,
                "note": "; ".join(
                    f"episode from {start}" + (f" to {end}" if end else "") for start, end in episodes.items()
                ),
                "type": _said(lines, "type"),
                "incompatibility": _said(lines, "incompatibility"),
                "max_intensity": max(line["intensity"] for line in lines),
                "years": str(len(run)),
                "original": party.original,
            }


def last_year(found: Conflicts) -> int:
    """Return the last year that the file covers: a spell that reaches it has no end."""
    return max(int(line["year"]) for line in found.lines)


def _runs(years: Sequence[int]) -> Iterator[list[int]]:
    run: list[int] = []
    for year in years:
        if run and year != run[-1] + 1:
            yield run
            run = []
        run.append(year)
    yield run


def _said(lines: Iterable[Mapping[str, str]], column: str) -> str:
    return "; ".join(dict.fromkeys(line[column] for line in lines))


def counts(found: Conflicts, source: str) -> tuple[list[Row], list[Row], list[Row]]:
    """Return the yearly counts of conflicts, of wars, and of each state's conflicts as a main party."""
    conflicts: dict[str, set[str]] = defaultdict(set)
    wars: dict[str, set[str]] = defaultdict(set)
    for line in found.lines:
        conflicts[line["year"]].add(line["conflict"])
        if line["intensity"] == "2":
            wars[line["year"]].add(line["conflict"])
    by_state: dict[tuple[str, str], set[str]] = defaultdict(set)
    for party, years in found.years.items():
        if party.relation in {"side_a_in", "side_b_in"} and party.subject not in found.actors:
            for year in years:
                by_state[party.subject, str(year)].add(party.conflict)
    return (
        [_counted("world", year, held, source) for year, held in sorted(conflicts.items())],
        [_counted("world", year, held, source) for year, held in sorted(wars.items())],
        [_counted(state, year, held, source) for (state, year), held in sorted(by_state.items())],
    )


def _counted(entity: str, period: str, held: set[str], source: str) -> Row:
    return {"entity": entity, "period": period, "value": str(len(held)), "source": source}


def entities(lines: Iterable[Mapping[str, str]], actors: Mapping[str, str], codes: StateCodes) -> list[Entity]:
    """Return the conflicts and groups as entities, under names that no article uses by chance ("IS", "Forces")."""
    conflicts = {conflict_id(line): _conflict(line, codes) for line in lines}
    groups = {
        actor: Entity(
            actor, "armed_group", f"acteur UCDP {_number(actor)} : {name}", f"UCDP actor {_number(actor)}: {name}"
        )
        for actor, name in actors.items()
    }
    return [*conflicts.values(), *groups.values(), *former_states().values()]


def _number(entity: str) -> str:
    return entity.rpartition("-")[2]


def _conflict(line: Mapping[str, str], codes: StateCodes) -> Entity:
    over_fr = {"territory": "territoire", "government": "gouvernement"}.get(
        line["incompatibility"], "gouvernement et territoire"
    )
    day = midyear(line["year"])
    known = {**known_entities(), **former_states()}
    parties = [codes.find(code, day) or "" for code in (*numbers(line["states_a"]), *numbers(line["states_b"]))]
    names_fr = " – ".join(known[party].label_fr for party in parties)
    names_en = " – ".join(known[party].label_en for party in parties)
    return Entity(
        id=conflict_id(line),
        kind="conflict",
        label_fr=f"conflit UCDP {line['conflict']} : {names_fr} ({over_fr})",
        label_en=f"UCDP conflict {line['conflict']}: {names_en} ({line['incompatibility']})",
    )
