"""The order of the steps, written once: packs, text, claims, assessment, dossier."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import sourcier
from sourcier.assessment import assess
from sourcier.claims import find_claims
from sourcier.claims.relations import find_relations
from sourcier.core.article import Article
from sourcier.core.claims import Claim, Ledger
from sourcier.core.dossier import SCHEMA_VERSION, Dossier, Issue, Run
from sourcier.core.findings import Assessment, Finding
from sourcier.core.language import Entity, Mention
from sourcier.core.library import LibraryRef
from sourcier.dossier.issues import find_issues
from sourcier.dossier.profiling import find_profiles
from sourcier.dossier.series import find_series
from sourcier.evidence.encoding import small_e5
from sourcier.evidence.packs import Packs, open_packs
from sourcier.text.draft import Draft
from sourcier.text.gazetteer import Gazetteer
from sourcier.text.parsing import model_version
from sourcier.text.reading import read_text
from sourcier.text.rhetoric import find_persuasion

if TYPE_CHECKING:  # imported when a run has a library
    from sourcier.dossier.testifying import Testimony
    from sourcier.evidence.library import Library

Progress = Callable[[str], None]
"""Told the name of each step as it starts."""


def check(
    article: Article,
    packs: Packs | Path | str | Sequence[Path] | None = None,
    *,
    library: Library | Path | None = None,
    explain: bool = False,
    progress: Progress | None = None,
) -> Dossier:
    """Return the dossier of an article: its claims, and what the packs say about each.

    Args:
        article: As `sourcier.read` gives it.
        packs: Opened packs, the folder of one or of several, or several such folders; None for the starter
            pack and the installed ones.
        library: An opened library of texts, or its folder, for what no table answers, for quotations and earlier
            fact-checks; None for tables alone.
        explain: Keep in the dossier the tables that were considered and rejected.
        progress: Called with the name of each step as it starts.

    Returns:
        The dossier. The same article, packs, library and version give the same dossier.
    """
    if not isinstance(article, Article):
        raise TypeError(f"check takes an Article, as sourcier.read gives it, not {type(article).__name__}")
    tell = progress or _silent
    opened = _opened(packs, tell)
    draft, claims, ledger = _read(article, opened, tell)
    tell("checking claims")
    encoder = small_e5() if explain else None
    failed: list[tuple[Claim, Exception]] = []
    caught = None if os.environ.get("SOURCIER_DEBUG") else failed
    findings, assessments = assess(draft, claims, opened, explain=explain, encoder=encoder, failed=caught)
    options = (("explain", "true"),) if explain else ()
    run = _run(article, opened, options)
    if library is None:
        return _frozen(draft, claims, ledger, findings, assessments, run, opened, failed)
    texts, told = _testimony(draft, claims, assessments, library, opened, tell)
    run = replace(run, library=texts, models=(*run.models, *told.models))
    dossier = _frozen(draft, claims, ledger, findings, told.assessments, run, opened, failed)
    return replace(
        dossier,
        passage_findings=told.passages,
        factcheck_findings=told.factchecks,
        quote_findings=told.quotes,
    )


def survey(
    article: Article,
    packs: Packs | Path | str | Sequence[Path] | None = None,
    *,
    progress: Progress | None = None,
) -> Dossier:
    """Return the dossier of an article that is read only: claims and ledger, no finding, no assessment."""
    tell = progress or _silent
    opened = _opened(packs, tell)
    draft, claims, ledger = _read(article, opened, tell)
    return _frozen(draft, claims, ledger, (), (), _run(article, opened, (("assess", "false"),)), opened)


def _testimony(
    draft: Draft,
    claims: Sequence[Claim],
    assessments: Sequence[Assessment],
    library: Library | Path,
    packs: Packs,
    tell: Progress,
) -> tuple[LibraryRef, Testimony]:
    """Return which library was asked, and what it says."""
    from sourcier.dossier.testifying import testify  # noqa: PLC0415  (a run without a library needs none of it)
    from sourcier.evidence.library import open_library  # noqa: PLC0415

    if isinstance(library, Path):
        tell("opening the library")
        library = open_library(library)
    told = testify(draft, claims, assessments, library, Gazetteer.of(packs.entities), tell)
    return library.ref, told


def _opened(packs: Packs | Path | str | Sequence[Path] | None, tell: Progress) -> Packs:
    if isinstance(packs, Packs):
        return packs
    tell("opening packs")
    paths = (packs,) if isinstance(packs, str | Path) else packs or ()
    return open_packs(*paths)


def _read(article: Article, packs: Packs, tell: Progress) -> tuple[Draft, tuple[Claim, ...], Ledger]:
    tell("reading the text")
    draft = read_text(article, Gazetteer.of(packs.entities))
    tell("finding claims")
    claims, ledger = find_claims(draft)
    return draft, claims, ledger


def _run(article: Article, packs: Packs, options: tuple[tuple[str, str], ...]) -> Run:
    return Run(
        version=sourcier.__version__,
        models=(model_version(article.lang),),
        packs=packs.refs,
        now=packs.now,
        options=options,
    )


def _frozen(
    draft: Draft,
    claims: tuple[Claim, ...],
    ledger: Ledger,
    findings: tuple[Finding, ...],
    assessments: tuple[Assessment, ...],
    run: Run,
    packs: Packs,
    failed: Sequence[tuple[Claim, Exception]] = (),
) -> Dossier:
    issues: tuple[Issue, ...] = find_issues(draft.article, claims, run, failed)
    return Dossier(
        schema_version=SCHEMA_VERSION,
        article=draft.article,
        sentences=draft.sentences,
        mentions=draft.mentions,
        quantities=draft.quantities,
        times=draft.times,
        quotes=draft.quotes,
        claims=claims,
        ledger=ledger,
        findings=findings,
        assessments=assessments,
        issues=issues,
        run=run,
        entities=_entities(draft.mentions, findings, packs),
        series=find_series(findings, packs),
        relations=find_relations(draft, claims),
        persuasion=find_persuasion(draft),
        profiles=find_profiles(draft.article, claims, packs),
    )


def _entities(mentions: Sequence[Mention], findings: Sequence[Finding], packs: Packs) -> tuple[Entity, ...]:
    """Return what the packs know of the ids in mentions, cells and rows, by id and without aliases."""
    ids = {mention.entity_id for mention in mentions}
    for finding in findings:
        for cell in finding.cells:
            ids |= {value for _, value in cell.key} | {cell.issuer, cell.party}
        for query in finding.queries:
            for row in query.rows:
                ids |= {one for value in row if value for one in value.split(";")}
    found = [packs.entity(id_) for id_ in sorted(id_ for id_ in ids if id_)]
    return tuple(Entity(one.id, one.kind, one.label_fr, one.label_en) for one in found if one is not None)


def _silent(step: str) -> None:
    """Tell nobody."""
