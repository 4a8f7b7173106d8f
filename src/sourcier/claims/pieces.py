"""A piece of a sentence: its tokens, its verb, its figures and times."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from sourcier.claims.verbs import verb_groups
from sourcier.core.language import Quantity, TimeInterval
from sourcier.core.spans import Span
from sourcier.text.tokens import Token, Tokens


class Opener(StrEnum):
    """What makes a piece start."""

    START = "start"
    COMMA = "comma"
    STRONG = "strong"
    """A colon, a semicolon, a dash, a bracket."""
    QUOTE = "quote"
    COORDINATION = "coordination"
    RELATIVE = "relative"
    CONTENT = "content"
    """What a verb of saying or thinking governs."""
    ADVERBIAL = "adverbial"
    RESUME = "resume"
    """The main clause goes on after a relative clause that no comma closes: "ceux qui le répètent | oublient"."""


@dataclass(slots=True)
class Chunk:
    """A run of tokens of one sentence, with its verb if it has one."""

    start: int
    """Index of the first token in the Doc."""
    end: int
    opener: Opener
    verb: Token | None = None
    """The lexical verb or predicate of the finite group."""
    is_finite: bool = False
    is_participle: bool = False
    """Begins with a participle and has no finite verb: "survenue vers 21 h 40"."""
    is_ranked: bool = False
    """Has no verb and ranks or denies what it names: "its steepest drop since 2009", "pas une embauche"."""
    is_conceded: bool = False
    """Has no verb and takes for granted what it sets against the clause before: "malgré un bénéfice record"."""
    is_gapped: bool = False
    """Repeats the clause before it without its verb: "et la Norvège en 2005"."""
    is_deed: bool = False
    """What somebody denies doing: "nie | fournir des armes"."""
    marker: Token | None = None
    """The connective it starts with."""
    quantities: list[Quantity] = field(default_factory=list)
    times: list[TimeInterval] = field(default_factory=list)
    is_granted: bool = False
    """Follows a connective that takes it for granted ("alors que", "puisque"), or depends on such a clause."""
    tokens: list[Token] | None = None
    """The tokens without white space, kept once asked for."""
    is_bridged: bool = False
    """An incise stands inside it, which is the piece before it."""
    is_incise: bool = False
    """Stands inside the piece that follows and only says who speaks: "assure-t-elle"."""
    antecedent: int | None = None
    """Token where a borrowed antecedent starts ("l'usine, qui emploie"); None without one."""


def describe(chunk: Chunk, sentence: Tokens) -> None:
    """Find the verb of a piece, and whether it begins with a participle."""
    tokens = contents(chunk, sentence)
    groups = verb_groups(tokens)
    chunk.is_finite = bool(groups)
    chunk.verb = groups[0][2] if groups else None
    content = [token for token in tokens if not token.is_punct and token.pos_ not in {"CCONJ", "SCONJ", "ADV"}]
    if not groups and content:
        first = content[0]
        forms = first.morph.get("VerbForm", [])
        chunk.is_participle = first.pos_ == "VERB" and ("Part" in forms)


def contents(chunk: Chunk, sentence: Tokens) -> list[Token]:
    """Return the tokens of a piece without white space."""
    if chunk.tokens is None:
        chunk.tokens = [token for token in sentence.doc[chunk.start : chunk.end] if not token.is_space]
    return chunk.tokens


def words_of(chunk: Chunk, sentence: Tokens) -> list[Token]:
    """Return the tokens of a piece without marks or white space."""
    return [token for token in contents(chunk, sentence) if not token.is_punct]


def opens_with_preposition(chunk: Chunk, sentence: Tokens) -> bool:
    """Say whether a piece is an adverbial phrase: "mais depuis la signature, en 1953, …"."""
    first = next((token for token in words_of(chunk, sentence) if token.pos_ != "CCONJ"), None)
    return first is not None and first.pos_ == "ADP"


def span_of(chunk: Chunk, sentence: Tokens) -> Span:
    """Return where a piece stands, a borrowed antecedent included."""
    first = sentence.doc[chunk.start if chunk.antecedent is None else chunk.antecedent]
    last = sentence.doc[chunk.end - 1]
    return Span(first.idx, last.idx + len(last.text))


def place(
    chunks: Iterable[Chunk], sentence: Tokens, quantities: Sequence[Quantity], times: Sequence[TimeInterval]
) -> None:
    """Give each piece the figures and the times that start in it."""
    for chunk in chunks:
        first, last = sentence.doc[chunk.start], sentence.doc[chunk.end - 1]
        own = Span(first.idx, last.idx + len(last.text))
        chunk.quantities = [q for q in quantities if own.start <= (q.number or q.span).start < own.end]
        inside = [t for t in times if own.start <= t.span.start < own.end]
        if chunk.is_bridged:
            chunk.quantities = [q for q in chunk.quantities if _holds(chunk, (q.number or q.span).start)]
        chunk.times = [t for t in inside if not any(o.span != t.span and o.span.contains(t.span) for o in inside)]


def _holds(chunk: Chunk, start: int) -> bool:
    """Say whether a place in the text is in a piece and not in the incise set in it."""
    return any(token.idx <= start < token.idx + len(token.text) for token in chunk.tokens or ())


AFTER_MARK = " »”\"'’)\u00a0\u202f"
"""What may stand after the question mark."""


def asks(sentence: str) -> bool:
    """Say whether a sentence is a question, the marks that close it left aside.

    >>> asks("« Qui paiera ? »"), asks("Il paiera.")
    (True, False)
    """
    return sentence.rstrip(AFTER_MARK).endswith("?")


SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:caus", "nsubjpass", "expl", "expl:subj", "csubj", "csubjpass"})


def has_subject(chunk: Chunk, sentence: Tokens) -> bool:
    """Say whether the finite verb of a piece has its subject inside it."""
    verb = chunk.verb
    if verb is None:
        return False
    related = (
        [verb, verb.head, *verb.children] if verb.head.i in range(chunk.start, chunk.end) else [verb, *verb.children]
    )
    for token in contents(chunk, sentence):
        if token.dep_ in SUBJECTS and (token.head in related or token.i < verb.i):
            return True
    first = next((token for token in words_of(chunk, sentence) if token.pos_ != "CCONJ"), None)
    return first is not None and first.i < verb.i and first.pos_ in {"DET", "PROPN", "NOUN", "NUM"}


def is_inverted(piece: Chunk, sentence: Tokens) -> bool:
    """Say whether the subject follows: "a déclaré le préfet", "a-t-il ajouté", "said the minister"."""
    body = [token for token in contents(piece, sentence) if not token.is_punct]
    if not body or piece.opener in {Opener.RELATIVE, Opener.RESUME}:
        return False
    hyphen = any(token.text.startswith("-") and token.pos_ == "PRON" for token in body)
    starts_with_verb = body[0].pos_ in {"VERB", "AUX"} or body[0].dep_.startswith("expl")
    if not hyphen and contents(piece, sentence)[-1].text == ":":
        return False  # "Ses comptes, déposés en mai, disent autre chose : …": the subject stands before
    return hyphen or (starts_with_verb and piece.opener is not Opener.START and piece.opener is not Opener.COORDINATION)
