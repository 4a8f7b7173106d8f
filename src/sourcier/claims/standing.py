"""Which pieces without a finite verb can stand alone: figures, dated events, ranks, flat denials."""

from __future__ import annotations

from collections.abc import Sequence

from sourcier.claims.lexicon import form_of
from sourcier.claims.pieces import Chunk, Opener, words_of
from sourcier.claims.told import concedes, is_bare_deed
from sourcier.claims.vocabulary import read_words
from sourcier.text.tokens import Token, Tokens


def stands_alone(piece: Chunk, sentence: Tokens) -> bool:
    """Say whether a piece without a finite verb may be a claim of its own."""
    if piece.is_finite:
        return True
    body = words_of(piece, sentence)
    if piece.quantities:
        return any(token.pos_ in {"NOUN", "PROPN", "ADJ", "ADV", "SYM"} for token in body) or len(body) > 1
    if tells_perfect(piece, body):
        return True
    if piece.is_participle:
        return bool(piece.times) and len(body) > 1
    piece.is_ranked = _is_superlative(body) or is_denied(body)
    piece.is_conceded = _is_conceded(piece, body)
    return piece.is_ranked or piece.is_conceded or is_dated_event(piece, body)


def tells_perfect(piece: Chunk, body: list[Token]) -> bool:
    """Say whether a piece is what somebody says to have done or not done: "assure | n'avoir croisé personne"."""
    if piece.opener is not Opener.CONTENT:
        return False
    if len(body) > 1 and is_bare_deed(body[0]):
        piece.is_deed = True  # "denied | losing the airfield"
        return True
    at = next((at for at, token in enumerate(body[:4]) if token.lower_ in {"avoir", "être"}), None)
    return at is not None and any("Part" in token.morph.get("VerbForm", []) for token in body[at + 1 : at + 4])


SUPERLATIVE = frozenset("le la les son sa ses leur leurs".split())
RANKS = read_words("ranks")


BEST = read_words("best")


SHORTEST = 3
"""Words of the longest "plus que jamais", which measures nothing."""


LONGEST_SCOPE = 9
"""Words of the longest phrase that only says of how many."""


DENIED = (["pas", "un"], ["pas", "une"], ["not", "a"], ["not", "one"])


EVENT_SUFFIXES = ("tion", "sion", "ment", "ture", "ance", "age", "erte", "ée")
"""Endings of French and English nouns for what happens: "signature", "explosion", "découverte"."""


def is_dated_event(piece: Chunk, body: list[Token]) -> bool:
    """Say whether a phrase takes a dated event for granted: "depuis la signature, en 1953, de l'armistice"."""
    if not piece.times or not body or len(body) < 4:
        return False
    start = next((token for token in body if token.pos_ != "CCONJ"), body[0])
    return start.pos_ == "ADP" and any(
        token.pos_ == "NOUN" and token.lower_.endswith(EVENT_SUFFIXES) and _is_definite(token) for token in body
    )


def _is_definite(noun: Token) -> bool:
    return any(
        child.dep_ == "det" and form_of(child) in {"la", "le", "l'", "les", "the", "sa", "son"}
        for child in noun.children
    )


def _is_superlative(body: list[Token]) -> bool:
    """Say whether a phrase ranks what it names: "its steepest drop since", "meilleure performance jamais vue"."""
    if any(token.tag_ in {"JJS", "RBS"} for token in body):
        return True
    forms = [form_of(token) for token in body]
    if any(token.tag_ in {"JJR", "RBR"} for token in body[:4]) and "than" in forms:
        return True
    if any(form in {"plus", "moins", "davantage"} for form in forms[:3]) and {"que", "qu'"} & set(forms[1:6]):
        return len(forms) > SHORTEST
    if len(forms) == 2 and body[0].pos_ == "DET" and forms[1] == "record":
        return True
    if {"depuis", "since"} & set(forms) and any(form in RANKS for form in forms[:3]):
        return True
    if any(one in RANKS and {"à", "to"} & set(forms[at + 1 : at + 3]) for at, one in enumerate(forms[:3])):
        return True  # "première femme à occuper ce fauteuil"
    if len(forms) > 3 and any(form in BEST for form in forms[:3]):
        return True
    return any(
        one in SUPERLATIVE and other in {"plus", "moins"} for one, other in zip(forms[:4], forms[1:5], strict=False)
    )


def is_denied(body: list[Token]) -> bool:
    """Say whether a phrase denies flatly without a verb: "pas une embauche", "not a single job"."""
    forms = [form_of(token) for token in body if token.pos_ != "CCONJ"][:2]
    if len(body) < SHORTEST:
        return False
    return forms in DENIED or is_contrast(body)


def _is_conceded(piece: Chunk, body: list[Token]) -> bool:
    """Say whether a phrase takes for granted what it sets against the clause before: "malgré un bénéfice record"."""
    if piece.opener is Opener.START or not concedes(body):
        return False
    return any(token.pos_ in {"NOUN", "PROPN"} for token in body[2:])


def is_contrast(body: list[Token]) -> bool:
    """Say whether a phrase says of what the clause before it does not hold: "ont bondi de 30 %, | pas nos prix"."""
    forms = [form_of(token) for token in body[:2]]
    if len(body) < SHORTEST or forms[0] not in {"pas", "not"} or forms in DENIED:
        return False
    names = any(token.pos_ in {"NOUN", "PROPN"} for token in body[1:])
    return names and body[1].pos_ in {"DET", "PROPN", "ADP", "NUM"}


SUMS_UP = frozenset({"soit", "or", "namely"})
WHOSE = frozenset({"chez", "parmi", "among", "amongst"})
"""Prepositions that say of whom alone the sentence speaks: "Chez les moins de 25 ans, …"."""
SCOPES = read_words("scopes")


def sets_scope(piece: Chunk, rest: Sequence[Chunk], sentence: Tokens) -> bool:
    """Say whether a figure at the start only says of how many: "Sur 58 postes, | 23 restent vacants".

    Where a share is drawn from the two ("…, soit 40 %"), each figure stays a claim, as the sum needs both.
    """
    if not rest or (len(rest) > 1 and form_of(sentence.doc[rest[1].start]) in SUMS_UP):
        return False
    following = rest[0]
    body = words_of(piece, sentence)
    if piece.opener is not Opener.START or piece.is_finite or piece.is_participle or not body:
        return False
    if body[0].lower_ in WHOSE and len(body) <= LONGEST_SCOPE:
        return following.opener is Opener.COMMA
    if not piece.quantities:
        return False
    parts = following.opener is Opener.COMMA and following.is_finite and bool(following.quantities)
    return parts and body[0].lower_ in SCOPES and len(body) <= LONGEST_SCOPE


def is_set_against(piece: Chunk, following: Chunk, sentence: Tokens) -> bool:
    """Say whether a bare figure has another set against it: "11 % | contre 9 %"."""
    if not (piece.quantities and following.quantities) or following.is_finite:
        return False
    return form_of(sentence.doc[following.start]) == "contre" and sentence.doc[following.start - 1].text == "%"
