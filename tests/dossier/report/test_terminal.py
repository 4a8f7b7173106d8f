import re

import pytest
from rich.cells import cell_len
from rich.console import Console

import factory
from sourcier.core.claims import Commitment, Reason
from sourcier.core.findings import Verdict
from sourcier.dossier.report.terminal import ledger, report, wrapped


def plain(lines) -> str:
    return "\n".join(line.plain for line in lines)


def flat(lines) -> str:
    """The report on one line, with plain spaces."""
    return re.sub(r"\s+", " ", plain(lines))


def part(lines, number: int) -> str:
    """What is said of one claim, on one line."""
    claims = re.split(r"\n+(?= *\d+ [✓✗≠?·] )", plain(lines))
    return re.sub(r"\s+", " ", claims[number])


def test_report_starts_with_title_then_byline_date_and_publisher():
    lines = plain(report(factory.column())).splitlines()
    assert lines[0] == factory.COLUMN_TITLE
    assert lines[1] == "Jeanne Ferrand · 14 septembre 2023 · Le Courrier du fleuve"


def test_report_gives_coverage_before_the_first_claim():
    text = flat(report(factory.column()))
    coverage = "10 phrases : 6 portent 9 affirmations ; 4 n’en portent pas : 1 exhortation, 1 opinion, 1 question,"
    assert text.index(coverage) < text.index("« La France tire")


def test_report_gives_coverage_in_english():
    assert "4 sentences: 2 carry 2 claims; 2 carry none: 1 exhortation, 1 hypothetical." in flat(report(factory.wire()))


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "✓ confirmé"),
        (2, "✗ contredit"),
        (3, "· non vérifié"),
        (6, "? preuves insuffisantes"),
        (7, "≠ sources en désaccord"),
    ],
)
def test_report_gives_mark_and_verdict_in_words(number, said):
    assert f"{number} {said}" in part(report(factory.column()), number)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "L’auteur l’affirme."),
        (4, "Selon Claire Vasseur, Institut du Rhin ; l’auteur le rapporte."),
        (5, "Selon Claire Vasseur, Institut du Rhin ; l’auteur le reprend à son compte."),
        (7, "L’auteur l’avance avec prudence."),
    ],
)
def test_report_says_who_says_so_and_how_firmly(number, said):
    assert said in part(report(factory.column()), number)


def test_report_gives_the_deciding_cell_with_period_value_unit_publisher_and_pack():
    said = part(report(factory.column()), 1)
    assert "Part du nucléaire (France, 2022) : 62,7 % de la production d’électricité" in said
    assert "Institut d'essai" in said
    assert "essai 1.0.0, table serie" in said


def test_report_gives_arithmetic_comparison_and_caveats():
    said = part(report(factory.column()), 2)
    assert "76,4 − 62,7 = 13,7 points" in said
    assert "73,5 ≤ 76,4 ≤ 74,5 est faux" in said
    assert "imprécis" in said


def test_report_gives_other_readings_with_their_interest():
    said = part(report(factory.column()), 7)
    assert "Autre lecture ✓ confirmé" in said
    assert "intéressé : camp B" in said


def test_report_says_what_was_known_on_publication_and_when_a_prediction_can_be_checked():
    def text(number):
        return part(report(factory.column()), number)

    assert "Avec les seules sources d’alors, le verdict aurait été : preuves insuffisantes." in text(4)
    assert "Vérifiable à partir du 1er janvier 2028." in text(9)


def test_report_gives_the_articles_link_beside_the_claim():
    assert "https://institut.example/dette?a=1&b=2" in part(report(factory.column()), 4)


def test_report_explains_only_when_asked():
    assert "Écarté" not in flat(report(factory.column()))
    assert "l’unité n’est pas celle de l’affirmation" in flat(report(factory.column(), explain=True))


@pytest.mark.parametrize("width", [72, 80, 100])
@pytest.mark.parametrize("made", [factory.column, factory.wire])
def test_report_fits_its_columns(made, width):
    for line in report(made(), width=width, explain=True):
        assert cell_len(line.plain) <= width or " " not in line.plain.strip()


def test_report_reads_the_same_without_colour():
    console = Console(width=80, no_color=True, force_terminal=False)
    with console.capture() as capture:
        for line in report(factory.column()):
            console.print(line, soft_wrap=True)
    assert capture.get().rstrip("\n") == plain(report(factory.column()))


def test_report_lets_no_control_character_through():
    of = factory.article("Le \x1b]0;titre\x07train \x9b31mroule\u202e à 300 km/h.", title="\x1b[2J\x1b[31mTitre")
    claims = [factory.claim(of, "300 km/h", source=factory.named("\x1b[5mAgence"), commitment=Commitment.REPORTS)]
    for lines in (report(factory.dossier(of, claims)), ledger(factory.dossier(of, claims))):
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", plain(lines))


def test_report_says_depends_on_the_definition_when_readings_disagree():
    of = factory.article("Il y a 12 membres.")
    claim = factory.claim(of, "Il y a 12 membres")
    finding = factory.finding(claim)
    caveats = (factory.Caveat.DEPENDS_ON_DEFINITION,)
    weighed = factory.assessment(claim, Verdict.CONFLICTING, [finding], caveats=caveats)
    text = flat(report(factory.dossier(of, [claim], findings=[finding], assessments=[weighed])))
    assert "≠ dépend de la définition" in text


def test_report_of_an_article_without_a_claim_gives_the_reasons():
    of = factory.article("Quelle farce ! Où va-t-on ?", published=None)
    text = flat(report(factory.dossier(of, reasons={"Où": Reason.QUESTION})))
    assert "2 phrases : aucune ne porte d’affirmation : 1 opinion, 1 question." in text
    assert "sans date" in text


def test_report_of_nothing_says_so():
    assert "Aucune phrase." in flat(report(factory.dossier(factory.article(""))))


def test_ledger_gives_every_sentence_its_claims_or_its_reason():
    text = flat(ledger(factory.column()))
    assert "– question (interroge" in text
    assert "• « contre 74 % dix ans plus tôt » – comparaison, vérifiable. L’auteur l’affirme." in text
    for sentence in factory.column().sentences:
        assert re.sub(r"\s+", " ", sentence.span.of(factory.COLUMN)) in text


def test_ledger_gives_no_verdict():
    assert "confirmé" not in flat(ledger(factory.column()))


def test_wrapped_breaks_at_plain_spaces_only():
    lines = [
        line.plain for line in wrapped("aa bb\u202f: cc https://example.org/un-mot-trop-long", 8, first="- ", rest="  ")
    ]
    assert lines == ["- aa", "  bb\u202f:", "  cc", "  https://example.org/un-mot-trop-long"]
