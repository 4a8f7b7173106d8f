"""What changed from one version of a pack to another."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from evidence.factory import PackOf
from sourcier.evidence.packs import compare, read_pack


def changes(tmp_path: Path, change, only=("wheat", "members", "ballots", "ballots-positions")):
    old, new = PackOf(only=only), PackOf(only=only)
    change(new)
    packs = [read_pack(pack.write(tmp_path / side)) for pack, side in ((old, "old"), (new, "new"))]
    return [(one.kind, one.resource, one.key, one.column, one.old, one.new, one.relative) for one in compare(*packs)]


def add_row(table: str, line: str):
    def change(pack: PackOf) -> None:
        pack.texts[table] += line + "\n"

    return change


def drop_row(table: str, at: int):
    def change(pack: PackOf) -> None:
        lines = pack.texts[table].splitlines(keepends=True)
        pack.texts[table] = "".join(lines[: at - 1] + lines[at:])

    return change


def set_label(pack: PackOf) -> None:
    pack.table("wheat")["sourcier"]["label"]["en"] = "Corn"


def turn_rows_round(pack: PackOf) -> None:
    header, *lines = pack.texts["wheat"].splitlines()
    pack.texts["wheat"] = "\n".join([header, *reversed(lines), ""])


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda pack: None, []),
        (turn_rows_round, []),
        (
            lambda pack: pack.cell("wheat", 3, "value", "-6"),
            [("revised", "wheat", "ARD 2022", "value", "-3", "-6", Decimal(-1))],
        ),
        (
            lambda pack: pack.cell("wheat", 6, "value", "0.125"),
            [("revised", "wheat", "BOR 2022-03-31", "value", "0.10", "0.125", Decimal("0.25"))],
        ),
        (
            lambda pack: pack.cell("wheat", 6, "value", "0.1"),
            [("revised", "wheat", "BOR 2022-03-31", "value", "0.10", "0.1", Decimal(0))],
        ),
        (
            lambda pack: pack.cell("members", 3, "end", "2023-05-01"),
            [("revised", "members", "BOR member_of ligue 1995-06-01", "end", None, "2023-05-01", None)],
        ),
        (add_row("wheat", "CAL,2022,7,Office"), [("added", "wheat", "CAL 2022", "", None, None, None)]),
        (drop_row("wheat", 2), [("removed", "wheat", "ARD 2021", "", None, None, None)]),
        (
            lambda pack: pack.descriptor.update(version="1.3.0"),
            [("descriptor", "", "version", "", "1.2.0", "1.3.0", None)],
        ),
        (
            set_label,
            [("descriptor", "wheat", "resources.wheat.sourcier.label.en", "", "Label", "Corn", None)],
        ),
    ],
)
def test_each_change_is_found_once(tmp_path: Path, change, found) -> None:
    assert changes(tmp_path, change) == found


def test_a_table_that_comes_or_goes_is_said_once(tmp_path: Path) -> None:
    old = read_pack(PackOf(only=("wheat",)).write(tmp_path / "old"))
    new = read_pack(PackOf(only=("members",)).write(tmp_path / "new"))
    tables = [(one.kind, one.resource) for one in compare(old, new) if one.kind != "descriptor"]
    assert tables == [("added", "members"), ("removed", "wheat")]


def test_going_back_turns_added_into_removed(tmp_path: Path) -> None:
    old = read_pack(PackOf(only=("wheat",)).write(tmp_path / "old"))
    pack = PackOf(only=("wheat",))
    pack.texts["wheat"] += "CAL,2022,7,Office\n"
    new = read_pack(pack.write(tmp_path / "new"))
    assert [one.kind for one in compare(old, new)] == ["added"]
    assert [one.kind for one in compare(new, old)] == ["removed"]
