"""Whom a paragraph is about: the person that a pronoun beside a quotation goes back to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sourcier.claims.lexicon import form_of
from sourcier.claims.verbs import is_finite
from sourcier.core.article import BlockKind
from sourcier.core.language import Mention, Sentence
from sourcier.core.spans import Span
from sourcier.text.draft import Draft
from sourcier.text.tokens import Token, Tokens

PRONOUN = 5
"""Words behind a quotation among which its pronoun stands: "a-t-elle", "he later"."""
THIRD_PERSON = frozenset({"il", "elle", "he", "she"})
NEAR = 8
"""Words behind a quotation among which its verb of saying stands: "the deputy mayor of Hull later said"."""


class Named:
    """The people whom a text has named so far, bylines aside."""

    def __init__(self, draft: Draft) -> None:
        skipped = [one.span for one in draft.article.blocks if one.kind in {BlockKind.BYLINE, BlockKind.FURNITURE}]
        self._people = [
            one
            for one in draft.mentions
            if one.kind == "person"
            and not in_marks(one.span.start, draft)
            and not any(span.contains(one.span) for span in skipped)
        ]

    def only_before(self, sentence: Sentence, draft: Draft) -> Topic | None:
        """Return the only person named before a sentence, whom a pronoun in it must mean; None where there are two."""
        before = [one for one in self._people if one.span.start < sentence.span.start]
        if len({one.text.split()[-1] for one in before}) != 1:
            return None
        block = next((one.span for one in draft.article.blocks if one.span.contains(sentence.span)), sentence.span)
        return Topic(max(before, key=lambda one: len(one.text)), block, speaks=False)


@dataclass(frozen=True, slots=True)
class Topic:
    """The person whom a paragraph has been about since its last sentence with a subject other than a pronoun."""

    person: Mention | None
    """None behind a sentence about somebody or something that has no name."""
    block: Span
    speaks: bool
    """Behind a quotation: one that follows by itself goes on with the same speaker."""


def topic_behind(draft: Draft, sentence: Sentence, tokens: Tokens, before: Topic | None) -> Topic | None:
    """Return whom the paragraph is about behind a sentence.

    That is the person named where a subject stands: before the first verb, or after the verb that follows a quotation.
    By order alone: the parser takes a name beside a role for almost anything. A pronoun, or a quotation alone, leaves
    it as it is; any other noun ends it.
    """
    block = next((one.span for one in draft.article.blocks if one.span.contains(sentence.span)), sentence.span)
    kept = before if before is not None and before.block == block else None
    own = [token for token in tokens if not token.is_punct and not token.is_space and not in_marks(token.idx, draft)]
    if not own:
        return kept
    opened = any(one.depth == 0 and sentence.span.start <= one.span.start < own[0].idx for one in draft.quotes)
    verb = next((token.idx for token in own if token.pos_ in {"VERB", "AUX"} and is_finite(token)), sentence.span.end)
    limit = own[min(len(own), NEAR) - 1].idx + 1 if opened else verb
    people = [one for one in people_in(draft, sentence.span) if is_apposed(draft.article.text, one.span)]
    if people and people[0].span.start < limit:
        return Topic(people[0], block, speaks=opened)
    is_pronoun = any(is_third_person(token) for token in own[:PRONOUN] if token.idx < limit)
    is_other = any(token.pos_ in {"NOUN", "PROPN"} and token.idx < limit for token in own)
    return Topic(None, block, speaks=False) if is_other and not (is_pronoun or goes_on(own)) else kept


def goes_on(own: Sequence[Token]) -> bool:
    """Say whether a sentence goes on with the speaker of the one before: "Et d'ajouter : « … »"."""
    return [token.lower_ for token in own[:1]] == ["et"] and any(form_of(token) in {"de", "d'"} for token in own[1:2])


def in_marks(at: int, draft: Draft) -> bool:
    """Say whether a place lies inside a quotation."""
    return any(one.content.start <= at < one.content.end for one in draft.quotes)


def people_in(draft: Draft, within: Span) -> list[Mention]:
    """Return the people named in a stretch, outside quotation marks."""
    found = [one for one in draft.mentions if one.kind == "person" and within.contains(one.span)]
    return [one for one in found if not in_marks(one.span.start, draft)]


_GOVERNING = tuple(
    f" {word}"
    for word in "de d' d’ du of à with avec for pour par by contre against chez sur on about vers from to sans without "
    "que than comme like".split()
)
"""Words before a name that is not the one who acts: "interrogé par Ann Roe", "questioned by"."""


def is_apposed(text: str, span: Span) -> bool:
    """Say whether a name stands beside a role, not behind a preposition: "le maire, Paul Roy", "farmer Ann Roe"."""
    ahead = f" {text[max(0, span.start - 9) : span.start].lower()}"
    return not ahead.rstrip().endswith(_GOVERNING)


def is_third_person(token: Token) -> bool:
    """Say whether a word is a pronoun for somebody else: "elle", "-t-il", "she"."""
    return token.lower_.lstrip("-").removeprefix("t-") in THIRD_PERSON
