"""Who is a body’s partner, short of membership: "Kazakhstan is a partner of the BRICS, not a member"."""

from __future__ import annotations

from collections.abc import Sequence

from sourcier.assessment.comparison import compare_presence, show_day
from sourcier.assessment.computations import rows_of
from sourcier.assessment.desk import Desk, Part, Run, make_finding
from sourcier.assessment.lexicon import read_words
from sourcier.assessment.operations.belonging.relations import held, list_of, relation_cells, spells
from sourcier.assessment.scope import Scope
from sourcier.assessment.subjects import Subject
from sourcier.assessment.wording import of_body, say
from sourcier.core.findings import Operation

PARTNER = ("partner_of",)
WORDS = read_words("belonging_words", "partners")
COUNTRIES = read_words("belonging_words", "countries")
LINKS = frozenset({"AUX", "DET", "ADP", "PUNCT", "PRON"})
ENDS = frozenset({",", ";", ".", "mais", "but", "et", "and", "not", "pas", "non", "depuis", "since"})


def check(scope: Scope, desk: Desk, subjects: Sequence[Subject]) -> list[Part]:
    """Return the part on a state called a body's partner, in words that say nothing else, and only now."""
    places = [at for at, word in enumerate(scope.words) if word.folded in WORDS]
    if len(places) != 1 or scope.times or scope.is_past or scope.has("intent", "future", "former", "exclusive"):
        return []
    at = places[0]
    pairs = [
        (state, body)
        for state in subjects
        for body in subjects
        if state.id in desk.tables.states and desk.tables.is_listed(body.id) and _are_tied(scope, state, body, at)
    ]
    resource = list_of(desk, pairs[0][1].id) if len(pairs) == 1 else None
    if resource is None or not any(
        row["object"] == pairs[0][1].id and row["relation"] == PARTNER[0] for row in resource.rows()
    ):
        return []
    (state, body), lang = pairs[0], scope.lang
    current = held(desk, resource, state.id, body.id, PARTNER, desk.today)
    inside = held(desk, resource, state.id, body.id, ("member_of",), desk.today)
    if not current.rows and not inside.rows:
        return []  # nothing says that all partners are listed
    every = spells(desk, resource, state.id, body.id, ("partner_of", "member_of"))
    name = desk.tables.label(body.id, lang)
    finding = make_finding(
        scope.claim,
        Run("count", (current, every), Run.of("count", current).outcome),
        compare_presence(expected=True, found=len(current.rows), lang=lang),
        operation=Operation.MEMBERSHIP,
        resource=resource,
        lang=lang,
        statement=say(
            "is_partner" if current.rows else "full_member",
            lang,
            who=desk.tables.label(state.id, lang),
            of=of_body(name, lang),
            day=show_day(desk.today, lang),
        ),
        expression=str(len(rows_of(current))),
        cells=relation_cells(resource, every, lang),
        entities=(state.id, body.id),
        period=desk.today.isoformat(),
        probability=0.9,
    )
    return [Part((finding,), finding.verdict, (), finding.verdict, reads_negation=True)]


def _are_tied(scope: Scope, state: Subject, body: Subject, at: int) -> bool:
    """Say whether only a form of to be, articles and prepositions join a state, the word and a body."""
    if state.mention is None or body.mention is None:
        return False
    (_, end), (low, high) = _range(scope, state), _range(scope, body)
    if not end <= at or (low < at and not end <= low):
        return False
    first, last = (end, low) if low > at else (end, at)
    between = [
        word
        for place, word in enumerate(scope.words[first:last], first)
        if place != at and not low <= place < high and word.folded not in COUNTRIES
    ]
    after = max(at + 1, high)
    while after < len(scope.words) and scope.words[after].folded in COUNTRIES:
        after += 1
    ends = after >= len(scope.words) or scope.words[after].folded in ENDS
    return ends and all(word.token.pos_ in LINKS for word in between)


def _range(scope: Scope, subject: Subject) -> tuple[int, int]:
    span = subject.mention.span if subject.mention else scope.claim.span
    start = scope.at(span)
    return start, start + sum(span.contains(word.span) for word in scope.words)
