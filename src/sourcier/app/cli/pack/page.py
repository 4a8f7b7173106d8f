"""What `sourcier pack` prints: packs, tables, rows, faults."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Literal

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table

from sourcier.app.cli.outcome import width
from sourcier.core.article import Lang
from sourcier.evidence.packs import Change, Found, Installed, Pack, Packs, Problem, Report, Resource, cite
from sourcier.evidence.packs.building import NAMES, NO_ID, Built, Draft
from sourcier.evidence.packs.descriptor import DESCRIPTOR

SHOWN_SOURCES = 12
SHOWN_NAMES = 20
_NUMBERS = frozenset({"value", "count", "low", "high"})
_DATES = frozenset({"start", "end", "date", "as_of", "issued"})


@cache
def _texts() -> Mapping[str, Any]:
    return tomllib.loads((resources.files(__package__) / "words.toml").read_text(encoding="utf-8"))


def _clean(text: str) -> str:
    """Return a text from a file without what could steer a terminal."""
    return "".join(character if character.isprintable() else " " for character in text)


def _linked(name: str, address: str) -> str:
    return f"{name} <{address}>" if address else name


def _shown(text: str | None) -> str:
    return "–" if text is None else text


class Page:
    """Standard output, in one language."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang
        self.words: Mapping[str, Any] = _texts()[lang]
        self._console = Console(highlight=False, markup=False, emoji=False, width=width())

    def pack_in_short(self, pack: Pack) -> None:
        """Print what a pack is, in a few lines."""
        self._heading(f"{pack.name} {pack.version}", pack.title)
        self._field(self.words["digest"], pack.digest[:12])
        self._field(self.words["created"], pack.created.isoformat())
        self._field(self.words["licences"], ", ".join(licence.name for licence in pack.licences))

    def pack(self, pack: Pack) -> None:
        """Print all that is known of a pack, its tables excepted."""
        self._heading(f"{pack.name} {pack.version}", pack.title)
        if pack.description != pack.title:
            self._line(pack.description, 2)
        self._field(self.words["digest"], pack.digest)
        self._field(self.words["created"], pack.created.isoformat())
        self._list("licences", [_linked(licence.name, licence.path) for licence in pack.licences])
        self._list("sources", [f"{title} <{path}>" for title, path in pack.sources])

    def tables(self, opened: Packs, tables: Iterable[Resource]) -> None:
        """Print one line for each table: shape, rows, coverage, label."""
        grid = self._grid()
        grid.add_column(self.words["table"], no_wrap=True)
        grid.add_column(self.words["shape"], no_wrap=True)
        grid.add_column(self.words["rows"], justify="right", no_wrap=True)
        grid.add_column(self.words["coverage"], no_wrap=True)
        grid.add_column("")
        for table in tables:
            years = f"{table.coverage_first[:4]}-{table.coverage_last[:4]}" if table.coverage_first else ""
            grid.add_row(
                *map(_clean, (table.name, self._shape(table), str(opened.count(table)), years, table.label[self.lang]))
            )
        self._console.print(grid)

    def table(self, table: Resource) -> None:
        """Print all that is known of a table, its rows excepted."""
        self._heading(f"{table.pack} / {table.name}", table.label[self.lang])
        self._field(self.words["definition"], table.definition[self.lang])
        self._field(self.words["terms"], ", ".join(table.terms[self.lang]))
        self._field(self.words["shape"], self._shape(table))
        self._field(self.words["unit"], table.unit)
        if table.tolerance_reason:
            share = self._decimal(f"{float(table.tolerance * 100):g}")
            self._field(self.words["tolerance"], f"{share} % ({table.tolerance_reason})")
        if table.coverage_first:
            self._field(self.words["coverage"], f"{table.coverage_first} – {table.coverage_last}")
            self._field(self.words["revised"], self.words["yes" if table.revised else "no"])
            self._field(self.words["complete"], self._completeness(table))
        self._field(self.words["gaps"], "; ".join(table.gaps))
        self._field(self.words["companion"], table.companion)
        self._list("licences", [_linked(licence.name, licence.path) for licence in table.licences])
        self._list("sources", [f"{title} <{path}>" for title, path in table.sources])

    def rows(self, opened: Packs, table: Resource, rows: list[dict[str, str | None]], limit: int) -> None:
        """Print rows of a table, and the sources that they name."""
        if not rows:
            self._line(self.words["none"])
            return
        shown = rows[:limit]
        laid_out = _texts()["columns"]
        columns = laid_out.get(table.role or table.shape, laid_out[table.shape])
        cells = {column: [_clean(self._cell(opened, row, column)) for row in shown] for column in columns}
        # What all rows share is said once above them: eight columns do not fit a terminal.
        shared = [column for column in columns if len(shown) > 1 and len(set(cells[column])) == 1]
        for column in shared:
            self._field(self.words["columns"][column], cells[column][0])
        grid = self._grid()
        for column in (column for column in columns if column not in shared):
            justify: Literal["left", "right"] = "right" if column in _NUMBERS else "left"
            fixed = column in _NUMBERS or column in _DATES
            grid.add_column(self.words["columns"][column], justify=justify, no_wrap=fixed, overflow="fold")
        for line in zip(*(cells[column] for column in columns if column not in shared), strict=True):
            grid.add_row(*line)
        cited: dict[str, None] = {}
        for row in shown:
            if row.get("source"):
                source = cite(table, row)
                parts = dict.fromkeys((source.publisher, source.title, source.url))  # "Insee, Insee" says no more
                cited[" — ".join(part for part in parts if part)] = None
        self._console.print(grid)
        if len(rows) > limit:
            self._line(self.words["more"].format(count=len(rows) - limit))
        self._list("cited", list(cited)[:SHOWN_SOURCES])

    def chart(self, lines: Iterable[str]) -> None:
        """Print lines as they were drawn, after an empty one."""
        self._console.print()
        for line in lines:
            self._console.print(_clean(line), soft_wrap=True)

    def report(self, report: Report, limit: int) -> None:
        """Print what validation found: one line for a good pack, one more for each fault of a bad one."""
        name = f"{report.pack.name} {report.pack.version}" if report.pack else str(report.path)
        if report.is_valid and report.pack:
            self._line(f"{name}: {self.words['valid']}, {len(report.pack.tables)} {self.words['tables']}")
            return
        if report.is_draft:
            self._blanks(report, limit)
            return
        count = len(report.problems)
        self._line(f"{name}: {self.words['invalid']}, {count} {self.words['problem' if count == 1 else 'problems']}")
        for problem in report.problems[:limit]:
            # One fault a line, whatever the width: editors and scripts read `file, row, column: reason`.
            self._console.print(f"  {_clean(self._place(problem))}", soft_wrap=True)
        if count > limit:
            self._line(self.words["more_problems"].format(count=count - limit), 2)

    def _blanks(self, report: Report, limit: int) -> None:
        """Print what a draft lacks, file by file; the hints are in the language in which it was made."""
        blanks = report.problems
        if not blanks:
            self.say("draft_ready", path=report.path)
            return
        self.say("draft_blanks", path=report.path, count=len(blanks))
        file = ""
        for blank in blanks[:limit]:
            if blank.file != file:
                file = blank.file
                self.say("draft_names" if Path(file).name == NAMES else "draft_file", file=Path(file).name)
            hint = "" if blank.column and Path(file).name == NAMES and NO_ID in blank.reason else blank.reason
            said = self.words["colon"].join(part for part in (blank.column, hint) if part)
            self._console.print(Padding(_clean(said), (0, 0, 0, 4), expand=False))
        if len(blanks) > limit:
            self._line(self.words["more_problems"].format(count=len(blanks) - limit), 2)

    def draft(self, draft: Draft) -> None:
        """Print what a draft came to: tables, names that are nobody's, what is left out, what to do next."""
        self.say("draft_written", path=draft.path, count=len(draft.resources))
        for name, shape in draft.resources:
            self._line(f"{name} · {self.words['shapes'][shape]}", 2)
        if draft.unknown:
            names = ", ".join(draft.unknown[:SHOWN_NAMES]) + (" …" if len(draft.unknown) > SHOWN_NAMES else "")
            self._said("draft_unknown", count=len(draft.unknown), total=draft.names, names=names)
        if draft.without_entities:
            self._said("draft_bare", names=", ".join(draft.without_entities))
        if draft.unused:
            self._said("draft_unused", columns=", ".join(draft.unused))
        self.say("draft_next", path=draft.path)

    def built(self, built: Built) -> None:
        """Print what building came to: the pack, its rows, what made no row."""
        pack = built.pack
        self.say("built", pack=f"{pack.name} {pack.version}", path=pack.root, rows=sum(built.rows.values()))
        for name, rows in built.rows.items():
            self._line(f"{name}{self.words['colon']}{rows} {self.words['rows']}", 2)
        if built.gaps:
            self.say("built_gaps", count=built.gaps)
        if built.left_out:
            self.say("built_left_out", count=built.left_out)

    def say(self, word: str, **given: object) -> None:
        """Print one sentence."""
        self._console.print(_clean(self.words[word].format(**given)), soft_wrap=True)

    def _said(self, word: str, **given: object) -> None:
        """Print one sentence that nobody copies, broken to the width."""
        self._line(self.words[word].format(**given))

    def other_versions(self, ones: Iterable[Installed]) -> None:
        """Print the installed versions that are not open."""
        names = ", ".join(one.reference for one in ones)
        if names:
            self.say("other_versions", packs=names)

    def found(self, found: Iterable[Found]) -> None:
        """Print one line for each table that a search found: pack, table, label, where the words stand."""
        grid = self._grid()
        for word in ("pack", "table", "where"):
            grid.add_column(self.words[word], no_wrap=word != "where", overflow="fold")
        grid.add_column("")
        for one in found:
            where = ", ".join(self.words["places"][place] for place in one.where)
            grid.add_row(*map(_clean, (one.table.pack, one.table.name, where, one.table.label[self.lang])))
        self._console.print(grid)

    def change(self, change: Change) -> None:
        """Print one line for one change between two versions."""
        where = " ".join(part for part in (change.resource, change.key) if part)
        if change.kind == "descriptor":
            where = change.key
        said = f"{self.words['changes'][change.kind]}{self.words['colon']}{where}"
        if change.kind in {"revised", "descriptor"}:
            column = f" {change.column}" if change.column else ""
            said += f"{column}{self.words['colon']}{_shown(change.old)} → {_shown(change.new)}"
        if change.relative is not None:
            said += f" ({self._decimal(f'{float(change.relative * 100):+.3g}')} %)"
        self._console.print(_clean(said), soft_wrap=True)

    def changes(self, old: Pack, new: Pack, counts: Mapping[str, int]) -> None:
        """Print the line that ends a comparison: how many changes of each kind."""
        kinds = [f"{self.words['changes'][kind]}{self.words['colon']}{count}" for kind, count in sorted(counts.items())]
        said = ", ".join(kinds) or self.words["no_change"]
        self._console.print(
            _clean(f"{old.name}@{old.version} → {new.name}@{new.version}{self.words['colon']}{said}"), soft_wrap=True
        )

    def _heading(self, name: str, title: str) -> None:
        self._console.print(_clean(f"{name} · {title}"), style="bold")

    def _line(self, text: str, indent: int = 0) -> None:
        self._console.print(Padding(_clean(text), (0, 0, 0, indent), expand=False))

    def _field(self, name: str, text: str) -> None:
        if text:
            self._line(f"{name}{self.words['colon']}{text}", 2)

    def _list(self, word: str, lines: list[str]) -> None:
        if lines:
            self._line(f"{self.words[word]}{self.words['colon'].rstrip()}", 2)
        for line in lines:
            self._line(line, 4)

    def _grid(self) -> Table:
        return Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), show_edge=False)

    def _shape(self, table: Resource) -> str:
        names = self.words["shapes"]
        return str(names.get(table.role or table.shape, names[table.shape]))

    def _decimal(self, number: str) -> str:
        return number.replace(".", ",") if self.lang == "fr" else number

    def _completeness(self, table: Resource) -> str:
        if isinstance(table.complete, bool):
            return str(self.words["complete_all" if table.complete else "complete_none"])
        return f"{self.words['complete_for']} {', '.join(table.complete)}"

    def _cell(self, opened: Packs, row: Mapping[str, str | None], column: str) -> str:
        cell = row.get(f"{column}_{self.lang}") if column in {"label", "aliases"} else row.get(column)
        if not cell or column in {"id", "tally"}:
            return cell or ""
        named = [opened.entity(part) for part in cell.split(";")]
        labels = [entity.label_fr if self.lang == "fr" else entity.label_en for entity in named if entity]
        return ", ".join(labels) if len(labels) == len(named) else cell.replace("|", ", ")

    def _place(self, problem: Problem) -> str:
        place = problem.file
        place += f", {self.words['row']} {problem.row}" if problem.row is not None else ""
        key = "field" if Path(problem.file).name == DESCRIPTOR else "column"
        place += f", {self.words[key]} {problem.column}" if problem.column is not None else ""
        return f"{place}: {problem.reason}"
