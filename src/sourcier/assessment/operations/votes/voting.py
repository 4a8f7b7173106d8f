"""Whether a claim tells a vote between states, in which sentence, and which states it says voted."""

from __future__ import annotations

from collections.abc import Sequence

from sourcier.assessment.desk import Desk
from sourcier.assessment.lexicon import read_starts, read_words
from sourcier.assessment.operations.votes.choices import Choice, is_object
from sourcier.assessment.operations.votes.invasions import is_condemned
from sourcier.assessment.operations.votes.scrutiny import bodies_in
from sourcier.assessment.operations.votes.topics import is_at_assembly
from sourcier.assessment.scope import Scope, scope_of
from sourcier.assessment.subjects import Subject, subjects_of
from sourcier.assessment.units import noun_family
from sourcier.core.language import Grain, Mention

ABOUT_IT = frozenset({"que", "qu", "qu'", "which", "that"})
SAID = read_starts("vote_words", "said")
"""Beginnings of words that tell a choice so clearly that a day makes a vote of it."""
TEXTS = read_words("vote_words", "texts_of_states")
"""Words of a vote between states, where those of an election stand beside."""
AT_UN = frozenset({"un", "unga", "unsc"})
ELSEWHERE = read_words("vote_words", "elsewhere")
"""What others than the United Nations vote on, unless its name or a resolution stands beside."""
SEEING = read_words("vote_words", "seeing")
"""Verbs whose object may be who votes: "parmi lesquels on compte l’Inde"."""
COMMITTEES = read_words("vote_words", "committees")
"""Bodies whose votes no table of resolutions holds."""


def sentence_of(scope: Scope, desk: Desk) -> Scope:
    """Return the scope of a claim's sentence: where it says which vote, of which day, of which body."""
    spans = (one.span for one in desk.draft.sentences if one.span.contains(scope.claim.span))
    around = next(spans, scope.claim.span)
    return scope if len(scope.text) == len(around) else scope_of(desk.draft, scope.claim, desk.tables, span=around)


def names_vote(scope: Scope) -> bool:
    """Say whether words tell a vote; a condemnation alone may as well be a speech."""
    places = scope.cues.get("vote", ())
    return any(not scope.words[start].folded.startswith(("condam", "condem")) for start, _ in places)


def is_of_those(scope: Scope, whole: Scope) -> bool:
    """Say whether a claim only completes "X and Y were among those", "figuraient parmi ceux"."""
    if not scope.words or scope.words[0].folded not in {"who", "qui", "that"}:
        return False
    at = whole.at(scope.words[0].span)
    return bool({word.folded for word in whole.words[max(at - 4, 0) : at]} & {"among", "parmi"})


def is_told_of_it(scope: Scope, whole: Scope) -> bool:
    """Say whether a claim is a clause about the vote before it: "…, que Moscou et Pékin ont approuvé"."""
    if {word.folded for word in scope.words} & {"resolution", "texte", "text", "draft"}:
        return True
    at = whole.at(scope.words[0].span) if scope.words else 0
    return at > 0 and whole.words[at - 1].folded in ABOUT_IT


def is_emphatic(scope: Scope, choices: Sequence[Choice]) -> bool:
    """Say whether a claim without the word tells a vote of a day: "ont dit non, vendredi, à …"."""
    said = any(word.folded.startswith(SAID) for one in choices for word in scope.words[one.start : one.end])
    return said and any(time.grain is Grain.DAY for time in scope.times)


def is_told_at_un(scope: Scope, whole: Scope) -> bool:
    """Say whether a claim tells, in the past and with its time, what was chosen at the United Nations."""
    is_told = any({"Past", "Imp"} & set(word.token.morph.get("Tense", [])) for word in scope.words)
    return is_told and (bool(whole.times) or is_condemned(whole)) and (is_at_assembly(whole) or bool(bodies_in(whole)))


def is_other_ballot(whole: Scope, desk: Desk) -> bool:
    """Say whether a sentence speaks of an election, of a house or of a committee, and of no resolution."""
    words = {word.folded for word in whole.words}
    if words & COMMITTEES or _is_in_other_body(whole):
        return True
    if names_text(whole):
        return False
    bodies = [
        one.entity_id or "" for one in whole.mentions if one.kind == "organisation" and not _is_of_members(whole, one)
    ]
    return whole.has("elected") or bool(words & ELSEWHERE) or any(desk.tables.is_listed(one) for one in bodies)


def _is_in_other_body(whole: Scope) -> bool:
    """Say whether a sentence tells a vote of a body that no table has, and nobody’s exclusion from it."""
    return whole.has("other_body") and not whole.has("expelled") and not bodies_in(whole)


def names_text(whole: Scope) -> bool:
    """Say whether a sentence names a resolution, or the United Nations."""
    return bool(TEXTS & {word.folded for word in whole.words} or AT_UN & {one.entity_id for one in whole.mentions})


def _is_of_members(whole: Scope, group: Mention) -> bool:
    """Say whether a group only tells which states are meant: "aucun pays de l’Union", "not one EU country"."""
    start = whole.at(group.span)
    end = start + sum(group.span.contains(word.span) for word in whole.words)
    beside = (*whole.words[max(start - 3, 0) : start], *whole.words[end : end + 2])
    return any(noun_family(word.folded, whole.lang) == "states" for word in beside if word.token.pos_ == "NOUN")


def voters_in(scope: Scope, whole: Scope, desk: Desk) -> list[Subject]:
    """Return the states that may be the ones voting: named as such, not as an adjective of the text's subject.

    One that only stands elsewhere in the sentence votes where no preposition governs it.
    """
    return [
        one
        for one in subjects_of(scope, desk.tables, desk.today)
        if one.id in desk.tables.states
        and one.mention
        and not one.mention.is_adjective
        and not _is_done_to(whole, one.mention)
        and (scope.claim.span.contains(one.mention.span) or not is_object(whole, whole.at(one.mention.span)))
    ]


def _is_done_to(whole: Scope, mention: Mention) -> bool:
    """Say whether a state is what is voted on: "suspended Russia by 93 votes", "backed Ukraine’s integrity".

    A state may speak through somebody ("Russia’s envoy voted against"), or be seen voting ("a vu la Chine s’abstenir").
    """
    tokens = [word.token for word in whole.words if mention.span.contains(word.span)]
    inside = {token.i for token in tokens}
    head = next((token for token in tokens if token.head.i not in inside), None)
    if head is None:
        return False
    if head.dep_ == "poss":
        return not head.head.dep_.startswith("nsubj")
    return head.dep_ in {"obj", "dobj"} and head.head.pos_ == "VERB" and head.head.lemma_ not in SEEING


def group_of(scope: Scope, desk: Desk) -> Subject | None:
    """Return the group of which all or nobody is said to have chosen: an organisation, or a continent by its own."""
    found = (one for one in subjects_of(scope, desk.tables, desk.today) if one.members)
    group = next(found, None)
    if group is not None:
        return group
    regions = scope.find("regions", "organisation")
    return Subject(regions[0][2], None, desk.tables.members(regions[0][2], desk.today)) if regions else None
