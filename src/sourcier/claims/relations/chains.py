"""The verb group around a cue: voice, negation, mood, and the verbs that govern it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sourcier.claims.relations.frames import Effect, Words
from sourcier.claims.relations.nominals import OF, form
from sourcier.core.relations import Modality
from sourcier.text.tokens import Token

NEGATIVE = frozenset({"ne", "n'", "not", "n't", "never", "neither", "nor", "jamais"})
CLITICS = frozenset("le la les l' lui leur y en se s' me m' nous vous -t-il -t-elle".split())
REFLEXIVE = frozenset({"se", "s'"})
WHILE = frozenset({"en", "après", "by", "after", "while", "when", "in"})
"""What may stand before a verb that shares its subject with the main one: "en soutenant", "après avoir soutenu"."""
AUXILIARIES = frozenset({"avoir", "être", "have", "be", "do"})
BE = frozenset({"être", "be"})
FUTURE = frozenset({"will", "'ll", "wo", "shall"})
CONDITIONAL = frozenset({"would", "could", "may", "might", "can", "'d"})
LINKS = frozenset({*OF, "à", "to", "from"})
_ASIDE = frozenset({"ADV", "PART"})


@dataclass(slots=True)
class Chain:
    """A verb with everything to its left that belongs to it. `start` is the index of its first word."""

    start: int
    end: int
    is_passive: bool = False
    is_finite: bool = False
    is_reflexive: bool = False
    is_negative: bool = False
    is_participle: bool = False
    """A past participle without an auxiliary."""
    modality: Modality = Modality.ASSERTED
    is_denied: bool = False
    is_threat: bool = False
    is_ended: bool = False
    """A verb of ceasing stands over it."""
    accused_by: int | None = None
    """Index of a verb of accusing whose object does it."""
    is_accused_passive: bool = False
    is_gerund: bool = False
    """Without a subject of its own: that of the verb over it does it."""
    highest: Token | None = field(default=None)
    """The verb to which the subject belongs."""


def read_chain(tokens: Sequence[Token], at: int, words: Words) -> Chain | None:
    """Return the verb group of a cue; None where a verb governs it of which we do not know what it makes of it."""
    chain = Chain(start=at, end=at + 1, highest=tokens[at])
    current = _first_participle(tokens, at, words)
    lowest = current
    while True:
        reached = _auxiliaries(tokens, current, chain, words, lowest=current == lowest)
        if chain.is_finite or chain.is_participle:
            break
        above = _governor(tokens, reached, words)
        if above is None:
            before = form(tokens[reached - 1]) if reached else ""
            is_present = tokens[at].tag_ == "VBG" or "Pres" in tokens[at].morph.get("Tense", [])
            chain.is_gerund = current == lowest and (before in WHILE or (before == "," and is_present))
            return chain if chain.is_gerund else None
        governor = tokens[above]
        known = words.governors.get(words.lemma(governor)) or words.governors.get(governor.lower_)
        effect = known or Effect.NEUTRAL
        if effect is Effect.ACCUSED:
            return _accused(tokens, above, reached, chain, words)
        _apply(effect, chain)
        current = above
        chain.highest = tokens[above]
        chain.is_participle = False
    return chain


def _first_participle(tokens: Sequence[Token], at: int, words: Words) -> int:
    """Return the first of the participles that share what stands left of them: "armé et | financé par"."""
    while at > 1 and words.is_participle(tokens[at]):
        back = at - 1
        while back > 0 and tokens[back].pos_ == "ADV":
            back -= 1
        is_listed = form(tokens[back]) in {"et", "and", "ou", "or", ","}
        if not is_listed or back == 0 or not words.is_participle(tokens[back - 1]):
            break
        at = back - 1
    return at


def _auxiliaries(tokens: Sequence[Token], at: int, chain: Chain, words: Words, *, lowest: bool) -> int:
    """Take in auxiliaries, adverbs, clitics and negations left of a verb; return the index of the first word."""
    verb = tokens[at]
    is_participle = _is_past_participle(verb, words)
    seen = 0
    is_passive = False
    start = look = at
    is_present = words.is_present(verb)
    finite = None if is_participle else (verb if _is_finite(verb) or is_present else None)
    was_negative, chain.is_negative = chain.is_negative, False
    while look > 0:
        token = tokens[look - 1]
        low, lemma = form(token), token.lemma_.lower()
        if low in NEGATIVE:
            chain.is_negative = True
        elif (lemma in AUXILIARIES and token.pos_ in {"AUX", "VERB"}) or low in FUTURE | CONDITIONAL:
            if seen == 0 and lemma in BE and is_participle:
                is_passive = True
            seen += 1
            finite = token if _is_finite(token) or low in FUTURE | CONDITIONAL else finite
        elif low in CLITICS and token.pos_ in {"PRON", "DET"}:
            chain.is_reflexive = chain.is_reflexive or (low in REFLEXIVE and lowest)
        elif (
            token.pos_ not in _ASIDE
            or (look > 1 and token.text[:1].isupper())
            or low in {"to", "comment", "pourquoi", "when"}
        ):
            break
        look -= 1
        if low in NEGATIVE or lemma in AUXILIARIES or low in CLITICS | FUTURE | CONDITIONAL or token.pos_ in _ASIDE:
            start = look
    if lowest and is_passive and not chain.is_reflexive:
        chain.is_passive = True
    chain.is_participle = is_participle and seen == 0
    chain.is_finite = finite is not None and not chain.is_participle
    if finite is not None:
        mood = _mood(finite, words)
        chain.modality = chain.modality if mood is Modality.ASSERTED else mood
    if was_negative and chain.is_negative:  # "n'a pas cessé de"; "n'exclut pas de" leaves it open
        chain.is_negative = False
        chain.modality = chain.modality if chain.is_ended else Modality.CONDITIONAL
    else:
        chain.is_negative = was_negative or chain.is_negative
    chain.start = start
    return start


def _is_past_participle(token: Token, words: Words) -> bool:
    if words.lang == "en":
        is_followed = token.i + 1 < len(token.doc) and token.nbor().lower_ == "by"
        return token.tag_ == "VBN" or (token.tag_ == "VBD" and is_followed)
    return words.is_participle(token)


def _is_finite(token: Token) -> bool:
    low = form(token)
    if "Fin" in token.morph.get("VerbForm", []) or token.tag_ in {"VBZ", "VBP", "VBD", "MD"}:
        return True
    return low.endswith(("ent", "ait", "aient", "era", "eront")) and "Inf" not in token.morph.get("VerbForm", [])


def _mood(finite: Token, words: Words) -> Modality:
    low = form(finite)
    if words.lang == "en":
        if low in FUTURE:
            return Modality.FUTURE
        return Modality.CONDITIONAL if low in CONDITIONAL else Modality.ASSERTED
    if "Cnd" in finite.morph.get("Mood", []) or (low.endswith(("rait", "raient")) and not _keeps_r(finite)):
        return Modality.CONDITIONAL
    if "Fut" in finite.morph.get("Tense", []) or low.endswith("ront"):
        return Modality.FUTURE
    return Modality.ASSERTED


def _keeps_r(token: Token) -> bool:
    """Say whether the r of an imperfect belongs to the stem: "tirait"."""
    return token.lemma_.endswith("rer") and not token.lower_.endswith(("rerait", "reraient"))


def _governor(tokens: Sequence[Token], start: int, words: Words) -> int | None:
    """Return the index of the verb that governs an infinitive or an -ing form, None for one that we do not know."""
    at = start - 1
    if at >= 0 and form(tokens[at]) in LINKS:
        at -= 1
    if at > 1 and form(tokens[at]) == "train" and form(tokens[at - 1]) == "en":
        at -= 2  # "est en train de": its verb is "être", which makes nothing of it
        return at if tokens[at].pos_ in {"AUX", "VERB"} else None
    while at >= 0 and tokens[at].pos_ == "ADV" and not words.is_verb(tokens[at]):
        at -= 1
    if at < 0:
        return None
    is_ready = tokens[at].pos_ == "ADJ" and tokens[at].lower_ in words.governors
    if is_ready or (words.is_verb(tokens[at]) and words.lemma(tokens[at]) in words.governors):
        return at
    return _accuser(tokens, at, words)


def _accuser(tokens: Sequence[Token], at: int, words: Words) -> int | None:
    """Return the verb of accusing that stands left of its object: "accuse la Chine d'avoir"."""
    for look in range(at, max(at - 8, -1), -1):
        token = tokens[look]
        if token.is_punct:
            return None
        if token.pos_ in {"VERB", "AUX"} and words.governors.get(words.lemma(token)) is Effect.ACCUSED:
            return look
        if token.pos_ in {"VERB", "AUX"}:
            return None
    return None


def _accused(tokens: Sequence[Token], above: int, reached: int, chain: Chain, words: Words) -> Chain | None:
    """Return the chain of what somebody is accused of: done by the object, or by the subject of the passive."""
    outer = Chain(start=above, end=above + 1, highest=tokens[above])
    _auxiliaries(tokens, above, outer, words, lowest=True)
    if not (outer.is_finite or outer.is_participle):
        return None
    chain.accused_by = above
    chain.is_accused_passive = outer.is_passive or outer.is_participle
    chain.is_negative = chain.is_negative or outer.is_negative
    chain.start = outer.start if chain.is_accused_passive else reached
    chain.highest = tokens[above]
    return chain


def _apply(effect: Effect, chain: Chain) -> None:
    if effect in {Effect.NEGATED, Effect.ENDED}:
        chain.is_negative = True
        chain.is_ended = effect is Effect.ENDED
    elif effect is Effect.DENIED:
        chain.is_negative = chain.is_denied = True
    elif effect is Effect.THREATENED:
        chain.is_threat = True
    elif effect is Effect.FUTURE:
        chain.modality = Modality.FUTURE
    elif effect is Effect.CONDITIONAL:
        chain.modality = Modality.CONDITIONAL
