"""The documentation says what the program does: slugs, commands, options and terms have their place."""

from __future__ import annotations

import doctest
import importlib
import json
import pkgutil
import re
import tomllib
from importlib import resources
from pathlib import Path

import pytest

import sourcier
from sourcier.core.claims import Checkability, Claim, ClaimKind, Commitment, Polarity, Reason
from sourcier.core.dossier import Dossier
from sourcier.core.errors import SourcierError
from sourcier.core.findings import Caveat, Operation, Verdict, WhyNone
from sourcier.core.language import Comparator
from sourcier.core.relations import Modality, Relation, RelationKind
from sourcier.core.rhetoric import Persuasion, Technique

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "design").glob("*.md")])


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def error_slugs() -> set[str]:
    """Return the slug of every error class of the package."""
    for module in pkgutil.walk_packages(sourcier.__path__, "sourcier."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    found, left = set(), list(SourcierError.__subclasses__())
    while left:
        kind = left.pop()
        if kind.__module__.startswith("sourcier."):
            found.add(kind.slug)
        left += kind.__subclasses__()
    return found


def issue_slugs() -> set[str]:
    """Return the slug of every issue that a dossier may carry, from the words of the reports."""
    text = (resources.files("sourcier.dossier.report") / "report.en.toml").read_text(encoding="utf-8")
    return set(tomllib.loads(text)["issue"])


def test_every_setting_has_its_line():
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    section = page("docs/cli.md").split("## Settings", 1)[1].split("\n## ", 1)[0]
    assert set(re.findall(r"^\| `(\w+)`", section, re.MULTILINE)) == set(re.findall(r"SOURCIER_[A-Z_]+", sources))


def test_every_slug_has_its_paragraph():
    text = page("docs/cli.md")
    missing = {slug for slug in error_slugs() | issue_slugs() if f"`{slug}`" not in text}
    assert missing == set()


def test_no_paragraph_on_a_slug_that_is_gone():
    documented = set(re.findall(r"^\| `([a-z-]+)` \|", page("docs/cli.md").split("## Errors", 1)[1], re.MULTILINE))
    assert documented - error_slugs() - issue_slugs() - {"error", "internal"} == set()


@pytest.mark.parametrize(
    ("name", "terms"),
    [
        ("docs/reading.md", [*Reason, *ClaimKind, *Commitment, *Polarity, *Checkability, *Comparator, *Technique]),
        ("docs/checks.md", [*Operation, *Verdict, *Caveat, *WhyNone]),
        ("docs/dossier.md", [*Dossier.__dataclass_fields__, *RelationKind, *Modality]),
    ],
)
def test_every_term_is_explained(name, terms):
    text = page(name)
    assert [term for term in map(str, terms) if f"`{term}`" not in text] == []


@pytest.mark.parametrize("record", [Claim, Relation, Persuasion], ids=lambda record: record.__name__)
def test_fields_of_what_is_read_are_explained(record):
    pages = page("docs/dossier.md") + page("docs/reading.md")
    assert [name for name in record.__dataclass_fields__ if not re.search(rf"\b{name}\b", pages)] == []


@pytest.mark.parametrize(
    "path", [*(ROOT / "bench").glob("*.py"), *(ROOT / "bench" / "own").iterdir()], ids=lambda path: path.name
)
def test_every_bench_and_every_file_of_its_data_is_introduced(path):
    pages = page("bench/README.md") + page("bench/own/README.md")
    assert path.name in pages


def commands() -> dict[str, object]:
    """Return every command by its words: "check", "pack list"."""
    from typer.main import get_command

    from sourcier.app.cli import app

    found: dict[str, object] = {}

    def walk(command, words):
        if subcommands := getattr(command, "commands", None):
            if words and command.invoke_without_command:  # `sourcier desk` is a command and has some below it
                found[" ".join(words)] = command
            for name, below in subcommands.items():
                walk(below, [*words, name])
        else:
            found[" ".join(words)] = command

    walk(get_command(app), [])
    return found


def test_every_command_and_option_is_documented():
    text = page("docs/cli.md")
    missing = []
    for words, command in commands().items():
        heading = f"## `sourcier {words}"
        if heading not in text:
            missing.append(heading)
            continue
        section = text.split(heading, 1)[1].split("\n## ", 1)[0]
        for parameter in command.params:
            names = [name for name in getattr(parameter, "opts", []) if name.startswith("--") and name != "--help"]
            missing += [f"{words} {name}" for name in names if f"`{name}" not in section]
    assert missing == []


def test_readme_session_runs(monkeypatch):
    monkeypatch.chdir(ROOT)
    blocks = re.findall(r"```python\n(>>> .*?)```", page("README.md"), re.DOTALL)
    assert blocks
    parser, runner = (
        doctest.DocTestParser(),
        doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE),
    )
    failures = []
    for number, block in enumerate(blocks):
        test = parser.get_doctest(block, {}, f"README session {number}", "README.md", 0)
        runner.run(test, out=failures.append)
    assert "".join(failures) == ""


def shown_in_readme(number: int) -> list[str]:
    blocks = re.findall(r"```text\n(.*?)\n```", page("README.md"), re.DOTALL)
    assert len(blocks) == 2
    return [piece.strip("\n") for piece in blocks[number].split("\n\n…")]


def test_readme_shows_what_the_command_prints(sourcier_command, monkeypatch):
    monkeypatch.chdir(ROOT)
    outcome = sourcier_command("check", "examples/colonne.md")
    assert outcome.code == 0, outcome.err
    assert [piece for piece in shown_in_readme(0) if piece not in outcome.out] == []


@pytest.mark.slow
def test_readme_shows_what_the_command_prints_with_a_library(sourcier_command, monkeypatch, tmp_path):
    monkeypatch.chdir(ROOT)
    assert sourcier_command("library", "add", "examples/library", "--library", tmp_path / "library").code == 0
    outcome = sourcier_command("check", "examples/tramway.md", "--library", tmp_path / "library")
    assert outcome.code == 0, outcome.err
    assert [piece for piece in shown_in_readme(1) if piece not in outcome.out] == []


def readme_commands() -> list[str]:
    return [
        line.strip() for line in re.findall(r"^sourcier .*$", page("README.md") + page("README.fr.md"), re.MULTILINE)
    ]


@pytest.mark.parametrize("line", readme_commands())
def test_readme_command_names_known_commands_and_options(line):
    words = line.split("  #")[0].split()[1:]
    known = commands()
    name = next((" ".join(words[:n]) for n in (2, 1) if " ".join(words[:n]) in known), None)
    assert name, line
    options = {opt for parameter in known[name].params for opt in getattr(parameter, "opts", [])}
    assert [word for word in words if word.startswith("--") and word not in options] == []


def shape(name: str) -> list[str]:
    """Return what a README has in either language: its sections and images by kind, what it shows of the program."""
    text = re.sub(r"(reports|rapports)/", "reports/", page(name))
    blocks = re.findall(
        r"^```(?:text|python)\n.*?^```|^!\[|^## |^sourcier \S.*?$|^\|--", text, re.DOTALL | re.MULTILINE
    )
    return [re.sub(r"  #.*", "", block) for block in blocks]


def test_the_french_readme_shows_what_the_english_one_shows():
    assert shape("README.fr.md") == shape("README.md")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(path):
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_changelog_has_this_version():
    assert f"## {sourcier.__version__}" in page("CHANGELOG.md")


def test_citation_has_this_version():
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert re.search(r'^version: "(.+)"$', citation, re.MULTILINE)[1] == sourcier.__version__


def test_page_of_data_has_every_table_of_the_starter_pack():
    text = page("docs/data.md")
    pack = json.loads((resources.files("sourcier.evidence.packs") / "starter" / "datapackage.json").read_bytes())
    assert [table["name"] for table in pack["resources"] if f"| `{table['name']}` |" not in text] == []
    assert [
        source["path"] for table in pack["resources"] for source in table["sources"] if source["path"] not in text
    ] == []
