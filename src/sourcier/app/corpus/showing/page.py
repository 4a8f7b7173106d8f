"""The HTML report of a collection: one file that asks nothing of any other place and runs no script."""

from __future__ import annotations

import base64
import hashlib
import tomllib
from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from sourcier.app.corpus.showing.coverage import FEW, STATUSES, Counted
from sourcier.app.corpus.showing.gathering import Drift, Shown, Told
from sourcier.app.corpus.showing.plot import drift_plot, verdict_bar
from sourcier.app.corpus.showing.sources import QUERY
from sourcier.core.article import Lang
from sourcier.dossier.report.context import quoted, safe_url
from sourcier.dossier.report.records import MARKS
from sourcier.dossier.report.typography import one_line, unbroken
from sourcier.dossier.report.words import Words, flat_words, words

MOST = {"repeated": 20, "drifts": 20, "tellings": 12, "sources": 25, "changes": 50, "versions": 20, "publishers": 60}
"""Rows of each list at most; the page says how many are left out, and how to get at them."""


_BLANK = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands in a sentence where words in another language come."""


def page(shown: Shown, name: str, lang: Lang) -> str:
    """Return the page. All words of articles are escaped; a content security policy forbids all but its style.

    Args:
        shown: What the collection shows.
        name: Of the corpus, for the title.
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
            query=QUERY,
            plot=lambda drift: _plot(drift, say),
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


def _place(told: Told, shown: Shown) -> int | None:
    """Return the number of the plot that shows a matter, from 1; None where there is none."""
    return next((at for at, drift in enumerate(shown.drifts[: MOST["drifts"]], 1) if drift.told is told), None)


def _plot(drift: Drift, say: Words) -> Markup:
    title = say("corpus.plot", words=one_line(drift.told.heading.words))
    return Markup(drift_plot(drift.figures, drift.reference, say, title))  # noqa: S704 - ours, words escaped


def _bar(one: Counted, rows: tuple[Counted, ...], say: Words) -> Markup:
    most = max(sum(each.verdicts.values()) - each.verdicts["none"] for each in rows)
    checked = {status: count for status, count in one.verdicts.items() if status != "none"}
    said = ", ".join(say(f"corpus.status.{status}", n=count) for status, count in checked.items() if count)
    return Markup(verdict_bar(checked, most, said)) if said else Markup()  # noqa: S704 - ours, words escaped
