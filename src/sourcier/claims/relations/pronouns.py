"""Pronouns that take up the one entity in question: "elle", "celui-ci", "le pays", "she"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sourcier.claims.relations.nominals import SUBJECTS
from sourcier.claims.speakers import GENDERS
from sourcier.core.language import Mention
from sourcier.core.spans import Span
from sourcier.text.tokens import Token

PERSONS = frozenset({"he", "she"})
PERSONAL = frozenset({"il", "elle"}) | PERSONS
TAKING_UP = {name: GENDERS[name] for name in sorted(PERSONAL)}
TAKING_UP |= {"celui-ci": "Masc", "celle-ci": "Fem", "ce dernier": "Masc", "cette dernière": "Fem"}
"""Pronouns that may take up a state or a person, and the gender of what they stand for."""
THINGS = frozenset({"it", "le pays", "the country", "ce pays", "son pays"})
STATES = frozenset({"state", "former_state", "territory"})
ARTICLES = {"le": "Masc", "la": "Fem", "du": "Masc", "au": "Masc"}


def stand_ins(
    tokens: Sequence[Token], own: Sequence[Mention], before: Sequence[Token], earlier: Sequence[Mention]
) -> Iterator[Mention]:
    """Yield the pronouns of a sentence that stand for an entity, as mentions of it.

    The antecedent is the only entity that the sentence names before the pronoun, or, where it names none, the
    subject of the sentence before; it must agree in gender where its article shows one.

    Args:
        tokens: Of the sentence.
        own: Its linked mentions.
        before: Tokens of the sentence before; empty at the start of a paragraph of its own.
        earlier: Linked mentions of that sentence.
    """
    for at, token in enumerate(tokens):
        found = _pronoun(tokens, at)
        if found is None or not _is_subject(tokens, at, found[0]):
            continue
        name, end = found
        here = [one for one in own if one.span.start < token.idx]
        if len({one.entity_id for one in here}) > 1:
            continue
        one = here[0] if here else _subject(before, earlier)
        if one is not None and _agrees(one, name, tokens if here else before):
            last = tokens[end - 1]
            span = Span(tokens[at - (len(name.split()) - 1)].idx, last.idx + len(last))
            yield replace(one, span=span, text=name, is_adjective=False)


def _is_subject(tokens: Sequence[Token], at: int, name: str) -> bool:
    """Say whether a pronoun may be a subject; the small parsers miss "elle", so what stands before it decides."""
    if name in PERSONAL:
        return not at or tokens[at - 1].pos_ != "ADP"
    return tokens[at].dep_ in SUBJECTS


def _pronoun(tokens: Sequence[Token], at: int) -> tuple[str, int] | None:
    """Return a pronoun whose head stands at an index, and where it ends."""
    low = tokens[at].lower_
    if low in TAKING_UP or low == "it":
        return low, at + 1
    pair = f"{tokens[at - 1].lower_} {low}" if at else ""
    return (pair, at + 1) if pair in TAKING_UP or pair in THINGS else None


def _subject(before: Sequence[Token], earlier: Sequence[Mention]) -> Mention | None:
    """Return what the first subject of a sentence names."""
    heads = [token for token in before if token.dep_ in SUBJECTS]
    if not heads:
        return None
    first = heads[0]
    return next((one for one in earlier if one.span.start <= first.idx < one.span.end and not one.is_adjective), None)


def _agrees(one: Mention, name: str, tokens: Sequence[Token]) -> bool:
    if one.is_adjective or (name in PERSONS and one.kind != "person"):
        return False
    if name in THINGS:
        return one.kind in STATES or (name == "it" and one.kind != "person")
    article = next((token.lower_ for token in reversed(tokens) if token.idx < one.span.start), "")
    known = ARTICLES.get(article, "") if one.kind != "person" else ""
    return article != "les" and (not known or known == TAKING_UP[name])
