"""What could be known on the day of publication, operation by operation: nothing younger refutes in silence."""

from __future__ import annotations

from datetime import date

import pytest

from sourcier.core.findings import Caveat, Operation, Verdict
from sourcier.dossier import check
from sourcier.evidence.packs import Packs, open_packs
from sourcier.ingest import from_text

YES, NO, OPEN = Verdict.SUPPORTED, Verdict.REFUTED, Verdict.NOT_ENOUGH_EVIDENCE


@pytest.fixture(scope="module")
def packs() -> Packs:
    return open_packs()


@pytest.mark.parametrize(
    ("operation", "text", "verdict", "then"),
    [
        (Operation.LOOKUP, "L’inflation a atteint 9 % en France en 2022.", NO, OPEN),
        (Operation.LOOKUP, "L’inflation a atteint 5,2 % en France en 2022.", YES, OPEN),
        (Operation.TREND, "Le chômage a augmenté en France entre 2021 et 2022.", NO, OPEN),
        (Operation.RANK, "En 2022, la Chine était la première économie mondiale.", NO, OPEN),
        (Operation.COMPARISON, "En 2022, l’inflation était plus forte en France qu’en Allemagne.", NO, OPEN),
        (Operation.SUM, "En 2022, la France et l’Italie comptaient ensemble 90 millions d’habitants.", NO, OPEN),
        (Operation.SHARE, "En 2022, les États-Unis représentaient la moitié du PIB mondial.", NO, OPEN),
        (Operation.ESTIMATE, "Selon l’Insee, 900 000 bébés sont nés en France en 2022.", NO, NO),
        (Operation.MEMBERSHIP, "La Suède est membre de l’OTAN.", NO, NO),
        (Operation.COUNT, "L’OTAN compte 32 membres.", NO, NO),
        (Operation.DATE, "L’invasion de l’Ukraine par la Russie a commencé le 20 février 2022.", NO, NO),
        (Operation.ABSENCE, "La Russie n’a jamais envahi l’Ukraine.", NO, NO),
        (Operation.VOTE, "La Chine a voté contre la résolution ES-11/1 de l’ONU.", NO, NO),
        (Operation.INTERNAL, "Le taux est passé de 7,4 à 7,1 %, soit 0,8 point de moins.", NO, NO),
        (Operation.OFFICE, "Gabriel Attal est Premier ministre.", NO, NO),
    ],
)
def test_each_operation_keeps_two_clocks(
    packs: Packs, operation: Operation, text: str, verdict: Verdict, then: Verdict
) -> None:
    dossier = check(from_text(text, lang="fr", published=date(2023, 2, 10)), packs)
    found = [one for one in dossier.assessments if one.verdict is not None]
    assert [(one.verdict, one.at_publication) for one in found] == [(verdict, then)]
    assert dossier.findings[0].reading.operation is operation
    if verdict is not then:
        assert Caveat.ONLY_KNOWN_LATER in found[0].caveats


@pytest.mark.parametrize(
    "text",
    [
        "La Russie a envahi l’Ukraine le 24 février 2022.",
        "L’ONU n’a jamais condamné l’invasion de l’Ukraine par la Russie.",
        "La Russie n’a jamais envahi l’Ukraine depuis 2015.",
        "La Chine a voté contre la résolution ES-11/1 de l’ONU.",
        "L’Ukraine n’a connu aucune invasion russe.",
        "La Suède a rejoint l’OTAN le 7 mars 2023.",
        "La Chine s’est abstenue lors du vote de la résolution de l’ONU condamnant l’invasion de l’Ukraine.",
    ],
)
def test_what_had_not_happened_yet_refutes_nothing(packs: Packs, text: str) -> None:
    dossier = check(from_text(text, lang="fr", published=date(2022, 2, 1)), packs)
    assert not [one for one in dossier.assessments if one.verdict in {YES, NO}]
