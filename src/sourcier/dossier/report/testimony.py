"""Passages, earlier fact-checks and quotations in words, with the words that decide marked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from urllib.parse import urlsplit

from sourcier.core.article import Lang
from sourcier.core.dossier import Dossier
from sourcier.core.findings import Verdict
from sourcier.core.library import Passage
from sourcier.core.spans import Span
from sourcier.core.testimony import Edit, FactCheckFinding, PassageFinding, QuoteFinding, QuoteStatus, Veto
from sourcier.dossier.report.context import quoted, safe_url
from sourcier.dossier.report.records import FactCheckView, PassageView, Piece, QuoteView, SourceView
from sourcier.dossier.report.typography import one_line
from sourcier.dossier.report.words import Words

MARKS = {
    QuoteStatus.EXACT: ("supported", "✓"),
    QuoteStatus.ALTERED: ("conflicting", "≠"),
    QuoteStatus.TRUNCATED: ("conflicting", "≠"),
    QuoteStatus.MISATTRIBUTED: ("conflicting", "≠"),
    QuoteStatus.NOT_FOUND: ("none", "·"),
}
"""Colour and sign of what became of a quotation: those of the claim that somebody said so."""
UNSIGNED = ("none", "·")
"""Of words that stand in a document where nothing shows that the speaker is the same."""
SEEMS = {Verdict.SUPPORTED: "≈", Verdict.REFUTED: "≠", Verdict.NOT_ENOUGH_EVIDENCE: "?"}
"""Sign of what a passage seems to say of the claim: never that of a verdict."""


def passage_views(findings: Sequence[PassageFinding], say: Words, *, published: date | None) -> tuple[PassageView, ...]:
    """Return the passages of one claim in words: those that decide, then those that something keeps from deciding.

    Of copies that say the same words one is shown; it names the others.
    """
    ordered = sorted(findings, key=lambda one: one.stance is Verdict.NOT_ENOUGH_EVIDENCE)
    told = {(one.passage.origin, one.passage.text): one for one in reversed(ordered)}
    return tuple(_passage(one, say, published=published) for one in ordered if one in told.values())


def _passage(finding: PassageFinding, say: Words, *, published: date | None) -> PassageView:
    return PassageView(
        finding=finding,
        status=str(finding.stance),
        mark=SEEMS[finding.stance],
        verdict=say(f"passage.{finding.stance}"),
        pieces=marked(finding.passage.text, finding.deciding),
        source=source_of(finding.passage, say),
        copies=_copies(finding, say),
        clock=_clock(finding.clock, finding.passage.published, say, published=published),
        caveats=tuple(say(f"caveat.{caveat}") for caveat in finding.caveats),
        differences=tuple(_difference(one, say) for one in finding.vetoes),
    )


def _copies(finding: PassageFinding, say: Words) -> str:
    """Return how many other texts have the same words, and whose they are."""
    if not finding.copies:
        return ""
    counted = say.count("passage.copies", finding.copies)
    if not finding.copied_by:
        return counted
    *first, last = (one_line(name) for name in finding.copied_by)
    names = say("label.and", first=", ".join(first), last=last) if first else last
    return say("passage.copied_by", copies=counted, names=names)


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
                quoted_title=_title(one.factcheck.title, one.factcheck.claim, say),
            ),
            claimant=say("factcheck.claimant", name=one_line(one.factcheck.claimant)) if one.factcheck.claimant else "",
            clock=_clock(one.clock, one.factcheck.published, say, published=published),
            differences=tuple(_difference(veto, say) for veto in one.vetoes),
        )
        for one in ordered
    )


def quote_views(dossier: Dossier, say: Words, claims: Sequence[tuple[int, Span]] = ()) -> tuple[QuoteView, ...]:
    """Return the quotations that were looked up, in reading order; `claims` are numbers and spans of the article's."""
    return tuple(
        _quote(one, dossier, say, number, tuple(claim for claim, span in claims if span.overlaps(one.quote)))
        for number, one in enumerate(dossier.quote_findings, start=1)
    )


def _quote(finding: QuoteFinding, dossier: Dossier, say: Words, number: int, claims: tuple[int, ...]) -> QuoteView:
    is_unsigned = _is_unsigned(finding)
    status, mark = UNSIGNED if is_unsigned else MARKS[finding.status]
    told = "turned" if finding.turn else "unsigned" if is_unsigned else finding.status
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
        verdict=say(f"quote_status.{told}"),
        statement=say.ours(finding.statement),
        ours=marked(words.rstrip(" ,"), _edited(words, finding.edits, is_ours=True)),
        theirs=marked(theirs, [*_edited(theirs, finding.edits, is_ours=False), *_placed(theirs, cut)])
        if theirs
        else (),
        source=source_of(passage, say) if passage is not None and theirs else None,
        clock=_clock(finding.clock, passage.published if passage else None, say, published=dossier.article.published)
        if theirs
        else "",
        number=number,
        claims=claims,
    )


def _is_unsigned(finding: QuoteFinding) -> bool:
    is_exact = finding.status is QuoteStatus.EXACT
    return is_exact and finding.speaker is not None and finding.is_same_speaker is None


def _with_cut(text: str, found: Span | None, cut: str | None) -> Span:
    """Return the words of a document that a quotation stands for, those left out included."""
    if found is None:
        return Span(0, len(text))
    start = text.find(cut) if cut else -1
    return found.cover(Span(start, start + len(cut))) if cut and start >= 0 else found


def _edited(text: str, edits: Sequence[Edit], *, is_ours: bool) -> list[Span]:
    return _placed(text, [one.quoted if is_ours else one.original for one in edits])


def _placed(text: str, words: Sequence[str]) -> list[Span]:
    """Return where words stand in a text, each looked for behind the one before; never inside another word.

    >>> _placed("il donne et ne rend pas", ["ne", "pas"])
    [Span(start=12, end=14), Span(start=20, end=23)]
    """
    spans: list[Span] = []
    at = 0
    for each in filter(None, words):
        whole = re.compile(
            rf"(?<!\w){re.escape(each)}(?!\w)" if not each.endswith(("'", "’")) else rf"(?<!\w){re.escape(each)}"
        )
        found = whole.search(text, at) or whole.search(text)
        if found is not None:
            at = found.end()
            spans.append(Span(found.start(), at))
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
    """Return where a passage comes from: its publisher, else its site, else its title or its file."""
    url = safe_url(passage.url)
    title = _title(passage.title, "", say)
    name = one_line(passage.publisher or _host(passage.url))
    return SourceView(
        name=name or title or one_line(passage.location.rsplit("/", 1)[-1]),
        day=say.day(passage.published) if passage.published else say("undated"),
        title=one_line(passage.title or ""),
        url=url,
        lang=_other(passage.lang, say),
        path="" if url else one_line(passage.location),
        quoted_title=title if name else "",
    )


def _title(title: str | None, said: str, say: Words) -> str:
    """Return a title between quotation marks; nothing where it repeats what is said beside it."""
    words = one_line(title or "")
    return quoted(words, say) if words and words != one_line(said) else ""


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
    ours, theirs = (quoted(side, say) if side else "" for side in (veto.claim_side, veto.evidence_side))
    told = say(f"difference.{veto.kind}", ours=ours, theirs=theirs)
    if ours and theirs:
        return told
    return say.get(f"difference.{veto.kind}_{'here' if ours else 'there'}", told).format(ours=ours, theirs=theirs)
