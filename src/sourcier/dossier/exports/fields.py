"""The fields of a dossier's records by the names that every table gives them, as values: days, figures, lists.

The files of one dossier (CSV, XLSX, SQLite) and the tables of a corpus are written from these, each in its own types.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from sourcier.core.article import Article
from sourcier.core.claims import Claim
from sourcier.core.findings import Assessment, Finding
from sourcier.core.language import Quantity, TimeInterval
from sourcier.core.library import Passage
from sourcier.core.testimony import FactCheckFinding, PassageFinding, QuoteFinding, Veto
from sourcier.dossier.exports.cells import joined
from sourcier.dossier.report.context import cited, safe_url

Field = str | int | float | bool | date | Decimal | tuple[str, ...] | None
Fields = dict[str, Field]

_DIGITS = 40


def article(one: Article) -> Fields:
    """Return what is known of an article, and its text."""
    return {
        "id": one.id,
        "title": one.title,
        "byline": one.byline,
        "publisher": one.publisher,
        "published": one.published,
        "updated": one.updated,
        "lang": one.lang,
        "url": safe_url(one.url),
        "media_type": one.media_type,
        "sha256": one.digest,
        "text": one.text,
    }


def claim(one: Claim, text: str) -> Fields:
    """Return how a claim was read in an article's text."""
    return {
        "focus": one.focus.of(text),
        "focus_start": one.focus.start,
        "focus_end": one.focus.end,
        "kind": str(one.kind),
        "source_kind": one.source.kind,
        "source": one.source.name,
        "commitment": str(one.commitment),
        "polarity": str(one.polarity),
        "checkability": str(one.checkability),
        "presupposed": one.is_presupposed,
        "worth": one.worth,
    }


def assessment(one: Assessment) -> Fields:
    """Return what is made of a claim."""
    return {
        "verdict": named(one.verdict),
        "why_none": named(one.why_none),
        "at_publication": named(one.at_publication),
        "checkable_from": one.checkable_from,
        "caveats": tuple(str(caveat) for caveat in one.caveats),
        "justification": one.justification,
    }


def quantity(one: Quantity) -> Fields:
    """Return a figure of the article."""
    return {
        "start": one.span.start,
        "end": one.span.end,
        "low": one.low,
        "high": one.high,
        "unit": one.unit,
        "comparator": str(one.comparator),
        "half_width": one.half_width,
        "per": one.per,
        "of": one.of,
    }


def time(one: TimeInterval) -> Fields:
    """Return a time of the article."""
    return {
        "start": one.span.start,
        "end": one.span.end,
        "first_day": one.start,
        "day_after": one.end,
        "grain": str(one.grain),
        "mod": one.mod,
        "relative": one.relative,
    }


def finding(found: Finding | PassageFinding | FactCheckFinding | QuoteFinding, versions: Mapping[str, str]) -> Fields:
    """Return what was found, whatever it rests on; a kind gives the fields that it has.

    Args:
        found: The finding.
        versions: Of the packs of its dossier, by name.
    """
    common: Fields = {"statement": found.statement, "clock": found.clock}
    if isinstance(found, Finding):
        return common | run_on_tables(found, versions) | _deciding(found)
    if isinstance(found, PassageFinding):
        return common | _passage(found)
    return common | (_factcheck(found) if isinstance(found, FactCheckFinding) else _quotation(found))


def run_on_tables(found: Finding, versions: Mapping[str, str]) -> Fields:
    """Return the reading of a claim and what came out of it, without the rows."""
    reading = found.reading
    return {
        "probability": found.probability,
        "operation": str(reading.operation),
        "measure": reading.measure,
        "definition": reading.definition,
        "period": reading.period,
        "pack": reading.pack,
        "pack_version": versions.get(reading.pack),
        "resource": reading.resource,
        "arithmetic": found.computation.expression,
        "comparison": found.comparison.expression,
        "caveats": tuple(str(caveat) for caveat in found.caveats),
    }


def _deciding(found: Finding) -> Fields:
    for one in found.cells[:1]:
        source, url = cited(one.source, one.url)
        return {
            "key": joined(f"{column}: {value}" for column, value in one.key),
            "column": one.column,
            "value": one.value,
            "unit": one.unit,
            "source": source,
            "url": url,
            "issuer": one.issuer,
            "party": one.party,
            "issued": one.issued,
        }
    return {}


def _passage(found: PassageFinding) -> Fields:
    return {
        "probability": dict(found.scores).get(str(found.stance)),
        "caveats": tuple(str(caveat) for caveat in found.caveats),
        "differences": differences(found.vetoes),
        **passage(found.passage),
    }


def passage(one: Passage) -> Fields:
    """Return a passage of the library, and the document that it stands in."""
    return {
        "text": one.text,
        "publisher": one.publisher,
        "published": one.published,
        "title": one.title,
        "url": safe_url(one.url),
        "location": one.location,
    }


def _factcheck(found: FactCheckFinding) -> Fields:
    check = found.factcheck
    return {
        "probability": found.probability,
        "text": check.claim,
        "rating": check.rating,
        "differences": differences(found.vetoes),
        "publisher": check.publisher,
        "published": check.published,
        "title": check.title,
        "url": safe_url(check.url),
    }


def _quotation(found: QuoteFinding) -> Fields:
    edits = joined(f"{edit.quoted} → {edit.original}" for edit in found.edits)
    return {
        "status": str(found.status),
        "differences": joined([edits, f"[…] {found.cut}" if found.cut else ""]),
        "said_by": found.said_by or None,
        **(passage(found.passage) if found.passage else {}),
    }


def differences(vetoes: tuple[Veto, ...]) -> str:
    """Return what keeps a text from deciding: "number: 12 % / 14 %"."""
    return joined(f"{one.kind}: {one.claim_side} / {one.evidence_side}" for one in vetoes)


def named(term: str | None) -> str | None:
    """Return the word for a term of an enumeration, where there is one."""
    return str(term) if term else None


def digits(value: Decimal | None) -> str | None:
    """Return a figure in digits; one of more digits than any article has, as it came.

    >>> digits(Decimal("1E+3")), digits(Decimal("1E+300"))
    ('1000', '1E+300')
    """
    return None if value is None else f"{value:f}" if abs(value.adjusted()) < _DIGITS else str(value)
