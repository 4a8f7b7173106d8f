"""Who is made to say given words of a text: those of a quotation, or words of a document found again elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sourcier.claims.lexicon import Lexicon, form_of, lexicon
from sourcier.claims.naming import named_source
from sourcier.claims.pieces import span_of
from sourcier.claims.saying import Saying, saying_of
from sourcier.claims.sentence import SentenceReading, read_sentence
from sourcier.claims.sources import subject_of
from sourcier.claims.speakers import Speakers, gender_of
from sourcier.claims.topics import (
    NEAR,
    PRONOUN,
    THIRD_PERSON,
    Named,
    Topic,
    goes_on,
    in_marks,
    is_apposed,
    is_third_person,
    people_in,
    topic_behind,
)
from sourcier.core.article import BlockKind
from sourcier.core.claims import Source
from sourcier.core.language import Mention, Quote, Sentence
from sourcier.core.spans import Span
from sourcier.text.draft import Draft
from sourcier.text.tokens import Token, Tokens

BEFORE_MARKS = ' \u00a0\u202f\n«“"„‘'
OPENING = frozenset('«“„";‘')
CLOSE = 6
"""Words from a verb behind a quotation to the name of its subject: "s'est emportée la conservatrice, Irène Roy"."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Who is made to say something, and how surely."""

    source: Source
    is_sure: bool
    """Its own sentence names the source, or a pronoun there goes back to the person whom the paragraph is about."""


def who_says(draft: Draft, spans: Sequence[Span], *, is_whole: bool = True) -> tuple[Voice | None, ...]:
    """Return the source of each of some stretches of a text, None where nobody is made to say it.

    A stretch of several sentences has the first source that is named in one of them. Sentences are read from the
    start of the text up to the last stretch, as pronouns go back to who spoke before.

    Args:
        draft: The text as read.
        spans: The stretches.
        is_whole: The text is no excerpt: a pronoun means the only person whom it has named.
    """
    words = lexicon(draft.article.lang)
    speakers = Speakers()
    found: list[Voice | None] = [None] * len(spans)
    topic: Topic | None = None
    last = max((span.end for span in spans), default=0)
    named = Named(draft)
    for number, sentence in enumerate(draft.sentences):
        if sentence.span.start >= last:
            break
        if sentence.block is BlockKind.FURNITURE:
            continue
        following = draft.sentences[number + 1] if number + 1 < len(draft.sentences) else None
        before = speakers.copy()
        tokens = draft.tokens(sentence.span)
        reading = read_sentence(draft, sentence, tokens, following, words, speakers)
        if any(_is_quoted(saying.source, reading.quotes) for saying in reading.said):
            # What is quoted does not speak: « Les alertes ont été lues », écrit l'expert.
            speakers.last, speakers.met = before.last, before.met
        topic = topic_behind(draft, sentence, tokens, topic)
        about = named.only_before(sentence, draft) if is_whole and topic is None else topic
        for at, span in enumerate(spans):
            seen = found[at]
            if sentence.span.overlaps(span) and (seen is None or seen.source.kind != "named"):
                source = _source(draft, reading, span, words)
                found[at] = (
                    _voice(draft, source, sentence, tokens, span, about, is_quoted=in_marks(span.start, draft)) or seen
                )
                if source is not None and source.kind == "named" and source.span is not None:
                    speakers.remember(source, gender_of(source, reading.tokens))
    return tuple(found)


def _voice(
    draft: Draft,
    source: Source | None,
    sentence: Sentence,
    tokens: Tokens,
    span: Span,
    topic: Topic | None,
    *,
    is_quoted: bool,
) -> Voice | None:
    """Return a source with how sure it is; for a pronoun beside a quotation, whom the paragraph is about."""
    if (
        source is not None
        and source.kind == "named"
        and source.span is not None
        and sentence.span.overlaps(source.span)
    ):
        return Voice(source, is_sure=True)
    by_pronoun = any(is_third_person(token) and not in_marks(token.idx, draft) for token in tokens)
    by_pronoun = by_pronoun or goes_on([token for token in tokens if not token.is_punct])
    is_alone = span.start <= sentence.span.start + 2 and sentence.span.end - 2 <= span.end
    if topic is not None and topic.person is not None and is_quoted and (by_pronoun or is_alone):
        return Voice(_source_of(topic.person), is_sure=by_pronoun or topic.speaks)
    return Voice(source, is_sure=False) if source is not None else None


def _is_pronoun(source: Source) -> bool:
    """Say whether the tagger took a pronoun for a name: "-elle"."""
    return source.name.lower().lstrip("-").removeprefix("t-") in THIRD_PERSON


def _is_quoted(source: Source, quotes: Sequence[Quote]) -> bool:
    return source.span is not None and any(one.content.contains(source.span) for one in quotes)


def _source(draft: Draft, reading: SentenceReading, span: Span, words: Lexicon) -> Source | None:
    """Return who is made to say a stretch of one sentence: by its clauses, else by the name before a colon."""
    held = [number for number, piece in enumerate(reading.pieces) if span_of(piece, reading.tokens).overlaps(span)]
    sayings = [saying for number in held if (saying := _saying(reading, number)) is not None]
    own = [one.source for one in sayings if not _is_quoted(one.source, reading.quotes) and not _is_pronoun(one.source)]
    named = next((source for source in own if source.kind == "named"), None)
    whole = next((one.content for one in reading.quotes if one.depth == 0 and one.content.contains(span)), span)
    named = named or _before_colon(draft, reading, whole) or _behind_marks(draft, reading, whole, words)
    if named is not None:
        return with_name(named, draft)
    return own[0] if own else None


def _saying(reading: SentenceReading, number: int) -> Saying | None:
    """Return the act of saying that holds a piece, or that the piece itself brings in: "dit craindre « … »"."""
    held = saying_of(reading.said, number)
    return held or next((one for one in reading.said if one.chunk == number and one.is_spoken), None)


def _before_colon(draft: Draft, reading: SentenceReading, span: Span) -> Source | None:
    """Return the only person or body that is named before a colon: "Le maire, Jean Roy : « … »"."""
    text = draft.article.text
    ahead = text[reading.sentence.span.start : span.start].rstrip(BEFORE_MARKS)
    if not ahead.endswith(":"):
        return None
    inside = Span(reading.sentence.span.start, reading.sentence.span.start + len(ahead))
    people = [one for one in reading.mentions if inside.contains(one.span) and one.kind == "person"]
    if len(people) != 1:
        return None
    return _source_of(people[0])


def _behind_marks(draft: Draft, reading: SentenceReading, span: Span, words: Lexicon) -> Source | None:
    """Return the subject of the verb that follows a quotation, whatever verb: « … », s'emporte Jean Roy.

    Clauses may be cut wrongly where a quotation ends, and any verb can bring in a speaker there.
    """
    rest = _rest(draft.article.text, reading, span)
    if not rest:
        return None
    if any(is_third_person(token) and token.text.startswith("-") for token in rest[:PRONOUN]):
        return None  # "a-t-il résumé": whom it means, the sentences before say
    # The tagger knows few inverted verbs: "tempère" is a noun to it, "s’émerveille" two.
    mistaken = draft.article.lang == "fr" and rest[0].pos_ in {"NOUN", "ADJ", "X"}
    if mistaken and (person := _person_close_by(draft, rest)) is not None:
        return person
    if mistaken and len(rest) > 1 and rest[1].pos_ == "DET":
        return _first_noun(draft, rest, words)  # "juge l'ancien directeur"
    if rest[0].pos_ in {"VERB", "AUX"} or form_of(rest[0]) in {"s'", "se"}:
        return _person_close_by(draft, rest) or _first_noun(draft, rest, words)
    verb = next((token for token in rest[:NEAR] if words.has(token, "say")), None)
    subject = subject_of(verb) if verb is not None else None
    if verb is None or (subject is not None and subject.pos_ == "PRON"):
        return None
    if subject is None or subject not in rest:
        return _only_person(draft, rest)
    return _named(named_source(subject, None, words))


def _rest(text: str, reading: SentenceReading, span: Span) -> list[Token]:
    """Return the words of the sentence from behind a quotation up to the next one; none where no mark closes it."""
    if text[span.end :].lstrip(" \u00a0\u202f.,!?…")[:1] not in set('»”"’'):
        return []
    behind = [token for token in reading.tokens if token.idx >= span.end and not token.is_space]
    at = next((number for number, token in enumerate(behind) if not token.is_punct), len(behind))
    stop = next((number for number in range(at, len(behind)) if behind[number].text in OPENING), len(behind))
    return behind[at:stop]


def _person_close_by(draft: Draft, rest: Sequence[Token]) -> Source | None:
    """Return the person named right behind a verb, a role at most between: "tempère la conservatrice, Irène Roy"."""
    for person in people_in(draft, Span(rest[0].idx, rest[-1].idx + len(rest[-1].text))):
        between = [token for token in rest[1:] if token.idx < person.span.start]
        is_close = len(between) < CLOSE and not any(token.pos_ == "ADP" for token in between)
        return _source_of(person) if is_close and is_apposed(draft.article.text, person.span) else None
    return None


def _first_noun(draft: Draft, rest: Sequence[Token], words: Lexicon) -> Source | None:
    """Return whom the first noun behind a verb names: no date, and nothing that a preposition governs."""
    dated = [one.span for one in draft.times]
    nouns = [token for token in rest[1:] if token.pos_ in {"NOUN", "PROPN"} and not _is_governed(token)]
    noun = next((one for one in nouns if not any(span.start <= one.idx < span.end for span in dated)), None)
    return _named(named_source(noun, None, words)) if noun is not None else None


def _named(source: Source) -> Source | None:
    return source if source.kind == "named" and not _is_pronoun(source) else None


def _source_of(person: Mention) -> Source:
    return Source(kind="named", name=person.text, span=person.span, entity_id=person.entity_id)


def _only_person(draft: Draft, rest: Sequence[Token]) -> Source | None:
    """Return the only person named behind a quotation, beside its verb of saying: "its secretary, Ann Roe, told us"."""
    within = Span(rest[0].idx, rest[-1].idx + len(rest[-1].text))
    people = [one for one in people_in(draft, within) if is_apposed(draft.article.text, one.span)]
    return _source_of(people[0]) if len(people) == 1 else None


def _is_governed(noun: Token) -> bool:
    return any(child.dep_ == "case" and child.i < noun.i for child in noun.children)


_CONTRACTED = {"au": "le", "du": "le", "aux": "les", "des": "les"}


def with_name(source: Source, draft: Draft) -> Source:
    """Return a source that is named by a role with the name set beside it: "le maire de Lanvaux, Paul Roy, …"."""
    if source.span is not None and source.name[:1].islower() and draft.article.lang == "fr":
        before = draft.article.text[: source.span.start].rsplit(None, 1)[-1:]
        if before and before[0].lower() in _CONTRACTED:
            source = replace(source, name=f"{_CONTRACTED[before[0].lower()]} {source.name}")  # "au maire, qui dit"
    if source.span is None or not draft.article.text.startswith(", ", source.span.end):
        return source
    at = source.span.end + 2
    name = next((one for one in draft.mentions if one.span.start == at and one.kind == "person"), None)
    if name is None:
        return source
    whole = f"{source.name}, {name.text}"
    return replace(source, name=whole, span=source.span.cover(name.span), entity_id=name.entity_id or source.entity_id)
