"""What turns a record into words: the language, names for ids, citations, addresses that may be opened."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlsplit

from sourcier.assessment.wording import issuer_name, short_name
from sourcier.core.article import Lang
from sourcier.core.dossier import Dossier
from sourcier.core.findings import Query
from sourcier.dossier.report.notes import langs_of
from sourcier.dossier.report.typography import cleaned, one_line, with_inner_marks
from sourcier.dossier.report.words import Words, words

_ADDRESS = re.compile(r"[\s—–-]*(https?://\S+)\s*$")
PERIODS = ("period", "as_of", "at", "counted_to", "date", "day", "start", "end", "issued")
"""Columns that hold a day, a month or a year."""
FIGURES = ("value", "low", "high", "count")
"""Columns that hold a figure."""
_LABELLED = ("event", "tally", "subject", "entity", "id")


@dataclass(frozen=True, slots=True)
class Context:
    """What turns a record into words: the language, and names for the ids that rows hold."""

    say: Words
    names: Mapping[str, str]
    """Labels of entities, events and tallies, as the packs or a row of the findings have them."""
    versions: Mapping[str, str]
    """Of each pack, by name."""
    made: Mapping[str, date]
    """When each pack was made, by name."""
    series: Mapping[tuple[str, str, str], Query]
    """All periods of an entity in a table, by pack, table and entity."""
    note_langs: Mapping[str, Lang | None] = field(default_factory=dict)
    """The language of each pack's notes, where they tell it."""
    has_texts: bool = False
    """A library was searched beside the tables."""

    @classmethod
    def of(cls, dossier: Dossier) -> Context:
        """Return the context of a dossier."""
        names = {
            entity.id: one_line(entity.label_fr if dossier.article.lang == "fr" else entity.label_en)
            for entity in dossier.entities
        }
        label = f"label_{dossier.article.lang}"
        for query in (query for finding in dossier.findings for query in finding.queries):
            if label in query.columns:
                for row in query.rows:
                    record = dict(zip(query.columns, row, strict=False))
                    for column in _LABELLED:
                        if (key := record.get(column)) and record[label]:
                            names.setdefault(key, one_line(record[label] or ""))
        for cell in (cell for finding in dossier.findings for cell in finding.cells):
            for column, key in cell.key:
                if column in {"event", "tally"} and cell.label:
                    names.setdefault(key, one_line(cell.label))
        versions = {pack.name: pack.version for pack in dossier.run.packs}
        series = {
            (query.pack, query.resource, dict(query.parameters).get("entity", "")): query for query in dossier.series
        }
        made = {pack.name: day for pack in dossier.run.packs if (day := pack.created or dossier.run.now)}
        return cls(
            say=words(dossier.article.lang),
            names=names,
            versions=versions,
            made=made,
            series=series,
            note_langs=langs_of(cell for finding in dossier.findings for cell in finding.cells),
            has_texts=dossier.run.library is not None,
        )

    def entry(self, column: str, value: str) -> str:
        """Return what a row has in a column, in words: periods, options, ids that have a name, figures."""
        if column in PERIODS:
            return self.say.period(value)
        if column in FIGURES:
            return self.say.figure(value)
        if column == "option":
            return self.say.get(f"option.{value}", one_line(value))
        if column == "measure":
            return self.say.get(f"measured.{value}", _spaced(value))
        if column == "relation":
            return self.say.get(f"relation.{value}", _spaced(value))
        return ", ".join(self.names.get(one, one_line(one)) for one in value.split(";"))


def issuer_in_short(issuer: str, context: Context) -> str:
    """Return who gives a figure, short and in the language; the pack's own words where nothing else is known."""
    known = issuer_name(issuer, issuer, context.say.lang)
    return context.entry("issuer", issuer) if issuer in known else short_name(known)


def issuer_in_full(issuer: str, context: Context) -> str:
    """Return who gives a figure and in what office, in the language; empty for nobody."""
    label = context.names.get(issuer, issuer)
    return one_line(issuer_name(issuer, label, context.say.lang)) if issuer else ""


def _spaced(code: str) -> str:
    """Return a table's code as words: what no language names is still no code to a reader."""
    return one_line(code.replace("_", " "))


def quoted(text: str, say: Words) -> str:
    """Return words of the article between quotation marks, with the inner marks for those that they hold."""
    return say("quoted", words=with_inner_marks(one_line(text), say.lang))


def safe_url(url: str | None) -> str | None:
    """Return an address that may stand in a link: http or https with a host, no white space; else None.

    >>> safe_url("javascript:alert(1)"), safe_url("https://example.org/a")
    (None, 'https://example.org/a')
    """
    if url is None or re.search(r"[\s\"'<>`\x00-\x20]", url) is not None or cleaned(url) != url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.hostname else None


def place(pack: str, resource: str, context: Context) -> str:
    """Return where a row stands: pack, version and table."""
    version = context.versions.get(pack, "")
    named = one_line(f"{pack} {version}")
    return context.say("label.pack_place", pack=named, resource=one_line(resource))


def cited(source: str, url: str | None) -> tuple[str, str | None]:
    """Return what a row cites and the address to open, taken off the end of the citation if it stands there.

    >>> cited("ONU — Scrutin — https://undocs.org/x", None)
    ('ONU — Scrutin', 'https://undocs.org/x')
    """
    match = _ADDRESS.search(source)
    if match is None:
        return one_line(source), safe_url(url)
    words_only = one_line(source[: match.start()])
    return words_only or one_line(match[1]), safe_url(url) or safe_url(match[1])
