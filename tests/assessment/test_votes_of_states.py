"""Votes between states: options of several, groups, companions; and whose votes must stay silent."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from assessment import isles
from sourcier.assessment import assess
from sourcier.assessment.replay import replay_finding
from sourcier.core.article import Lang
from sourcier.core.findings import Assessment, Finding, Verdict
from sourcier.evidence.packs import Packs, open_packs
from sourcier.text.gazetteer import Gazetteer

YES, NO = Verdict.SUPPORTED, Verdict.REFUTED


@cache
def starter() -> Packs:
    return open_packs()


@pytest.fixture(autouse=True)
def names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isles, "gazetteer", cache(lambda: Gazetteer.of(starter().entities)))


def check(text: str, lang: Lang, day: str) -> tuple[tuple[Finding, ...], Assessment]:
    draft = isles.draft_of(text, lang, date.fromisoformat(day))
    findings, (assessment,) = assess(draft, [isles.claim_of(draft)], starter())
    return findings, assessment


@pytest.mark.parametrize(
    ("lang", "day", "text", "verdict"),
    [
        # all, none, a share, a number of a group
        ("fr", "2022-03-03", "Tous les membres de l’Union européenne ont voté pour la résolution de mercredi sur l’Ukraine.", YES),
        ("fr", "2022-03-03", "Tous les États africains ont voté la résolution du 2 mars.", NO),
        ("fr", "2022-03-16", "Dix-sept pays africains se sont abstenus le 2 mars lors du vote de la résolution sur l’Ukraine.", YES),
        ("fr", "2022-03-16", "Trente pays africains se sont abstenus le 2 mars lors du vote de la résolution sur l’Ukraine.", NO),
        ("en", "2022-03-05", "More than half of African states backed the 2 March resolution on Ukraine.", YES),
        ("en", "2022-03-03", "Every African state backed Wednesday’s resolution on Ukraine.", NO),
        # what a text rejects is no vote against it
        ("fr", "2022-10-14", "La Serbie et la Turquie ont voté pour la résolution de mercredi rejetant les annexions russes.", YES),
        # no word of a vote, but its day and its matter
        ("fr", "2024-05-13", "Prague et Buenos Aires ont dit non vendredi à l’élargissement des droits de la Palestine à l’ONU.", YES),
        ("fr", "2022-04-10", "Vingt-quatre pays ont refusé jeudi de suspendre la Russie du Conseil des droits de l’homme.", YES),
        ("en", "2022-04-10", "Forty countries refused on Thursday to suspend Russia from the Human Rights Council.", NO),
        ("fr", "2012-12-01", "Jeudi, la Palestine a obtenu à l’ONU le statut d’État observateur grâce à 120 voix.", NO),
        ("fr", "2023-12-15", "Aucun pays de l’Union européenne n’a voté mardi contre le cessez-le-feu humanitaire immédiat à Gaza.", NO),
        ("en", "2023-12-14", "Every EU member state voted on Tuesday for an immediate humanitarian ceasefire in Gaza.", NO),
        ("en", "2024-03-27", "Fourteen of the Council’s fifteen members backed Monday’s Security Council resolution on a Ramadan ceasefire in Gaza.", YES),
        # the organ that is named
        ("fr", "2025-02-26", "La France s’est abstenue lundi au Conseil de sécurité sur la résolution américaine.", YES),
        # alone, among those, at another's side
        ("fr", "2023-11-06", "Seuls les États-Unis et Israël ont voté contre la levée de l’embargo contre Cuba, le 2 novembre.", YES),
        ("fr", "2022-03-05", "Seuls la Russie et le Bélarus ont voté contre la résolution du 2 mars.", NO),
        ("en", "2011-03-20", "Germany voted with France at the Security Council on Thursday for a no-fly zone over Libya.", NO),
        ("fr", "2023-02-24", "Le Mali a rejoint la Russie en votant jeudi contre la résolution sur la paix en Ukraine.", YES),
        ("en", "2023-10-20", "France vetoed Wednesday’s Security Council resolution on humanitarian pauses in Gaza.", NO),
    ],
)  # fmt: skip
def test_states_voted(lang: Lang, day: str, text: str, verdict: Verdict) -> None:
    findings, assessment = check(text, lang, day)
    assert assessment.verdict is verdict, assessment.justification
    assert all(replay_finding(finding, starter()) == () for finding in findings)


@pytest.mark.parametrize(
    ("lang", "day", "text"),
    [
        # words at the United Nations that are no vote
        ("fr", "2023-12-14", "Washington a soutenu mardi à l’ONU l’idée d’une pause humanitaire à Gaza."),
        ("en", "2022-10-14", "India on Wednesday condemned at the UN attacks on Ukrainian power plants."),
        ("fr", "2022-04-09", "La Chine a rejeté jeudi à l’ONU les accusations de complicité avec la Russie en Ukraine."),
        # other bodies
        ("fr", "2023-03-01", "Le Parlement européen a voté mercredi par 444 voix contre 26 une résolution sur l’Ukraine."),
        ("fr", "2022-11-20", "À la Troisième Commission, la Chine a voté contre le texte sur l’Iran."),
        ("fr", "2022-03-05", "Le Conseil des droits de l’homme a voté vendredi, par 32 voix contre 2, une enquête sur l’Ukraine."),
        ("en", "2022-03-03", "Hungary voted against the EU budget on Wednesday."),
        ("fr", "2022-04-09", "La Hongrie s’est opposée vendredi à un embargo sur le gaz russe."),
        ("fr", "2022-03-02", "La Hongrie a dit non, mercredi, à l’envoi d’armes à l’Ukraine."),
        # a group that no list tells, a group of which nothing is known
        ("fr", "2022-03-16", "Deux pays européens ont voté contre la résolution du 2 mars."),
        ("fr", "2022-03-04", "Les États africains se sont divisés : 17 se sont abstenus lors du vote du 2 mars à l’ONU."),
        ("fr", "2022-03-04", "Presque tous les pays africains ont voté la résolution du 2 mars."),
        ("en", "2022-03-03", "Thirty-five European companies abstained on Wednesday."),
    ],
)  # fmt: skip
def test_look_alikes_stay_silent(lang: Lang, day: str, text: str) -> None:
    _, assessment = check(text, lang, day)
    assert assessment.verdict in {None, Verdict.NOT_ENOUGH_EVIDENCE}, assessment.justification
