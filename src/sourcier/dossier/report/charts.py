"""Small charts of a finding's rows, as SVG of our own: a series, estimates side by side, a tally.

Drawn in a hundred lines rather than by a chart library: a report has a dozen of them, each a line or a few bars,
and the library would cost a second of start-up and fifty megabytes (design/report.md).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from html import escape

from sourcier.core.findings import Finding, NumberComparison, Query
from sourcier.dossier.report.context import Context, issuer_in_short
from sourcier.dossier.report.facts import year_of
from sourcier.dossier.report.records import FindingView
from sourcier.dossier.report.svg import drawing, rounded, tag, text
from sourcier.dossier.report.typography import as_number, number

WIDTH = 320
_MARGIN = 8
_LINE_HEIGHT = 96
_BAR_HEIGHT = 30
_MOST_BARS = 10
_MOST_POINTS = 400
_LONGEST_LABEL = 34


_ESTIMATE = frozenset({"low", "high", "issuer"})
"""Columns of a table of estimates."""


@dataclass(frozen=True, slots=True)
class _Bar:
    """A bar of a chart, from `low` to `high`."""

    name: str
    detail: str
    low: Decimal
    high: Decimal
    decides: bool


@dataclass(frozen=True, slots=True)
class _Band:
    """The figure that the article gives, with its rounding."""

    low: Decimal
    high: Decimal


def claim_chart(findings: Sequence[FindingView], context: Context) -> str:
    """Return the chart of a claim as SVG: of its deciding finding, else of all its estimates; empty for none."""
    if not findings:
        return ""
    return chart(findings[0], context) or _estimates(findings, context)


def chart(shown: FindingView, context: Context) -> str:
    """Return the chart of one finding's rows as SVG, empty when they make none.

    A series needs three periods of the deciding cell's entity; estimates and tallies need two rows.
    """
    finding = shown.finding
    label = _label(shown)
    for query in (*_around(finding, context), *finding.queries):
        records = _records(query)
        columns = set(query.columns)
        if {"period", "value"} <= columns:
            drawn = _series(records, finding, context, label)
        elif columns >= _ESTIMATE:
            bars = [bar for record in records if (bar := _estimate(record, finding, context))]
            drawn = _bars(bars, finding, context, context.say("page.chart_ranges", label=label), "ranges")
        elif {"option", "count"} <= columns:
            drawn = _tally(records, finding, context, label)
        else:
            drawn = ""
        if drawn:
            return drawn
    return ""


def _around(finding: Finding, context: Context) -> tuple[Query, ...]:
    """The whole series that the deciding cell stands in, where the dossier holds it."""
    for cell in finding.cells[:1]:
        found = context.series.get((cell.pack, cell.resource, dict(cell.key).get("entity", "")))
        if found:
            return (found,)
    return ()


def _estimates(findings: Sequence[FindingView], context: Context) -> str:
    """The figures of several issuers, one a finding, under one scale."""
    bars = []
    for shown in findings:
        for query in shown.finding.queries:
            if len(query.rows) == 1 and set(query.columns) >= _ESTIMATE:
                bar = _estimate(_records(query)[0], shown.finding, context, shown.measure)
                if bar:
                    bars.append(bar if shown is findings[0] else replace(bar, decides=False))
    title = context.say("page.chart_ranges", label=_label(findings[0]))
    return _bars(bars, findings[0].finding, context, title, "ranges")


def _label(shown: FindingView) -> str:
    return shown.cells[0].label if shown.cells else shown.measure


def _records(query: Query) -> list[dict[str, str | None]]:
    return [dict(zip(query.columns, row, strict=False)) for row in query.rows]


def is_deciding(record: Mapping[str, str | None], finding: Finding, query: Query | None = None) -> bool:
    """Say whether a row is the one that the deciding cell was taken from."""
    if not finding.cells:
        return False
    cell = finding.cells[0]
    if query is not None and (query.pack, query.resource) != (cell.pack, cell.resource):
        return False
    return bool(cell.key) and all(record.get(column) == value for column, value in cell.key)


def _band(finding: Finding) -> _Band | None:
    """The claimed figure, where the comparison is with the deciding cell itself and so in the chart's unit."""
    comparison = finding.comparison
    if not isinstance(comparison, NumberComparison) or not finding.cells:
        return None
    cell = finding.cells[0]
    observed = as_number(cell.value)
    if comparison.unit != cell.unit and observed != comparison.observed_low:
        return None
    ends = [end for end in (comparison.claimed_low, comparison.claimed_high) if end is not None]
    return _Band(min(ends), max(ends)) if ends else None


def _series(records: Sequence[Mapping[str, str | None]], finding: Finding, context: Context, label: str) -> str:
    deciding = next((record for record in records if is_deciding(record, finding)), None)
    entity = deciding.get("entity") if deciding else (records[0].get("entity") if records else None)
    points: list[tuple[Decimal, Decimal, str, bool]] = []
    for record in records:
        if record.get("entity") != entity:
            continue
        when, value = year_of(record.get("period") or ""), as_number(record.get("value") or "")
        if when is not None and value is not None:
            points.append((when, value, record.get("period") or "", record is deciding))
    points.sort()
    if len({point[0] for point in points}) < 3 or len(points) > _MOST_POINTS:
        return ""
    band = _band(finding)
    values = [point[1] for point in points] + ([band.low, band.high] if band else [])
    low, high = min(values), max(values)
    first, last = points[0][0], points[-1][0]
    top, bottom = Decimal(14), Decimal(_LINE_HEIGHT - 18)

    def x(when: Decimal) -> Decimal:
        return _MARGIN + (WIDTH - 2 * _MARGIN) * (when - first) / (last - first)

    def y(value: Decimal) -> Decimal:
        return bottom - (bottom - top) * (value - low) / (high - low) if high > low else (top + bottom) / 2

    parts = []
    if band:
        height = max(y(band.low) - y(band.high), Decimal(2))
        parts.append(tag("rect", x=0, y=y(band.high), width=WIDTH, height=height, css="band"))
        is_high = y(band.high) < top + 12
        beside = y(band.low) + 12 if is_high else y(band.high) - 4
        is_left = any(decides and x(when) * 2 < WIDTH for when, _, _, decides in points)
        side = Decimal(WIDTH - 2 if is_left else 2)  # away from the deciding point's own figure
        parts.append(text(context.say("page.claimed"), side, beside, "axis over", end=is_left))
    path = " ".join(f"{rounded(x(when))},{rounded(y(value))}" for when, value, _, _ in points)
    parts.append(tag("polyline", points=path, css="line"))
    for when, value, period, decides in points:
        said = f"{context.say.period(period)} : {number(value, context.say.lang)}"
        parts.append(
            tag(
                "circle",
                tag("title", escape(said)),
                cx=x(when),
                cy=y(value),
                r=4 if decides else 1.5,
                css="dot deciding" if decides else "dot",
            )
        )
        if decides:
            near_right = x(when) > WIDTH * Decimal("0.8")
            parts.append(
                text(
                    number(value, context.say.lang),
                    x(when) + (-7 if near_right else 7),
                    max(y(value) - 5, Decimal(10)),
                    "figure",
                    end=near_right,
                )
            )
    parts.append(text(context.say.period(points[0][2]), Decimal(_MARGIN), Decimal(_LINE_HEIGHT - 3), "axis"))
    parts.append(
        text(context.say.period(points[-1][2]), Decimal(WIDTH - _MARGIN), Decimal(_LINE_HEIGHT - 3), "axis", end=True)
    )
    return drawing(parts, WIDTH, _LINE_HEIGHT, context.say("page.chart_series", label=label), "chart series")


def _estimate(record: Mapping[str, str | None], finding: Finding, context: Context, measure: str = "") -> _Bar | None:
    low, high = as_number(record.get("low") or ""), as_number(record.get("high") or "")
    if low is None and high is None:
        return None
    who = issuer_in_short(record.get("issuer") or "", context)
    when = context.entry("as_of", record.get("as_of") or "")
    first = low if low is not None else Decimal(0)
    return _Bar(
        name=f"{who} – {measure}" if measure else ", ".join(part for part in (who, when) if part),
        detail=", ".join(part for part in (who, measure, when) if part),
        low=first,
        high=high if high is not None else first,
        decides=is_deciding(record, finding),
    )


def _tally(records: Sequence[Mapping[str, str | None]], finding: Finding, context: Context, label: str) -> str:
    bars = []
    for record in records:
        count = as_number(record.get("count") or "")
        if count is not None:
            name = context.entry("option", record.get("option") or "")
            bars.append(_Bar(name, name, Decimal(0), count, is_deciding(record, finding)))
    return _bars(bars, None, context, context.say("page.chart_bars", label=label), "tally")


def _bars(bars: Sequence[_Bar], finding: Finding | None, context: Context, title: str, css_name: str) -> str:
    bars = [*[bar for bar in bars if bar.decides], *[bar for bar in bars if not bar.decides]][:_MOST_BARS]
    band = _band(finding) if finding else None
    highest = max([bar.high for bar in bars] + ([band.high] if band else []), default=Decimal(0))
    if len(bars) < 2 or highest <= 0:
        return ""

    def x(value: Decimal) -> Decimal:
        return WIDTH * value / highest

    head = 14 if band else 0
    height = head + _BAR_HEIGHT * len(bars)
    parts = []
    if band:
        wide = max(x(band.high) - x(band.low), Decimal(2))
        parts.append(tag("rect", x=x(band.low), y=head - 2, width=wide, height=height - head + 2, css="band"))
        is_right = band.low * 2 > highest
        at = x(band.high if is_right else band.low)
        parts.append(text(context.say("page.claimed"), at, Decimal(9), "axis", end=is_right))
    for place, bar in enumerate(bars):
        top = Decimal(head + place * _BAR_HEIGHT)
        css = " deciding" if bar.decides else ""
        one = number(bar.high, context.say.lang)
        figure = one if bar.low in {bar.high, Decimal(0)} else f"{number(bar.low, context.say.lang)}–{one}"
        said = tag("title", escape(f"{bar.detail} : {figure}"))
        wide = max(x(bar.high) - x(bar.low), Decimal(3))
        at = min(x(bar.low), WIDTH - wide)
        parts.append(tag("rect", x=0, y=top + 19, width=WIDTH, height=5, rx=1, css="track"))
        parts.append(tag("rect", said, x=at, y=top + 19, width=wide, height=5, rx=1, css=f"bar{css}"))
        parts.append(text(_short(bar.name), Decimal(0), top + 14, f"name{css}"))
        parts.append(text(figure, Decimal(WIDTH), top + 14, "figure", end=True))
    return drawing(parts, WIDTH, height, title, f"chart {css_name}")


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_LABEL else f"{name[: _LONGEST_LABEL - 1]}…"
