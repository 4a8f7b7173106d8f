"""What was found on a claim, as lines of a letter to its author: each with its source."""

from __future__ import annotations

from collections.abc import Iterator

from sourcier.core.findings import Assessment, Verdict
from sourcier.core.testimony import QuoteStatus
from sourcier.dossier.exports.markdown import escaped, linked
from sourcier.dossier.exports.records import ClaimRecord, Gathered
from sourcier.dossier.exports.sources import cite
from sourcier.dossier.report.context import quoted, safe_url
from sourcier.dossier.report.records import ClaimView, FactCheckView, FindingView, PassageView, QuoteView, SourceView
from sourcier.dossier.report.words import Words, words


def answers(claim: ClaimRecord, gathered: Gathered, say: Words) -> Iterator[str]:
    """Return what people added, then what decides, then earlier fact-checks of the same claim.

    Where a person's verdict stands, only what agrees with it is told: an author is not asked to answer what the
    newsroom does not hold against the article. Where none stands, what the program found is called what a search gave.
    Of sources that differ, the first of each side come before the others.
    """
    found = list(_answers(claim, gathered, say))
    sides = dict(reversed(found)) if claim.verdict is Verdict.CONFLICTING else {}
    ahead = [line for side, line in found if sides.get(side) == line]
    yield from dict.fromkeys([*ahead, *(line for _, line in found)])


def tempering(claim: ClaimRecord, gathered: Gathered, say: Words) -> Iterator[str]:
    """Return the answers that do not simply bear a claim out: what is told where the newsroom tempers it."""
    yield from dict.fromkeys(line for side, line in _answers(claim, gathered, say) if side is not Verdict.SUPPORTED)


def _answers(claim: ClaimRecord, gathered: Gathered, say: Words) -> Iterator[tuple[Verdict | None, str]]:
    """Yield each answer with what it says of the claim."""
    standing, is_signed = claim.standing.verdict, claim.standing.last is not None
    for one in claim.revisions:
        if one.evidence is not None and _fits(one.evidence.stance, standing):
            title = escaped(one.evidence.title or "") or linked(safe_url(one.evidence.url))
            words_ = escaped(quoted(one.evidence.passage, words(say.lang))) if one.evidence.passage else ""
            told = say("reply.passage", words=words_) if words_ else say("reply.evidence", title=title)
            where = [title if words_ else "", linked(safe_url(one.evidence.url)) if one.evidence.title else ""]
            yield one.evidence.stance, _with_source(told, " ".join(filter(None, where)), say)
    if claim.shown is not None and claim.assessment is not None:
        named = set(claim.assessment.finding_ids)
        yield from _of_tables(claim, claim.shown, claim.assessment, say)
        for passage in claim.shown.passages:
            if passage.finding.id in named and _fits(passage.finding.stance, standing):
                yield passage.finding.stance, _passage(passage, say, is_signed=is_signed)
        for quote in gathered.shown.quotes:
            if quote.finding.id in named and _fits(quote.finding.verdict, standing):
                yield quote.finding.verdict, _quotation(quote, say, is_signed=is_signed)
    if claim.shown is not None:
        for check in claim.shown.factchecks:
            if not check.differences and _fits(check.finding.rated, standing):
                yield check.finding.rated, _factcheck(check, say, is_signed=is_signed)


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


def _of_tables(
    claim: ClaimRecord, shown: ClaimView, assessment: Assessment, say: Words
) -> Iterator[tuple[Verdict | None, str]]:
    told: set[str] = set()
    for finding in sorted(shown.findings, key=lambda one: _rank(one, assessment)):
        if finding.statement not in told and _fits(finding.finding.verdict, claim.standing.verdict):
            told.add(finding.statement)
            yield finding.finding.verdict, _table(finding, say, is_signed=claim.standing.last is not None)


def _rank(finding: FindingView, assessment: Assessment) -> tuple[bool, bool, int]:
    """Return the place of a finding: what decides is the most specific, then the latest; the article's own are last."""
    issued = finding.finding.cells[0].issued if finding.finding.cells else None
    is_own = bool(finding.cells) and not finding.cells[0].place
    return finding.finding.id not in assessment.finding_ids[:1], is_own, -(issued.toordinal() if issued else 0)


def _table(finding: FindingView, say: Words, *, is_signed: bool) -> str:
    line = say("reply.found" if is_signed else "reply.search", statement=escaped(finding.statement))
    if not finding.cells:
        return line
    cell = finding.cells[0]
    if cell.note:  # it may limit the figure: since when, of whom
        line = f"{line}  \n  {say('reply.note', note=escaped(cell.note))}"
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
