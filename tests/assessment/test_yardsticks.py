"""Figures set beside each other: whose each is, whether the order told of them holds, and who others are beside."""

from __future__ import annotations

from datetime import date

import pytest

from sourcier.assessment.scope import scope_of
from sourcier.assessment.tables import tables_of
from sourcier.assessment.yardsticks import terms_of
from sourcier.claims import find_claims
from sourcier.core.article import Lang
from sourcier.core.findings import Assessment, Verdict
from sourcier.dossier import check
from sourcier.evidence.packs import Packs
from sourcier.ingest import from_text
from sourcier.text.gazetteer import Gazetteer
from sourcier.text.reading import read_text

YES, NO, NONE = Verdict.SUPPORTED, Verdict.REFUTED, None
DECISIVE = {YES, NO, Verdict.CONFLICTING}
SILENT: tuple[Verdict | None, ...] = ()


def assessed(packs: Packs, lang: Lang, text: str) -> list[Assessment]:
    return list(check(from_text(text, lang=lang, published=date(2025, 2, 6)), packs).assessments)


def decided(packs: Packs, lang: Lang, text: str) -> tuple[Verdict | None, ...]:
    """Return the decisive verdicts on the claims of a text, in reading order."""
    return tuple(one.verdict for one in assessed(packs, lang, text) if one.verdict in DECISIVE)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        # 7,3 % is nobody's here: not Spain's (12,2 %), Germany's, Russia's, Greece's, Italy's
        ("fr", "Le taux de chômage s'établissait à 7,3 % en 2023, loin des 12 % de l'Espagne."),
        ("fr", "Le taux de chômage était de 7,3 % en 2023, bien moins que les 12,2 % de l'Espagne."),
        ("fr", "Le chômage atteignait 3 % en 2023, contre 12 % en Espagne."),
        ("fr", "Le taux de chômage était de 7,3 % en 2023 contre 12,2 % en Espagne."),
        ("fr", "Loin des 12 % de l'Espagne, le taux de chômage s'établissait à 7,3 % en 2023."),
        ("fr", "Le taux de chômage s'établissait à 7,3 % en 2023, au-dessous de la Grèce."),
        ("fr", "Le taux de chômage s'établissait à 7,3 % en 2023, tandis que l'Espagne dépassait 12 %."),
        ("fr", "Le chômage atteignait 7,3 % en 2023 ; l'Espagne, elle, était à 12 %."),
        ("fr", "L'espérance de vie était de 82 ans en 2023, loin des 73 ans de la Russie."),
        ("fr", "Les dépenses militaires représentaient 1,9 % du PIB en 2022, loin des 3,9 % de la Grèce."),
        ("fr", "La croissance était de 1,4 % en 2023, moins que les 3,5 % de l'Espagne."),
        ("fr", "Le pays comptait 68 millions d'habitants en 2023, loin des 83 millions d'Allemands."),
        ("fr", "La fécondité était de 1,2 enfant par femme en 2023, contre 1,64 en France."),
        ("en", "The unemployment rate stood at 7.3% in 2023, far below the 12% of Spain."),
        ("en", "Unemployment stood at 7.3% in 2023 against 12.2% in Spain."),
        ("en", "Compared with 12% in Spain, unemployment stood at 7.3% in 2023."),
        ("en", "Unemployment stood at 7.3% in 2023, while Spain's exceeded 12%."),
        ("en", "Life expectancy was 82 years in 2023, well above Russia's 73 years."),
        # the sentence before is of two countries, of a part of one, of some of its people, of another matter
        (
            "fr",
            "La France et l'Italie hésitent. Le taux de chômage était de 7,3 % en 2023, loin des 12 % de l'Espagne.",
        ),
        ("fr", "La Bretagne va mieux. Le taux de chômage était de 5,9 % en 2023, loin des 12 % de l'Espagne."),
        ("fr", "Le nord de la France va mal. Le taux de chômage était de 9,1 % en 2023, loin des 3 % de l'Allemagne."),
        (
            "fr",
            "Les femmes françaises vont mieux. Le taux de chômage était de 6,9 % en 2023, contre 12,2 % en Espagne.",
        ),
        ("fr", "La France va mal. Outre-mer, le taux de chômage était de 17 % en 2023, loin des 3 % de l'Allemagne."),
        ("fr", "La France va mal. À Roubaix, le taux de chômage était de 20 % en 2023, loin des 12 % de l'Espagne."),
        ("fr", "Selon la France, tout va bien. Le taux de chômage était de 10 % en 2023, loin des 3 % de l'Allemagne."),
        ("en", "French companies do badly. The unemployment rate stood at 10% in 2023, far above Germany's 3.1%."),
    ],
)
def test_a_term_of_comparison_is_not_whose_the_other_figure_is(packs: Packs, lang: Lang, text: str) -> None:
    assert decided(packs, lang, text) == SILENT


@pytest.mark.parametrize(
    ("lang", "text", "verdicts"),
    [
        (
            "fr",
            "La France va mieux. Le taux de chômage était de 7,3 % en 2023, loin des 12 % de l'Espagne.",
            (YES, YES),
        ),
        ("fr", "Le chômage en France est bas. Il s'agit d'y croire.", ()),
        ("fr", "Le chômage en France est bas. Le taux était de 5,3 % en 2023, loin des 12 % de l'Espagne.", ()),
        (
            "fr",
            "Le chômage en France est bas. Le taux de chômage était de 5,3 % en 2023, loin des 12 % de l'Espagne.",
            (NO, YES),
        ),
        ("fr", "L'Allemagne tient bon. Le chômage atteignait 3 % en 2023, contre 15 % en Espagne.", (YES, NO)),
        ("en", "France is doing better. Unemployment stood at 7.3% in 2023, far below the 12% of Spain.", (YES, YES)),
        ("fr", "En Espagne, le taux de chômage était de 12,2 % en 2023, loin des 7,3 % de la France.", (YES, YES)),
        ("fr", "En Espagne, le taux de chômage était de 15,2 % en 2023, loin des 7,3 % de la France.", (NO, YES)),
        ("en", "In France unemployment stood at 7.3% in 2023, far below the 16% of Spain.", (YES, NO)),
        # a bound with a place is no comparison
        ("fr", "Le chômage était au-dessus de 12 % en Espagne en 2023.", (YES,)),
        ("en", "Inflation was below 6% in France in 2022.", (YES,)),
        ("fr", "Moins de la moitié des Marocains utilisaient Internet en 2023.", (NO,)),
    ],
)
def test_each_figure_is_looked_up_for_its_own_country(
    packs: Packs, lang: Lang, text: str, verdicts: tuple[Verdict | None, ...]
) -> None:
    assert decided(packs, lang, text) == verdicts


@pytest.mark.parametrize(
    ("lang", "text", "verdicts"),
    [
        ("fr", "L'inflation a atteint 4,9 % en France en 2023, plus que les 6 % allemands.", (YES, NO)),
        ("fr", "L'inflation a atteint 4,9 % en France en 2023, moins que les 6 % allemands.", (YES, YES)),
        ("fr", "Le chômage était de 7,3 % en France en 2023, moins que les 3,1 % de l'Allemagne.", (YES, NO)),
        ("fr", "Le chômage était de 7,3 % en France en 2023, plus que les 3,1 % de l'Allemagne.", (YES, YES)),
        ("fr", "L'inflation a été de 4,9 % en France en 2023, au-dessus des 5,9 % de l'Allemagne.", (YES, NO)),
        ("en", "Inflation reached 4.9% in France in 2023, more than Germany's 5.9%.", (YES, NO)),
        ("en", "Spain's unemployment rate was 12.2% in 2023, lower than France's 7.3%.", (YES, NO)),
        ("en", "Spain's unemployment rate was 12.2% in 2023, higher than France's 7.3%.", (YES, YES)),
        # what is behind may be worse, and higher; what is better or as much no two figures tell
        ("fr", "Le chômage était de 7,3 % en France en 2023, loin derrière les 3,1 % de l'Allemagne.", (YES,)),
        ("fr", "Le chômage était de 7,3 % en France en 2023, mieux que les 12,2 % de l'Espagne.", (YES,)),
    ],
)
def test_more_or_less_than_a_figure_is_borne_out_only_where_it_is_so(
    packs: Packs, lang: Lang, text: str, verdicts: tuple[Verdict | None, ...]
) -> None:
    assert decided(packs, lang, text) == verdicts


def test_the_order_is_shown_with_both_figures(packs: Packs) -> None:
    text = "L'inflation a atteint 4,9 % en France en 2023, plus que les 6 % allemands."
    said = assessed(packs, "fr", text)[-1].justification
    assert "France, 4,878" in said
    assert "Allemagne, 5,946" in said


@pytest.mark.parametrize(
    ("lang", "text", "verdicts"),
    [
        # 141 voted for it, 35 abstained
        ("en", "Hungary and 140 other states voted for the resolution of 2 March 2022.", (YES,)),
        ("en", "Hungary and 141 other states voted for the resolution of 2 March 2022.", (NO,)),
        ("fr", "La Hongrie, la Pologne et 139 autres États ont voté pour la résolution du 2 mars 2022.", (YES,)),
        ("fr", "La Chine et 34 autres pays se sont abstenus lors du vote de la résolution du 2 mars 2022.", (YES,)),
        ("en", "On 2 March 2022, 141 countries voted for the resolution and 35 others abstained.", (YES,)),
        ("fr", "140 autres pays ont voté pour la résolution du 2 mars 2022.", ()),
        ("fr", "La France et 31 autres pays sont membres de l'OTAN.", (YES,)),
        ("fr", "L'OTAN compte 31 autres membres.", ()),
        ("en", "Germany and 30 other countries are members of the European Union.", ()),
    ],
)
def test_others_are_counted_with_those_who_are_named(
    packs: Packs, lang: Lang, text: str, verdicts: tuple[Verdict | None, ...]
) -> None:
    assert decided(packs, lang, text) == verdicts


def test_as_did_so_many_others_refutes_nothing(packs: Packs) -> None:
    text = "In fact Hungary voted for the General Assembly's resolution of 2 March 2022, as did 140 other states."
    assert NO not in decided(packs, "en", text)


@pytest.mark.parametrize(
    ("lang", "text", "found"),
    [
        ("fr", "Le chômage était de 7 %, loin des 12 % de l'Espagne.", [("Espagne", ["12 %"], "apart")]),
        ("fr", "Le chômage était de 7 %, plus que les 6 % allemands.", [("allemands", ["6 %"], "more")]),
        ("fr", "Le chômage était de 7 %, loin derrière l'Espagne.", [("Espagne", [], "behind")]),
        ("en", "Unemployment was 7%, lower than Spain's 12%.", [("Spain", ["12%"], "less")]),
        ("fr", "Le chômage était au-dessus de 5 % en France.", []),
        ("fr", "Depuis que l'Espagne est entrée, 27 pays siègent.", []),
    ],
)
def test_terms_of_comparison(packs: Packs, lang: Lang, text: str, found: list[tuple[str, list[str], str]]) -> None:
    draft = read_text(from_text(text, lang=lang), Gazetteer.of(packs.entities))
    claims, _ = find_claims(draft)
    scope = scope_of(draft, claims[0], tables_of(packs), span=draft.sentences[0].span)
    terms = terms_of(scope)
    assert [(one.mention.text, [each.text for each in one.quantities], one.side) for one in terms] == found
