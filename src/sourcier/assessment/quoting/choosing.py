"""Which quotations of an article are looked up, and how the article gives them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sourcier.assessment.quoting import wording
from sourcier.assessment.quoting.differences import items_of
from sourcier.assessment.quoting.quoted import Quoting
from sourcier.assessment.quoting.speakers import Speaker, settled, speaker_of
from sourcier.assessment.quoting.words import Item, Kind, source_words
from sourcier.claims.quoted import Voice, who_says, with_name
from sourcier.core.article import HEADLINES, Lang
from sourcier.core.claims import Claim, ClaimKind
from sourcier.core.language import Quote
from sourcier.core.spans import Span
from sourcier.text.draft import Draft

FEWEST_ATTRIBUTED = 4
"""Words of a quotation that somebody is made to say. Three or fewer are what the author holds at arm's length
(« économies »), a term, a title; and the same three words stand in documents of no concern."""
FEWEST = 6
"""Words of a quotation that nobody is made to say: shorter ones are titles and terms."""
_ELIDED = frozenset("cdjlmnst")
_CONTENT = 4
"""Letters of a word that says something."""
_FEWEST_CONTENT = 2
MOST = 400
"""Words of the longest quotation looked up: beyond it a text is reprinted, or a mark was lost."""
_OWN, _TELLING = 5, 3
"""Words, and words that say something, from which on a run of words is somebody's own: below, anybody may say them."""
_OWN_LONG = 8
"""Words of a run that is somebody's own with two that say something: "We are asking for a pause, not a war"."""


@dataclass(frozen=True, slots=True)
class Said:
    """A quotation to be looked up."""

    quote: Quote
    items: tuple[Item, ...]
    speaker: Speaker | None
    quoting: Quoting

    @property
    def is_own(self) -> bool:
        """Whether the words are long enough to be one person's: only then can they be somebody else's."""
        words, telling = _length(self.quoting.keys), _telling(self.quoting.keys)
        return (words >= _OWN and telling >= _TELLING) or (words >= _OWN_LONG and telling >= _FEWEST_CONTENT)


def choose(draft: Draft, claims: Sequence[Claim]) -> list[Said]:
    """Return the quotations of an article that are looked up, in reading order.

    Quotations inside others are looked up with them. A headline that repeats words of the body is not looked up twice.
    """
    lang = draft.article.lang
    quotes = [one for one in draft.quotes if one.depth == 0 and one.is_closed]
    read = [(one, items_of(draft.article.text, one.content, lang)) for one in quotes]
    able = [(one, items) for one, items in read if FEWEST_ATTRIBUTED <= _length(_keys(items)) <= MOST]
    speakers = _speakers(draft, claims, [one for one, _ in able])
    found: list[Said] = []
    for (quote, items), speaker in zip(able, speakers, strict=True):
        keys = _keys(items)
        is_long = _length(keys) >= FEWEST or (speaker is not None and _telling(keys) >= _FEWEST_CONTENT)
        if is_long and not _is_repeated(draft, quote, keys, able):
            found.append(Said(quote, tuple(items), speaker, _quoting(draft, quote, items)))
    return found


def why_unsought(claim: Claim, draft: Draft) -> str:
    """Return why no quotation of a claim was looked up, in a sentence."""
    held = [one for one in draft.quotes if one.depth == 0 and claim.span.overlaps(one.content)]
    if not held:
        return wording.say("unquoted", draft.article.lang)
    return wording.say("unclosed" if not any(one.is_closed for one in held) else "too_short", draft.article.lang)


def _keys(items: Sequence[Item]) -> tuple[str, ...]:
    return tuple(item.key for item in items if item.kind is Kind.WORD)


def _length(keys: Sequence[str]) -> int:
    """Return how many words there are, an article or a pronoun cut to one letter left aside: "l'avenir est écrit"."""
    return sum(key not in _ELIDED for key in keys)


def _telling(keys: Sequence[str]) -> int:
    return sum(len(key) >= _CONTENT or key[0].isdigit() for key in keys)


def _speakers(draft: Draft, claims: Sequence[Claim], quotes: Sequence[Quote]) -> list[Speaker | None]:
    """Return who is made to say each quotation: as its claims have it, else as its sentence is read."""
    found = [_voice_of_claims(draft, one, claims) for one in quotes]
    left = [number for number, voice in enumerate(found) if voice is None]
    for number, voice in zip(left, who_says(draft, [quotes[one].content for one in left]), strict=True):
        found[number] = voice
    lang, text = draft.article.lang, f"{draft.article.title or ''}\n{draft.article.text}"
    known = [None if one is None else speaker_of(one, draft.mentions, lang) for one in found]
    told = [None if one is None else settled(one, text, lang) for one in known]
    return [None if one and _is_dateline(draft, quote, one) else one for quote, one in zip(quotes, told, strict=True)]


def _is_dateline(draft: Draft, quote: Quote, speaker: Speaker) -> bool:
    """Say whether a headline may name a place or a matter before its colon: "Vernal : « … »", and nobody."""
    return _is_headline(draft, quote) and len(speaker.person) == 1


def _voice_of_claims(draft: Draft, quote: Quote, claims: Sequence[Claim]) -> Voice | None:
    """Return the source of the claims inside a quotation, where its own sentence names it and they agree."""
    inside = [one for one in claims if one.kind is not ClaimKind.QUOTE and quote.span.overlaps(one.focus)]
    named = [one.source for one in inside if one.source.kind == "named" and quote.span.overlaps(one.span)]
    if not named or any(one.name != named[0].name for one in named):
        return None
    span = named[0].span
    if span is None or quote.span.overlaps(span):
        return None
    held = any(one.span.overlaps(quote.span) and one.span.contains(span) for one in draft.sentences)
    return Voice(with_name(named[0], draft), is_sure=True) if held else None


def _is_repeated(draft: Draft, quote: Quote, keys: tuple[str, ...], read: Sequence[tuple[Quote, list[Item]]]) -> bool:
    """Say whether a headline quotes words that the body quotes at least as fully."""
    if not _is_headline(draft, quote):
        return False
    bodies = (_keys(items) for one, items in read if one is not quote and not _is_headline(draft, one))
    return any(keys == body[at : at + len(keys)] for body in bodies for at in range(len(body) - len(keys) + 1))


def _is_headline(draft: Draft, quote: Quote) -> bool:
    return any(block.kind in HEADLINES and block.span.contains(quote.span) for block in draft.article.blocks)


def _quoting(draft: Draft, quote: Quote, items: Sequence[Item]) -> Quoting:
    text, lang = draft.article.text, draft.article.lang
    held = [one.span for one in draft.sentences if one.span.overlaps(quote.span)]
    start = min([quote.span.start, *(one.start for one in held)])
    end = max([quote.span.end, *(one.end for one in held)])
    block = next((one.span for one in draft.article.blocks if one.span.contains(quote.span)), Span(start, end))
    following = next((one.span for one in draft.sentences if end <= one.span.start < block.end), None)
    before = max((one.span.start for one in draft.sentences if block.start <= one.span.start < start), default=start)
    ahead = _words(text, Span(start, quote.span.start), lang)
    beside = _words(text, Span(quote.span.end, following.end if following else end), lang)
    words = quote.content.of(text)
    is_brought_in = bool(ahead) and not text[start : quote.span.start].rstrip(" \u00a0\u202f").endswith(":")
    return Quoting(
        keys=_keys(items),
        beside=(*_words(text, Span(before, start), lang), *ahead, *beside, *_quoted_near(draft, quote, block)),
        ahead=ahead,
        is_whole=words[:1].isupper() and words[-1:] in set(".!?"),
        asks=words.rstrip().endswith("?") or text[start:end].rstrip(' »”"').endswith("?"),
        is_open=any(one.kind is Kind.GAP for one in (items[0], items[-1])),
        after=_words(text, Span(quote.span.end, end), lang),
        is_woven=is_brought_in and words[:1].islower(),
    )


def _quoted_near(draft: Draft, quote: Quote, block: Span) -> tuple[str, ...]:
    """Return the words of the other quotations of a paragraph and of the next one: the rest may be among them."""
    text, lang = draft.article.text, draft.article.lang
    after = next((one.span for one in draft.article.blocks if one.span.start >= block.end), block)
    near = [one for one in draft.quotes if one.depth == 0 and one != quote and block.cover(after).contains(one.span)]
    return tuple(key for one in near for key in _words(text, one.content, lang))


def _words(text: str, span: Span, lang: Lang) -> tuple[str, ...]:
    return tuple(word.key for word in source_words(text, span, lang))
