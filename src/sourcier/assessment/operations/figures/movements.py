"""People and goods that go from one place to another: which of it no table of one country holds."""

from __future__ import annotations

from sourcier.assessment.lexicon import read_words
from sourcier.assessment.scope import Scope

BESIDE = read_words("figure_words", "not_towards")
"""Words before "to" that lead nowhere: "next to Vietnam’s GDP"."""
ABROAD = read_words("figure_words", "abroad")
"""Words for leaving a country."""


def is_of_others(scope: Scope) -> bool:
    """Say whether what moves is counted otherwise than any table does: by both ends, or without leaving."""
    return _is_flow(scope) or _is_from_one_to_another(scope) or _flees_within(scope) or _names_the_guests(scope)


def _is_from_one_to_another(scope: Scope) -> bool:
    """Say whether refugees are told of by where they are and whence they came at once: no table has both."""
    return {":flee", ":host"} <= scope.concepts() and len({one.entity_id for one in scope.mentions}) > 1


def _names_the_guests(scope: Scope) -> bool:
    """Say whether all names are of who is taken in: "le pays accueille 600 000 réfugiés, surtout syriens"."""
    named = [one for one in scope.mentions if one.entity_id]
    if not named or not {":host", ":refugee"} <= scope.concepts():
        return False
    return all(one.is_adjective and not _is_of_the_host(scope, scope.at(one.span)) for one in named)


def _is_of_the_host(scope: Scope, at: int) -> bool:
    """Say whether an adjective stands before the verb of taking in: "l'État jordanien héberge"."""
    return any(":host" in word.features and word.token.pos_ in {"VERB", "AUX"} for word in scope.words[at:])


def _flees_within(scope: Scope) -> bool:
    """Say whether people flee who need not have left their country: "fled the war in Ukraine", "ont fui leur ville".

    Tables of refugees hold those abroad alone; most of those whom a war drives out stay inside.
    """
    concepts = scope.concepts()
    if ":flee" not in concepts or ":refugee" in concepts or ABROAD & {word.folded for word in scope.words}:
        return False
    return not any(_is_fled(scope, scope.at(one.span)) for one in scope.mentions)


def _is_fled(scope: Scope, at: int) -> bool:
    """Say whether the name at a place is what is fled: "fui la Syrie", "fled from Syria"."""
    while at and scope.words[at - 1].token.pos_ in {"DET", "ADP"}:
        at -= 1
    return bool(at) and ":flee" in scope.words[at - 1].features


def _is_flow(scope: Scope) -> bool:
    """Say whether a trade goes to or comes from the place named: "exports to China" are not China's."""
    if not {":export", ":import"} & scope.concepts():
        return False
    ends = {end for start, end in scope.cues.get("direction", ()) if scope.words[start - 1].folded not in BESIDE}
    starts = {scope.at(one.span) for one in scope.mentions}
    return any(at in starts or at + 1 in starts for at in ends)
