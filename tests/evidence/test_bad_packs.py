"""Packs that are not what PACKS.md asks for: each is refused at its file, row and column, with a reason."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from evidence.factory import PackOf
from sourcier.evidence.packs import BadPack, open_packs, read_pack, validate

Spoil = Callable[[PackOf], Any]


def cell(table: str, row: int, column: str, text: str) -> Spoil:
    return lambda pack: pack.cell(table, row, column, text)


def said(table: str, **changes: Any) -> Spoil:
    return lambda pack: pack.table(table)["sourcier"].update(changes)


def without(table: str, *path: str) -> Spoil:
    def spoil(pack: PackOf) -> None:
        holder = pack.table(table) if table else pack.descriptor
        for key in path[:-1]:
            holder = holder[key]
        del holder[path[-1]]

    return spoil


def top(**changes: Any) -> Spoil:
    return lambda pack: pack.descriptor.update(changes)


def table(name: str, /, **changes: Any) -> Spoil:
    return lambda pack: pack.table(name).update(changes)


def text(name: str, content: str) -> Spoil:
    return lambda pack: pack.texts.update({name: content})


def line(name: str, row: int, content: str) -> Spoil:
    def spoil(pack: PackOf) -> None:
        lines = pack.texts[name].splitlines()
        lines[row - 1] = content
        pack.texts[name] = "\n".join(lines) + "\n"

    return spoil


def field(name: str, column: str, /, **changes: Any) -> Spoil:
    def spoil(pack: PackOf) -> None:
        fields = pack.table(name)["schema"]["fields"]
        next(field for field in fields if field["name"] == column).update(changes)

    return spoil


ROWS: list[tuple[Spoil, str, int, str, str]] = [
    (cell("wheat", 3, "value", "trois"), "wheat", 3, "value", "not a number: 'trois'"),
    (cell("wheat", 3, "value", "1 200"), "wheat", 3, "value", "not a number"),
    (cell("wheat", 3, "value", "1,5"), "wheat", 3, "value", "not a number"),
    (cell("wheat", 3, "value", "NaN"), "wheat", 3, "value", "not a number"),
    (cell("wheat", 3, "value", "inf"), "wheat", 3, "value", "not a number"),
    (cell("wheat", 3, "value", "."), "wheat", 3, "value", "not a number"),
    (cell("wheat", 3, "value", ""), "wheat", 3, "value", "empty"),
    (cell("wheat", 4, "source", ""), "wheat", 4, "source", "no source"),
    (cell("wheat", 4, "source", "  "), "wheat", 4, "source", "no source"),
    (cell("wheat", 2, "entity", "XXX"), "wheat", 2, "entity", "not an id of the pack's entities: 'XXX'"),
    (cell("wheat", 2, "period", "2021-13"), "wheat", 2, "period", "not a year, a month or a day: '2021-13'"),
    (cell("wheat", 2, "period", "2021-02-30"), "wheat", 2, "period", "not a year"),
    (cell("wheat", 2, "period", "21"), "wheat", 2, "period", "not a year"),
    (cell("wheat", 2, "period", "2021/22"), "wheat", 2, "period", "not a year"),
    (cell("wheat", 2, "period", "2021-Q1"), "wheat", 2, "period", "not a year"),
    (cell("wheat", 2, "period", ""), "wheat", 2, "period", "empty"),
    (cell("members", 2, "end", "1989-12-31"), "members", 2, "end", "end is not after start: '1989-12-31'"),
    (cell("members", 2, "end", "1990-01-01"), "members", 2, "end", "end is not after start"),
    (cell("members", 2, "start", "1990-02-30"), "members", 2, "start", "not a day like 2022-03-31: '1990-02-30'"),
    (cell("members", 2, "start", "1990"), "members", 2, "start", "not a day"),
    (cell("members", 2, "start", "01/01/1990"), "members", 2, "start", "not a day"),
    (cell("members", 2, "object", "pacte"), "members", 2, "object", "not an id"),
    (cell("members", 3, "source", ""), "members", 3, "source", "no source"),
    (cell("happenings", 2, "end", "1999-02-28"), "happenings", 2, "end", "end is before start"),
    (cell("happenings", 2, "place", "Paris"), "happenings", 2, "place", "not an id"),
    (cell("happenings", 2, "initiator", "nobody"), "happenings", 2, "initiator", "not an id"),
    (cell("happenings", 2, "participants", "ARD;XXX"), "happenings", 2, "participants", "not all ids"),
    (cell("happenings", 3, "event", "siege"), "happenings", 3, "event", "same key as row 2: siege"),
    (cell("happenings", 3, "label_fr", ""), "happenings", 3, "label_fr", "empty"),
    (cell("ballots", 2, "count", "two"), "ballots", 2, "count", "not a whole number: 'two'"),
    (cell("ballots", 2, "count", "2.5"), "ballots", 2, "count", "not a whole number"),
    (cell("ballots", 3, "count", "-5"), "ballots", 3, "count", "less than none"),
    (cell("ballots", 2, "count", "3"), "ballots", 2, "count", "motion-1: 3 for 'yes', and 2 positions"),
    (cell("ballots", 2, "count", "1"), "ballots", 2, "count", "motion-1: 1 for 'yes', and 2 positions"),
    (cell("ballots-positions", 3, "tally", "motion-9"), "ballots-positions", 3, "tally", "no such tally"),
    (cell("ballots-positions", 3, "entity", "ARD"), "ballots-positions", 3, "tally, entity", "same key as row 2"),
    (cell("losses", 2, "low", "1600"), "losses", 2, "high", "high is before low"),
    (cell("losses", 2, "issued", ""), "losses", 2, "issued", "empty"),
    (cell("entities", 3, "id", "ARD"), "entities", 3, "id", "same key as row 2: ARD"),
    (cell("entities", 3, "label_fr", ""), "entities", 3, "label_fr", "empty"),
    (
        lambda pack: pack.cell("losses", 2, "low", "").cell("losses", 2, "high", ""),
        "losses",
        2,
        "low",
        "neither low nor high",
    ),
]


@pytest.mark.parametrize(("spoil", "name", "row", "column", "reason"), ROWS)
def test_bad_row_is_refused_with_row_column_and_reason(
    tmp_path: Path, spoil: Spoil, name: str, row: int, column: str, reason: str
) -> None:
    votes = ("ballots", "ballots-positions")
    pack = PackOf(only=votes if name in votes else ("wheat",) if name == "entities" else (name,))
    spoil(pack)
    root = pack.write(tmp_path)
    with pytest.raises(BadPack) as refused:
        open_packs(root)
    error = refused.value
    assert (error.slug, error.file, error.row, error.column) == (
        "bad-pack",
        str(root / f"data/{name}.csv"),
        row,
        column,
    )
    assert reason in error.reason
    assert f"row {row}, column {column}" in str(error)
    found = {(problem.file, problem.row, problem.column) for problem in validate(root).problems}
    assert (error.file, row, column) in found


FILES: list[tuple[Spoil, str, int | None, str]] = [
    (text("wheat", ""), "data/wheat.csv", None, "the file is empty"),
    (text("wheat", "entity,period,value,source\n"), "data/wheat.csv", None, "no rows"),
    (text("wheat", "entity,period,value\nARD,2021,5\n"), "data/wheat.csv", 1, "the schema has the columns"),
    (line("wheat", 3, "ARD,2022,-3"), "data/wheat.csv", 3, "3 cells where the header has 4"),
    (line("wheat", 3, "ARD,2022,-3,Office,more"), "data/wheat.csv", 3, "5 cells where the header has 4"),
    (line("wheat", 3, 'ARD,2022,-3,"Office'), "data/wheat.csv", 3, "not CSV"),
    (
        line("wheat", 1, "entity,period,figure,source"),
        "data/wheat.csv",
        1,
        "(missing: value; not in the schema: figure)",
    ),
    (line("wheat", 1, "entity;period;value;source"), "data/wheat.csv", 1, "save the file with commas"),
]


@pytest.mark.parametrize(("spoil", "file", "row", "reason"), FILES)
def test_bad_file_is_refused(tmp_path: Path, spoil: Spoil, file: str, row: int | None, reason: str) -> None:
    pack = PackOf()
    spoil(pack)
    root = pack.write(tmp_path)
    with pytest.raises(BadPack) as refused:
        open_packs(root)
    assert (refused.value.file, refused.value.row) == (str(root / file), row)
    assert reason in refused.value.reason
    assert not validate(root).is_valid


DESCRIPTORS: list[tuple[Spoil, str, str]] = [
    (without("", "name"), "name", "missing"),
    (top(name="The Isles"), "name", "lower-case"),
    (top(name="information_schema"), "name", "reserved"),
    (without("", "version"), "version", "missing"),
    (top(version="one"), "version", "not a version"),
    (top(title="  "), "title", "missing or empty"),
    (top(title=3), "title", "not a text"),
    (top(licenses=[]), "licenses", "missing"),
    (top(licenses=[{"title": "free"}]), "licenses.name", "missing"),
    (without("", "sources"), "sources", "missing"),
    (top(sources=[{"title": "Office"}]), "sources.path", "missing"),
    (without("", "created"), "created", "missing"),
    (top(created="spring 2024"), "created", "not an ISO date"),
    (top(resources={}), "resources", "not a list"),
    (lambda pack: pack.descriptor["resources"].pop(0), "resources", "no resource named 'entities'"),
    (table("wheat", name="members"), "resources.members", "two resources of this name"),
    (table("wheat", path="../wheat.csv"), "resources.wheat.path", "not a path inside the pack"),
    (table("wheat", path="/etc/passwd"), "resources.wheat.path", "not a path inside the pack"),
    (table("wheat", path="https://grain.example/wheat.csv"), "resources.wheat.path", "not a path inside the pack"),
    (table("wheat", path=["data/wheat.csv"]), "resources.wheat.path", "not a text"),
    (table("wheat", format="xlsx"), "resources.wheat.format", "neither csv nor parquet"),
    (table("wheat", encoding="latin-1"), "resources.wheat.encoding", "not utf-8"),
    (without("wheat", "schema"), "resources.wheat.schema", "missing"),
    (without("wheat", "sourcier"), "resources.wheat.sourcier", "missing"),
    (said("wheat", shape="cube"), "resources.wheat.sourcier.shape", "unknown shape"),
    (said("wheat", role="spare"), "resources.wheat.sourcier.shape", "unknown shape or role"),
    (said("wheat", shape="entities"), "resources.wheat.sourcier.shape", "unknown shape"),
    (said("wheat", shape="event"), "resources.wheat.schema.fields", "needs the columns event, type"),
    (said("wheat", label={"fr": "Blé"}), "resources.wheat.sourcier.label.en", "missing"),
    (said("wheat", definition="wheat"), "resources.wheat.sourcier.definition", "not an object"),
    (said("wheat", terms={"fr": [], "en": ["wheat"]}), "resources.wheat.sourcier.terms.fr", "not a list of words"),
    (without("wheat", "sourcier", "unit"), "resources.wheat.sourcier.unit", "missing"),
    (without("wheat", "sourcier", "tolerance"), "resources.wheat.sourcier.tolerance", "missing"),
    (said("wheat", tolerance={"value": 0.1}), "resources.wheat.sourcier.tolerance.reason", "missing"),
    (
        said("wheat", tolerance={"value": -1, "reason": "x"}),
        "resources.wheat.sourcier.tolerance.value",
        "relative error",
    ),
    (without("wheat", "sourcier", "coverage"), "resources.wheat.sourcier.coverage", "missing"),
    (said("wheat", coverage={"first": "1990"}), "resources.wheat.sourcier.coverage.last", "missing"),
    (
        said("wheat", coverage={"first": "1990", "last": "2020", "revised": "false"}),
        "resources.wheat.sourcier.coverage.revised",
        "neither true nor false",
    ),
    (
        said("wheat", coverage={"first": "then", "last": "2020"}),
        "resources.wheat.sourcier.coverage.first",
        "not a year",
    ),
    (said("ballots", companion="wheat"), "resources.ballots.sourcier.companion", "not a tally and its positions"),
    (
        without("ballots-positions", "sourcier", "companion"),
        "resources.ballots-positions.sourcier.companion",
        "missing",
    ),
    (field("wheat", "value", decimalChar=","), "resources.wheat.schema.fields.value.decimalChar", "decimal point"),
    (field("wheat", "source", name="VALUE"), "resources.wheat.schema.fields.VALUE", "two columns"),
    (
        lambda pack: pack.table("wheat")["schema"].update(primaryKey=["week"]),
        "resources.wheat.schema.primaryKey",
        "no such column",
    ),
]


@pytest.mark.parametrize(("spoil", "key", "reason"), DESCRIPTORS)
def test_bad_descriptor_is_refused_at_its_key(tmp_path: Path, spoil: Spoil, key: str, reason: str) -> None:
    pack = PackOf()
    spoil(pack)
    root = pack.write(tmp_path)
    with pytest.raises(BadPack) as refused:
        open_packs(root)
    assert (refused.value.file, refused.value.column) == (str(root / "datapackage.json"), key)
    assert reason in refused.value.reason
    assert not validate(root).is_valid


@pytest.mark.parametrize(
    ("raw", "row", "reason"),
    [
        (b'{"name": "isles",\n "version": }', 2, "not JSON"),
        (b"", 1, "not JSON"),
        (b"[]", None, "not a JSON object"),
        (b"\xff\xfe{}", None, "not UTF-8"),
        (b'{"name": NaN}', None, "not JSON"),
        (b"[" * 100_000, None, "not JSON"),
    ],
)
def test_descriptor_that_is_no_json_is_refused(tmp_path: Path, raw: bytes, row: int | None, reason: str) -> None:
    (tmp_path / "datapackage.json").write_bytes(raw)
    with pytest.raises(BadPack) as refused:
        open_packs(tmp_path)
    assert refused.value.row == row
    assert reason in refused.value.reason
    assert not validate(tmp_path).is_valid


def test_missing_file_is_said(tmp_path: Path) -> None:
    root = PackOf().write(tmp_path)
    (root / "data/wheat.csv").unlink()
    with pytest.raises(BadPack, match=r"wheat\.csv: the file cannot be read"):
        open_packs(root)


def test_link_that_leads_out_of_the_pack_is_refused(tmp_path: Path) -> None:
    outside = tmp_path / "outside.csv"
    root = PackOf().write(tmp_path)
    (root / "data/wheat.csv").rename(outside)
    (root / "data/wheat.csv").symlink_to(outside)
    with pytest.raises(BadPack, match="leads out of the pack"):
        open_packs(root)


def test_links_that_lead_to_one_another_are_refused(tmp_path: Path) -> None:
    root = PackOf().write(tmp_path)
    (root / "data/wheat.csv").unlink()
    (root / "data/wheat.csv").symlink_to("wheat.csv")
    with pytest.raises(BadPack, match="cannot be read"):
        open_packs(root)


def test_pipe_in_a_pack_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    root = PackOf().write(tmp_path)
    (root / "data/wheat.csv").unlink()
    os.mkfifo(root / "data/wheat.csv")
    with pytest.raises(BadPack, match="it is a pipe"):
        open_packs(root)


@pytest.mark.parametrize("path", ["data/\0.csv", "data/\ud800.csv", "a" * 5000, "../" * 2000 + "wheat.csv"])
def test_path_that_no_file_can_have_is_refused_in_a_few_words(tmp_path: Path, path: str) -> None:
    pack = PackOf()
    pack.table("wheat").update(path=path)
    root = pack.write(tmp_path)
    with pytest.raises(BadPack) as refused:
        open_packs(root)
    assert len(str(refused.value)) <= 1000
    assert all(len(problem.file) + len(problem.reason) <= 2000 for problem in validate(root).problems)


@pytest.mark.parametrize("header", [",".join(f"column {n}" for n in range(9000)), "x" * 100_000])
def test_header_of_any_length_is_told_in_a_few_words(tmp_path: Path, header: str) -> None:
    pack = PackOf()
    pack.texts["wheat"] = f"{header}\nARD,2021,1,Office\n"
    with pytest.raises(BadPack) as refused:
        open_packs(pack.write(tmp_path))
    assert len(str(refused.value)) <= 1000


@pytest.mark.parametrize("fields", [[[]], [3], True, {"x": []}])
def test_what_frictionless_fails_on_is_a_problem_and_no_crash(tmp_path: Path, fields: Any) -> None:
    pack = PackOf(only=("wheat",))
    pack.table("wheat")["schema"] = {"fields": fields}
    pack.table("wheat")["dialect"] = fields
    assert not validate(pack.write(tmp_path)).is_valid


@pytest.mark.parametrize(
    ("raw", "row"), [(b"entity,period,value,source\nARD,2021,1,Caf\xe9\n", 2), (b"\x00\x01\xff\xfe", 1)]
)
def test_file_in_another_encoding_is_refused(tmp_path: Path, raw: bytes, row: int) -> None:
    root = PackOf().write(tmp_path)
    (root / "data/wheat.csv").write_bytes(raw)
    with pytest.raises(BadPack) as refused:
        open_packs(root)
    assert refused.value.row == row


def test_parquet_that_is_none_is_refused(tmp_path: Path) -> None:
    pack = PackOf()
    pack.table("wheat").update(path="data/wheat.parquet", format="parquet")
    root = pack.write(tmp_path)
    (root / "data/wheat.parquet").write_bytes(b"PAR1 or not")
    with pytest.raises(BadPack, match="not Parquet"):
        open_packs(root)
    assert any("Parquet" in problem.reason for problem in validate(root).problems)


def test_numbers_too_long_for_a_decimal_are_refused(tmp_path: Path) -> None:
    pack = PackOf().cell("wheat", 2, "value", "1" * 39)
    with pytest.raises(BadPack, match="38 digits"):
        open_packs(pack.write(tmp_path))


def test_validation_says_everything_that_is_wrong(tmp_path: Path) -> None:
    pack = (
        PackOf().cell("wheat", 3, "value", "trois").cell("wheat", 4, "source", "").cell("members", 2, "object", "pacte")
    )
    report = validate(pack.write(tmp_path))
    places = {(Path(problem.file).name, problem.row, problem.column) for problem in report.problems}
    assert places == {("members.csv", 2, "object"), ("wheat.csv", 3, "value"), ("wheat.csv", 4, "source")}


def test_validation_counts_the_rows_that_it_does_not_list(tmp_path: Path) -> None:
    pack = PackOf(only=("wheat",))
    pack.texts["wheat"] = "entity,period,value,source\n" + "".join(f"ARD,{1900 + n},x,Office\n" for n in range(30))
    report = validate(pack.write(tmp_path))
    assert any("10 more rows" in problem.reason for problem in report.problems)


def test_frictionless_has_its_say_on_what_our_rules_leave_to_it(tmp_path: Path) -> None:
    pack = PackOf(only=("wheat",))
    field("wheat", "value", constraints={"maximum": 100})(pack)
    report = validate(pack.write(tmp_path))
    assert {(problem.row, problem.column) for problem in report.problems} == {(4, "value"), (5, "value")}
    assert "maximum" in report.problems[0].reason


def test_good_pack_is_valid(tmp_path: Path) -> None:
    report = validate(PackOf().write(tmp_path))
    assert report.problems == ()
    assert report.is_valid


def test_unknown_keys_are_no_fault(tmp_path: Path) -> None:
    pack = PackOf()
    pack.descriptor["homepage"] = "https://isles.example/"
    pack.table("wheat")["sourcier"]["colour"] = "gold"
    root = pack.write(tmp_path)
    assert open_packs(root).refs[0].name == json.loads((root / "datapackage.json").read_text(encoding="utf-8"))["name"]


JUNK: tuple[Any, ...] = (None, 3, True, "x", "", [], {}, [None], [[]], {"x": []})


def addresses(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return where every value inside a JSON document stands."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [at, *(found for key, item in inside for found in addresses(item, (*at, key)))]


def test_no_descriptor_breaks_the_reader(tmp_path: Path) -> None:
    pack = PackOf(only=("wheat", "ballots", "ballots-positions"))
    root = pack.write(tmp_path)
    good = json.dumps(pack.descriptor)
    refused: list[str] = []
    for address in addresses(pack.descriptor)[1:]:
        for junk in JUNK:
            spoiled = json.loads(good)
            holder = spoiled
            for key in address[:-1]:
                holder = holder[key]
            holder[address[-1]] = junk
            (root / "datapackage.json").write_text(json.dumps(spoiled), encoding="utf-8")
            try:
                read_pack(root)
            except BadPack as error:
                refused.append(error.file)
    assert len(refused) > 500
    assert all(file.startswith(str(root)) for file in refused)
