"""The terminal report: plain lines that read the same with and without colour, at 80 columns."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from sourcier.core.dossier import Dossier
from sourcier.core.findings import Operation
from sourcier.dossier.register import DOMAIN
from sourcier.dossier.report.lines import row, wrapped
from sourcier.dossier.report.media import outlets
from sourcier.dossier.report.records import MARKS, ClaimView, DossierView, FindingView, SentenceView
from sourcier.dossier.report.relations import edges, relation_views
from sourcier.dossier.report.rhetoric import passage_views, trust
from sourcier.dossier.report.testifying import quotations, testimony
from sourcier.dossier.report.views import view
from sourcier.dossier.report.words import Words

STYLES = {
    "supported": "green",
    "refuted": "red",
    "conflicting": "yellow",
    "not_enough_evidence": "cyan",
    "none": "dim",
}
_DENIED = {"refuted denied": STYLES["supported"], "supported denied": STYLES["refuted"]}
"""Of what the article denies: it is right where that is refuted."""
_NAMED = 5
"""Members of a count that are named."""

_OTHER_READINGS = 3
"""How many further readings are listed; the page and the JSON have them all."""


def report(
    dossier: Dossier, *, width: int = 80, explain: bool = False, rhetoric: bool = False, is_decided: bool = False
) -> Iterator[Text]:
    """Return the lines of a dossier's report, each at most `width` columns wide where words allow.

    Args:
        dossier: What to show, in its article's language.
        width: Columns.
        explain: List the tables that were considered and rejected.
        rhetoric: List the passages that persuade by their form.
        is_decided: Decisions of people are told beside it: its verdicts are said to be the program's.
    """
    shown = view(dossier)
    yield from _head(shown, width, verdicts="program" if is_decided else "line")
    for claim in shown.claims:
        yield Text()
        yield from _claim(claim, shown.say, width, explain=explain)
    yield from quotations(shown, width)
    yield from _ties(shown, width)
    yield from _outlets(shown, width)
    if rhetoric:
        yield from _passages(shown, width)
    yield Text()
    yield from _foot(shown, width)


def ledger(dossier: Dossier, *, width: int = 80) -> Iterator[Text]:
    """Return the lines of the ledger alone: every sentence with its claims, or the reason for having none."""
    shown = view(dossier)
    yield from _head(shown, width, verdicts="")
    for sentence in shown.sentences:
        yield Text()
        yield from _sentence(sentence, width)
    yield Text()
    yield from _foot(shown, width)


def _head(shown: DossierView, width: int, *, verdicts: str) -> Iterator[Text]:
    yield from wrapped(shown.title, width, style="bold")
    yield from wrapped(shown.about, width)
    if shown.url:
        yield Text(shown.url, style="dim")
    yield Text()
    yield from wrapped(shown.coverage, width, style="bold")
    if verdicts and shown.claims:
        counts = ", ".join(f"{MARKS[status]}\xa0{counted}" for status, counted in shown.counts)
        yield from wrapped(shown.say(f"summary.{verdicts}", counts=counts), width)
        if shown.clocks:
            yield from wrapped(shown.clocks, width, style="dim")
    for issue in shown.issues:
        yield from wrapped(issue, width, first=f"! {shown.say('label.issue')} – ", rest="  ", style="yellow")


def _claim(claim: ClaimView, say: Words, width: int, *, explain: bool) -> Iterator[Text]:
    style = _DENIED.get(claim.css) or STYLES[claim.status]
    head = Text(f"{claim.number:>3} ")
    head.append(f"{claim.mark} {claim.verdict}", style=f"bold {style}" if style != "dim" else style)
    head.append(f" – {claim.kind}", style="dim")
    yield head
    pad = " " * 4
    yield from wrapped(claim.words, width, first=pad, rest=pad + "  ")
    yield from wrapped(claim.says, width, first=pad, rest=pad, style="dim")
    if claim.justification:
        yield from wrapped(
            claim.justification, width, first=pad, rest=pad, style="dim" if claim.status == "none" else ""
        )
    for note in claim.notes:
        yield from wrapped(note, width, first=pad, rest=pad)
    if claim.findings:
        yield from _finding(claim.findings[0], claim, say, width)
        others = sorted(claim.findings[1:], key=lambda one: not _is_internal(one))
        for other in others[:_OTHER_READINGS]:
            yield from _reading(other, say, width)
        if len(others) > _OTHER_READINGS:
            yield from row("", say.count("label.more_readings", len(others) - _OTHER_READINGS), width, style="dim")
    yield from testimony(claim, say, width, explain=explain)
    if claim.caveats:
        yield from row(say("label.caveats"), say("label.semicolon").join(claim.caveats), width)
    for link in claim.links:
        yield from row(say("label.link"), link, width)
    if explain:
        for rejected in claim.considered:
            yield from row(say("label.rejected"), rejected, width, style="dim")


def _finding(finding: FindingView, claim: ClaimView, say: Words, width: int) -> Iterator[Text]:
    if finding.statement not in claim.justification:
        yield from row(say("label.found"), finding.statement, width)
    if finding.cells:
        cell = finding.cells[0]
        about = f" ({cell.about})" if cell.about else ""
        colon = say("label.colon")
        yield from row(say("label.datum"), f"{cell.label or finding.measure}{about}{colon}{cell.value}", width)
        source = ", ".join(part for part in (cell.source, cell.issued, cell.party) if part)
        yield from row(say("label.among"), _some(finding.members, say), width)
        yield from row(say("label.source"), source, width)
        yield from row(say("label.note"), cell.note, width)
        yield from row(say("label.pack"), cell.place, width)
    yield from row(say("label.arithmetic"), finding.arithmetic, width)
    yield from row(say("label.comparison"), finding.comparison, width)


def _some(names: tuple[str, ...], say: Words) -> str:
    """Return the first of many names, and how many there are besides; the page has them all."""
    if len(names) <= _NAMED + 1:
        return ", ".join(names)
    return say("label.others", names=", ".join(names[:_NAMED]), n=len(names) - _NAMED)


def _is_internal(finding: FindingView) -> bool:
    """Say whether a reading sets the article against itself: shown before others, and no support of the claim."""
    return finding.finding.reading.operation is Operation.INTERNAL


def _reading(finding: FindingView, say: Words, width: int) -> Iterator[Text]:
    said = finding.statement or finding.comparison or finding.measure
    cell = finding.cells[0] if finding.cells else None
    if _is_internal(finding):
        yield from row(say("label.internal"), said, width)
        return
    party = f" ({cell.party})" if cell and cell.party and cell.party not in said else ""
    yield from row(say("label.reading"), f"{finding.mark} {finding.verdict} – {said}{party}", width)


def _sentence(sentence: SentenceView, width: int) -> Iterator[Text]:
    pad = " " * 4
    yield from wrapped(sentence.words, width, first=f"{sentence.number:>3} ", rest=pad)
    for link in sentence.links:
        yield Text(f"{pad}↗ {link}", style="dim")
    if sentence.reason:
        yield from wrapped(f"– {sentence.reason} ({sentence.why})", width, first=pad, rest=pad + "  ", style="dim")
    for claim in sentence.claims:
        yield from wrapped(
            f"{claim.words} – {claim.kind}, {claim.checkability}. {claim.says}",
            width,
            first=pad + "• ",
            rest=pad + "  ",
        )


def _ties(shown: DossierView, width: int) -> Iterator[Text]:
    """Who with whom: one line a group of relations that read the same."""
    say = shown.say
    groups = edges(relation_views(shown))
    if groups:
        yield Text()
        yield Text(say("ties.title"), style="bold")
    for group in groups:
        first = group.first
        sign = "↔" if first.relation.is_symmetric else "→"
        named = [view for view in group.views if view.relation.source.kind == "named"]
        who = dict.fromkeys(say("ties.said_by", who=view.who) for view in named)
        detail = ", ".join([*(note for note in first.notes if not who or note != say("ties.reported")), *who])
        line = f"{first.subject} {sign} {first.object}{say('label.colon')}{first.what}"
        line += f" ({detail})" if detail else ""
        line += f" ×{len(group.views)}" if len(group.views) > 1 else ""
        yield from wrapped(line, width, first="    ", rest=" " * 8, style="red" if first.is_hostile else "green")


def _outlets(shown: DossierView, width: int) -> Iterator[Text]:
    """Who speaks: one paragraph an outlet; sources and the sites that nobody knows are left to the page."""
    say = shown.say
    known = outlets(shown).known
    if known:
        yield Text()
        yield Text(say("media.title"), style="bold")
    for outlet in known:
        facts = [fact.words for fact in outlet.facts if fact.relation != DOMAIN] or [say("media.unknown")]
        line = f"{outlet.name} ({outlet.roles}){say('label.colon')}{say('label.semicolon').join(facts)}"
        yield from wrapped(line, width, first="    ", rest=" " * 8)


def _foot(shown: DossierView, width: int) -> Iterator[Text]:
    say, run = shown.say, shown.dossier.run
    yield Text("─" * width, style="dim")
    packs = ", ".join(
        say("foot.pack", name=pack.name, version=pack.version, digest=pack.digest[:12]) for pack in run.packs
    )
    if packs:
        yield from wrapped(say("foot.packs", packs=packs), width, style="dim")
    if shown.library:
        yield from wrapped(shown.library, width, style="dim")
    models = ", ".join(f"{name} {version}" for name, version in run.models)
    yield from wrapped(say("foot.tool", version=run.version, models=models), width, style="dim")
    if shown.dossier.findings or shown.dossier.passage_findings:
        yield from wrapped(say("foot.replay"), width, style="dim")


def _passages(shown: DossierView, width: int) -> Iterator[Text]:
    """The layer of persuasion: what it is not, each passage with its technique, how far to trust it."""
    say, passages = shown.say, passage_views(shown)
    yield Text()
    title, counted = say("rhetoric.title"), say.count("rhetoric.passages", len(passages))
    yield from wrapped(f"{title}{say('label.colon')}{counted}", width, style="bold")
    pad = " " * 4
    for passage in passages:
        yield from wrapped(f"{passage.words} – {passage.label}", width, first=pad + "• ", rest=pad + "  ")
    yield from wrapped(say("rhetoric.note"), width, first=pad, rest=pad, style="dim")
    yield from wrapped(trust(say), width, first=pad, rest=pad, style="dim")
