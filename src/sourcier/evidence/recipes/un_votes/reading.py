"""Roll calls of the UN General Assembly, from the Dataverse's UNVotes.csv or the UN Digital Library's voting export."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sourcier.evidence.packs.descriptor import Licence
from sourcier.evidence.recipes.built import BuiltPack, File, Row
from sourcier.evidence.recipes.errors import BadSourceFile
from sourcier.evidence.recipes.recipe import Recipe
from sourcier.evidence.recipes.source_files import lines_of
from sourcier.evidence.recipes.state_codes import StateCodes, former_states
from sourcier.evidence.recipes.table_texts import table_from

OPTIONS = ("yes", "no", "abstain", "absent")
_NEEDED = ("tally", "state", "vote", "date", "symbol", "session", "title", "yes", "no", "abstain")
_UNKNOWN = ("", "NA")
"""How the two files leave a cell empty."""


@dataclass(frozen=True, slots=True)
class _Origin:
    """Which of the two files it is."""

    column: str
    """Its key column, which the other has not."""
    prefix: str
    """What the ids of its tallies begin with."""
    source: str
    sources: tuple[tuple[str, str], ...] = ()
    licences: tuple[Licence, ...] = ()


_ORIGINS = (
    _Origin("undl_id", "unga-", "UN Digital Library, voting record"),
    _Origin(
        "rcid",
        "unga-rc-",
        "Voeten, Strezhnev, Bailey: UN General Assembly Voting Data",
        (
            (
                "E. Voeten, A. Strezhnev, M. Bailey, United Nations General Assembly Voting Data, Harvard Dataverse",
                "https://doi.org/10.7910/DVN/LEJUQZ",
            ),
        ),
        (Licence("CC0-1.0", "Creative Commons Zero 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),),
    ),
)


@dataclass(slots=True)
class _RollCall:
    """One vote, while its lines are read."""

    first: Mapping[str, str]
    """Its first line, by the recipe's names."""
    line: int
    day: date
    options: dict[str, str] = field(default_factory=dict)
    """By code of the state."""
    cells: dict[str, str] = field(default_factory=dict)
    """The source's own vote, by code of the state."""


def read(recipe: Recipe, files: Sequence[File], parameters: Mapping[str, str]) -> BuiltPack:
    """Return the tallies and positions of one file."""
    if len(files) != 1:
        raise BadSourceFile.at(files[-1].name if files else recipe.name, "one file is read at a time")
    file = files[0]
    origin, calls = _roll_calls(recipe, file, parameters.get("since", ""))
    codes = StateCodes.load(recipe.folder, "states.tsv", parameters, alpha3=True)
    codes.require(file.name, "states", ((code, call.day) for call in calls.values() for code in call.options))
    tallies: list[Row] = []
    positions: list[Row] = []
    for key, call in calls.items():
        held = _positions(file, origin.prefix + key, call, codes)
        tallies += _tally(origin, origin.prefix + key, call)
        positions += held
    return BuiltPack(
        name="un-ga-votes",
        title=recipe.title["en"],
        updated=max(call.day for call in calls.values()),
        tables=(
            table_from(recipe.folder, "ga-votes", tallies),
            table_from(recipe.folder, "ga-votes-positions", positions),
        ),
        entities=tuple(former_states().values()),
        licences=origin.licences,
        sources=origin.sources,
    )


def _roll_calls(recipe: Recipe, file: File, since: str) -> tuple[_Origin, dict[str, _RollCall]]:
    """Return the votes of a file in its order, by the source's key."""
    lines = lines_of(file)
    _, header = next(lines, (0, []))
    origin = next((one for one in _ORIGINS if one.column in header), None)
    if origin is None:
        reason = "neither UNVotes.csv of the Dataverse (rcid) nor the Digital Library's voting export (undl_id)"
        raise BadSourceFile.at(file.name, reason, line=1)
    names = recipe.mapping.columns(file.name, header)
    if len(set(header)) < len(header) or len(set(names.values())) < len(names):
        raise BadSourceFile.at(file.name, "two columns say the same thing", line=1)
    absent = [name for name in _NEEDED if name not in names.values()]
    if absent:
        raise BadSourceFile.at(file.name, f"no column for {', '.join(absent)}", line=1)
    places = {names[column]: at for at, column in enumerate(header) if column in names}
    calls: dict[str, _RollCall] = {}
    votes: dict[str, None] = {}
    for number, cells in lines:
        if len(cells) != len(header):
            raise BadSourceFile.at(file.name, f"{len(cells)} cells where the header has {len(header)}", line=number)
        if cells[places["date"]] < since:
            continue
        key, state, vote = (cells[places[name]].strip() for name in ("tally", "state", "vote"))
        votes[vote] = None
        if key not in calls:
            row = {name: cells[at].strip() for name, at in places.items()}
            calls[key] = _RollCall(row, number, _day(file, number, row["date"]))
        if cells[places["date"]].strip() != calls[key].first["date"]:
            raise BadSourceFile.at(file.name, f"{key} has two dates", line=number)
        if state in calls[key].cells:
            raise BadSourceFile.at(file.name, f"a second vote of {state} in {key}", line=number)
        calls[key].cells[state] = vote
    if not calls:
        raise BadSourceFile.at(file.name, f"no vote since {since}" if since else "no vote: cut short")
    options = recipe.mapping.codes(file.name, "votes", votes)
    for call in calls.values():
        call.options = {state: option for state, vote in call.cells.items() if (option := options[vote])}
    return origin, calls


def _day(file: File, line: int, text: str) -> date:
    try:
        return date.fromisoformat(text[:10])
    except ValueError as error:
        raise BadSourceFile.at(file.name, f"not a day: {text!r}", line=line) from error


def _positions(file: File, tally: str, call: _RollCall, codes: StateCodes) -> list[Row]:
    """Return who chose what; two codes of one state on one day would count it twice."""
    rows: dict[str, Row] = {}
    for code, option in call.options.items():
        entity = codes.find(code, call.day) or ""
        if entity in rows:
            raise BadSourceFile.at(file.name, f"two codes of {entity} in {tally}", line=call.line)
        original = f"{code}:{call.cells[code]}"
        rows[entity] = {"tally": tally, "entity": entity, "option": option, "original": original}
    return list(rows.values())


def _tally(origin: _Origin, tally: str, call: _RollCall) -> Iterator[Row]:
    """Yield a row an option that the source counts or lists; an option that it does neither has none."""
    listed = Counter(call.options.values())
    stated = {option: _count(call.first.get(option, "")) for option in OPTIONS}
    # Where the source lists more states than it counts, the names are the better evidence.
    counts = {
        option: max(listed[option], stated[option] or 0)
        for option in OPTIONS
        if stated[option] is not None or listed[option]
    }
    whole = [option for option, count in counts.items() if listed[option] == count]
    texts = (call.first["title"], call.first.get("description", ""), call.first["symbol"])
    title = next((text for text in texts if text not in _UNKNOWN), tally)
    for option, count in counts.items():
        said = stated[option]
        note = f"the source states {said} and lists {listed[option]}" if said not in (None, listed[option]) else ""
        yield {
            "tally": tally,
            "label_fr": f"Assemblée générale de l’ONU, {call.first['symbol']} ({call.day.isoformat()})",
            "label_en": title,
            "date": call.day.isoformat(),
            "option": option,
            "count": str(count),
            "source": f"{origin.source}, {call.first.get('link') or call.first['symbol']}",
            "positions": "all" if len(whole) == len(counts) else "+".join(whole) or "none",
            "symbol": call.first["symbol"],
            "session": call.first["session"],
            "stated": "" if said is None else str(said),
            "original": tally.removeprefix(origin.prefix),
            "note": "; ".join(filter(None, (_bears_on(call), call.first.get("vote_note", ""), note))),
        }


def _count(cell: str) -> int | None:
    """Return a stated total, None where the source gives none; the Library writes 120.0.

    >>> _count("120.0"), _count("NA")
    (120, None)
    """
    return None if cell in _UNKNOWN else int(float(cell))


def _bears_on(call: _RollCall) -> str:
    if call.first.get("amendment") == "1":
        return "vote on an amendment"
    return "vote on a paragraph" if call.first.get("paragraph") == "1" else ""
