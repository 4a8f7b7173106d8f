"""One claim in words: its verdict, who says it, and what the verdict rests on."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sourcier.core.article import Article
from sourcier.core.claims import Claim
from sourcier.core.dossier import Dossier
from sourcier.core.findings import Assessment, Candidate, Cell, Finding, Operation, Signal
from sourcier.core.spans import Span
from sourcier.core.testimony import FactCheckFinding, PassageFinding
from sourcier.dossier.report.context import Context, cited, issuer_in_full, place, quoted
from sourcier.dossier.report.notes import note_of
from sourcier.dossier.report.records import MARKS, CellView, ClaimView, FindingView
from sourcier.dossier.report.testimony import factcheck_views, passage_views
from sourcier.dossier.report.typography import one_line
from sourcier.dossier.report.verdicts import OWN, justification, notes, verdict_in_words
from sourcier.dossier.report.words import Words
from sourcier.dossier.report.worth import worth_in_words

_SAID = frozenset({"issuer", "measure"})
"""Columns of a key that the source and the label say already."""


@dataclass(frozen=True, slots=True)
class Testimony:
    """What texts say of one claim."""

    passages: Sequence[PassageFinding]
    factchecks: Sequence[FactCheckFinding]


def claim_views(dossier: Dossier, context: Context) -> tuple[ClaimView, ...]:
    """Return the claims of a dossier in reading order, numbered from 1."""
    assessments = {assessment.claim_id: assessment for assessment in dossier.assessments}
    findings = {finding.id: finding for finding in dossier.findings}
    sentences = {sentence.id: sentence.span for sentence in dossier.sentences}
    ordered = sorted(dossier.claims, key=lambda claim: (claim.span.start, claim.span.end, claim.focus.start))
    return tuple(
        _claim(
            dossier.article,
            claim,
            number,
            context,
            sentence=sentences.get(claim.sentence_id, claim.span),
            assessment=assessments.get(claim.id),
            findings=findings,
            testimony=Testimony(
                [one for one in dossier.passage_findings if one.claim_id == claim.id],
                [one for one in dossier.factcheck_findings if one.claim_id == claim.id],
            ),
        )
        for number, claim in enumerate(ordered, start=1)
    )


def _claim(
    article: Article,
    claim: Claim,
    number: int,
    context: Context,
    *,
    sentence: Span,
    assessment: Assessment | None,
    findings: Mapping[str, Finding],
    testimony: Testimony,
) -> ClaimView:
    text, say = article.text, context.say
    verdict = assessment.verdict if assessment else None
    status = str(verdict) if verdict else "none"
    caveats = assessment.caveats if assessment else ()
    used = [findings[name] for name in assessment.finding_ids if name in findings] if assessment else []
    return ClaimView(
        number=number,
        claim=claim,
        words=quoted(claim.span.of(text), say),
        focus=one_line(claim.focus.of(text)),
        status=status,
        mark=MARKS[status],
        verdict=verdict_in_words(claim, assessment, used, say, has_texts=context.has_texts),
        kind=say(f"kind.{claim.kind}"),
        checkability=say(f"checkability.{claim.checkability}"),
        speaker=_speaker(claim, say),
        says=_says(claim, say),
        worth=worth_in_words(claim, say),
        justification=justification(assessment, say, has_texts=context.has_texts),
        caveats=tuple(say(f"caveat.{caveat}") for caveat in caveats),
        notes=notes(assessment, say),
        findings=tuple(_finding(finding, article, context) for finding in used),
        considered=tuple(_candidate(candidate, say) for candidate in (assessment.considered if assessment else ())),
        links=tuple(one_line(link.url) for link in article.links if sentence.overlaps(link.span)),
        passages=passage_views(testimony.passages, say, published=article.published),
        factchecks=factcheck_views(testimony.factchecks, say, published=article.published),
    )


DETERMINERS = frozenset(
    "le la les l' un une des ce cette ces son sa ses leur leurs the a an this that his her its their".split()
)


def inside_sentence(name: str) -> str:
    """Return a source as it stands inside a sentence: a determiner's capital was that of the sentence it opened.

    >>> inside_sentence("Le chancelier"), inside_sentence("Le Monde"), inside_sentence("L'Insee")
    ('le chancelier', 'Le Monde', "l'Insee")
    """
    mark = "'" if name[:2].lower() == "l'" else " "
    first, parting, rest = name.partition(mark)
    is_title = mark == " " and rest[:1].isupper()
    if (first + parting).strip().lower() not in DETERMINERS or is_title:
        return name
    return first.lower() + parting + rest


def _speaker(claim: Claim, say: Words) -> str:
    """Return the name under which a claim's source is listed."""
    if claim.source.kind == "named":
        return one_line(claim.source.name)
    return say("author" if claim.source.kind == "author" else "unnamed")


def _says(claim: Claim, say: Words) -> str:
    firmness = "presupposed" if claim.is_presupposed and claim.commitment == "asserts" else str(claim.commitment)
    if claim.is_unsaid:
        firmness = "unsaid"
    elif claim.is_contradicted:
        firmness = "contradicted"
    return say(f"says.{claim.source.kind}.{firmness}", name=inside_sentence(one_line(claim.source.name)))


def _finding(finding: Finding, article: Article, context: Context) -> FindingView:
    say = context.say
    status = str(finding.verdict)
    arithmetic, comparison = say.ours(finding.computation.expression), say.ours(finding.comparison.expression)
    percent = round(finding.probability * 100)
    return FindingView(
        finding=finding,
        status=status,
        mark=MARKS[status],
        verdict=say(f"verdict.{status}"),
        statement=say.ours(finding.statement),
        measure=one_line(finding.reading.measure),
        definition=one_line(finding.reading.definition),
        clock=say(f"clock.{finding.clock}") if article.published else "",
        cells=tuple(_cell(cell, context) for cell in finding.cells),
        arithmetic=arithmetic if "=" in arithmetic or "→" in arithmetic else "",
        comparison=comparison,
        members=_members(finding, context),
        caveats=tuple(say(f"caveat.{caveat}") for caveat in finding.caveats),
        probability=say("note.probability", percent=percent) if percent < 100 else "",
    )


def _cell(cell: Cell, context: Context) -> CellView:
    say = context.say
    if cell.pack == OWN:
        return _own_figure(cell, say)
    source, url = cited(cell.source, cell.url)
    issuer = issuer_in_full(cell.issuer or "", context)
    written = {issuer, context.names.get(cell.issuer or "", cell.issuer or "")}  # ours, and as the table has it
    is_cited = any(name.lower() in source.lower() for name in written)
    note = note_of(cell.note, cell.pack, context.note_langs, say)
    label = say.ours(cell.label)
    value = context.entry("option", cell.value) if cell.column == "option" else say.value(cell.value, cell.unit)
    is_spell = cell.column == "end" and any(column == "start" for column, _ in cell.key)
    return CellView(
        label=label[:1].upper() + label[1:] if label[1:2].islower() else label,
        about=_about(cell, label, context, without="start" if is_spell else ""),
        value=_spell(cell, context) if is_spell else value or say("label.no_row"),
        source=source if is_cited else " · ".join(part for part in (issuer, source) if part),
        url=url,
        issued=say("label.issued", day=say.day(cell.issued)) if cell.issued else "",
        party=_party(cell.party, context),
        note=note.words,
        note_lang=note.lang,
        place=place(cell.pack, cell.resource, context),
    )


def _own_figure(cell: Cell, say: Words) -> CellView:
    return CellView(
        label=say("label.own_figure"),
        about="",
        value=one_line(cell.label) or say.value(cell.value, cell.unit),
        source=say("label.own_source"),
        url=None,
        issued="",
        party="",
        note="",
        note_lang="",
        place="",
    )


def _about(cell: Cell, label: str, context: Context, *, without: str) -> str:
    """Return what picks a row, without what the label says, and without a membership's being one."""
    entries = [
        context.entry(column, value)
        for column, value in cell.key
        if value and column != without and column not in _SAID and (column, value) != ("relation", "member_of")
    ]
    return ", ".join(dict.fromkeys(entry for entry in entries if entry.casefold() != label.casefold()))


def _spell(cell: Cell, context: Context) -> str:
    """Return from when to when a relation holds: "depuis le …, toujours en vigueur (base au …)"."""
    say, start = context.say, dict(cell.key).get("start", "")
    first = say.period(start) if start else ""
    if cell.value:
        end = say.period(cell.value)
        return say("label.from_to", start=first, end=end) if first else say("label.until", day=end)
    made = context.made.get(cell.pack)
    still = say("label.still_at", day=say.day(made)) if made else say("label.still")
    return say("label.since", day=first, still=still) if first else still


def _members(finding: Finding, context: Context) -> tuple[str, ...]:
    """Return who a count of members counts, in the order of the alphabet."""
    if finding.reading.operation != Operation.COUNT:
        return ()
    ids = [
        row[query.columns.index("subject")] or ""
        for query in finding.queries
        if "subject" in query.columns
        for row in query.rows
    ]
    names = dict.fromkeys(context.names.get(one, one_line(one)) for one in ids if one)
    return tuple(sorted(names, key=lambda name: unicodedata.normalize("NFKD", name).casefold()))


def _party(party: str | None, context: Context) -> str:
    return context.say("label.party", party=context.names.get(party, one_line(party))) if party else ""


def _candidate(candidate: Candidate, say: Words) -> str:
    """Return a table that was put aside, the reason, and what spoke for it and against it."""
    told = say.ours(
        say(
            "label.rejected_place",
            pack=candidate.pack,
            resource=candidate.resource,
            operation=say(f"operation.{candidate.operation}"),
            probability=f"{candidate.probability:.2f}".replace(".", "," if say.lang == "fr" else "."),
            reason=candidate.rejected,
        )
    )
    signals = "; ".join(_signal(signal, say) for signal in candidate.signals if signal.value)
    return f"{told} [{signals}]" if signals else told


def _signal(signal: Signal, say: Words) -> str:
    """Return a signal as a reader of `--explain` needs it: what it is, how much, and the words that it compared."""
    value = f"{signal.value:+.2f}".replace("-", "−").replace(".", "," if say.lang == "fr" else ".")
    sides = " / ".join(one_line(side) for side in (signal.claim_side, signal.evidence_side) if side)
    return f"{signal.detail} {value}" + (f" ({sides})" if sides else "")
