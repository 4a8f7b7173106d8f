"""One name, two definitions: a series and an office's own figure of the same thing that lie far apart."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from sourcier.assessment.comparison import IMPRECISE
from sourcier.assessment.desk import Desk, Part
from sourcier.assessment.operations.estimates.estimated import finding_of
from sourcier.assessment.operations.estimates.heard import chosen_of
from sourcier.assessment.operations.estimates.issuers import Laid, Said
from sourcier.assessment.operations.figures import lookup
from sourcier.assessment.operations.figures.series import bounds_for, meant_by
from sourcier.assessment.scope import Scope
from sourcier.assessment.subjects import subjects_of
from sourcier.core.findings import Caveat, NumberComparison, Operation, Verdict
from sourcier.core.language import Quantity


def disputed(scope: Scope, desk: Desk, quantity: Quantity, laid: Laid) -> Part | None:
    """Return the part of a figure that a series settles one way and an issuer of another definition the other way.

    Who counts "les immigrés" by the country of birth alone counts more of them than who asks for the nationality at
    birth. Two figures near each other are two editions of one, and dispute nothing; nor does a figure whose source is
    named, which is held against that source.
    """
    subjects = subjects_of(scope, desk.tables, desk.today)
    if laid.is_laid or len(subjects) != 1 or len(scope.quantities) != 1:
        return None
    meant = meant_by(scope, desk, Operation.ESTIMATE, quantity, shapes=("series", "estimate"))
    others = [one for one in meant if one.resource.shape == "estimate"]
    if not others or meant[0].resource.shape != "series":
        return None
    rows = [
        Said(one.resource, row)
        for one in others[:1]
        for row in one.resource.rows()
        if row["measure"] == one.match.measure.measure and row["subject"] == subjects[0].id
    ]
    chosen, _ = chosen_of(scope, desk, quantity, rows, (), laid) if rows else ([], None)
    if not chosen:
        return None
    parts = lookup.check(scope, desk)
    if len(parts) != 1 or not parts[0].findings:
        return None
    first, told = parts[0].findings[0], parts[0]
    second = finding_of(scope, desk, chosen[0], bounds_for(scope, quantity), exact=True)
    one, two = first.comparison, second.comparison
    if not isinstance(one, NumberComparison) or not isinstance(two, NumberComparison) or one.unit[:1] != two.unit[:1]:
        return None
    is_far = abs(one.observed_low - two.observed_low) > IMPRECISE * max(abs(one.observed_low), abs(two.observed_low))
    if not is_far or {told.verdict, second.verdict} != {Verdict.SUPPORTED, Verdict.REFUTED}:
        return None
    caveats = tuple(dict.fromkeys([Caveat.DEPENDS_ON_DEFINITION, *told.caveats]))
    findings = sorted((*told.findings, second), key=lambda each: each.verdict is not Verdict.SUPPORTED)
    early = told.at_publication if chosen[0].issued > desk.today else Verdict.CONFLICTING
    return replace(told, findings=tuple(findings), verdict=Verdict.CONFLICTING, caveats=caveats, at_publication=early)


def leaves_a_reading(counted: Mapping[str, str], doubted: Collection[str], wanted: Sequence[str]) -> bool:
    """Say whether all counts of one of the things that the words may mean are too old to speak against a figure.

    "400 000 perdus" may be killed, or killed and wounded; that far fewer were killed refutes only the first.

    Args:
        counted: The measure of each finding, by its id.
        doubted: The ids of findings that decide nothing.
        wanted: The measures that the words allow.
    """
    read = {each: [id_ in doubted for id_, measure in counted.items() if measure == each] for each in wanted}
    return len(wanted) > 1 and any(found and all(found) for found in read.values())
