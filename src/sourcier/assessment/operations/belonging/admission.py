"""A state's entry or exit told from the body's side, or by a noun: "the G20 admitted …", "l’adhésion de … à …"."""

from __future__ import annotations

from collections.abc import Sequence

from sourcier.assessment.comparison import compare_dates, show_interval
from sourcier.assessment.computations import NothingToCompute, rows_of
from sourcier.assessment.desk import Desk, Part, Run, make_finding
from sourcier.assessment.lexicon import read_starts, read_words
from sourcier.assessment.operations.belonging.clauses import Clauses
from sourcier.assessment.operations.belonging.relations import list_of, relation_cells, spells
from sourcier.assessment.operations.belonging.ties import BARS
from sourcier.assessment.operations.belonging.vocabulary import has_word
from sourcier.assessment.operations.figures.point import main_words
from sourcier.assessment.scope import Scope
from sourcier.assessment.subjects import Subject
from sourcier.assessment.wording import of_body, say
from sourcier.core.findings import Operation

MEMBER = ("member_of",)
HOSTING = read_words("belonging_words", "hosting")
"""Verbs that also say something else of the same names: their date may bear out an entry, never refute one."""
DATING = read_starts("belonging_words", "dating")
"""Beginnings of main verbs that give an entry its day; "l’adhésion a été ratifiée mardi" does not."""
REACH = 5


def check(scope: Scope, desk: Desk, subjects: Sequence[Subject]) -> list[Part]:
    """Return the part that checks when a state was let in, if body and state stand so with a date of their own."""
    times = [time for time in scope.times if time.mod == "at" and time.start is not None]
    if len(times) != 1 or scope.has(*BARS) or scope.is_negated:
        return []
    for body in subjects:
        resource = list_of(desk, body.id) if desk.tables.is_listed(body.id) else None
        for state in subjects:
            if resource is None or state is body or body.mention is None or state.mention is None:
                continue
            verb = _verb(scope, body, state) or _noun(scope, body, state, scope.at(times[0].span))
            if verb is None or not Clauses.of(scope).goes_with(
                scope.at(times[0].span), (verb, scope.at(state.mention.span))
            ):
                continue
            every = spells(desk, resource, state.id, body.id, MEMBER)
            if len(rows_of(every)) != 1:
                continue
            try:
                run = Run.of("started", every)
            except NothingToCompute:
                continue
            lang = scope.lang
            comparison = compare_dates((times[0].start, times[0].end), (run.outcome.start, run.outcome.end), lang=lang)
            is_main = verb in main_words(scope)
            if (comparison.holds and not is_main) or (not comparison.holds and scope.words[verb].folded in HOSTING):
                continue
            day = show_interval(run.outcome.start, run.outcome.end, lang)
            name = desk.tables.label(body.id, lang)
            finding = make_finding(
                scope.claim,
                run,
                comparison,
                operation=Operation.DATE,
                resource=resource,
                lang=lang,
                statement=say(
                    "joined_on", lang, who=desk.tables.label(state.id, lang), of=of_body(name, lang), day=day
                ),
                expression=day,
                cells=relation_cells(resource, every, lang),
                entities=(state.id, body.id),
                period=str(run.outcome.start or ""),
                probability=0.9,
            )
            return [Part((finding,), finding.verdict, (), finding.verdict)]
    return []


def _places(scope: Scope, subject: Subject) -> tuple[int, int]:
    span = subject.mention.span if subject.mention else None
    if span is None:
        return 0, 0
    at = scope.at(span)
    return at, at + sum(span.contains(word.span) for word in scope.words)


def _verb(scope: Scope, body: Subject, state: Subject) -> int | None:
    """Return the verb by which a body, its subject, lets a state in, its object: "the G20 admitted the Union"."""
    (_, end), (start, after) = _places(scope, body), _places(scope, state)
    if end > start or start - end > REACH or has_word(scope, "lesser", end, after + 4):
        return None
    verbs = [at for at in range(end, start) if has_word(scope, "own_side", at, at + 1)]
    others = [at for at in range(end, start) if scope.words[at].token.pos_ == "VERB" and at not in verbs]
    plain = not any(scope.words[at].token.pos_ in {"NOUN", "PROPN"} for at in range(end, start))
    return verbs[0] if len(verbs) == 1 and not others and plain else None


def _noun(scope: Scope, body: Subject, state: Subject, time: int) -> int | None:
    """Return the noun of entry that takes both: "l’adhésion de la Suède à l’Otan", "Sweden’s accession to Nato"."""
    (low, high), (start, end) = _places(scope, body), _places(scope, state)
    if end > low or low - end > REACH or has_word(scope, "lesser", end, high + 1):
        return None
    if any(scope.words[at].token.pos_ in {"VERB", "AUX"} for at in range(end, low)):
        return None
    before = [at for at in range(max(start - 3, 0), start) if has_word(scope, "moving", at, at + 1)]
    inside = [at for at in range(end, low) if has_word(scope, "moving", at, at + 1)] if scope.lang == "en" else []
    others = [
        at
        for at in range(end, low)
        if scope.words[at].token.pos_ in {"NOUN", "PROPN"} and at not in inside and scope.words[at].role == ""
    ]
    noun = next(iter([*before, *inside]), None)
    if noun is None or others or scope.words[noun].token.dep_ not in {"nsubj", "nsubj:pass", "nsubjpass", "ROOT"}:
        return None
    verbs = [at for at in main_words(scope) if at != noun]
    dating = all(scope.words[at].folded.startswith(DATING) for at in verbs)
    return noun if dating or high <= time < min(verbs, default=time + 1) else None
