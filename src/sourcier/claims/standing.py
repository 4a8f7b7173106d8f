"""Which pieces without a finite verb can stand alone: figures, dated events, ranks, flat denials."""

from __future__ import annotations

from sourcier.claims.lexicon import form_of
from sourcier.claims.pieces import Chunk, Opener, words_of
from sourcier.text.tokens import Token, Tokens


def stands_alone(piece: Chunk, sentence: Tokens) -> bool:
    """Say whether a piece without a finite verb may be a claim of its own."""
    if piece.is_finite:
        return True
    body = words_of(piece, sentence)
    if piece.quantities:
        return any(token.pos_ in {"NOUN", "PROPN", "ADJ", "ADV", "SYM"} for token in body) or len(body) > 1
    if piece.is_participle:
        return bool(piece.times) and len(body) > 1
    if tells_perfect(piece, body):
        return True
    piece.is_ranked = _is_superlative(body) or is_denied(body)
    return piece.is_ranked or is_dated_event(piece, body)


def tells_perfect(piece: Chunk, body: list[Token]) -> bool:
    """Say whether a piece is what somebody says to have done or not done: "assure | n'avoir croisé personne"."""
    if piece.opener is not Opener.CONTENT:
        return False
    at = next((at for at, token in enumerate(body[:4]) if token.lower_ in {"avoir", "être"}), None)
    return at is not None and any("Part" in token.morph.get("VerbForm", []) for token in body[at + 1 : at + 4])


SUPERLATIVE = frozenset("le la les son sa ses leur leurs".split())
RANKS = frozenset("premier première dernier dernière premiers premières record first last".split())


BEST = frozenset("meilleur meilleure meilleurs meilleures pire pires".split())


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
    if any(form in {"plus", "moins"} for form in forms[:3]) and {"que", "qu'"} & set(forms[2:6]):
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
    return len(body) > 2 and forms in (["pas", "un"], ["pas", "une"], ["not", "a"], ["not", "one"])
