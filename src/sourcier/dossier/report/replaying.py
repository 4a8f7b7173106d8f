"""What a replay found, in words."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from sourcier.core.dossier import Dossier
from sourcier.core.library import Passage
from sourcier.dossier.replaying import Difference, Replay
from sourcier.dossier.report.context import quoted
from sourcier.dossier.report.lines import wrapped
from sourcier.dossier.report.testimony import source_of
from sourcier.dossier.report.typography import one_line
from sourcier.dossier.report.words import Words, words

MOST = 60
"""Letters of a text that name it in a line."""


def lines(dossier: Dossier, replay: Replay, *, width: int = 80) -> Iterator[Text]:
    """Return the lines that report a replay, in the article's language: identical, or each difference."""
    say = words(dossier.article.lang)
    if replay.is_identical:
        findings = say.count("replay.findings", replay.findings)
        packs = say.count("replay.packs", replay.packs)
        for key, count in (("passages", replay.passages), ("factchecks", replay.factchecks)):
            packs += f", {say.count(f'replay.{key}', count)}" if count else ""
        yield from wrapped(say("replay.identical_line", findings=findings, packs=packs), width, style="green")
        return
    counted = say.count("replay.differences", len(replay.differences))
    yield from wrapped(say("replay.different_line", differences=counted), width, style="bold red")
    last = ""
    for difference in replay.differences:
        said = _said(difference, dossier, say)
        if said != last:
            yield from wrapped(said, width, first="  – ", rest="    ")
        if difference.kind == "finding":
            yield from wrapped(one_line(difference.detail), width, first="      ", rest="        ")
        last = said


def _said(difference: Difference, dossier: Dossier, say: Words) -> str:
    claim_id = next((f.claim_id for f in dossier.findings if f.id == difference.subject), difference.subject)
    blanks = {
        "id": difference.subject,
        "name": difference.subject,
        "version": difference.detail,
        "field": difference.detail,
        "expected": difference.expected,
        "observed": difference.observed,
        "words": _claim(claim_id, dossier, say),
        "claim": _claim(difference.subject, dossier, say) or difference.subject,
        "record": _record(difference, dossier, say),
        "finding": difference.expected,
        "verdict": say.get(f"verdict.{difference.expected}", ""),
        "what": difference.detail or f"{difference.expected} → {difference.observed}",
    }
    if difference.kind in {"other-digest", "missing-library", "other-library"}:
        blanks |= {"expected": difference.expected[:12], "observed": difference.observed[:12]}
    return one_line(say(f"replay.difference.{difference.kind}", **blanks))


def _claim(claim_id: str, dossier: Dossier, say: Words) -> str:
    """Return a claim's words between quotation marks; empty for no claim."""
    claim = next((claim for claim in dossier.claims if claim.id == claim_id), None)
    return quoted(claim.focus.of(dossier.article.text), say) if claim else ""


def _record(difference: Difference, dossier: Dossier, say: Words) -> str:
    """Return what a difference is about, in words: a passage, a quotation, an earlier fact-check, a claim."""
    subject = difference.subject
    for passage in dossier.passage_findings:
        if subject in {passage.id, passage.passage.id}:
            return say(
                "replay.record.passage", words=_short(passage.passage.text, say), where=_place(passage.passage, say)
            )
    for quote in dossier.quote_findings:
        if subject == quote.id or (quote.passage is not None and subject == quote.passage.id):
            return say("replay.record.quote", words=_short(quote.quote.of(dossier.article.text), say))
    for check in dossier.factcheck_findings:
        if subject in {check.id, check.factcheck.id}:
            words = _short(check.factcheck.claim, say)
            return say("replay.record.factcheck", words=words, where=one_line(check.factcheck.publisher))
    words = _claim(subject, dossier, say)
    return say("replay.record.claim", words=words) if words else one_line(subject)


def _place(passage: Passage, say: Words) -> str:
    source = source_of(passage, say)
    return ", ".join(part for part in (source.line, source.path) if part)


def _short(text: str, say: Words) -> str:
    words = one_line(text)
    return quoted(words if len(words) <= MOST else words[:MOST].rsplit(" ", 1)[0] + " …", say)
