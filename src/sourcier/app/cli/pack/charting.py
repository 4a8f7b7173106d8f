"""The chart of the rows that `sourcier pack show` prints, if they make one: in the terminal and as SVG."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from textwrap import wrap

from sourcier.app.cli.pack.plotting import SIGNS, legend, plot_bars, plot_lines, plot_spells
from sourcier.assessment.lexicon import unit_names
from sourcier.assessment.numbers import Scaled
from sourcier.core.article import Lang
from sourcier.dossier.report import fact_charts, facts
from sourcier.dossier.report.typography import as_number
from sourcier.dossier.report.words import words as report_words
from sourcier.evidence.packs import Packs, Resource, cite

_PUBLISHERS = 4
"""Publishers named under a chart; the rows' own sources are printed with them."""
Row = Mapping[str, str | None]


@cache
def words_of(lang: Lang) -> Mapping[str, str]:
    """Return the words of the charts in a language."""
    text = (resources.files(__package__) / "charts.toml").read_text(encoding="utf-8")
    return dict(tomllib.loads(text)[lang])


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart in both forms."""

    lines: tuple[str, ...]
    """For the terminal."""
    svg: str


class Charting:
    """Draws the rows of one table for a reader."""

    def __init__(self, opened: Packs, table: Resource, lang: Lang, width: int) -> None:
        self._opened, self._table, self._lang, self._width = opened, table, lang, width
        self.words, self._report = words_of(lang), report_words(lang)

    def chart(self, rows: Sequence[Row]) -> Chart | str:
        """Return the chart of some rows, or the reason why there is none."""
        if self._table.shape == "series":
            return self._series(rows)
        if self._table.shape == "relation":
            return self._relation(rows)
        if self._table.shape == "tally" and not self._table.role:
            return self._tally(rows)
        return self.words["no_chart"]

    def _series(self, rows: Sequence[Row]) -> Chart | str:
        entities = {row.get("entity") for row in rows}
        if len(entities) > facts.MOST_LINES:
            return self.words["too_many"].format(count=len(entities), most=facts.MOST_LINES)
        lines = facts.lines_of(rows, self._name)
        if max((len(line.points) for line in lines), default=0) < 2:
            return self.words["no_chart"]
        largest = max(abs(point.value) for line in lines for point in line.points)
        scale = Scaled.of(largest, self._table.unit, self._lang)
        keys = legend(lines, scale, self.words, self._report.period)
        unit = self._unit(scale)
        drawn = [unit, *plot_lines(lines, scale, self._width)]
        drawn += [part for key in keys for part in wrap(key, self._width, subsequent_indent="  ")]
        return Chart(tuple(drawn), fact_charts.lines_svg(lines, scale, self._said(rows, keys, unit=unit)))

    def _relation(self, rows: Sequence[Row]) -> Chart | str:
        dated = sorted((row for row in rows if row.get("start")), key=lambda row: row["start"] or "")
        if not dated:
            return self.words["no_chart"]
        shown = dated[-facts.MOST_SPELLS :]
        # What all rows share is said above them already.
        apart = [c for c in ("subject", "object") if len({row[c] for row in shown}) > 1] or ["subject"]
        has_kinds = len({row["relation"] for row in shown}) > 1
        shared = "" if "subject" in apart else self._entry("subject", shown[0]["subject"] or "")
        spells = []
        for row in shown:
            start, end = facts.year_of(row["start"] or ""), facts.year_of(row.get("end") or "")
            if start is not None:
                key = "between" if row.get("end") else "since"
                days = {each: self._report.period(row.get(each) or "") for each in ("start", "end")}
                name = ", ".join(self._entry(column, row[column] or "") for column in apart)
                name += f" ({self._entry('relation', row['relation'] or '')})" if has_kinds else ""
                spells.append(facts.Spell(name, start, end, self.words[key].format(**days)))
        # An interval without an end still held on the last day that the table covers, and says nothing of later ones.
        until = facts.year_of(self._table.coverage_last) or max(spell.start for spell in spells)
        drawn = plot_spells(spells, until, self._width)
        if any(spell.end is None for spell in spells):
            drawn.append(self.words["still"].format(day=self._report.period(self._table.coverage_last)))
        if len(dated) > len(spells):
            drawn.append(self.words["more"].format(count=len(dated) - len(spells)))
        said = self._said(shown, [f"{spell.name}, {spell.said}" for spell in spells], about=shared)
        return Chart(tuple(drawn), fact_charts.spells_svg(spells, until, said))

    def _tally(self, rows: Sequence[Row]) -> Chart | str:
        counted = [(row, as_number(row.get("count") or "")) for row in rows]
        if len({row.get("tally") for row in rows}) != 1 or not counted or len(counted) > facts.MOST_BARS:
            return self.words["no_chart"]
        bars = [
            facts.Bar(self._entry("option", row.get("option") or ""), count)
            for row, count in counted
            if count is not None
        ]
        label = rows[0].get(f"label_{self._lang}") or ""
        scale = Scaled(Decimal(1), "", self._table.unit, self._lang)
        said = self._said(
            rows, [f"{bar.name}{self.words['colon']}{scale.plain(bar.count)}" for bar in bars], about=label
        )
        return Chart(tuple(plot_bars(bars, scale, self._width)), fact_charts.bars_svg(bars, scale, said))

    def _unit(self, scale: Scaled) -> str:
        name = unit_names(self._table.unit, self._lang)
        if scale.word and name and self._lang == "fr":
            name = f"{scale.word} {'d’' if name[0] in 'aeiouéhy' else 'de '}{name}"
        elif scale.word:
            name = f"{scale.word} {name}".rstrip()
        return self.words["unit"].format(unit=name) if name else ""

    def _said(self, rows: Sequence[Row], in_words: Sequence[str], unit: str = "", about: str = "") -> dict[str, str]:
        table = self._table
        publishers = list(dict.fromkeys(cite(table, row).publisher for row in rows if row.get("source")))
        cited = ", ".join(publishers[:_PUBLISHERS]) + (", …" if len(publishers) > _PUBLISHERS else "")
        version = self._opened.pack(table.pack).version
        return {
            "title": self.words["colon"].join(part for part in (table.label[self._lang], about) if part),
            "unit": unit,
            "desc": "; ".join(one.lstrip(f"{SIGNS} ") for one in in_words),
            "source": self.words["source"].format(source=cited or table.publisher),
            "pack": self.words["pack"].format(pack=table.pack, version=version, table=table.name),
        }

    def _entry(self, column: str, code: str) -> str:
        if column == "relation":
            return self._report.get(f"relation.{code}", code.replace("_", " "))
        if column == "option":
            return self._report.get(f"option.{code}", self._name(code))
        return self._name(code)

    def _name(self, entity_id: str) -> str:
        entity = self._opened.entity(entity_id)
        if entity is None:
            return entity_id
        return entity.label_fr if self._lang == "fr" else entity.label_en
