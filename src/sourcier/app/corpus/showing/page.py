"""The HTML report of a collection: one file that asks nothing of any other place and runs no script."""

from __future__ import annotations

import base64
import hashlib
import shlex
import tomllib
from dataclasses import replace
from decimal import Decimal
from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

import sourcier
from sourcier.app.corpus.showing.coverage import FEW, STATUSES, Counted
from sourcier.app.corpus.showing.figures import Periods, key_of
from sourcier.app.corpus.showing.gathering import Drift, Shown, Told
from sourcier.app.corpus.showing.judgement import taught
from sourcier.app.corpus.showing.measured import rates
from sourcier.app.corpus.showing.plot import Plot, drift_plot, series_plot, verdict_bar
from sourcier.app.corpus.showing.telling import MAYBE, SURE, SURE_ACROSS, SURE_BUT_FOR_A_FIGURE
from sourcier.core.article import Lang
from sourcier.core.ids import digest
from sourcier.dossier.report.context import quoted, safe_url
from sourcier.dossier.report.records import MARKS
from sourcier.dossier.report.typography import one_line, unbroken
from sourcier.dossier.report.words import Words, flat_words, words

MOST = {
    "repeated": 20,
    "possible": 20,
    "drifts": 20,
    "series": 20,
    "tellings": 12,
    "sources": 25,
    "changes": 50,
    "versions": 20,
    "publishers": 60,
}
"""Rows of each list at most; the page says how many are left out, and which command writes them all."""


_BLANK = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands in a sentence where words in another language come."""


def page(shown: Shown, name: str, lang: Lang) -> str:
    """Return the page. All words of articles are escaped; a content security policy forbids all but its style.

    Args:
        shown: What the collection shows.
        name: Of the corpus's folder, for the title and the commands.
        lang: Of the page; claims stay in their own.
    """
    say = words_of(lang)
    css = _css()
    return (
        _environment()
        .get_template("page.html")
        .render(
            say=say,
            shown=shown,
            name=one_line(name),
            most=MOST,
            few=FEW,
            statuses=STATUSES,
            signs=MARKS,
            version=sourcier.__version__,
            rates=rates(),
            measured=lambda cell: _measured(cell, say),
            share=lambda part, whole: say("corpus.percent", n=say.figure(f"{Decimal(100 * part) / whole:.1f}")),
            judge=digest(taught()),
            believed={
                "en": SURE["en"],
                "fr": SURE["fr"],
                "across": SURE_ACROSS,
                "figure": SURE_BUT_FOR_A_FIGURE,
                "read": MAYBE,
            },
            packs=", ".join(f"{pack.name} {pack.version} ({pack.digest[:12]})" for pack in shown.run.packs),
            export=f"sourcier corpus report {shlex.quote(name)} --tables {shlex.quote(f'{name}-tables')}",
            plots=lambda drift: _plots(drift, say),
            periods=lambda telling: _periods(shown.spoken_of.get(key_of(telling.claim), ()), say),
            has_periods=lambda told: any(shown.spoken_of.get(key_of(one.claim)) for one in told.tellings),
            span=lambda held: _periods(held, say),
            are_several=lambda drift: _several(drift, say),
            bar=lambda one, rows: _bar(one, rows, say),
            blank=_BLANK,
            drift_of=lambda told: _place(told, shown),
            line=one_line,
            quoted=lambda text: unbroken(quoted(text, say), lang),
            unbroken=unbroken,
            safe_url=safe_url,
            css=Markup(css),  # noqa: S704 - our own files
            css_digest=base64.b64encode(hashlib.sha256(css.encode()).digest()).decode(),
        )
    )


@cache
def words_of(lang: Lang) -> Words:
    """Return the words of the page: those of the reports, and its own (showing.<lang>.toml)."""
    raw = (resources.files(__package__) / f"showing.{lang}.toml").read_text(encoding="utf-8")
    own = flat_words(tomllib.loads(raw), "", lang)
    return Words(lang=lang, table={**words(lang).table, **own})


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("sourcier.app.corpus.showing"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _css() -> str:
    """Return the style of the reports and what a collection adds to it."""
    report = resources.files("sourcier.dossier.report") / "templates"
    own = resources.files(__package__) / "templates" / "showing.css"
    files = [*(report / file for file in ("shell.css", "evidence.css", "widths.css")), own]
    return "".join(file.read_text(encoding="utf-8") for file in files)


def _place(told: Told, shown: Shown) -> str | None:
    """Return the anchor of the part that shows the figures of a matter; None where none does."""
    for kind, held in (("drift", shown.drifts[: MOST["drifts"]]), ("series", shown.series[: MOST["series"]])):
        for at, drift in enumerate(held, 1):
            if drift.told is told:
                return f"{kind}-{at}"
    return None


def _plots(drift: Drift, say: Words) -> list[tuple[Periods, Plot]]:
    """Return the drawings of a matter: one a period of which it gives several figures, or one of a series."""
    words = one_line(drift.told.heading.words)
    if not drift.clashes:
        drawn = series_plot(drift.figures, drift.reference, say, say("corpus.series_plot", words=words))
        return [((), _safe(drawn))] if drawn else []
    title = say("corpus.plot", words=words)
    found = [(clash.periods, drift_plot(clash, drift.reference, say, title)) for clash in drift.clashes]
    return [(periods, _safe(drawn)) for periods, drawn in found if drawn]


def _safe(drawn: Plot) -> Plot:
    return replace(drawn, svg=Markup(drawn.svg))  # noqa: S704 - ours, words escaped


def _periods(periods: Periods, say: Words) -> str:
    return ", ".join(say.period(one.iso) for one in periods)


def _measured(cell: str, say: Words) -> str:
    return say("corpus.semi").join(say.figure(one) for one in cell.split("; "))


def _several(drift: Drift, say: Words) -> str:
    """Say how many figures a matter has: for which period, or for how many."""
    if drift.clashes:
        said = []
        for clash in drift.clashes:
            of = _periods(clash.periods, say)
            said.append(say("corpus.n_figures_of" if of else "corpus.n_figures", n=clash.count, period=of))
        return say("corpus.semi").join(said)
    current = [one for one in drift.figures if not one.telling.is_past]
    stated = {period for one in current for period in one.periods}
    said = [say.count("corpus.n_periods", len(stated))] if stated else []
    if silent := sum(not one.periods for one in current):
        said.append(say.count("corpus.n_silent", silent))
    return say("corpus.semi").join(said)


def _bar(one: Counted, rows: tuple[Counted, ...], say: Words) -> Markup:
    most = max(sum(each.verdicts.values()) - each.verdicts["none"] for each in rows)
    checked = {status: count for status, count in one.verdicts.items() if status != "none"}
    said = ", ".join(say(f"corpus.status.{status}", n=count) for status, count in checked.items() if count)
    return Markup(verdict_bar(checked, most, said)) if said else Markup()  # noqa: S704 - ours, words escaped
