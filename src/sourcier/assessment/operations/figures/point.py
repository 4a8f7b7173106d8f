"""Whether an office or a membership is what a claim asserts, or only how it names somebody.

"Le président Barack Obama a attendu les résultats" says where he waited. That he was president is no proof of it,
so a right title must not lend its truth to the claim; a wrong one remains an error of the writer.
"""

from __future__ import annotations

from collections.abc import Collection

from sourcier.assessment.lexicon import read_words
from sourcier.assessment.operations.belonging.titles import holding_words
from sourcier.assessment.scope import Scope
from sourcier.text.tokens import Token

SAYING = ("office_start", "member", "entered", "exited", "no_longer")
"""Cues whose verbs assert an office or a membership."""
ORDERS = frozenset({"apres", "avant", "depuis", "after", "before", "since", "following"})
"""Prepositions before what only places something else in time."""
SINCE = frozenset({"depuis", "since"})
"""What may date an event by its age: "thirty years since the Wall fell"."""
WHEN = frozenset({"when", "while", "quand", "lorsque", "lorsqu'", "lorsqu’"})
TITLED = read_words("figure_words", "titled")
"""Titles that look like participles."""


def is_asserted(scope: Scope, start: int, end: int) -> bool:
    """Say whether the claim's main word is one that stands in some words, or a verb of holding or taking.

    Args:
        scope: The claim.
        start: First of the words that give the title or the membership, with its bearer.
        end: The word after the last of them.
    """
    saying = {at for cue in SAYING for low, high in scope.cues.get(cue, ()) for at in range(low, high)}
    return all(
        (start <= at < end and _is_link(scope, at)) or (at in saying and not _is_cut_off(scope, at, start, end))
        for at in main_words(scope)
    )


def main_words(scope: Scope) -> list[int]:
    """Return the places of the words on which all others of the claim hang, and of the verbs that go on beside them."""
    tokens = {word.token.i for word in scope.words}
    mains = {
        word.token.i
        for word in scope.words
        if not word.token.is_punct and (word.token.dep_ == "ROOT" or word.token.head.i not in tokens)
    }
    # "Cela fait vingt ans que la Pologne est membre": the length of time is no statement of its own.
    timed = {word.token.i for word in scope.words if word.token.i in mains and word.role == "time"}
    mains |= {word.token.i for word in scope.words if word.token.dep_ == "ccomp" and word.token.head.i in timed}
    mains = mains - timed or mains
    return [at for at, word in enumerate(scope.words) if word.token.i in mains or _goes_on(word.token, mains)]


def predicate_of(scope: Scope, main: int) -> int | None:
    """Return the place of the noun or adjective that a main word is said to be, or says of another; None for others.

    In French it is the main word itself ("les accords ont été le premier …"), in English it hangs on the verb.
    """
    token = scope.words[main].token
    if token.pos_ in {"NOUN", "ADJ"} and any(one.dep_ == "cop" for one in token.children):
        return main
    if token.lemma_ != "be":
        return None
    said = {one.i for one in token.children if one.dep_ in {"attr", "acomp"} and one.pos_ in {"NOUN", "ADJ"}}
    return next((at for at, word in enumerate(scope.words) if word.token.i in said), None)


def is_timed_elsewhere(scope: Scope) -> bool:
    """Say whether a clause outside of the claim gives its time: "X was president | when the storm hit in 2005"."""
    tokens = {word.token.i for word in scope.words}
    return any(
        child.i not in tokens and child.dep_ == "advcl" and any(one.lower_ in WHEN for one in child.children)
        for word in scope.words
        for child in word.token.children
    )


def is_passed_by(scope: Scope, places: Collection[int]) -> bool:
    """Say whether some words only set what is told in time: "after the Gulf war of 1991"."""
    for place in places:
        before = [word for word in scope.words[max(place - 3, 0) : place] if word.token.pos_ not in {"DET", "ADJ"}]
        if before and before[-1].folded in ORDERS - SINCE and scope.words[place].token.pos_ in {"NOUN", "PROPN"}:
            return True
    return False


def _goes_on(token: Token, mains: Collection[int]) -> bool:
    """Say whether a verb stands beside a main one ("was expelled, and suspended"): half a claim is not the whole."""
    is_verb = token.pos_ == "VERB" or token.morph.get("VerbForm", []) == ["Part"]
    return is_verb and token.dep_ == "conj" and (token.head.i in mains or token.head.pos_ in {"NUM", "PROPN"})


def _is_cut_off(scope: Scope, at: int, start: int, end: int) -> bool:
    """Say whether a comma parts a verb from the words in question ("la Suède, membre de l’Otan, a quitté …")."""
    between = scope.words[end:at] if at >= end else scope.words[at + 1 : start]
    return any(word.folded == "," for word in between)


def _is_link(scope: Scope, at: int) -> bool:
    """Say whether a main word inside the title is no verb of something else."""
    word = scope.words[at]
    # "a été président douze ans": the noun that a model takes for a participle.
    is_title = (
        word.folded in TITLED and at > 0 and scope.words[at - 1].folded in {"ete", "etait", "fut", "est", "reste"}
    )
    return word.token.pos_ not in {"VERB"} or is_title or word.folded in holding_words(scope.lang)


def is_all_there_is(scope: Scope, names: Collection[str]) -> bool:
    """Say whether beside some names and one date a claim has nothing that a table might know, told in the present.

    "Turkey, a Nato member since 1952, likes to say no" stands or falls with the apposition; "…, closed its ports on
    Monday" does not.

    Args:
        scope: The claim.
        names: Ids of those whom the checked words name.
    """
    if scope.quantities or scope.unlinked or len(scope.times) > 1:
        return False
    if {one.entity_id for one in scope.mentions} - set(names):
        return False
    if any(word.token.dep_ in {"aux:tense", "aux:pass", "auxpass"} for word in scope.words):
        return False
    finite = [word for word in scope.words if word.token.morph.get("VerbForm", []) == ["Fin"]]
    return bool(finite) and all(word.token.morph.get("Tense", []) == ["Pres"] for word in finite)
