"""The country that a sentence goes on to speak of: the one that the sentence before it is about, and nobody else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sourcier.assessment.clauses import RELATIVES, SUBJECTS
from sourcier.assessment.desk import Desk
from sourcier.assessment.lexicon import fold, read_words
from sourcier.assessment.scope import Scope, scope_of
from sourcier.assessment.subjects import is_sourced, strangers
from sourcier.assessment.yardsticks import terms_of
from sourcier.core.language import Mention
from sourcier.core.spans import Span
from sourcier.text.draft import Draft
from sourcier.text.tokens import Token

NATION = read_words("claim_words", "nation")
"""Nouns that speak of a country as a whole."""
INSIDE = frozenset({"en", "au", "aux", "in"})
ELSEWHERE = read_words("claim_words", "elsewhere")
"""Words by which a sentence may have left the country for a part of it."""


def told_of(scope: Scope, desk: Desk, sentence: Span) -> Mention | None:
    """Return the country that the sentence before tells of, for a claim that goes on without a name; else None.

    It has to be the only country named there, and what that sentence is about: its subject, the owner of the measure
    that is its subject, or where that is so ("En France, le chômage …").

    Args:
        scope: A claim with a figure.
        desk: The tables.
        sentence: Where its sentence stands.
    """
    before = sentence_before(desk.draft, sentence)
    if before is None or scope.find("parts", "sense") or _is_placed(scope):
        return None
    said = scope_of(desk.draft, scope.claim, desk.tables, span=before)
    measured = {one.mention for one in terms_of(said)}
    names = [
        one for one in said.mentions if one not in measured and not said.is_yardstick(one) and not is_sourced(said, one)
    ]
    if len({one.entity_id for one in names}) != 1 or names[0].entity_id not in desk.tables.states or strangers(said):
        return None
    return names[0] if any(is_about(said, desk, one) for one in names) else None


def sentence_before(draft: Draft, span: Span) -> Span | None:
    """Return the sentence before the one in which a span starts, in the same paragraph."""
    sentences = [one.span for one in draft.sentences]
    at = next((n for n, one in enumerate(sentences) if one.start <= span.start < one.end), 0)
    if not at or "\n" in draft.article.text[sentences[at - 1].end : sentences[at].start]:
        return None
    return sentences[at - 1]


def subject_of(tokens: Sequence[Token]) -> Token | None:
    """Return the subject of the main clause of a sentence."""
    inside = {token.i for token in tokens}
    root = next((token for token in tokens if token.head is token or token.head.i not in inside), None)
    if root is None:
        return None
    # The model takes a verb for an adjective now and then: of "Le Japon vieillit" the name is then the root.
    return next((one for one in root.children if one.dep_ in SUBJECTS), root if root.pos_ == "PROPN" else None)


def phrase_of(token: Token) -> Iterator[Token]:
    """Yield the words of a noun phrase, clauses in it left out."""
    yield token
    for one in token.children:
        if one.dep_ not in RELATIVES:
            yield from phrase_of(one)


def _is_placed(scope: Scope) -> bool:
    """Say whether a claim tells where, or opens so, or with whom it is of: "Outre-mer, …", "Chez les cadres, …"."""
    if any(word.folded in ELSEWHERE for word in scope.words):
        return True
    subject = subject_of([word.token for word in scope.words])
    first = min((one.i for one in phrase_of(subject)), default=0) if subject is not None else 0
    opening = [word for word in scope.words if word.token.i < first and word.role not in {"time", "stop"}]
    return any(word.token.pos_ in {"NOUN", "PROPN", "ADJ"} for word in opening)


def is_about(said: Scope, desk: Desk, name: Mention) -> bool:
    """Say whether a sentence is about a name: its subject, or the owner or place of the measure that is its subject."""
    subject = subject_of([word.token for word in said.words])
    if subject is None or any(one.dep_ == "conj" for one in subject.children):
        return False
    spans = [Span(one.idx, one.idx + len(one)) for one in phrase_of(subject)]
    if any(name.span.contains(one) for one in spans[:1]):
        return True
    at = said.at(name.span)
    is_inside = any(name.span.contains(one) for one in spans)
    is_placed = at < said.at(spans[0]) and bool({word.folded for word in said.words[max(at - 2, 0) : at]} & INSIDE)
    return (is_inside or is_placed) and _is_of_all(said, desk, subject)


def _is_of_all(said: Scope, desk: Desk, subject: Token) -> bool:
    """Say whether a noun tells of a country as a whole: it, its economy, a measure; no group of its people."""
    if subject.morph.get("Number", []) != ["Sing"]:
        return False
    if fold(subject.lemma_) in NATION:
        return True
    own = next((word.features for word in said.words if word.token.i == subject.i), frozenset())
    return any(one.known & own for one in desk.measures.all)
