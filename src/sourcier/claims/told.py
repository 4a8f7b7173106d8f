"""Where something said starts without "que": an infinitive, a plan, a figure that is announced."""

from __future__ import annotations

from collections.abc import Sequence

from sourcier.claims.lexicon import Lexicon, form_of
from sourcier.claims.pieces import Opener
from sourcier.core.spans import Span
from sourcier.text.tokens import Token

INFINITIVE_START = frozenset("avoir être n' ne y en pas l' le la les s' se".split())


TOLD_START = INFINITIVE_START | {"de", "d'", "to"}
"""What an infinitive may start with that somebody says or plans."""


ASIDES = frozenset("contre before after avant malgré despite en in".split())

CLOSED = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "SYM"})
"""What the clause before a concession may end with: not "a, malgré la pluie, gagné"."""


TOLD = 40
"""Characters from the start of a noun phrase within which its figure stands: "un bénéfice net de 212 millions"."""


def is_told(token: Token, tokens: list[Token], number: int, lang: str, words: Lexicon, whole: Sequence[Span]) -> bool:
    """Say whether a saying starts here without "que": "assure | y avoir mis 31 millions", "a annoncé | 12 morts".

    A perfect infinitive tells what is said to have happened; a noun with a figure does after a verb of announcing.
    """
    if _is_denied_deed(token, tokens[number - 1], words):
        return True
    if token.pos_ not in {"DET", "NUM"} and form_of(token) not in TOLD_START:
        return False
    verb = next((one for one in reversed(tokens[max(0, number - 4) : number]) if one.pos_ in {"VERB", "AUX"}), None)
    if verb is None or verb.dep_.startswith("aux"):
        return False
    between = tokens[number - (token.i - verb.i) + 1 : number] if token.i - verb.i <= number else []
    if lang == "fr" and words.has(verb, "say", "reckon") and form_of(token) in INFINITIVE_START:
        ahead = tokens[number : number + 5]
        at = next((k for k, one in enumerate(ahead) if one.lower_ in {"avoir", "être"}), None)
        perfect = at is not None and any("Part" in one.morph.get("VerbForm", []) for one in ahead[at + 1 : at + 4])
        return perfect and not between and all(form_of(one) in INFINITIVE_START for one in ahead[:at])
    if _is_planned(token, verb, tokens, number, words, whole):
        return True
    speaks_of = words.has(verb, "speaks_of") and form_of(token) in {"de", "d'", "of"}
    # "a recensé 12 cas": who counts has found them, and the verb goes with what is counted.
    tells = words.has(verb, "tells") and words.has(verb, "say", "reckon", "factive")
    if not (speaks_of or (tells and token.pos_ in {"DET", "NUM"})) or _is_passive(verb):
        return False
    if any(one.pos_ not in {"ADV", "NOUN", "ADP", "NUM", "PROPN"} or one.pos_ == "DET" for one in between):
        return False
    timed = all(any(span.start <= one.idx < span.end for span in whole) or one.pos_ == "ADV" for one in between)
    reach = token.idx + TOLD
    text = token.doc.text
    return timed and any(
        token.idx <= span.start < reach
        and "," not in text[token.idx : span.start]  # "annonçait son départ, 300 agents ont …" tells of the agents
        and any(c.isdigit() for c in span.of(text))
        for span in whole
    )


def _is_denied_deed(token: Token, before: Token, words: Lexicon) -> bool:
    """Say whether what somebody denies doing starts here: "nie | fournir des armes", "denied | losing the airfield"."""
    return is_bare_deed(token) and before.pos_ == "VERB" and words.has(before, "denies")


def is_bare_deed(token: Token) -> bool:
    """Say whether a verb names what is done, without an auxiliary: "fournir des armes", "losing the airfield"."""
    if token.pos_ != "VERB":
        return False
    return token.tag_ == "VBG" or "Inf" in token.morph.get("VerbForm", [])


def _is_planned(
    token: Token, verb: Token, tokens: list[Token], number: int, words: Lexicon, whole: Sequence[Span]
) -> bool:
    """Say whether a plan with a figure or a date starts here: "prévoit | de supprimer 480 postes", "vowed | to cut"."""
    following = tokens[number + 1] if number + 1 < len(tokens) else None
    if following is None or verb.i != tokens[number - 1].i or not words.has(verb, "tells", "commits", "prepares"):
        return False
    infinitive = following.tag_ == "VB" or "Inf" in following.morph.get("VerbForm", [])
    if form_of(token) not in {"de", "d'", "to"} or not infinitive:
        return False
    reach = token.idx + 2 * TOLD
    return any(token.idx < span.start < reach for span in whole)


def _is_passive(verb: Token) -> bool:
    return any(child.dep_ in {"aux:pass", "auxpass"} for child in verb.children)


def concedes(body: Sequence[Token]) -> bool:
    """Say whether words open a concession without a verb: "malgré la hausse", "en dépit de", "despite", "in spite"."""
    forms = [form_of(token) for token in body[:2]]
    return forms[:1] in (["malgré"], ["despite"]) or forms in (["en", "dépit"], ["in", "spite"])


def aside(token: Token, tokens: list[Token], number: int, lang: str, whole: Sequence[Span]) -> Opener | None:
    """Return why a statement without a finite verb may start: "11 % | contre 9 %", "| before closing at 9"."""
    following = tokens[number + 1] if number + 1 < len(tokens) else None
    if following is None or form_of(token) not in ASIDES:
        return None
    if concedes(tokens[number : number + 2]):
        return Opener.COMMA if tokens[number - 1].pos_ in CLOSED else None
    if form_of(token) == "contre" and tokens[number - 1].text == "%":
        return Opener.COMMA if any(span.start == following.idx for span in whole) else None
    if lang == "en" and form_of(token) in {"before", "after"} and following.tag_ == "VBG":
        return Opener.ADVERBIAL
    if lang == "fr" and form_of(token) == "avant" and form_of(following) in {"de", "d'"} and number + 2 < len(tokens):
        return Opener.ADVERBIAL if "Inf" in tokens[number + 2].morph.get("VerbForm", []) else None
    return None
