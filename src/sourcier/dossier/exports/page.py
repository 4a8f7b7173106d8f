"""The HTML report after people's decisions: their verdicts on marks, cards and counts, and all that they decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from markupsafe import Markup

from sourcier.core.dossier import Dossier
from sourcier.core.revisions import DECIDING, Revision
from sourcier.dossier.exports.deciding import SIGNS, decided_view, outcome_told
from sourcier.dossier.exports.deeds import deeds
from sourcier.dossier.exports.labels import Labels
from sourcier.dossier.exports.records import ClaimRecord, Gathered, gather
from sourcier.dossier.exports.standing import denied_css, made_by_people
from sourcier.dossier.exports.words import export_words
from sourcier.dossier.report.context import quoted, safe_url
from sourcier.dossier.report.entries import Entry, Signed, found_entry
from sourcier.dossier.report.records import DossierView
from sourcier.dossier.report.typography import one_line, unbroken
from sourcier.dossier.report.views import counts
from sourcier.dossier.report.words import words

_SECTION = Markup(
    '<section class="after" aria-labelledby="decisions">\n<h2 id="decisions">{title}</h2>\n'
    '<p class="intro">{intro}</p>\n'
    '<div class="table" tabindex="0" role="region" aria-labelledby="decisions">\n<table>\n'
    "<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n</div>\n</section>\n"
)
_ROW = Markup(
    '<tr><th scope="row" dir="auto">{claim}</th><td>{what}</td>{reason}<td dir="auto">{who}</td><td>{when}</td></tr>\n'
)
_REASON = Markup('<td dir="auto">{}</td>')
_LINK = Markup('<a href="#c{number}">{number}</a> {words}')
_SOURCE = Markup('{what} <a href="{url}" rel="noreferrer noopener nofollow" target="_blank">{title}</a>')


def decided_page(dossier: Dossier, revisions: Sequence[Revision], labels: Labels) -> bytes:
    """Return the report; without decisions it is byte for byte the one of `sourcier check --html`."""
    from sourcier.dossier.report.page import laid_out, page  # noqa: PLC0415  (templates, for this format alone)

    if not revisions:
        return page(dossier).encode()
    gathered = gather(dossier, revisions, with_reasons=labels.tells(by_default=False))
    return laid_out(published(gathered), signed_of(gathered)).encode()


def signed_of(gathered: Gathered) -> Signed:
    """Return what people's decisions make of the report."""
    lang, ordered = gathered.dossier.article.lang, _in_order(gathered)
    return Signed(
        entries=tuple(_entry(one, ordered, gathered) for one in ordered),
        counts=_counts(ordered, gathered),
        line=_line(ordered, gathered),
        how=export_words(lang)("stands.how" if gathered.with_reasons else "stands.how_unreasoned"),
        after=_section(gathered),
    )


def published(gathered: Gathered) -> DossierView:
    """Return the report without the quotations that decide a claim of which no verdict is published."""
    hidden = {one.id for one in gathered.claims if one.counts_as in {"withheld", "dismissed"}}
    kept = {one.id for one in gathered.findings if one.kind == "quotation" and one.claim_id not in hidden}
    return replace(gathered.shown, quotes=tuple(one for one in gathered.shown.quotes if one.finding.id in kept))


def _in_order(gathered: Gathered) -> Sequence[ClaimRecord]:
    return sorted(gathered.claims, key=lambda one: one.place)


def _entry(one: ClaimRecord, ordered: Sequence[ClaimRecord], gathered: Gathered) -> Entry:
    article, terms = gathered.dossier.article, gathered.shown.say
    say = export_words(article.lang)
    if one.shown is not None and not one.revisions:
        return found_entry(one.shown, say("stands.unsigned") if one.program else "")
    decided = decided_view(
        one, ordered, one.shown.verdict if one.shown else "", article.lang, with_reasons=gathered.with_reasons
    )
    is_signed = one.standing.last is not None
    heading = decided.heading if is_signed or one.shown is None else one.shown.verdict
    label = heading
    if is_signed and not one.is_disputed:
        assert one.standing.last is not None
        label = say("stands.mark", verdict=heading, name=one_line(one.standing.last.author))
    status = one.counts_as
    css = "none" if one.is_out and not one.is_disputed else status
    gone = " gone" if status in {"dismissed", "split"} else ""
    return Entry(
        number=one.number,
        span=one.span,
        words=quoted(one.span.of(article.text), terms),
        status=status,
        css=f"{css}{denied_css(css, is_denied=one.is_denied)}{gone}{' signed' if is_signed else ''}",
        mark=SIGNS[status],
        heading=heading,
        aside=say("stands.unsigned") if one.program and not is_signed else "",
        label=label,
        shown=one.shown,
        decided=decided,
    )


def _counts(ordered: Sequence[ClaimRecord], gathered: Gathered) -> tuple[tuple[str, str], ...]:
    say = export_words(gathered.dossier.article.lang)
    verdicts = [(one.counts_as, None if one.standing.last else one.shown) for one in ordered]
    others = Counter(one.counts_as for one in ordered)
    return (
        *counts(verdicts, gathered.shown.say, [one.counts_as for one in ordered if one.is_denied]),
        *(
            (status, say.count(f"stands.count_{status}", others[status]))
            for status in ("disputed", "withheld", "dismissed", "split")
            if others[status]
        ),
    )


def _line(ordered: Sequence[ClaimRecord], gathered: Gathered) -> str:
    """Return how many claims people decided, and who; empty where nobody decided any."""
    signed = sum(one.standing.last is not None for one in ordered)
    if not signed:
        return ""
    names = ", ".join(dict.fromkeys(one_line(one.author) for one in gathered.revisions if one.action in DECIDING))
    key = "stands.all_signed" if signed == len(ordered) else "stands.signed"
    return export_words(gathered.dossier.article.lang).count(key, signed, total=len(ordered), names=names)


def _section(gathered: Gathered) -> Markup:
    say = export_words(gathered.dossier.article.lang)
    done = deeds(gathered.revisions, {one.id: one.program for one in gathered.claims if one.shown})
    heads = Markup("").join(
        Markup('<th scope="col">{}</th>').format(say(f"page.{name}"))
        for name in ("claim", "what", *(["why"] if gathered.with_reasons else []), "who", "when")
    )
    rows = Markup("").join(_row(one, done[one.id], gathered) for one in gathered.revisions)
    return _SECTION.format(title=say("page.title"), intro=say("page.intro"), heads=heads, rows=rows)


def _row(one: Revision, deed: str, gathered: Gathered) -> Markup:
    article = gathered.dossier.article
    say, terms = export_words(article.lang), words(article.lang)
    claim = next((claim for claim in gathered.claims if claim.id == one.claim_id), None)
    span = claim.span if claim else made_by_people(gathered.revisions)[one.claim_id]
    said = unbroken(quoted(span.of(article.text), terms), terms.lang)
    return _ROW.format(
        claim=_LINK.format(number=claim.number, words=said) if claim else said,
        what=_what(one, deed, gathered),
        reason=_REASON.format(one_line(one.reason)) if gathered.with_reasons else "",
        who=one_line(one.author),
        when=f"{terms.day(one.at.date())}, {one.at:%H:%M} {say('page.utc')}",
    )


def _what(one: Revision, deed: str, gathered: Gathered) -> Markup | str:
    lang = gathered.dossier.article.lang
    told = export_words(lang)(f"action.{deed}")
    if one.verdict is not None:
        return f"{told}{words(lang)('label.colon')}{outcome_told(one, lang)}"
    if one.evidence is None:
        return told
    title = one_line(one.evidence.title or one.evidence.url or one.evidence.passage or "")
    url = safe_url(one.evidence.url)
    told += words(lang)("label.colon")
    return _SOURCE.format(what=told.rstrip(), url=url, title=title) if url else f"{told}{title}"
