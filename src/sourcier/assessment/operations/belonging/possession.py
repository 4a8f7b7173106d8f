"""Whether a state possesses what a list of possessors is about: "l’Afrique du Sud, puissance nucléaire"."""

from __future__ import annotations

from datetime import date

from sourcier.assessment.comparison import compare_presence, show_day
from sourcier.assessment.computations import rows_of
from sourcier.assessment.desk import Desk, Part, Run, make_finding
from sourcier.assessment.lexicon import fold, patterns, read_words
from sourcier.assessment.operations.belonging import possessors
from sourcier.assessment.operations.belonging.relations import held, relation_cells, spell, spells, true_when
from sourcier.assessment.operations.belonging.vocabulary import has_word
from sourcier.assessment.operations.figures.point import main_words
from sourcier.assessment.scope import Scope
from sourcier.assessment.subjects import Subject, subjects_of
from sourcier.assessment.wording import say
from sourcier.core.findings import Caveat, Operation
from sourcier.evidence.packs import Resource

POSSESSES = ("possesses",)
HAVING = read_words("belonging_words", "having")
"""Verbs that may lead from a state to what it possesses."""
NEAR = 7
BARS = ("superlative_member", "first", "intent", "future", "exclusive", "world", "disputed")


def check(scope: Scope, desk: Desk) -> list[Part]:
    """Return the part that looks a possession up: what a closed row contradicts, or a row bears out."""
    hits = _hits(scope)
    if len(hits) == 1 and scope.quantities and not scope.has("intent", "future", "disputed", "former"):
        return possessors.check(scope, desk, hits[0])
    if scope.times or scope.has(*BARS):
        return []
    if scope.has("than") and scope.has("greater", "smaller", "equal"):
        return []  # "more nuclear weapons than Russia" asks how many, not whether
    if len(hits) != 1:
        return []
    start, end, concept = hits[0]
    owner = _owner(scope, desk, start)
    resource = next(
        (one for one in desk.tables.of_shape("relation") if any(row["object"] == concept for row in one.rows())), None
    )
    if owner is None or resource is None or has_word(scope, "lesser", start - NEAR, end + 2):
        return []
    part = _part(scope, desk, resource, owner, concept, (start, end))
    return [part] if part else []


def _hits(scope: Scope) -> list[tuple[int, int, str]]:
    """Return (start, end, concept) of what is possessed, hyphens left out, the longest of each place."""
    kept = [at for at, word in enumerate(scope.words) if word.folded != "-"]
    found = patterns("possessions", "concept", scope.lang).find([scope.words[at].folded for at in kept])
    best: list[tuple[int, int, str]] = []
    for start, end, concept in sorted(found, key=lambda one: one[0] - one[1]):
        place = (kept[start], kept[end - 1] + 1, concept)
        if not any(one[0] < place[1] and place[0] < one[1] for one in best):
            best.append(place)
    return best


def _owner(scope: Scope, desk: Desk, start: int) -> Subject | None:
    """Return the state before the words, with only small words and a verb of having between."""
    before = [
        one
        for one in subjects_of(scope, desk.tables, desk.today)
        if one.id in desk.tables.states
        and one.mention
        and not one.mention.is_adjective
        and not desk.tables.names_a_city(one.mention.text)
        and scope.at(one.mention.span) < start
    ]
    if not before or before[-1].mention is None:
        return None
    span = before[-1].mention.span
    last = scope.at(span) + sum(span.contains(word.span) for word in scope.words)
    between = scope.words[last:start]
    plain = all(
        word.folded in HAVING
        if word.token.pos_ in {"VERB", "AUX"}
        else word.token.pos_ not in {"NOUN", "PROPN", "ADP"} or word.folded in {"de", "d", "l"}
        for word in between
    )
    return before[-1] if plain and len(between) <= NEAR else None


def _part(
    scope: Scope, desk: Desk, resource: Resource, owner: Subject, concept: str, place: tuple[int, int]
) -> Part | None:
    lang, day = scope.lang, desk.today
    low = scope.at(owner.mention.span) if owner.mention else 0
    never = has_word(scope, "never", low - 2, place[0])
    if scope.is_negated and not never and not has_word(scope, "denial", low, place[0]):
        return None
    is_denied = never or has_word(scope, "denial", low, place[0])
    every = spells(desk, resource, owner.id, concept, POSSESSES)
    rows = rows_of(every)
    if not rows:
        return None  # the list is not said to be complete
    if never:
        started = min(row["start"] or "9999" for row in rows)
        day = min(day, date.fromisoformat(started[:10])) if started <= day.isoformat() else day
    elif scope.is_past:
        return None
    current = held(desk, resource, owner.id, concept, POSSESSES, day)
    comparison = compare_presence(expected=not is_denied, found=len(current.rows), lang=lang)
    told = any(low <= at < place[1] for at in main_words(scope))
    if comparison.holds and not told:
        return None
    before, after = true_when(rows, day)
    late = [Caveat.OUTDATED] if before else [Caveat.ONLY_KNOWN_LATER] if after else []
    caveats = late if not comparison.holds and not is_denied else []
    finding = make_finding(
        scope.claim,
        Run("count", (current, every), Run.of("count", current).outcome),
        comparison,
        operation=Operation.MEMBERSHIP,
        resource=resource,
        lang=lang,
        statement=say(
            "possesses" if current.rows else "possessed",
            lang,
            who=desk.tables.label(owner.id, lang),
            what=what_of(desk.tables.label(concept, lang), desk),
            day=show_day(day, lang),
            spells=", ".join(spell(row, lang) for row in rows),
        ),
        expression=str(len(current.rows)),
        cells=relation_cells(resource, every, lang),
        entities=(owner.id, concept),
        period=day.isoformat(),
        caveats=caveats,
        probability=0.9,
    )
    return Part((finding,), finding.verdict, tuple(caveats), finding.verdict, reads_negation=True)


def what_of(label: str, desk: Desk) -> str:
    """Return what is possessed with its article: all labels here begin with a vowel in French."""
    if desk.lang == "en":
        return label
    return f"l’{label}" if fold(label)[:1] in "aeiouh" else f"« {label} »"
