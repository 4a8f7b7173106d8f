"""The HTML report with the decisions of people: each where its claim stands, and all of them behind the article."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from sourcier.core.dossier import Dossier
from sourcier.core.revisions import Revision
from sourcier.dossier.exports.labels import Labels
from sourcier.dossier.exports.records import Gathered, gather
from sourcier.dossier.exports.words import export_words
from sourcier.dossier.report.context import quoted, safe_url
from sourcier.dossier.report.typography import one_line, unbroken
from sourcier.dossier.report.words import words

_END = "</main>\n"
"""Ends the article and its cards. An article's own "<" is escaped, so this is the template's."""

_SECTION = Markup(
    '<section class="after" aria-labelledby="decisions">\n<h2 id="decisions">{title}</h2>\n'
    '<p class="intro">{intro}</p>\n'
    '<div class="table" tabindex="0" role="region" aria-labelledby="decisions">\n<table>\n'
    "<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n</div>\n</section>\n"
)
_CARD = 'id="c{number}" tabindex="-1"'
_CARD_END = "</article>"
_DECIDED = Markup('<section class="texts decided"><h4>{title}</h4><ul>{items}</ul></section>\n')
_ITEM = Markup('<li dir="auto"><b>{what}</b> – {reason} <small>({who})</small></li>')
_ROW = Markup(
    '<tr><th scope="row" dir="auto">{claim}</th><td>{what}</td><td dir="auto">{reason}</td><td dir="auto">{who}</td>'
    "<td>{when}</td></tr>\n"
)
_LINK = Markup('<a href="#c{number}">{number}</a> {words}')
_SOURCE = Markup('{what} <a href="{url}" rel="noreferrer noopener nofollow" target="_blank">{title}</a>')


def decided_page(dossier: Dossier, revisions: Sequence[Revision], labels: Labels) -> bytes:
    """Return the report; without decisions it is byte for byte the one of `sourcier check --html`."""
    from sourcier.dossier.report.page import page  # noqa: PLC0415  (templates, for this format alone)

    shown = page(dossier)
    if not revisions:
        return shown.encode()
    gathered = gather(dossier, revisions)
    before, end, after = shown.partition(_END)
    return f"{_on_cards(before, gathered, labels)}{end}{_section(gathered, labels)}{after}".encode()


def _on_cards(cards: str, gathered: Gathered, labels: Labels) -> str:
    """Return the article and its cards, on each card what people decided about its claim, the latest first."""
    for number in {number for one in gathered.revisions if (number := gathered.numbers.get(one.claim_id))}:
        about = [one for one in gathered.revisions if gathered.numbers.get(one.claim_id) == number]
        before, card, after = cards.partition(_CARD.format(number=number))
        inside, end, rest = after.partition(_CARD_END)
        if card and end:
            cards = f"{before}{card}{inside}{_decided(about, gathered, labels)}{end}{rest}"
    return cards


def _decided(about: Sequence[Revision], gathered: Gathered, labels: Labels) -> Markup:
    say = export_words(gathered.dossier.article.lang)
    items = Markup("").join(
        _ITEM.format(what=_what(one, gathered, labels), who=_signed(one, gathered), reason=one_line(one.reason))
        for one in reversed(about)
    )
    return _DECIDED.format(title=say("page.title"), items=items)


def _signed(one: Revision, gathered: Gathered) -> str:
    return f"{one_line(one.author)}, {words(gathered.dossier.article.lang).day(one.at.date())}"


def _section(gathered: Gathered, labels: Labels) -> Markup:
    say = export_words(gathered.dossier.article.lang)
    heads = Markup("").join(
        Markup('<th scope="col">{}</th>').format(say(f"page.{name}"))
        for name in ("claim", "what", "why", "who", "when")
    )
    rows = Markup("").join(_row(one, gathered, labels) for one in gathered.revisions)
    return _SECTION.format(title=say("page.title"), intro=say("page.intro"), heads=heads, rows=rows)


def _row(one: Revision, gathered: Gathered, labels: Labels) -> Markup:
    article = gathered.dossier.article
    say, terms = export_words(article.lang), words(article.lang)
    claim = next((claim for claim in gathered.claims if claim.id == one.claim_id), None)
    said = unbroken(quoted(claim.span.of(article.text), terms), terms.lang) if claim else one_line(one.claim_id)
    number = gathered.numbers.get(one.claim_id)
    return _ROW.format(
        claim=_LINK.format(number=number, words=said) if number else said,
        what=_what(one, gathered, labels),
        reason=one_line(one.reason),
        who=one_line(one.author),
        when=f"{terms.day(one.at.date())}, {one.at:%H:%M} {say('page.utc')}",
    )


def _what(one: Revision, gathered: Gathered, labels: Labels) -> Markup | str:
    lang = gathered.dossier.article.lang
    told = export_words(lang)(f"action.{one.action}")
    if one.verdict is not None:
        return f"{told}{words(lang)('label.colon')}{_rating(one, labels, words(lang)(f'verdict.{one.verdict}'))}"
    if one.evidence is None:
        return told
    title = one_line(one.evidence.title or one.evidence.url or one.evidence.passage or "")
    url = safe_url(one.evidence.url)
    told += words(lang)("label.colon")
    return _SOURCE.format(what=told.rstrip(), url=url, title=title) if url else f"{told}{title}"


def _rating(one: Revision, labels: Labels, ours: str) -> str:
    given = one.rating or (labels.ratings.get(one.verdict) if one.verdict else None)
    return f"{one_line(given)} ({ours})" if given else ours
