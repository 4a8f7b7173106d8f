"""What was found on a claim, as lines of a letter to its author: each with its source."""

from __future__ import annotations

from collections.abc import Iterator

from sourcier.core.findings import Verdict
from sourcier.core.testimony import QuoteStatus
from sourcier.dossier.exports.markdown import escaped, linked
from sourcier.dossier.exports.records import ClaimRecord, Gathered
from sourcier.dossier.exports.sources import cite
from sourcier.dossier.report.context import quoted, safe_url
from sourcier.dossier.report.records import ClaimView, FactCheckView, FindingView, PassageView, QuoteView, SourceView
from sourcier.dossier.report.words import Words, words


def answers(claim: ClaimRecord, gathered: Gathered, say: Words) -> Iterator[str]:
    """Return what decides, then what people added, then earlier fact-checks of the same claim.

    Where a person's verdict stands, only what agrees with it is told: an author is not asked to answer what the
    newsroom does not hold against the article. Where none stands, what the program found is called what a search gave.
    """
    standing, is_signed = claim.standing.verdict, claim.standing.last is not None
    if claim.shown is not None and claim.assessment is not None:
        named = set(claim.assessment.finding_ids)
        yield from _of_tables(claim, claim.shown, say)
        for passage in claim.shown.passages:
            if passage.finding.id in named and _fits(passage.finding.stance, standing):
                yield _passage(passage, say, is_signed=is_signed)
        for quote in gathered.shown.quotes:
            if quote.finding.id in named and _fits(quote.finding.verdict, standing):
                yield _quotation(quote, say, is_signed=is_signed)
    for one in claim.revisions:
        if one.evidence is not None and _fits(one.evidence.stance, standing):
            title = escaped(one.evidence.title or "") or linked(safe_url(one.evidence.url))
            words_ = escaped(quoted(one.evidence.passage, words(say.lang))) if one.evidence.passage else ""
            told = say("reply.passage", words=words_) if words_ else say("reply.evidence", title=title)
            where = [title if words_ else "", linked(safe_url(one.evidence.url)) if one.evidence.title else ""]
            yield _with_source(told, " ".join(filter(None, where)), say)
    if claim.shown is not None:
        for check in claim.shown.factchecks:
            if not check.differences and _fits(check.finding.rated, standing):
                yield _factcheck(check, say, is_signed=is_signed)


def quotation_answers(quote: QuoteView, say: Words, *, is_signed: bool) -> Iterator[str]:
    """Return how a quotation stands in its document, and the document's words, the omitted ones with them."""
    yield _quotation(quote, say, is_signed=is_signed)
    theirs = "".join(piece.text for piece in quote.theirs).strip()
    if theirs and quote.finding.status is not QuoteStatus.MISATTRIBUTED:  # there they are the article's own
        said = escaped(quoted(theirs, words(say.lang)))
        yield say("reply.passage", words=said) if is_signed else say("reply.search", statement=said)


def _fits(verdict: Verdict | None, standing: Verdict | None) -> bool:
    """Say whether a finding may stand beside a person's verdict: it does not say the contrary.

    Nor is what bears a claim out told where a person has left it open: nobody asks for the source of what he has.
    """
    if standing is Verdict.NOT_ENOUGH_EVIDENCE:
        return verdict is not Verdict.SUPPORTED
    return {verdict, standing} != {Verdict.SUPPORTED, Verdict.REFUTED}


def _of_tables(claim: ClaimRecord, shown: ClaimView, say: Words) -> Iterator[str]:
    told: set[str] = set()
    for finding in shown.findings:
        if finding.statement not in told and _fits(finding.finding.verdict, claim.standing.verdict):
            told.add(finding.statement)
            yield _table(finding, say, is_signed=claim.standing.last is not None)


def _table(finding: FindingView, say: Words, *, is_signed: bool) -> str:
    line = say("reply.found" if is_signed else "reply.search", statement=escaped(finding.statement))
    if not finding.cells:
        return line
    cell = finding.cells[0]
    return _with_source(line, " ".join(filter(None, [escaped(cite(cell, say)), linked(cell.url)])), say)


def _passage(passage: PassageView, say: Words, *, is_signed: bool) -> str:
    said = escaped(quoted(plain_words(passage), words(say.lang)))
    line = say("reply.passage", words=said) if is_signed else say("reply.search", statement=said)
    return _with_source(line, _origin(passage.source), say)


def plain_words(passage: PassageView) -> str:
    """Return a passage's words without the stars that mark what decides."""
    return "".join(piece.text for piece in passage.pieces).strip()


def _quotation(quote: QuoteView, say: Words, *, is_signed: bool) -> str:
    line = say("reply.found" if is_signed else "reply.search", statement=escaped(quote.statement))
    return _with_source(line, _origin(quote.source) if quote.source else "", say)


def _factcheck(check: FactCheckView, say: Words, *, is_signed: bool) -> str:
    key = "reply.factcheck" if is_signed else "reply.factcheck_near"
    return say(key, rating=escaped(check.rating), source=_origin(check.source))


def _origin(source: SourceView) -> str:
    return " ".join(filter(None, [escaped(source.line), linked(source.url)]))


def _with_source(line: str, source: str, say: Words) -> str:
    return f"{line}  \n  {say('reply.source', source=source)}" if source else line
