import json
import resource
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

import factory
import sourcier
from sourcier.app import cli
from sourcier.core.dossier import from_json, to_json
from sourcier.core.errors import SourcierError

runner = CliRunner()


class Unreadable(SourcierError):
    """What a reader raises."""

    slug = "empty-text"


@pytest.fixture
def stages(monkeypatch):
    """The stages under the command line, which has its own tests: what they are asked, and made-up answers."""
    asked = {}

    def read(source, *, published=None, lang=None, stdin=None):
        asked["read"] = (source, published, lang, stdin)
        if "vide" in source:
            raise Unreadable("vide.txt holds\nno text; \x1b[31mgive another")
        return factory.wire().article if "wire" in source else factory.column().article

    def check(article, packs=None, *, library=None, explain=False, progress=None):
        asked["check"] = (packs, explain)
        return factory.wire() if article.lang == "en" else factory.column()

    def survey(article, packs=None, *, progress=None):
        return factory.column()

    def open_packs(*paths):
        asked["packs"] = paths
        if paths and "mauvais" in str(paths[0]):
            raise Unreadable("mauvais: no datapackage.json")
        return "packs"

    monkeypatch.setattr("sourcier.ingest.read", read)
    monkeypatch.setattr("sourcier.dossier.check", check, raising=False)
    monkeypatch.setattr("sourcier.dossier.survey", survey, raising=False)
    monkeypatch.setattr("sourcier.evidence.packs.open_packs", open_packs)
    return asked


def run(*arguments, **known):
    return runner.invoke(cli.app, [str(argument) for argument in arguments], **known)


def test_check_prints_the_report_and_succeeds(stages):
    result = run("check", "column.txt")
    assert result.exit_code == 0
    assert result.stdout.startswith(factory.COLUMN_TITLE)
    assert "✓ confirmé" in result.stdout


def test_check_hands_its_options_on(stages):
    result = run(
        "check", "a.txt", "--date", "2023-09-14", "--lang", "fr", "--packs", "un", "--packs", "deux", "--explain"
    )
    assert result.exit_code == 0
    assert stages["read"] == ("a.txt", factory.date(2023, 9, 14), "fr", None)
    assert stages["packs"] == ("un", "deux")
    assert stages["check"] == ("packs", True)
    assert "Écarté" in result.stdout


def test_check_reads_standard_input(stages):
    assert run("check", "-", input="Le texte.").exit_code == 0
    assert stages["read"][3] == b"Le texte."


def test_check_writes_html_and_json_files(stages, tmp_path):
    page, saved = tmp_path / "d.html", tmp_path / "d.json"
    assert run("check", "column.txt", "--html", page, "--json", saved).exit_code == 0
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert from_json(saved.read_bytes()) == factory.column()


def test_check_prints_json_and_nothing_else(stages):
    result = run("check", "column.txt", "--json", "-")
    assert from_json(result.stdout) == factory.column()
    assert result.stderr == ""


def test_check_of_several_articles_writes_one_dossier_a_line(stages, tmp_path):
    saved = tmp_path / "d.jsonl"
    assert run("check", "column.txt", "wire.txt", "--json", saved).exit_code == 0
    assert [from_json(line).article.lang for line in saved.read_bytes().splitlines()] == ["fr", "en"]


def test_check_goes_on_after_an_article_that_cannot_be_read(stages):
    result = run("check", "vide.txt", "wire.txt")
    assert result.exit_code == 1
    assert "Norway in figures" in result.stdout


def test_check_says_an_error_on_one_clean_line(stages):
    result = run("check", "vide.txt")
    assert result.stderr == "error[empty-text]: vide.txt holds no text; \ufffd[31mgive another\n"
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check"], "ARTICLE"),
        (["check", "a", "--date", "14/09/2023"], "is not a date"),
        (["check", "a", "--lang", "de"], "fr or en"),
        (["check", "a", "b", "--html", "x.html"], "one article"),
        (["check", "-", "-"], "standard input"),
        (["check", "a", "--nonsense"], "nonsense"),
        (["read", "a", "--date", "hier"], "is not a date"),
        (["replay"], "DOSSIER"),
        (["frobnicate"], "frobnicate"),
    ],
)
def test_wrong_use_exits_with_2_and_says_why(stages, arguments, said):
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr


def test_check_stops_before_the_work_when_a_file_cannot_be_written(stages, tmp_path):
    result = run("check", "column.txt", "--html", tmp_path / "absent" / "d.html")
    assert result.exit_code == 3
    assert result.stderr.startswith("error[output-failed]: cannot write")
    assert "read" not in stages


def test_check_stops_at_packs_that_do_not_open(stages):
    result = run("check", "column.txt", "--packs", "mauvais")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "mauvais: no datapackage.json" in result.stderr


def test_read_prints_the_ledger(stages):
    result = run("read", "column.txt")
    assert result.exit_code == 0
    assert "– question (interroge" in result.stdout
    assert "confirmé" not in result.stdout


def test_read_prints_json_lines(stages):
    result = run("read", "a", "b", "--json")
    assert [json.loads(line)["schema_version"] for line in result.stdout.splitlines()] == ["1.0", "1.0"]


@pytest.mark.parametrize(
    ("raw", "said"),
    [(b"{", "is not a dossier"), (b"", "is not a dossier"), (b'{"a": 1}', "is not a dossier"), (None, "cannot read")],
)
def test_replay_says_what_is_no_dossier(stages, tmp_path, raw, said):
    path = tmp_path / "d.json"
    if raw is not None:
        path.write_bytes(raw)
    result = run("replay", path)
    assert result.exit_code == 3
    assert result.stderr.startswith("error[bad-dossier]: ")
    assert said in result.stderr


@pytest.mark.parametrize(
    ("made", "differs", "code", "said"),
    [
        (factory.column, (), 0, "identique"),
        (factory.wire, (), 0, "identical"),
        (factory.column, ("valeur : 62.7 dans le dossier, 62.9 ici",), 1, "différence"),
        (factory.wire, ("start: 1949-04-04 in the dossier, 1949-04-05 here",), 1, "1 difference:"),
    ],
)
def test_replay_answers_in_the_articles_language(monkeypatch, tmp_path, made, differs, code, said):
    class Packs:
        refs = made().run.packs

    monkeypatch.setattr("sourcier.dossier.replaying.replay_finding", lambda finding, packs: differs)
    monkeypatch.setattr("sourcier.evidence.packs.open_packs", lambda *paths: Packs)
    path = tmp_path / "d.json"
    dossier = made()
    other_version = replace(dossier, run=replace(dossier.run, version="0.0.9"))  # then the findings alone are replayed
    path.write_bytes(to_json(other_version))
    result = run("replay", path)
    assert result.exit_code == code
    assert said in result.stdout
    assert all(difference.split()[0] in result.stdout for difference in differs)


def test_main_turns_an_unforeseen_error_into_one_line(monkeypatch, capsys):
    def broken(*paths):
        raise RuntimeError("une panne\net sa suite")

    monkeypatch.setattr("sourcier.evidence.packs.open_packs", broken)
    monkeypatch.setattr(sys, "argv", ["sourcier", "check", "a.txt"])
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    assert stopped.value.code == 3
    assert capsys.readouterr().err.startswith("error[internal]: RuntimeError: une panne; run again")


def test_main_stops_with_3_when_interrupted(monkeypatch, capsys):
    def interrupted(*paths):
        raise KeyboardInterrupt

    monkeypatch.setattr("sourcier.evidence.packs.open_packs", interrupted)
    monkeypatch.setattr(sys, "argv", ["sourcier", "check", "a.txt"])
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    assert stopped.value.code == 3
    assert "stopped" in capsys.readouterr().err


@pytest.mark.parametrize("verb", ["check", "read", "replay"])
def test_help_shows_three_real_examples_and_the_exit_codes(verb):
    shown = run(verb, "--help").stdout
    examples = shown[shown.index("Examples:") : shown.index("Exit codes:")]
    assert examples.count("sourcier ") >= 3
    assert "2 usage" in shown


def test_help_of_check_lists_the_keys_of_the_json():
    shown = run("check", "--help").stdout.replace("\n", " ")
    for key in json.loads(to_json(factory.wire())):
        assert key in shown


def test_version_is_the_projects():
    declared = (Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8")
    assert f'version = "{sourcier.__version__}"' in declared
    assert run("--version").stdout == f"sourcier {sourcier.__version__}\n"


HEAVY = "spacy httpx trafilatura frictionless duckdb pandas jinja2 pydantic rich numpy"


def python(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


def test_command_line_starts_without_anything_heavy():
    code = f"import sys, sourcier.app.cli; print([name for name in {HEAVY.split()} if name in sys.modules])"
    assert python(code).stdout == "[]\n"


def test_package_is_imported_without_anything_heavy():
    code = "import sys, sourcier; print(len([m for m in sys.modules if m.startswith('sourcier')]), dir(sourcier))"
    assert python(code).stdout == "1 ['__version__', 'check', 'read']\n"


def test_help_comes_at_once():
    fastest = min(_seconds() for _ in range(3))
    assert fastest < 0.6  # of processor time; the budget is 0.3 s (bench/perf.py), and CI machines are slow


def _seconds() -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([sys.executable, "-m", "sourcier", "--help"], capture_output=True, text=True, check=True)
    assert "check" in done.stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
