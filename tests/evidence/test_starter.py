"""The starter pack: complete, sourced, small, and right where the world knows the answer."""

from __future__ import annotations

import csv
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from sourcier.evidence.packs import Packs, as_date, open_packs, overlaps, read_pack, starter_path, validate
from sourcier.evidence.packs.choosing import VERIFIED

MOST_BYTES = 8_000_000
INDICATORS = (
    "population", "gdp-usd", "gdp-growth", "gdp-per-capita-usd", "inflation-cpi", "unemployment-rate", "milex-pct-gdp",
    "milex-constant-usd", "co2-emissions", "co2-per-capita", "life-expectancy", "fertility-rate", "refugees-hosted",
    "refugees-origin", "electricity-nuclear-pct", "arms-exports-tiv",
)  # fmt: skip


@pytest.fixture(scope="module")
def packs() -> Packs:
    return open_packs()


def rows(packs: Packs, table: str, sql: str, **parameters: str) -> tuple[tuple[str | None, ...], ...]:
    return packs.query("starter", table, sql.replace("@", f'"starter"."{table}"'), parameters).rows


def members(packs: Packs, organisation: str, day: str) -> int:
    sql = (
        "SELECT count(DISTINCT subject) FROM @ WHERE relation = 'member_of' AND object = $o AND start <= $day "
        'AND ("end" IS NULL OR "end" > $day)'
    )
    ((count,),) = rows(packs, "memberships", sql, o=organisation, day=day)
    return int(count or 0)


def test_starter_is_the_one_that_was_validated() -> None:
    recorded = starter_path().with_name(VERIFIED).read_text(encoding="ascii").strip()
    assert read_pack(starter_path()).digest == recorded


def test_starter_is_small() -> None:
    assert sum(file.stat().st_size for file in starter_path().rglob("*") if file.is_file()) <= MOST_BYTES


def test_starter_has_every_shape_and_the_indicators(packs: Packs) -> None:
    assert {table.shape for table in packs.resources} == {"series", "relation", "event", "tally", "estimate"}
    assert {table.name for table in packs.resources} >= {*INDICATORS, "ga-roll-calls", "ga-roll-calls-positions"}
    assert packs.now == date(2026, 11, 22)


def test_every_row_has_a_source_and_every_id_an_entity(packs: Packs) -> None:
    for table in packs.resources:
        columns = [c for c in ("entity", "subject", "object", "place", "initiator") if table.column(c)]
        for row in table.rows():
            assert row.get("source") or (table.role == "positions" and table.sources), (table.name, row)
            for column in columns:
                assert row[column] is None or packs.entity(row[column] or ""), (table.name, row)
            for participant in filter(None, (row.get("participants") or "").split(";")):
                assert packs.entity(participant), (table.name, row)


def test_intervals_are_ordered(packs: Packs) -> None:
    for table in packs.resources:
        for row in table.rows():
            start, end = as_date(row.get("start")), as_date(row.get("end"))
            assert start is None or end is None or start <= end, (table.name, row)


def test_no_state_is_twice_a_member_on_one_day(packs: Packs) -> None:
    spells: dict[tuple[str | None, ...], list[dict[str, str | None]]] = {}
    for row in packs.resource("starter", "memberships").rows():
        spells.setdefault((row["subject"], row["relation"], row["object"]), []).append(row)
    for known in spells.values():
        known.sort(key=lambda row: row["start"] or "")
        for one, other in zip(known, known[1:], strict=False):
            assert not overlaps(*(as_date(row[c]) for row in (one, other) for c in ("start", "end"))), (one, other)


def test_every_table_says_whose_it_is(packs: Packs) -> None:
    attribution = (starter_path() / "ATTRIBUTION.md").read_text(encoding="utf-8")
    allowed = {"CC-BY-4.0", "CC0-1.0", "MIT", "ODC-By-1.0", "ODC-PDDL-1.0"}
    for table in packs.resources:
        assert {licence.name for licence in table.licences} <= allowed
        assert all(f"{title}: <{path}>" in attribution for title, path in table.sources)
        assert f"`{table.name}`" in attribution


def test_index_published_without_leave_to_adapt_is_left_out(packs: Packs) -> None:
    assert "corruption-perceptions-index" not in {table.name for table in packs.resources}


def test_descriptor_names_files_that_are_there_and_no_other(packs: Packs) -> None:
    described = json.loads((starter_path() / "datapackage.json").read_text(encoding="utf-8"))
    named = {resource["path"] for resource in described["resources"]}
    assert named == {f"data/{file.name}" for file in (starter_path() / "data").iterdir()}
    assert len(named) == len(packs.resources) + 1


def published() -> list[dict[str, str]]:
    lines = (Path(__file__).parent / "published.tsv").read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t"))


@pytest.mark.parametrize("figure", published(), ids=lambda figure: f"{figure['table']} {figure['key']}")
def test_figure_is_the_published_one(packs: Packs, figure: dict[str, str]) -> None:
    key = dict(part.split("=") for part in figure["key"].split(" "))
    where = " AND ".join(f"{column} = ${column}" for column in key)
    found = rows(packs, figure["table"], f'SELECT "{figure["column"]}" FROM @ WHERE {where}', **key)
    assert found == ((figure["value"],),), figure["published"]


@pytest.mark.parametrize(
    ("state", "tests"),
    [("USA", 1030), ("RUS", 715), ("FRA", 210), ("GBR", 45), ("CHN", 45), ("PRK", 6), ("IND", 3), ("PAK", 2)],
)
def test_nuclear_tests_sum_to_the_arms_control_associations_tally(packs: Packs, state: str, tests: int) -> None:
    assert rows(packs, "nuclear-tests", "SELECT sum(value) FROM @ WHERE entity = $e", e=state) == ((str(tests),),)


def test_recorded_votes_of_thirty_years_are_all_there(packs: Packs) -> None:
    assert rows(packs, "ga-roll-calls", "SELECT count(*), count(DISTINCT tally) FROM @") == (("7950", "2650"),)
    assert rows(packs, "ga-roll-calls-positions", "SELECT count(*) FROM @") == (("444196",),)


def test_recorded_votes_have_no_more_positions_than_votes_and_few_less(packs: Packs) -> None:
    # In 1990 one or two states of that time are counted and not listed.
    sql = (
        'SELECT min(v."count" - coalesce(p.n, 0)), max(v."count" - coalesce(p.n, 0)) FROM @ AS v LEFT JOIN '
        '(SELECT tally, option, count(*) AS n FROM "starter"."ga-roll-calls-positions" GROUP BY ALL) AS p '
        "USING (tally, option)"
    )
    assert rows(packs, "ga-roll-calls", sql) == (("0", "2"),)


@pytest.mark.parametrize(
    ("organisation", "day", "count"),
    [
        ("nato", "1949-08-24", 12),
        ("nato", "2023-04-03", 30),
        ("nato", "2023-09-14", 31),
        ("nato", "2024-03-06", 31),
        ("nato", "2024-03-07", 32),
        ("eu", "2004-05-01", 25),
        ("eu", "2013-07-01", 28),
        ("eu", "2020-01-30", 28),
        ("eu", "2020-01-31", 27),
        ("eu", "2023-09-14", 27),
        ("euro-area", "2023-01-01", 20),
        ("brics", "2010-12-01", 4),
        ("brics", "2023-09-14", 5),
        ("brics", "2024-01-01", 9),
        ("g7", "2023-05-19", 7),
        ("un", "2011-07-14", 193),
        ("asean", "2000-01-01", 10),
        ("warsaw-pact", "1960-01-01", 8),
    ],
)
def test_members_on_a_day(packs: Packs, organisation: str, day: str, count: int) -> None:
    assert members(packs, organisation, day) == count


@pytest.mark.parametrize(
    ("tally", "counts"),
    [
        ("a-res-es-11-1", {"yes": "141", "no": "5", "abstain": "35", "absent": "12"}),
        ("a-res-es-11-4", {"yes": "143", "no": "5", "abstain": "35"}),
        ("a-res-68-262", {"yes": "100", "no": "11", "abstain": "58"}),
    ],
)
def test_votes_at_the_united_nations(packs: Packs, tally: str, counts: dict[str, str]) -> None:
    found = dict(rows(packs, "votes", 'SELECT option, "count" FROM @ WHERE tally = $t', t=tally))
    assert {option: found[option] for option in counts} == counts


def test_who_voted_against_the_resolution_on_the_aggression(packs: Packs) -> None:
    found = rows(
        packs,
        "votes-positions",
        "SELECT entity FROM @ WHERE tally = $t AND option = 'no' ORDER BY 1",
        t="a-res-es-11-1",
    )
    assert [row[0] for row in found] == ["BLR", "ERI", "PRK", "RUS", "SYR"]


@pytest.mark.parametrize(
    ("holder", "office", "state", "day"),
    [
        ("emmanuel-macron", "president_of", "FRA", "2017-05-14"),
        ("charles-de-gaulle", "president_of", "FRA", "1965-12-19"),
        ("francois-mitterrand", "president_of", "FRA", "1981-05-21"),
        ("joe-biden", "president_of", "USA", "2021-01-20"),
        ("elisabeth-borne", "prime_minister_of", "FRA", "2023-09-14"),
        ("angela-merkel", "chancellor_of", "DEU", "2015-09-04"),
    ],
)
def test_who_held_an_office(packs: Packs, holder: str, office: str, state: str, day: str) -> None:
    sql = 'SELECT subject FROM @ WHERE relation = $r AND object = $s AND start <= $d AND ("end" IS NULL OR "end" > $d)'
    assert rows(packs, "offices", sql, r=office, s=state, d=day) == ((holder,),)


def test_armistice_of_panmunjom(packs: Packs) -> None:
    sql = "SELECT start FROM @ WHERE type = 'armistice' AND list_contains(string_split(participants, ';'), 'PRK')"
    assert rows(packs, "events", sql) == (("1953-07-27",),)


def test_deaths_in_donbass_as_the_high_commissioner_gave_them(packs: Packs) -> None:
    sql = "SELECT low, high, issued FROM @ WHERE measure = 'killed' AND subject = $s AND issuer = 'ohchr'"
    assert rows(packs, "casualty-estimates", sql, s="donbas-conflict-2014-2021") == (("14200", "14400", "2022-01-27"),)


def test_french_presidential_run_off(packs: Packs) -> None:
    sql = "SELECT option, share FROM @ WHERE tally = 'fra-pres-2022-t2' ORDER BY share DESC"
    assert [row[1] for row in rows(packs, "presidential-elections", sql)] == ["58.55", "41.45"]


def test_nuclear_powers(packs: Packs) -> None:
    sql = 'SELECT subject FROM @ WHERE "end" IS NULL OR "end" > \'2022-01-01\' ORDER BY 1'
    found = [row[0] for row in rows(packs, "nuclear-armed-states", sql)]
    assert found == ["CHN", "FRA", "GBR", "IND", "ISR", "PAK", "PRK", "RUS", "USA"]


@pytest.mark.parametrize(
    ("table", "entity", "period", "low", "high"),
    [
        ("population", "FRA", "2020", "67e6", "69e6"),
        ("gdp-growth", "FRA", "2020", "-8.5", "-7"),
        ("inflation-cpi", "FRA", "2022", "5", "5.5"),
        ("milex-pct-gdp", "FRA", "2022", "1.8", "2.1"),
        ("electricity-nuclear-pct", "FRA", "2019", "65", "75"),
        ("life-expectancy", "JPN", "2019", "83", "86"),
        ("fertility-rate", "KOR", "2020", "0.8", "0.9"),
    ],
)
def test_indicator_is_of_the_right_size(
    packs: Packs, table: str, entity: str, period: str, low: str, high: str
) -> None:
    ((value,),) = rows(packs, table, "SELECT value FROM @ WHERE entity = $e AND period = $p", e=entity, p=period)
    assert Decimal(low) < Decimal(value or "0") < Decimal(high)


@pytest.mark.slow
def test_starter_is_valid_in_full() -> None:
    assert validate(starter_path()).problems == ()
