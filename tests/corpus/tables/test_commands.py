"""`sourcier corpus sql | search | export | dossier | repair`."""

from __future__ import annotations

import csv
import json
import shutil
from dataclasses import replace

import pytest

import sourcier
from corpus.tables import stock
from sourcier.app.corpus.tables import Writer, rows_of
from sourcier.core.dossier import Run, from_json
from sourcier.core.findings import PackRef
from sourcier.text.parsing import model_version


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    return stock.corpus(tmp_path_factory.mktemp("corpus") / "c")


@pytest.fixture
def folder(kept, tmp_path):
    return shutil.copytree(kept, tmp_path / "c")


@pytest.fixture
def command(sourcier_command):
    return lambda *arguments: sourcier_command("corpus", *arguments)


def test_sql_prints_a_table(command, kept):
    outcome = command("sql", kept, "SELECT lang, count(*) AS articles FROM articles GROUP BY lang ORDER BY lang")
    assert outcome.code == 0, outcome.err
    assert [line.split() for line in outcome.out.splitlines()[-2:]] == [["en", "1"], ["fr", "2"]]


def test_sql_prints_wide_rows_one_under_the_other(command, kept):
    outcome = command("sql", kept, "FROM articles WHERE lang = 'en'")
    assert "published              2024-03-01\n" in outcome.out
    assert "\x1b" not in outcome.out


def test_sql_keeps_what_steers_a_terminal_to_itself(command, kept):
    outcome = command("sql", kept, "SELECT chr(27) || '[31mred' || chr(10) || 'two' AS a, 'b' AS \"[bold]x\"")
    assert "\x1b" not in outcome.out
    assert "[31mred two" in outcome.out
    assert "[bold]x" in outcome.out


def test_sql_says_that_there_are_more(command, kept):
    outcome = command("sql", kept, "FROM range(60)")
    assert len(outcome.out.splitlines()) == 52
    assert "more than 50 rows" in outcome.err


@pytest.mark.parametrize("query", ["SELEC", "FROM nowhere", "COPY claims TO 'x.csv'"])
def test_sql_takes_a_bad_query_for_a_wrong_use(command, kept, query, tmp_path):
    outcome = command("sql", kept, query, "--csv", tmp_path / "out.csv")
    assert (outcome.code, outcome.out) == (2, "")
    assert "Invalid value for QUERY" in outcome.err
    assert list(tmp_path.iterdir()) == []


def test_sql_leaves_no_half_a_file(command, kept, tmp_path):
    (tmp_path / "out.csv").write_text("of yesterday")
    outcome = command("sql", kept, "SELECT words::INTEGER FROM claims", "--csv", tmp_path / "out.csv")
    assert outcome.code == 2
    assert [path.read_text() for path in tmp_path.iterdir()] == ["of yesterday"]


def test_sql_writes_json_lines(command, kept):
    outcome = command("sql", kept, "SELECT id, lang FROM articles WHERE lang = 'en'", "--json", "-")
    assert [json.loads(line)["lang"] for line in outcome.out.splitlines()] == ["en"]


def test_only_a_file_of_csv_has_the_mark_of_spreadsheets(command, kept, tmp_path):
    query = "SELECT lang, count(*) AS n FROM articles GROUP BY lang"
    piped = command("sql", kept, query, "--csv", "-").out
    command("sql", kept, query, "--csv", tmp_path / "a.csv")
    assert piped.startswith("lang,n")
    assert (tmp_path / "a.csv").read_text(encoding="utf-8").startswith("\ufefflang,n")


def test_two_targets_are_one_too_many(command, kept, tmp_path):
    outcome = command("sql", kept, "FROM claims", "--csv", tmp_path / "a.csv", "--json", "-")
    assert (outcome.code, "give one of" in outcome.err) == (2, True)


@pytest.mark.parametrize(
    "verb",
    [
        ("sql", "FROM claims"),
        ("search", "port"),
        ("export", "claims", "--json", "-"),
        ("dossier", "art-1"),
        ("repair",),
    ],
)
def test_no_corpus(command, tmp_path, verb):
    outcome = command(verb[0], tmp_path, *verb[1:])
    assert outcome.code == 3
    assert outcome.err.startswith("error[corpus-missing]: there is no corpus in ")


def test_search_prints_what_it_finds(command, kept):
    outcome = command("search", kept, "cheval")
    assert outcome.code == 0
    lines = outcome.out.splitlines()
    assert lines[0] == "2024-02-01 · L’Écho du large · Le port de Vire"
    assert lines[1].strip() == "Les chevaux ont été débarqués en janvier"
    assert lines[2].strip().startswith(f"no verdict · {stock.harbour().article.id} · clm-")


def test_search_finds_nothing(command, kept):
    outcome = command("search", kept, "zzzz")
    assert (outcome.code, outcome.out, outcome.err) == (1, "", "nothing found\n")


def test_search_is_limited_and_says_so(command, kept):
    outcome = command("search", kept, "la", "--limit", "1")
    assert len(outcome.out.splitlines()) == 3
    assert "more than 1" in outcome.err


@pytest.mark.parametrize(
    ("option", "value"), [("--verdict", "true"), ("--since", "yesterday"), ("--lang", "de"), ("--limit", "0")]
)
def test_search_refuses_what_is_no_filter(command, kept, option, value):
    outcome = command("search", kept, "port", option, value)
    assert (outcome.code, option in outcome.err) == (2, True)


def test_search_writes_all_it_finds(command, kept, tmp_path):
    outcome = command("search", kept, "la", "--csv", tmp_path / "found.csv", "--lang", "fr")
    assert (outcome.code, outcome.out) == (0, "")
    with (tmp_path / "found.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 3
    assert set(rows[0]) == {"published", "publisher", "title", "kind", "words", "verdict", "article", "id", "url"}


def test_export(command, kept, tmp_path):
    outcome = command("export", kept, "claims", "--csv", tmp_path / "claims.csv")
    assert (outcome.code, outcome.out) == (0, "")
    with (tmp_path / "claims.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["words"] for row in rows][-1] == "1 250 navires y auraient accosté"
    assert rows[0]["presupposed"] == "no"


@pytest.mark.parametrize("arguments", [("nothing", "--csv", "-"), ("claims",)])
def test_export_needs_a_table_and_a_file(command, kept, arguments):
    assert command("export", kept, *arguments).code == 2


def test_export_into_no_folder(command, kept, tmp_path):
    outcome = command("export", kept, "claims", "--parquet", tmp_path / "none" / "claims.parquet")
    assert (outcome.code, outcome.err.startswith("error[output-failed]")) == (3, True)


def test_repair(command, folder):
    assert command("repair", folder).out == f"{folder} is whole\n"
    (folder / "times" / "part-000001.parquet").unlink()
    outcome = command("sql", folder, "FROM times")
    assert outcome.code == 3
    assert f"sourcier corpus repair {folder}" in outcome.err
    assert "part 1;" in command("repair", folder).out
    assert command("sql", folder, "FROM times").code == 0


@pytest.fixture(scope="module")
def real(tmp_path_factory, packs, checked):
    """A corpus of one example, as a run makes it."""
    folder = tmp_path_factory.mktemp("real") / "c"
    run = Run(sourcier.__version__, (model_version("fr"), model_version("en")), packs.refs, packs.now)
    with Writer(folder, run) as writer:
        writer.add(rows_of(checked("colonne.md"), input="colonne.md", sha256=None))
        writer.commit()
    return folder


def test_dossier_is_that_of_the_run(command, real, checked, tmp_path):
    made = checked("colonne.md")
    outcome = command(
        "dossier", real, made.article.id[4:9], "--json", tmp_path / "d.json", "--html", tmp_path / "d.html"
    )
    assert outcome.code == 0, outcome.err
    assert outcome.err.endswith("identical to the run's dossier, byte for byte\n")
    assert from_json((tmp_path / "d.json").read_bytes()) == made
    assert made.article.title in outcome.out
    assert "</html>" in (tmp_path / "d.html").read_text(encoding="utf-8")


def test_dossier_names_the_packs_that_differ(command, packs, checked, tmp_path):
    made = checked("colonne.md")
    earlier = PackRef("starter", "0.9.0", "e" * 64, "Starter", ("CC0-1.0",), None)
    run = Run(sourcier.__version__, (model_version("fr"), model_version("en")), (earlier,), packs.now)
    with Writer(tmp_path / "c", run) as writer:
        writer.add(rows_of(replace(made, run=replace(made.run, packs=(earlier,))), input="colonne.md", sha256=None))
        writer.commit()
    outcome = command("dossier", tmp_path / "c", made.article.id, "--json", "-")
    assert outcome.code == 1
    assert "not the run's dossier: packs starter 0.9.0 (eeeeeeeeeeee), not starter 1.0.0" in outcome.err
    assert from_json(outcome.out) == made


@pytest.mark.parametrize(
    ("id_", "told"), [("zz", "no article of"), ("art-", "several articles"), (" ", "no article of")]
)
def test_dossier_of_no_one_article(command, kept, id_, told):
    outcome = command("dossier", kept, id_)
    assert (outcome.code, told in outcome.err) == (2, True)
