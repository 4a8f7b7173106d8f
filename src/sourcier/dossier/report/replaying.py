"""What a replay found, in words."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from sourcier.core.dossier import Dossier
from sourcier.dossier.replaying import Difference, Replay
from sourcier.dossier.report.context import quoted
from sourcier.dossier.report.lines import wrapped
from sourcier.dossier.report.typography import one_line
from sourcier.dossier.report.words import Words, words


def lines(dossier: Dossier, replay: Replay, *, width: int = 80) -> Iterator[Text]:
    """Return the lines that report a replay, in the article's language: identical, or each difference."""
    say = words(dossier.article.lang)
    if replay.is_identical:
        findings = say.count("replay.findings", replay.findings)
        packs = say.count("replay.packs", replay.packs)
        if replay.passages:
            packs = f"{packs}, {say.count('replay.passages', replay.passages)}"
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
    claim = next((claim for claim in dossier.claims if claim.id == claim_id), None)
    blanks = {
        "missing-pack": {"name": difference.subject, "version": difference.detail},
        "other-version": {
            "name": difference.subject,
            "expected": difference.expected,
            "observed": difference.observed,
        },
        "other-digest": {
            "name": difference.subject,
            "version": difference.detail,
            "expected": difference.expected[:12],
            "observed": difference.observed[:12],
        },
        "changed-text": {},
        "moved-claim": {"id": difference.subject},
        "lost-finding": {"id": difference.subject, "finding": difference.expected},
        "unfounded-verdict": {"id": difference.subject, "verdict": say.get(f"verdict.{difference.expected}", "")},
        "series": {
            "name": difference.subject,
            "what": difference.detail or f"{difference.expected} → {difference.observed}",
        },
        "missing-library": {"expected": difference.expected[:12]},
        "other-library": {"expected": difference.expected[:12], "observed": difference.observed[:12]},
        "passage": {"id": difference.subject, "detail": difference.detail},
        "edited": {"id": difference.subject, "field": difference.detail},
        "finding": {
            "id": difference.subject,
            "words": quoted(claim.focus.of(dossier.article.text), say) if claim else "",
        },
    }[difference.kind]
    return one_line(say(f"replay.difference.{difference.kind}", **blanks))
