"""Look the quotations of an article up in a library."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Literal

from sourcier.assessment.quoting import wording
from sourcier.assessment.quoting.attribution import Attributions
from sourcier.assessment.quoting.choosing import Said, choose
from sourcier.assessment.quoting.cuts import shown
from sourcier.assessment.quoting.judging import Match, is_mood_alone, match
from sourcier.assessment.quoting.searching import Copies, QuoteLibrary, Sought, seek
from sourcier.assessment.quoting.speakers import name_keys
from sourcier.core.article import Article, Lang
from sourcier.core.claims import Claim
from sourcier.core.ids import make_id
from sourcier.core.spans import Span
from sourcier.core.testimony import Edit, QuoteFinding, QuoteStatus
from sourcier.text.draft import Draft
from sourcier.text.gazetteer import Gazetteer

Clock = Literal["publication", "now"]


def check_quotes(
    draft: Draft, claims: Sequence[Claim], library: QuoteLibrary, *, gazetteer: Gazetteer | None = None
) -> tuple[QuoteFinding, ...]:
    """Return what the library says of each quotation of an article, in reading order.

    A quotation has one finding, or two where documents later than the article say something else of it than those of
    the day: the one of the day first. Of a quotation that nobody is made to say, and that is nowhere, nothing is said.

    Args:
        draft: The article as read.
        claims: Its claims: they say who speaks.
        library: Where to look; `sourcier.evidence.library` opens one.
        gazetteer: Knows the names in documents; the draft's own, so that both sides link names alike.
    """
    article = draft.article
    copies = Copies(article, draft.quotes)
    attributions = Attributions(gazetteer or Gazetteer.of(()))
    findings: list[QuoteFinding] = []
    for said in choose(draft, claims):
        sought = seek(said.quote.content.of(article.text), said.items, library, copies, article.lang)
        matches = [
            found
            for stretch in sought.stretches
            if (found := match(article.text, said, stretch, attributions, article.lang)) is not None
        ]
        findings += _findings(draft, said, matches, sought, library)
    return tuple(findings)


def _findings(
    draft: Draft, said: Said, matches: Sequence[Match], sought: Sought, library: QuoteLibrary
) -> list[QuoteFinding]:
    article = draft.article
    best = _best(matches)
    if best is None or best.status is QuoteStatus.NOT_FOUND:
        return [] if said.speaker is None else [_not_found(article, said, best, sought, library)]
    if best.status is QuoteStatus.EXACT and best.is_same_speaker is False:
        return []  # a few words that two people may each have said
    of_the_day = _best([one for one in matches if _is_known(article, one)])
    if of_the_day is not None and of_the_day.status is QuoteStatus.NOT_FOUND:
        of_the_day = None
    first = [] if of_the_day is None else [of_the_day]
    if of_the_day is None or of_the_day.status is not best.status:
        first.append(best)
    listed = [*first, *_others(first, matches)]
    listed.sort(key=lambda one: (not _is_known(article, one), one not in first))
    return [_finding(article, said, one, "publication" if _is_known(article, one) else "now", first) for one in listed]


def _others(first: Sequence[Match], matches: Sequence[Match]) -> list[Match]:
    """Return the same words in further documents, of each origin the nearest: wire copies are one."""
    origins = {one.passage.origin for one in first} | {one.passage.document_id for one in first}
    found: list[Match] = []
    for one in sorted(matches, key=_rank):
        is_new = one.passage.origin not in origins and one.passage.document_id not in origins
        if is_new and any((one.status, one.turn) == (known.status, known.turn) for known in first):
            found.append(one)
            origins |= {one.passage.origin, one.passage.document_id}
    return found[:_LISTED]


def _is_known(article: Article, found: Match) -> bool:
    """Say whether a document was out on the day of the article."""
    day = found.passage.published
    return day is not None and article.published is not None and day <= article.published


def _best(matches: Sequence[Match]) -> Match | None:
    """Return the match that says most of a quotation.

    Words that are cut weigh more than the same words in a text that itself only quotes them: such a text cannot show
    what was left out. Otherwise words found exactly, by the same speaker, come first.
    """
    if any(one.status is QuoteStatus.TRUNCATED for one in matches):
        matches = [one for one in matches if one.status is not QuoteStatus.EXACT or one.is_whole_there]
    return min(matches, key=_rank, default=None)


def _rank(one: Match) -> tuple[int, float, str, str]:
    place = 0 if one.status is QuoteStatus.EXACT and one.is_same_speaker else _ORDER[one.status]
    day = one.passage.published
    return place, -one.likeness, day.isoformat() if day else "9", one.passage.id


_LISTED = 3
"""Further documents with the same words that are listed."""
_ORDER = {
    QuoteStatus.MISATTRIBUTED: 1,
    QuoteStatus.EXACT: 2,
    QuoteStatus.TRUNCATED: 3,
    QuoteStatus.ALTERED: 4,
    QuoteStatus.NOT_FOUND: 5,
}


def _finding(article: Article, said: Said, found: Match, clock: Clock, first: Sequence[Match]) -> QuoteFinding:
    anchor = found.passage.anchor
    start = max(found.place.found.start - anchor.start, 0)
    end = min(found.place.found.end - anchor.start, len(found.passage.text))
    return QuoteFinding(
        id=_id(article, said, clock, "" if found in first else found.passage.document_id),
        quote=said.quote.content,
        speaker=said.speaker.name if said.speaker else None,
        status=found.status,
        clock=clock,
        statement=_statement(article, said, found),
        passage=found.passage,
        found=Span(start, max(start, end)),
        said_by=found.said_by,
        edits=_edits(found, article.lang),
        cut=_cut(found),
        turn=found.turn,
        is_same_speaker=found.is_same_speaker,
    )


def _edits(found: Match, lang: Lang) -> tuple[Edit, ...]:
    """Return the words that differ; those left out of a quotation that is only cut stand in its cut."""
    if found.status is QuoteStatus.TRUNCATED and (found.turn is None or is_mood_alone(found.comparison, lang)):
        return ()
    return found.comparison.edits


def _cut(found: Match) -> str | None:
    return shown(found.left.span, found.place.text) if found.left is not None else None


def _id(article: Article, said: Said, clock: Clock, document: str = "") -> str:
    return make_id("quo", article.id, said.quote.content.start, said.quote.content.end, clock, document)


def _statement(article: Article, said: Said, found: Match) -> str:
    lang = article.lang
    told = _TOLD[found.status](said, found, wording.where(found.passage, lang), lang)
    day = found.passage.published
    if day is None:
        return f"{told} {wording.say('undated', lang)}"
    if article.published is not None and day > article.published:
        return f"{told} {wording.say('later', lang)}"
    return told


def _exact(said: Said, found: Match, place: str, lang: Lang) -> str:
    told = _exactly(said, found, place, lang)
    fitted = found.comparison.fitted
    return f"{told} {wording.say('fitted', lang, edits=wording.differences(fitted, lang))}" if fitted else told


def _exactly(said: Said, found: Match, place: str, lang: Lang) -> str:
    if found.said_by is None:
        return wording.say("exact_unsigned" if said.speaker is not None else "exact", lang, where=place)
    if found.is_same_speaker:
        return wording.say("exact", lang, where=place)
    return wording.say("exact_by", lang, where=place, said_by=wording.inside(found.said_by))


def _altered(_said: Said, found: Match, place: str, lang: Lang) -> str:
    return wording.altered(found.comparison.edits, place, lang)


def _truncated(_said: Said, found: Match, place: str, lang: Lang) -> str:
    if found.turn is None:
        return wording.say("truncated", lang, where=place, cut=wording.within(_cut(found) or "", lang))
    sentence = wording.within(shown(_sentence(found), found.place.text), lang)
    told = wording.say(f"turned_{found.turn}", lang, where=place, sentence=sentence)
    edits = _edits(found, lang)
    return f"{told} {wording.say('turned_altered', lang, edits=wording.differences(edits, lang))}" if edits else told


def _sentence(found: Match) -> Span:
    """Return the sentence that holds the words, with what turns them round."""
    whole = found.place.whole
    if found.left is None:
        return whole
    whole = whole.cover(found.left.span)
    return whole if found.left.beyond is None else whole.cover(found.left.beyond)


def _misattributed(said: Said, found: Match, place: str, lang: Lang) -> str:
    speaker = wording.inside(said.speaker.name) if said.speaker else ""
    said_by = wording.inside(found.said_by or "")
    if not found.comparison.edits:
        return wording.say("misattributed", lang, where=place, said_by=said_by, speaker=speaker)
    return wording.say(
        "misattributed_altered",
        lang,
        where=place,
        said_by=said_by,
        speaker=speaker,
        edits=wording.differences(found.comparison.edits, lang),
    )


_TOLD: dict[QuoteStatus, Callable[[Said, Match, str, Lang], str]] = {
    QuoteStatus.EXACT: _exact,
    QuoteStatus.ALTERED: _altered,
    QuoteStatus.TRUNCATED: _truncated,
    QuoteStatus.MISATTRIBUTED: _misattributed,
}


def _not_found(article: Article, said: Said, near: Match | None, sought: Sought, library: QuoteLibrary) -> QuoteFinding:
    lang = article.lang
    told = "not_found_copy" if sought.copies else "not_found"
    statement = wording.say(told, lang)
    if near is not None and not sought.copies:
        statement = wording.say("not_found_near", lang, where=wording.where(near.passage, lang))
    elif said.speaker is not None and _is_known_abroad(said, library, lang):
        statement += " " + wording.say("translated", lang, speaker=wording.inside(said.speaker.name))
    return QuoteFinding(
        id=_id(article, said, "now"),
        quote=said.quote.content,
        speaker=said.speaker.name if said.speaker else None,
        status=QuoteStatus.NOT_FOUND,
        clock="now",
        statement=statement,
        passage=near.passage if near is not None and not sought.copies else None,
    )


def _is_known_abroad(said: Said, library: QuoteLibrary, lang: Lang) -> bool:
    """Say whether documents of the other language name the speaker: the words may be a translation."""
    other: Lang = "en" if lang == "fr" else "fr"
    if said.speaker is None or not said.speaker.person:
        return False
    surname = said.speaker.person[-1]
    return any(surname in name_keys(text, other) for text in _texts(library, said.speaker.name, other))


def _texts(library: QuoteLibrary, name: str, lang: Lang) -> Iterable[str]:
    return (hit.item.text for hit in library.find_words(name, lang=lang, limit=3) if hit.item.lang == lang)
