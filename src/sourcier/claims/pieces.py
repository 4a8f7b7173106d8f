"""A piece of a sentence: its tokens, its verb, its figures and times."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from sourcier.claims.verbs import is_finite, verb_groups
from sourcier.core.claims import Source
from sourcier.core.language import Quantity, TimeInterval
from sourcier.core.spans import Span
from sourcier.text.tokens import Token, Tokens

CLOSING = frozenset({"»", "”", '"', "''"})
"""Marks at the end of quoted words."""
REFLEXIVE = frozenset({"s'", "se"})


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
    teller: Source | None = None
    """Who says, where the surface shows it: "…, the mayor, Ann Shaw, said"."""
    antecedent: int | None = None
    """Token where a borrowed antecedent starts ("l'usine, qui emploie"); None without one."""


def describe(chunk: Chunk, sentence: Tokens) -> None:
    """Find the verb of a piece, and whether it begins with a participle."""
    tokens = contents(chunk, sentence)
    groups = verb_groups(tokens)
    saying = None if groups else _told_verb(chunk, sentence)
    chunk.is_finite = bool(groups) or saying is not None
    chunk.verb = groups[0][2] if groups else saying
    content = [token for token in tokens if not token.is_punct and token.pos_ not in {"CCONJ", "SCONJ", "ADV"}]
    if not groups and content:
        first = content[0]
        forms = first.morph.get("VerbForm", [])
        chunk.is_participle = first.pos_ == "VERB" and ("Part" in forms)


def _told_verb(chunk: Chunk, sentence: Tokens) -> Token | None:
    """Return the word by which somebody speaks after quoted words, which the tagger took for none: « … », tonne X."""
    doc, at = sentence.doc, chunk.start
    if chunk.opener is not Opener.COMMA or at - 2 <= sentence.start or doc[at - 2].text not in CLOSING:
        return None
    if doc[at].form in REFLEXIVE and at + 1 < chunk.end:
        at += 1  # "s'alarme-t-il"
    first, after = doc[at], doc[at + 1] if at + 1 < chunk.end else None
    if first.pos_ not in {"NUM", "NOUN", "ADJ", "X", "ADV", "INTJ"} or not (first.is_alpha and first.text.islower()):
        return None
    is_pronoun = after is not None and after.text.startswith("-")
    is_other = after is not None and after.lower_ in {"tel", "telle", "tels"}
    is_named = after is not None and (after.pos_ == "PROPN" or (after.pos_ == "DET" and after.text.islower()))
    if not (is_pronoun or is_named or is_other):
        return None
    is_clause = any(is_finite(token) for token in sentence if token.i < at)
    return first if is_clause else None


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


def _goes_on_with_name(piece: Chunk, verb: Token, sentence: Tokens) -> bool:
    """Say whether a verb's subject stands before it, with nothing between but what is set beside that."""
    is_before = any(one.dep_ in SUBJECTS and one.i < piece.start for one in verb.children)
    before = [token for token in sentence if token.i < piece.start and not token.is_space]
    first = next((at for at, token in enumerate(before) if token.text == "," or is_finite(token)), len(before))
    # "X, pour qui « rien n'est fini », appelle à défiler": a name, a clause about it, its verb.
    marker = next((token for token in before[first + 1 : first + 3] if token.pos_ != "ADP"), None)
    is_named = (
        0 < first < len(before)
        and before[first].text == ","
        and all(token.pos_ in {"PROPN", "NOUN", "DET", "ADJ", "ADP"} for token in before[:first])
    )
    if is_named and before[0].pos_ != "ADP" and marker is not None and marker.lower_ in WHOSE:
        return sum(map(is_finite, before)) == 1  # the relative's own: its main clause has no verb yet
    return is_before and not any(is_finite(token) for token in before)


WHOSE = frozenset({"qui", "dont", "lequel", "laquelle", "who", "whom", "whose", "which"})
"""Relative pronouns that tell of the name before them."""


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


def _is_said_by(piece: Chunk, body: list[Token]) -> bool:
    """Say whether somebody named behind "said" speaks: "said the mayor", not "said on Monday", "said a prayer"."""
    if body[0].lemma_ != "say" or len(body) < 2 or any(time.span.start == body[1].idx for time in piece.times):
        return False
    return body[1].pos_ == "PROPN" or body[1].lower_ == "the"


def is_inverted(piece: Chunk, sentence: Tokens) -> bool:
    """Say whether the subject follows: "a déclaré le préfet", "a-t-il ajouté", "said the minister"."""
    body = [token for token in contents(piece, sentence) if not token.is_punct]
    if not body or piece.opener in {Opener.RELATIVE, Opener.RESUME}:
        return False
    hyphen = any(token.text.startswith("-") and token.pos_ == "PRON" for token in body)
    is_reflexive = body[0].form in REFLEXIVE and len(body) > 1 and body[1] == piece.verb
    starts_with_verb = body[0].pos_ in {"VERB", "AUX"} or body[0].dep_.startswith("expl") or body[0] == piece.verb
    starts_with_verb = starts_with_verb or is_reflexive  # "s'enflamme Paul Roy"
    if not hyphen and _goes_on_with_name(piece, body[0], sentence) and not _is_said_by(piece, body):
        return False  # "X, the longest-serving leader of all, congratulated Y"
    is_set_off = piece.opener is Opener.COMMA and piece.is_finite and not hyphen
    if is_set_off and not any(token.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "X", "DET"} for token in body[1:]):
        return False  # "X, à qui l'on demandait si …, a répondu que non": nobody follows
    if not hyphen and contents(piece, sentence)[-1].text == ":":
        return False  # "Ses comptes, déposés en mai, disent autre chose : …": the subject stands before
    return hyphen or (starts_with_verb and piece.opener is not Opener.START and piece.opener is not Opener.COORDINATION)
