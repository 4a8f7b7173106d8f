"""Figures other than losses that an issuer has published: which row a claim speaks of, once its source is set apart."""

from __future__ import annotations

from dataclasses import replace

from sourcier.assessment.desk import Desk
from sourcier.assessment.lexicon import fold, stem
from sourcier.assessment.operations.estimates.issuers import Fit, Laid, Said, fit_of
from sourcier.assessment.operations.figures.around import whole_of
from sourcier.assessment.operations.figures.series import Meant, meant_by
from sourcier.assessment.scope import Scope
from sourcier.assessment.subjects import is_of_a_part, subjects_of
from sourcier.assessment.wording import say
from sourcier.core.findings import Operation
from sourcier.core.language import Mention, Quantity

AROUND = 4
"""Words between a mark to be reached and its height: "la barre fatidique des 2 %"."""


def rows_for(scope: Scope, desk: Desk, quantity: Quantity, laid: Laid) -> list[Said]:
    """Return the rows of an estimate other than losses: the measure by its words, the subject by id.

    An office of statistics named as the source speaks of its own country where the claim names none.
    """
    subjects = [one.id for one in subjects_of(scope, desk.tables, desk.today) if not _is_said_by(one.mention, laid)]
    if not subjects and not laid.is_laid:
        return []
    read = _told_apart(scope, desk, quantity, laid)
    all_meant = meant_by(read, desk, Operation.ESTIMATE, quantity, shapes=("series", "estimate"))
    # A figure laid to somebody is held against what they say, though a series of others is named as well.
    own = [one for one in all_meant if one.resource.shape == "estimate" and _speaks(one, desk, laid)]
    if not own and (not all_meant or all_meant[0].resource.shape != "estimate"):
        return []
    top = own[0] if own else all_meant[0]
    rows = [Said(top.resource, row) for row in top.resource.rows() if row["measure"] == top.match.measure.measure]
    if not subjects:
        methods = _methods(desk)
        words = tuple(word for word in scope.words if stem(word.folded) not in methods)
        if is_of_a_part(replace(scope, words=words), desk.tables):
            return []
        about = {one.row["subject"] or "" for one in rows if one.row["issuer"] in laid.entities}
        subjects = sorted(about) if len(about) == 1 else []
    # The state that a measure has in its name ("aid to Ukraine") is not the one whose figure it is.
    subjects = [one for one in subjects if not _is_in_name(desk, one, top.match.measure.measure)]
    subjects = subjects or _of_sentence(scope, desk, top.match.measure.measure, laid)
    if not subjects or len([one for one in subjects if one in desk.tables.states]) > 1:
        return []
    found = [one for one in rows if one.row["subject"] == subjects[0]]
    if not found:
        label = desk.tables.label(subjects[0], scope.lang)
        title = top.match.measure.title(scope.lang)
        desk.missing.append(say("missing_value", scope.lang, measure=title, entity=label))
    return found


def _speaks(meant: Meant, desk: Desk, laid: Laid) -> bool:
    """Say whether one of those whom a claim names as its source has given figures of a measure."""
    said = {
        row["issuer"]: Said(meant.resource, row)
        for row in meant.resource.rows()
        if row["measure"] == meant.match.measure.measure
    }
    return laid.is_laid and any(fit_of(laid, desk, one) is Fit.ISSUER for one in said.values())


def _of_sentence(scope: Scope, desk: Desk, measure: str, laid: Laid) -> list[str]:
    """Return the only one that a claim's sentence names besides its source and the state in the measure's name."""
    found = {
        one.entity_id
        for one in whole_of(scope, desk).mentions
        if one.entity_id and not _is_said_by(one, laid) and not _is_in_name(desk, one.entity_id, measure)
    }
    return [one for one in found if one] if len(found) == 1 else []


def _told_apart(scope: Scope, desk: Desk, quantity: Quantity, laid: Laid) -> Scope:
    """Return a claim whose source, and whose marks to be reached, stand in the way of no measure.

    "selon l’institut …" measures nothing, nor does "le seuil des 2 % du PIB" beside what is counted. A name that a
    table's own definition has ("au sens de Maastricht") is that of its method.
    """
    methods = _methods(desk)
    named = [one for one in scope.unlinked if stem(fold(one.text)) in methods]
    spans = [*laid.spans, *(one.span for one in named)]
    silent = {at for start, end, _ in scope.find("attribution", "sense") for at in range(start, end)}
    silent |= {at for start, end, _ in scope.find("saying", "sense") if laid.spans for at in range(start, end)}
    silent |= {at for at, word in enumerate(scope.words) if any(span.overlaps(word.span) for span in spans)}
    marks = scope.find("marks", "sense")
    silent |= {at for start, end, sense in marks if sense == "method" and named for at in range(start, end)}
    for other in (one for one in scope.quantities if one != quantity and one.unit == "%"):
        at = scope.at(other.span)
        near = [(start, end) for start, end, sense in marks if sense == "mark" and abs(start - at) <= AROUND]
        if near:  # the mark, its height, and what that is a share of
            silent |= {*range(min(start for start, _ in near), at), *range(at, at + 1 + AROUND)}
    words = tuple(
        replace(word, role="neutral") if at in silent and word.role not in {"entity", "number", "time"} else word
        for at, word in enumerate(scope.words)
    )
    gone = [*named, *(one for one in scope.unlinked if any(span.overlaps(one.span) for span in laid.spans))]
    return replace(scope, words=words, unlinked=tuple(one for one in scope.unlinked if one not in gone))


def _methods(desk: Desk) -> frozenset[str]:
    """Return the names written with a capital in the definitions of tables of estimates."""
    texts = [text for one in desk.tables.of_shape("estimate") for text in one.definition.values()]
    words = (word.strip(".,;:()’'«»") for text in texts for word in text.split())
    return frozenset(stem(fold(word)) for word in words if word[:1].isupper() and word[1:].islower())


def _is_said_by(mention: Mention | None, laid: Laid) -> bool:
    return mention is not None and any(span.overlaps(mention.span) for span in laid.spans)


def _is_in_name(desk: Desk, state: str, measure: str) -> bool:
    return state in {desk.tables.state_named(stem(word)) for word in measure.split("_")}
