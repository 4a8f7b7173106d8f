"""Finite verbs and the groups they form."""

from __future__ import annotations

from collections.abc import Sequence

from sourcier.text.tokens import Token


def is_finite(token: Token) -> bool:
    """Say whether a token is a finite verb, also where the tagger took it for a participle but it has a subject."""
    if token.pos_ not in {"VERB", "AUX"}:
        return False
    if "Fin" in token.morph.get("VerbForm", []) or is_present(token):
        return True
    if "Inf" in token.morph.get("VerbForm", []) or token.tag_ in {"VBG", "VB"}:
        return False
    return any(child.dep_ in {"nsubj", "expl:subj"} for child in token.children) and not any(
        child.dep_.startswith("aux") for child in token.children
    )


def verb_groups(tokens: Sequence[Token]) -> list[tuple[int, int, Token]]:
    """Return the finite verb groups: first index, last index, lexical verb.

    Clitics and adverbs inside a group do not part it.
    """
    groups: list[tuple[int, int, Token]] = []
    at = 0
    while at < len(tokens):
        if not is_finite(tokens[at]):
            at += 1
            continue
        first = last = at
        ahead = at + 1
        while ahead < len(tokens):
            token = tokens[ahead]
            if token.pos_ in {"VERB", "AUX"} and (not is_finite(token) or tokens[last].pos_ == "AUX"):
                last = ahead
            elif not (token.pos_ in {"ADV", "PART"} or token.text.startswith("-") or _is_clitic(token)):
                break
            ahead += 1
        groups.append((tokens[first].i, tokens[last].i, tokens[last]))
        at = last + 1
    return groups


def is_present(token: Token) -> bool:
    """Say whether a French verb stands in a form of the present that no participle has: "rétorque", "montrent"."""
    stem = token.lemma_[:-1]
    return stem.endswith("e") and token.lemma_.endswith("er") and token.lower_ in {stem, stem + "nt"}


def _is_clitic(token: Token) -> bool:
    return token.pos_ == "PRON" and token.dep_ in {"expl:comp", "expl:pass", "iobj", "obj"} and len(token.text) <= 3
