"""Run a dossier again: every finding on the packs at hand, and the dossier against itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, Literal

from sourcier.assessment import replay_finding
from sourcier.core.dossier import Dossier
from sourcier.core.errors import SourcierError
from sourcier.core.findings import Finding, Query, Verdict
from sourcier.core.ids import digest
from sourcier.core.library import Passage
from sourcier.evidence.packs import Packs

if TYPE_CHECKING:  # a dossier without a library needs none
    from sourcier.evidence.library import Library

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
    "missing-library",
    "other-library",
    "lost-passage",
    "changed-passage",
    "lost-factcheck",
    "changed-factcheck",
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
    passages: int = 0
    """How many passages were looked up again in the library."""
    factchecks: int = 0
    """How many earlier fact-checks were."""

    @property
    def is_identical(self) -> bool:
        """Say whether everything came out as the dossier has it."""
        return not self.differences


def replay(dossier: Dossier, packs: Packs, library: Library | None = None) -> Replay:
    """Recompute every finding of a dossier from the packs, look its passages up again in the library, and compare.

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
    differences += library_differences(dossier, library)
    return Replay(
        findings=ran,
        packs=len(dossier.run.packs),
        differences=tuple(differences),
        passages=_looked_up(dossier, library),
        factchecks=_checks_looked_up(dossier, library),
    )


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
    known = _verdicts(dossier)
    for assessment in dossier.assessments:
        lost = [finding_id for finding_id in assessment.finding_ids if finding_id not in known]
        for finding_id in lost:
            yield Difference("lost-finding", assessment.claim_id, finding_id)
        said = {known[finding_id] for finding_id in assessment.finding_ids if finding_id in known}
        if not lost and assessment.verdict in _DECISIVE and assessment.verdict not in said:
            yield Difference("unfounded-verdict", assessment.claim_id, str(assessment.verdict))


def _verdicts(dossier: Dossier) -> dict[str, Verdict]:
    """Return what each finding alone says, by its id: of tables, passages and quotations."""
    known = {finding.id: finding.verdict for finding in dossier.findings}
    known |= {one.id: one.stance for one in dossier.passage_findings}
    return known | {one.id: one.verdict for one in dossier.quote_findings}


def library_differences(dossier: Dossier, library: Library | None) -> Iterator[Difference]:
    """Yield what of the texts that a dossier rests on is not in the library as it says; nothing for one without."""
    recorded = dossier.run.library
    if recorded is None:
        return
    if library is None:
        yield Difference("missing-library", recorded.digest, recorded.digest)
        return
    if library.ref.digest != recorded.digest:
        yield Difference("other-library", recorded.digest, recorded.digest, library.ref.digest)
    for passage in _passages(dossier).values():
        document = library.document(passage.document_id)
        if document is None:
            yield Difference("lost-passage", passage.id, detail=passage.location)
        elif passage.anchor.locate(document.text) is None or digest(document.text) != passage.digest:
            yield Difference("changed-passage", passage.id, detail=passage.location)
    yield from _factcheck_differences(dossier, library)


def _factcheck_differences(dossier: Dossier, library: Library) -> Iterator[Difference]:
    wanted = {one.factcheck.id: one.factcheck for one in dossier.factcheck_findings}
    if not wanted:
        return
    held = {one.id: one for one in library.factchecks() if one.id in wanted}
    for name, factcheck in wanted.items():
        if name not in held:
            yield Difference("lost-factcheck", name, detail=factcheck.url or "")
        elif held[name] != factcheck:
            yield Difference("changed-factcheck", name, detail=factcheck.url or "")


def _passages(dossier: Dossier) -> dict[str, Passage]:
    passages = {one.passage.id: one.passage for one in dossier.passage_findings}
    return passages | {one.passage.id: one.passage for one in dossier.quote_findings if one.passage is not None}


def _looked_up(dossier: Dossier, library: Library | None) -> int:
    return len(_passages(dossier)) if library is not None and dossier.run.library is not None else 0


def _checks_looked_up(dossier: Dossier, library: Library | None) -> int:
    if library is None or dossier.run.library is None:
        return 0
    return len({one.factcheck.id for one in dossier.factcheck_findings})


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
