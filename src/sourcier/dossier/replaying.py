"""Run a dossier again: every finding on the packs at hand, and the dossier against itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal

from sourcier.assessment import replay_finding
from sourcier.core.dossier import Dossier
from sourcier.core.errors import SourcierError
from sourcier.core.findings import Finding, Query, Verdict
from sourcier.core.ids import digest
from sourcier.evidence.packs import Packs

DifferenceKind = Literal[
    "missing-pack",
    "other-version",
    "other-digest",
    "changed-text",
    "moved-claim",
    "lost-finding",
    "unfounded-verdict",
    "finding",
    "series",
    "edited",
]


_DECISIVE = frozenset({Verdict.SUPPORTED, Verdict.REFUTED})


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as the dossier says."""

    kind: DifferenceKind
    subject: str
    """The pack's name, the claim's id or the finding's id."""
    expected: str = ""
    observed: str = ""
    detail: str = ""
    """For a finding: what differs, as the replay of the finding says it. For a pack: its version."""


@dataclass(frozen=True, slots=True)
class Replay:
    """What came out of running a dossier again."""

    findings: int
    """How many findings were recomputed."""
    packs: int
    differences: tuple[Difference, ...]

    @property
    def is_identical(self) -> bool:
        """Say whether everything came out as the dossier has it."""
        return not self.differences


def replay(dossier: Dossier, packs: Packs) -> Replay:
    """Recompute every finding of a dossier from the packs, and compare.

    The dossier is checked against itself too: the text against its digest, each claim's words against their
    place, each decisive verdict against its findings. One that was edited afterwards is not identical. Costs the
    queries only; nothing is parsed.
    """
    differences = [*_pack_differences(dossier, packs), *_text_differences(dossier)]
    missing = {difference.subject for difference in differences if difference.kind == "missing-pack"}
    ran = 0
    for finding in dossier.findings:
        if {query.pack for query in finding.queries} & missing:
            continue  # said once, by the missing pack
        ran += 1
        differences += _finding_differences(finding, packs)
    differences += [
        found for series in dossier.series if series.pack not in missing for found in _series_differences(series, packs)
    ]
    return Replay(findings=ran, packs=len(dossier.run.packs), differences=tuple(differences))


def _pack_differences(dossier: Dossier, packs: Packs) -> Iterator[Difference]:
    here = {ref.name: ref for ref in packs.refs}
    for ref in dossier.run.packs:
        found = here.get(ref.name)
        if found is None:
            yield Difference("missing-pack", ref.name, detail=ref.version)
        elif found.version != ref.version:
            yield Difference("other-version", ref.name, ref.version, found.version)
        elif found.digest != ref.digest:
            yield Difference("other-digest", ref.name, ref.digest, found.digest, ref.version)


def _text_differences(dossier: Dossier) -> Iterator[Difference]:
    text = dossier.article.text
    if digest(text) != dossier.article.digest:
        yield Difference("changed-text", dossier.article.id, dossier.article.digest, digest(text))
    for claim in dossier.claims:
        if claim.span.of(text) != claim.anchor.exact:
            yield Difference("moved-claim", claim.id, claim.anchor.exact, claim.span.of(text))
    known = {finding.id: finding for finding in dossier.findings}
    for assessment in dossier.assessments:
        lost = [finding_id for finding_id in assessment.finding_ids if finding_id not in known]
        for finding_id in lost:
            yield Difference("lost-finding", assessment.claim_id, finding_id)
        said = {known[finding_id].verdict for finding_id in assessment.finding_ids if finding_id in known}
        if not lost and assessment.verdict in _DECISIVE and assessment.verdict not in said:
            yield Difference("unfounded-verdict", assessment.claim_id, str(assessment.verdict))


def _finding_differences(finding: Finding, packs: Packs) -> Iterator[Difference]:
    try:
        found = replay_finding(finding, packs)
    except SourcierError as error:  # a resource or a column that the packs no longer have
        found = (str(error),)
    for what in found:
        yield Difference("finding", finding.id, detail=what)


def _series_differences(series: Query, packs: Packs) -> Iterator[Difference]:
    try:
        rows = packs.query(series.pack, series.resource, series.sql, dict(series.parameters)).rows
    except SourcierError as error:
        yield Difference("series", f"{series.pack}/{series.resource}", detail=str(error))
        return
    for before, after in zip_longest(series.rows, rows):
        if before != after:
            yield Difference("series", f"{series.pack}/{series.resource}", _row(before), _row(after))


def _row(row: tuple[str | None, ...] | None) -> str:
    return "–" if row is None else " ".join(value or "–" for value in row)
