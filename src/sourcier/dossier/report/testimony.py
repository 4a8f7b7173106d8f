"""Passages, earlier fact-checks and quotations in words, with the words that decide marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from sourcier.core.article import Lang
from sourcier.core.dossier import Dossier
from sourcier.core.findings import Verdict
from sourcier.core.library import Passage
from sourcier.core.spans import Span
from sourcier.core.testimony import Edit, FactCheckFinding, PassageFinding, QuoteFinding, QuoteStatus, Veto
from sourcier.dossier.report.context import quoted, safe_url
from sourcier.dossier.report.typography import one_line
from sourcier.dossier.report.words import Words

MARKS = {
    QuoteStatus.EXACT: ("supported", "✓"),
    QuoteStatus.ALTERED: ("refuted", "✗"),
    QuoteStatus.TRUNCATED: ("refuted", "✗"),
    QuoteStatus.MISATTRIBUTED: ("refuted", "✗"),
    QuoteStatus.NOT_FOUND: ("none", "·"),
}
"""Colour and sign of what became of a quotation."""
SEEMS = {Verdict.SUPPORTED: "≈", Verdict.REFUTED: "≠", Verdict.NOT_ENOUGH_EVIDENCE: "?"}
"""Sign of what a passage seems to say of the claim: never that of a verdict."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words, marked or not."""

    text: str
    is_marked: bool


@dataclass(frozen=True, slots=True)
class SourceView:
    """Where a text comes from, as a reader would say it."""

    name: str
    day: str
    title: str
    url: str | None
    """Only http or https."""
    lang: Lang | None
    """None where it is the reader's own."""

    @property
    def line(self) -> str:
        """Name and day on one line."""
        return ", ".join(part for part in (self.name, self.day) if part)


@dataclass(frozen=True, slots=True)
class PassageView:
    """One passage held against a claim."""

    finding: PassageFinding
    status: str
    mark: str
    verdict: str
    pieces: tuple[Piece, ...]
    source: SourceView
    copies: str
    clock: str
    caveats: tuple[str, ...]
    differences: tuple[str, ...]
    """Why it decides nothing, where something keeps it from deciding."""


@dataclass(frozen=True, slots=True)
class FactCheckView:
    """One earlier fact-check of what a claim says."""

    finding: FactCheckFinding
    claim: str
    """The claim that was checked, in the publisher's words, quoted."""
    rating: str
    """The publisher's own words, quoted."""
    source: SourceView
    claimant: str
    clock: str
    differences: tuple[str, ...]
    """Why it is of another claim, where it is."""


@dataclass(frozen=True, slots=True)
class QuoteView:
    """One quotation looked up."""

    finding: QuoteFinding
    status: str
    mark: str
    verdict: str
    statement: str
    ours: tuple[Piece, ...]
    """The article's words, what differs marked."""
    theirs: tuple[Piece, ...]
    """The document's words, what differs or was cut marked; empty where nothing was found."""
    source: SourceView | None
    clock: str


def passage_views(findings: Sequence[PassageFinding], say: Words, *, published: date | None) -> tuple[PassageView, ...]:
    """Return the passages of one claim in words: those that decide, then those that something keeps from deciding."""
    ordered = sorted(findings, key=lambda one: one.stance is Verdict.NOT_ENOUGH_EVIDENCE)
    return tuple(_passage(one, say, published=published) for one in ordered)


def _passage(finding: PassageFinding, say: Words, *, published: date | None) -> PassageView:
    return PassageView(
        finding=finding,
        status=str(finding.stance),
        mark=SEEMS[finding.stance],
        verdict=say(f"passage.{finding.stance}"),
        pieces=marked(finding.passage.text, finding.deciding),
        source=source_of(finding.passage, say),
        copies=say.count("passage.copies", finding.copies) if finding.copies else "",
        clock=_clock(finding.clock, finding.passage.published, say, published=published),
        caveats=tuple(say(f"caveat.{caveat}") for caveat in finding.caveats),
        differences=tuple(_difference(one, say) for one in finding.vetoes),
    )


def factcheck_views(
    findings: Sequence[FactCheckFinding], say: Words, *, published: date | None
) -> tuple[FactCheckView, ...]:
    """Return the earlier fact-checks of one claim in words, those of another claim last."""
    ordered = sorted(findings, key=lambda one: (bool(one.vetoes), -one.probability))
    return tuple(
        FactCheckView(
            finding=one,
            claim=quoted(one.factcheck.claim, say),
            rating=quoted(one.factcheck.rating, say),
            source=SourceView(
                name=one_line(one.factcheck.publisher),
                day=say.day(one.factcheck.published) if one.factcheck.published else say("undated"),
                title=one_line(one.factcheck.title or ""),
                url=safe_url(one.factcheck.url),
                lang=_other(one.factcheck.lang, say),
            ),
            claimant=say("factcheck.claimant", name=one_line(one.factcheck.claimant)) if one.factcheck.claimant else "",
            clock=_clock(one.clock, one.factcheck.published, say, published=published),
            differences=tuple(_difference(veto, say) for veto in one.vetoes),
        )
        for one in ordered
    )


def quote_views(dossier: Dossier, say: Words) -> tuple[QuoteView, ...]:
    """Return the quotations that were looked up, in reading order."""
    return tuple(_quote(one, dossier, say) for one in dossier.quote_findings)


def _quote(finding: QuoteFinding, dossier: Dossier, say: Words) -> QuoteView:
    status, mark = MARKS[finding.status]
    words = finding.quote.of(dossier.article.text)
    passage, found = finding.passage, finding.found
    theirs = ""
    if passage is not None and finding.status is not QuoteStatus.NOT_FOUND:
        theirs = _with_cut(passage.text, found, finding.cut).of(passage.text)
    cut = [finding.cut] if finding.cut else []
    return QuoteView(
        finding=finding,
        status=status,
        mark=mark,
        verdict=say(f"quote_status.{finding.status}"),
        statement=say.ours(finding.statement),
        ours=marked(words, _edited(words, finding.edits, is_ours=True)),
        theirs=marked(theirs, [*_edited(theirs, finding.edits, is_ours=False), *_placed(theirs, cut)])
        if theirs
        else (),
        source=source_of(passage, say) if passage is not None and theirs else None,
        clock=_clock(finding.clock, passage.published if passage else None, say, published=dossier.article.published)
        if theirs
        else "",
    )


def _with_cut(text: str, found: Span | None, cut: str | None) -> Span:
    """Return the words of a document that a quotation stands for, those left out included."""
    if found is None:
        return Span(0, len(text))
    start = text.find(cut) if cut else -1
    return found.cover(Span(start, start + len(cut))) if cut and start >= 0 else found


def _edited(text: str, edits: Sequence[Edit], *, is_ours: bool) -> list[Span]:
    return _placed(text, [one.quoted if is_ours else one.original for one in edits])


def _placed(text: str, words: Sequence[str]) -> list[Span]:
    """Return where words stand in a text, each looked for behind the one before."""
    spans: list[Span] = []
    at = 0
    for each in words:
        start = text.find(each, at) if each else -1
        start = text.find(each) if each and start < 0 else start
        if start >= 0:
            at = start + len(each)
            spans.append(Span(start, at))
    return spans


def marked(text: str, spans: Sequence[Span]) -> tuple[Piece, ...]:
    """Return a text on one line in pieces, those under the spans marked.

    >>> marked("a bc d", [Span(2, 4)])
    (Piece(text='a ', is_marked=False), Piece(text='bc', is_marked=True), Piece(text=' d', is_marked=False))
    """
    pieces: list[Piece] = []
    at = 0
    for span in sorted(spans):
        if span.start < at or span.end > len(text):
            continue
        pieces += [Piece(_line(text[at : span.start]), is_marked=False), Piece(_line(span.of(text)), is_marked=True)]
        at = span.end
    pieces.append(Piece(_line(text[at:]), is_marked=False))
    return tuple(piece for piece in pieces if piece.text)


def _line(text: str) -> str:
    """Return a piece on one line; the spaces at its ends part it from its neighbours."""
    inner = one_line(text)
    before, after = text[:1].isspace(), text[-1:].isspace()
    return f"{' ' if before else ''}{inner}{' ' if after and inner else ''}"


def plain(pieces: Sequence[Piece]) -> str:
    """Return pieces as one text, stars around what is marked: for a terminal without colours."""
    return "".join(f"*{piece.text}*" if piece.is_marked else piece.text for piece in pieces).strip()


def source_of(passage: Passage, say: Words) -> SourceView:
    """Return where a passage comes from: its publisher, else its site, its title or its file."""
    name = passage.publisher or _host(passage.url) or passage.location.rsplit("/", 1)[-1]
    return SourceView(
        name=one_line(name),
        day=say.day(passage.published) if passage.published else say("undated"),
        title=one_line(passage.title or ""),
        url=safe_url(passage.url),
        lang=_other(passage.lang, say),
    )


def _other(lang: Lang, say: Words) -> Lang | None:
    return lang if lang != say.lang else None


def _host(url: str | None) -> str:
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _clock(clock: str, day: date | None, say: Words, *, published: date | None) -> str:
    """Return whether a text was out on the day of publication; nothing where the article has none."""
    if published is None:
        return ""
    if day is None:
        return say("testimony_clock.undated")
    return say(f"testimony_clock.{clock}")


def _difference(veto: Veto, say: Words) -> str:
    return say(f"difference.{veto.kind}", ours=one_line(veto.claim_side), theirs=one_line(veto.evidence_side))
