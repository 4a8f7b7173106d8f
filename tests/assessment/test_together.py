"""Articles read whole: sums that something is measured against, heads that no rate counts, and what goes wrong."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from sourcier.assessment import checking
from sourcier.assessment.desk import Desk, Part
from sourcier.assessment.scope import Scope
from sourcier.core.article import Lang
from sourcier.core.dossier import Dossier
from sourcier.core.findings import Verdict
from sourcier.dossier import check
from sourcier.evidence.packs import Packs, open_packs
from sourcier.ingest import from_text

YES, NO, SILENT = {Verdict.SUPPORTED}, {Verdict.REFUTED}, set[Verdict]()


@cache
def starter() -> Packs:
    return open_packs()


def read(text: str, lang: Lang = "fr") -> Dossier:
    return check(from_text(text, lang=lang, published=date(2025, 6, 3)), starter())


def verdicts(text: str, lang: Lang) -> set[Verdict]:
    return {one.verdict for one in read(text, lang).assessments if one.verdict}


@pytest.mark.parametrize(
    ("lang", "text", "found"),
    [
        ("en", "Italy is about three times as populous as Belgium and Denmark combined.", YES),
        ("en", "Italy is about six times as populous as Belgium and Denmark combined.", NO),
        ("en", "Finland is twice as populous as Iceland and Ruritania put together.", SILENT),
        ("en", "Poland has more inhabitants than Portugal and Ireland taken together.", YES),
        ("en", "Greece has more inhabitants than Portugal and Ireland taken together.", NO),
        ("en", "Poland has 98 million more inhabitants than Portugal and Ireland combined.", SILENT),
        ("en", "Portugal and Ireland combined have about 16 million inhabitants.", YES),
        ("fr", "L’Espagne est deux fois plus peuplée que la Belgique et le Portugal réunis.", YES),
        ("fr", "La Grèce est trois fois plus peuplée que la Belgique et le Portugal réunis.", NO),
        ("fr", "La Slovénie est moins peuplée que la Croatie.", YES),
        ("fr", "La Grèce est moins peuplée que Malte et le Luxembourg réunis.", NO),
        ("en", "Germany spends more on its army than France and Spain combined.", SILENT),
        ("fr", "L’Allemagne dépense plus pour son armée que la France et l’Espagne réunies.", SILENT),
    ],
)
def test_what_is_added_up_is_measured_against_whole(lang: Lang, text: str, found: set[Verdict]) -> None:
    assert verdicts(text, lang) == found


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Italy is about three times as populous as Belgium and Denmark combined."),
        ("fr", "La Slovénie est deux fois plus peuplée que la Croatie et le Monténégro réunis."),
        ("fr", "La Slovénie est moins peuplée que la Croatie."),
    ],
)
def test_a_yardstick_is_never_cut_off(lang: Lang, text: str) -> None:
    assert [one.anchor.exact for one in read(text, lang).claims] == [text.rstrip(".")]


@pytest.mark.parametrize(
    ("lang", "text", "found"),
    [
        ("fr", "L’Italie compte moins de chômeurs que la Norvège.", SILENT),
        ("fr", "Les chômeurs sont plus nombreux au Luxembourg qu’en Norvège.", SILENT),
        ("fr", "Le Luxembourg est le pays qui compte le plus d’immigrés.", SILENT),
        ("fr", "L’Italie a un taux de chômage plus élevé que la Norvège.", YES),
        ("fr", "Le chômage est plus faible en Espagne qu’en Norvège.", NO),
        ("fr", "Le Portugal compte plus d’habitants que l’Italie.", NO),
        ("en", "Greece had fewer people out of work than Germany in 2020.", SILENT),
        ("en", "Luxembourg had twice as many unemployed as Germany in 2021.", SILENT),
        ("en", "Norway trails Luxembourg for the number of unemployed.", SILENT),
        ("en", "Denmark has more people on benefits than France.", SILENT),
        ("en", "Unemployment was lower in Germany than in Greece in 2020.", YES),
        ("en", "Unemployment was higher in Germany than in Greece in 2020.", NO),
        ("en", "More people live in France than in Italy.", YES),
    ],
)
def test_no_rate_counts_heads(lang: Lang, text: str, found: set[Verdict]) -> None:
    assert verdicts(text, lang) == found


@pytest.mark.parametrize(
    ("after", "is_told"), [("L’Italie en est loin.", True), ("La Suède en est loin.", False), ("", False)]
)
def test_a_figure_met_by_chance_is_given_to_nobody_unnamed(after: str, is_told: bool) -> None:
    dossier = read(f"Le Portugal comptait 59,13 millions d’habitants en 2021. {after}")
    assert dossier.assessments[0].verdict is Verdict.REFUTED
    assert ("un autre pays que nomme l’article : Italie" in dossier.assessments[0].justification) is is_told


TWO = "L’Italie compte plus d’habitants que le Portugal. Le Portugal est membre de l’OTAN."


def _trip(scope: Scope, desk: Desk) -> list[Part]:
    if "habitants" in scope.claim.anchor.exact:
        raise KeyError("entity")
    return []


def test_a_fault_of_one_operation_costs_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCIER_DEBUG", raising=False)
    monkeypatch.setattr(checking, "STEPS", ((_trip,), *checking.STEPS))
    dossier = read(TWO)
    assert [one.verdict for one in dossier.assessments] == [None, Verdict.SUPPORTED]
    assert "erreur du programme" in dossier.assessments[0].justification
    (issue,) = [one for one in dossier.issues if one.slug == "internal"]
    assert (issue.span, issue.stage) == (dossier.claims[0].span, "assessment")
    assert "L’Italie compte plus d’habitants que le Portugal" in issue.message
    assert "KeyError: 'entity'" in issue.message


def test_a_fault_is_raised_where_it_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "STEPS", ((_trip,), *checking.STEPS))
    monkeypatch.setenv("SOURCIER_DEBUG", "1")
    with pytest.raises(KeyError):
        read(TWO)
