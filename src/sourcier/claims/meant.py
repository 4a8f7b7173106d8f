"""What is meant of something said: that a source denies it, that nobody says it, that who says it is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sourcier.claims.lexicon import Lexicon, form_of
from sourcier.claims.pieces import Chunk, contents
from sourcier.claims.sources import subject_of
from sourcier.core.claims import AUTHOR, UNNAMED, Source
from sourcier.core.spans import Span
from sourcier.text.tokens import Token, Tokens

THAT = frozenset({"que", "qu'", "that"})
GOVERNS = frozenset({"xcomp", "acl", "advcl", "dep", "ccomp", "csubj", "pcomp", "prep", "obl", "advmod", "nmod"})
"""How a verb of saying hangs on the word that judges it: "a tort de dire", "is wrong to say"."""

DENIED = frozenset({"advmod", "neg", "det", "dep", "obj", "mark"})
"""How a negation hangs on what it denies."""

UNLESS = frozenset({"si", "s'", "if", "ou", "or"})
"""Beside a judgement, these leave it open: "s'il a tort de dire", "à tort ou à raison"."""

IMPERSONAL = frozenset({"c'", "ce", "ça", "cela", "it", "that", "this"})

REACH = 4
"""Steps from a verb of saying up to the word that judges it."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What becomes of the words that a verb of saying governs."""

    is_denial: bool = False
    """Who speaks says that it is not so: "nie que"."""
    is_unsaid: bool = False
    """Nobody is made to say it: "n'a jamais dit que", "nobody claims that", "refused to say that"."""
    is_rejected: bool = False
    """The author holds that who says it is wrong: "prétend à tort que", "a lie to say that"."""
    is_granted: bool = False
    """It is not denied, or not rightly: "n'a pas nié que", "it is absurd to deny that"."""
    is_doubted: bool = False
    """Who does not believe it believes the contrary: "ne pense pas que"."""


def meant(verb: Token, piece: Chunk, sentence: Tokens, words: Lexicon) -> Meant:
    """Return what a sentence makes of what a verb of saying governs; nothing where the sentence asks."""
    if sentence[-1].text == "?":
        return Meant(is_denial=words.has(verb, "denies"))
    above = list(_above(verb))
    nobody = is_nobody(subject_of(verb), words)
    is_denied = nobody or any(_is_denied(each, words) for each in (verb, *(w for w in above if _can(w, words))))
    is_astray = any(_is_astray(each, words) for each in above) or _is_wrongly(piece, sentence, words)
    if words.has(verb, "denies"):
        return Meant(is_denial=not is_denied, is_granted=is_denied or is_astray)
    if is_astray:
        return Meant(is_rejected=not is_denied)
    if any(words.has(each, "withholds") and not _is_denied(each, words) for each in above[:1]):
        return Meant(is_unsaid=True)
    knows = words.has(verb, "factive") and not words.has(verb, "say")
    if not is_denied or knows:
        return Meant()
    is_belief = words.has(verb, "reckon") and not words.has(verb, "say")
    return Meant(is_unsaid=True, is_doubted=is_belief and not nobody)


def by(source: Source, sense: Meant, cue: Span, *, nobody: bool) -> tuple[Source, Meant]:
    """Return who is left to say the words, and what is meant by whom: an author who denies rejects.

    Words that nobody says keep the verb that says so.
    """
    if sense.is_granted:
        return (source, Meant(is_denial=sense.is_denial)) if source.kind == "named" else (AUTHOR, Meant())
    denies = sense.is_denial or (sense.is_doubted and source.kind != "unnamed")
    if source.kind == "author":
        if denies:
            return UNNAMED, Meant(is_rejected=True)
        if sense.is_rejected:
            return source, Meant()  # "j'ai eu tort de dire que"
    if denies and not nobody:
        return source, Meant(is_denial=True)
    if sense.is_unsaid:
        return replace(UNNAMED, cue=cue), Meant(is_unsaid=True)
    return source, sense


def is_nobody(subject: Token | None, words: Lexicon) -> bool:
    """Say whether a subject is nobody: "personne", "no expert", and not "une personne"."""
    if subject is None:
        return False
    determiners = [child for child in subject.children if child.dep_ == "det"]
    return any(words.has(one, "nobody") for one in determiners or [subject])


def is_anybodys(verb: Token, subject: Token | None) -> bool:
    """Say whether a verb of saying is laid to nobody in particular: "c'est un mensonge de dire"."""
    is_infinitive = verb.tag_ == "VB" or "Inf" in verb.morph.get("VerbForm", [])
    return is_infinitive and (subject is None or form_of(subject) in IMPERSONAL)


def unproven(pieces: Sequence[Chunk], sentence: Tokens, words: Lexicon) -> dict[int, Token]:
    """Return the pieces for which there is said to be no proof, with the word for it: "no evidence that …"."""
    found: dict[int, Token] = {}
    if not any(words.has(token, "proof") for token in sentence):
        return found
    for number, piece in enumerate(pieces):
        for token in contents(piece, sentence):
            proof = token.head if token.head.pos_ not in {"VERB", "AUX"} else subject_of(token.head)
            if proof is None or not words.has(proof, "proof") or proof.i >= piece.start or sentence[-1].text == "?":
                continue
            if is_content(token) and (_is_denied(proof, words) or _is_denied(proof.head, words)):
                found[number] = proof
    return found


def accused(verb: Token, words: Lexicon) -> Token | None:
    """Return who is accused of having said it: "X accuse Y d'avoir dit que", "accused Y of claiming that"."""
    is_deed = verb.dep_ == "pcomp" or any(form_of(child) in {"de", "d'"} for child in verb.children)
    for over in _above(verb) if is_deed else ():
        if words.has(over, "accuses"):
            beside = [
                child
                for child in over.children
                if over.i < child.i < verb.i
                and child.pos_ in {"NOUN", "PROPN"}
                and child.dep_.split(":")[0] in {"obj", "dobj", "iobj", "obl"}
            ]
            return beside[0] if beside else None
        if over.pos_ in {"VERB", "AUX"}:
            return None
    return None


def is_content(clause: Token) -> bool:
    """Say whether a clause is the content of what stands over it: "… que la Suède est neutre"."""
    return any(child.dep_ == "mark" and form_of(child) in THAT for child in clause.children)


def _above(verb: Token) -> Iterator[Token]:
    """Return the words that a verb of saying hangs on, nearest first, as long as it says no more of its own."""
    seen: Token = verb
    for _ in range(REACH):
        if seen.head == seen or seen.dep_.split(":")[0] not in GOVERNS:
            return
        if is_content(seen):
            return
        seen = seen.head
        yield seen


def _is_denied(token: Token, words: Lexicon) -> bool:
    """Say whether a word is denied, and not only narrowed: "n'a pas seulement dit"."""
    beside = list(token.children)
    if any(words.has(child, "not_only") for child in beside):
        return False
    return any(words.has(child, "denial") and child.dep_.split(":")[0] in DENIED for child in beside)


def _can(token: Token, words: Lexicon) -> bool:
    return words.has(token, "ability", "sets_out")


def _is_astray(token: Token, words: Lexicon) -> bool:
    """Say whether a word tells that who speaks is wrong: "se trompe quand", "a tort de", "is absurd to"."""
    beside = list(token.children)
    judging = [token, *(child for child in beside if child.dep_ in {"obj", "acomp", "attr", "dobj", "obl"})]
    if not any(words.has(one, "astray", "reject") and not words.has(one, "say") for one in judging):
        return False
    around = [child for one in judging for child in one.children]
    is_open = any(form_of(child) in UNLESS for child in around) or any(_is_denied(one, words) for one in judging)
    return not is_open and not _is_denied(token.head, words)


def _is_wrongly(piece: Chunk, sentence: Tokens, words: Lexicon) -> bool:
    """Say whether something is said to be said wrongly: "à tort", and not "à tort ou à raison", "pas à tort"."""
    body = [form_of(token) for token in contents(piece, sentence)]
    for phrase in words.words("wrongly"):
        parts = phrase.split()
        for at in range(len(body) - len(parts) + 1):
            if body[at : at + len(parts)] != parts:
                continue
            around = {*body[max(at - 1, 0) : at], *body[at + len(parts) : at + len(parts) + 1]}
            if not around & (UNLESS | words.words("denial")):
                return True
    return False
