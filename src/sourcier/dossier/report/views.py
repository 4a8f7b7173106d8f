"""A dossier in words: its head, its claims in reading order, its ledger."""

from __future__ import annotations

from collections.abc import Sequence

from sourcier.core.claims import ClaimKind
from sourcier.core.dossier import Dossier
from sourcier.dossier.report.claims import claim_views
from sourcier.dossier.report.context import Context, safe_url
from sourcier.dossier.report.records import MARKS, ClaimView, DossierView, SentenceView
from sourcier.dossier.report.testimony import quote_views
from sourcier.dossier.report.typography import one_line
from sourcier.dossier.report.verdicts import is_denied
from sourcier.dossier.report.words import Words, words


def view(dossier: Dossier) -> DossierView:
    """Return what the reports show of a dossier."""
    context = Context.of(dossier)
    say = context.say
    claims = claim_views(dossier, context)
    return DossierView(
        dossier=dossier,
        context=context,
        say=say,
        title=one_line(dossier.article.title or "") or say("untitled"),
        about=_about(dossier, say),
        url=safe_url(dossier.article.url),
        coverage=coverage(dossier),
        counts=counts(
            [(one.status, one) for one in claims], say, [one.status for one in claims if is_denied(one.claim)]
        ),
        clocks=_clocks(dossier, say),
        claims=claims,
        sentences=_sentences(dossier, claims, say),
        issues=tuple(say.ours(issue.message) for issue in dossier.issues),
        quotes=quote_views(dossier, say, [(one.number, one.claim.span) for one in claims]),
        library=_library(dossier, say),
    )


def _library(dossier: Dossier, say: Words) -> str:
    held = dossier.run.library
    if held is None:
        return ""
    return say(
        "foot.library",
        documents=say.count("library.documents", held.documents),
        factchecks=say.count("library.factchecks", held.factchecks),
        digest=held.digest[:12],
    )


def coverage(dossier: Dossier) -> str:
    """Return the first line of every dossier: how many sentences, how many claims, why the others carry none."""
    say = words(dossier.article.lang)
    entries = dossier.ledger.entries
    if not entries:
        return say("coverage.empty")
    carrying = dossier.ledger.with_claims
    without = len(entries) - carrying
    blanks = {
        "sentences": say.count("coverage.sentences", len(entries)),
        "carrying": say.count("coverage.carrying", carrying, claims=say.count("coverage.claims", len(dossier.claims))),
        "without": say.count("coverage.without", without),
        "reasons": ", ".join(say.count(f"reason.{reason}", n) for reason, n in dossier.ledger.reasons().items()),
    }
    kind = "all" if without == 0 else "none" if carrying == 0 else "line"
    return say(f"coverage.{kind}", **blanks)


def _about(dossier: Dossier, say: Words) -> str:
    article = dossier.article
    parts = [one_line(", ".join(article.byline))]
    parts.append(say.day(article.published) if article.published else say("undated"))
    if article.updated is not None and article.updated != article.published:
        parts.append(say("updated", day=say.day(article.updated)))
    parts.append(one_line(article.publisher or ""))
    return " · ".join(part for part in parts if part)


def _clocks(dossier: Dossier, say: Words) -> str:
    published, now = dossier.article.published, dossier.run.now
    if now is None:
        return ""
    if published is None:
        return say("clock.now_only", now=say.day(now))
    return say("clock.both", published=say.day(published), now=say.day(now))


def counts(
    held: Sequence[tuple[str, ClaimView | None]], say: Words, denied: Sequence[str] = ()
) -> tuple[tuple[str, str], ...]:
    """Return how many claims have each verdict, in words, for each that occurs.

    Args:
        held: Status of each claim, and the claim where its verdict is the program's: of quotations only that one
            tells how they stand in their document.
        say: The words.
        denied: Status of each claim that the article denies.
    """
    totals = {status: sum(one == status for one, _ in held) for status in MARKS}
    apart = {claim.claim.kind if claim else None for status, claim in held if status == "conflicting"}
    names = {"conflicting": "conflicting_quote"} if apart == {ClaimKind.QUOTE} else {}
    counted = {status: say.count(f"summary.{names.get(status, status)}", n) for status, n in totals.items() if n}
    cut = sum(claim is not None and claim.verdict == say("verdict.conflicting_cut") for _, claim in held)
    if cut:
        counted["conflicting"] += f" ({say.count('summary.cut', cut)})"
    for status, name in (("refuted", "rightly_denied"), ("supported", "wrongly_denied")):
        if apart_from := sum(one == status for one in denied):
            counted[status] += f" ({say.count(f'summary.{name}', apart_from)})"
    return tuple(counted.items())


def _sentences(dossier: Dossier, claims: Sequence[ClaimView], say: Words) -> tuple[SentenceView, ...]:
    spans = {sentence.id: sentence.span for sentence in dossier.sentences}
    by_id = {claim.claim.id: claim for claim in claims}
    found = []
    for number, entry in enumerate(dossier.ledger.entries, start=1):
        span = spans[entry.sentence_id]
        carried = [by_id[claim_id] for claim_id in entry.claim_ids if claim_id in by_id]
        found.append(
            SentenceView(
                number=number,
                words=one_line(span.of(dossier.article.text)),
                claims=tuple(sorted(carried, key=lambda claim: claim.number)),
                reason=say(f"reason.{entry.reason}.name") if entry.reason else "",
                slug=str(entry.reason or ""),
                why=say(f"why_reason.{entry.reason}") if entry.reason else "",
                links=tuple(one_line(link.url) for link in dossier.article.links if span.overlaps(link.span)),
            )
        )
    return tuple(found)
