"""Versions of one page, copies, issues of a series: which two articles are which. Texts are our own."""

from __future__ import annotations

import pytest

from corpus.showing import press
from sourcier.app.corpus.showing.copies import copies_in
from sourcier.app.corpus.showing.gathering import gather
from sourcier.app.corpus.showing.pages import pages_of
from sourcier.app.corpus.showing.reading import papers_of

FERRY = (
    "La traversée de Roscaër coûtera {} euros dès septembre 2024. Les habitants de l’île garderont un tarif réduit, "
    "promet la compagnie, qui a commandé deux bateaux et embauché sept marins."
)
FISH = (
    "Nous relevons chaque vendredi les prix de la criée de Penmor. Le kilo de lieu jaune se vend {} euros, et le kilo de "
    "seiche {} euros. La vente commence à six heures. Le prochain relevé paraîtra dans sept jours."
)
JOBS = (
    "Le bassin de Kerval comptait {} demandeurs d’emploi en {} 2024, selon l’observatoire de la région. Les jeunes en "
    "forment le quart. Le commerce et la santé sont les secteurs qui embauchent le plus."
)
MATCH = (
    "{} {} {} on Saturday at the Harbour Ground. The captain praised a young side that never stopped running. "
    "Tickets for the next round go on sale on Tuesday at the club shop."
)
FLU = (
    "Le réseau des médecins de Kerval a vu {} malades de la grippe cette semaine. Il rappelle de se laver les mains, "
    "d’aérer les pièces et de porter un masque en cas de toux. Les urgences restent ouvertes."
)
WATER = "La nappe de Kerval se trouve {} centimètres sous son niveau normal. L’arrosage des jardins reste interdit."
NOTE = " Rectificatif : une première version de cet article donnait un autre tarif."
WIRE = (
    "Un cargo s’est échoué lundi sur les récifs de Penmor, a indiqué la préfecture de Kerval. Le Santa Rita transportait "
    "{} tonnes de blé vers Vannières. Ses 19 marins sont sains et saufs. Le navire date de 1998."
)


def of(publisher, title, *articles, lang="fr"):
    """Return articles of one publisher: text, day, and what else is known."""
    return [
        press.story(text, day, publisher, **{"title": title, "lang": lang, **(known[0] if known else {})})
        for text, day, *known in articles
    ]


def at(name):
    return {"url": f"https://phare.example/{name}"}


CASES = [
    # Articles; by what they were found to be versions; how many are copies; how many are issues of a series.
    ("one figure mended", of("Le Phare", "La traversée augmente", (FERRY.format(4), "2024-06-01"), (FERRY.format(14), "2024-06-03")), ["title"], 0, 0),
    ("mended, and said so", of("Le Phare", "La traversée augmente", (FERRY.format(4), "2024-06-01"), (FERRY.format(14) + NOTE, "2024-06-03")), ["title"], 0, 0),
    ("mended at another address, and said so", of("Le Phare", "La traversée augmente", (FERRY.format(4), "2024-06-01", at("1")), (FERRY.format(14) + NOTE, "2024-06-03", at("2"))), ["title"], 0, 0),
    ("at another address, without a word", of("Le Phare", "La traversée augmente", (FERRY.format(4), "2024-06-01", at("1")), (FERRY.format(14), "2024-06-03", at("2"))), [], 0, 2),
    ("another paper's figure", of("Le Phare", "La traversée", (FERRY.format(4), "2024-06-01")) + of("La Vigie", "La traversée", (FERRY.format(14), "2024-06-03")), [], 0, 0),
    ("weekly prices", of("Le Phare", "Les prix de la criée", *((FISH.format(a, a + 3), day) for a, day in ((8, "2024-01-05"), (9, "2024-01-12"), (7, "2024-01-19")))), [], 0, 3),
    ("weekly cases", of("Le Phare", "Grippe : le point", (FLU.format(12), "2024-01-08"), (FLU.format(19), "2024-01-15")), [], 0, 2),
    ("cases of two weeks, five days apart", of("Le Phare", "Grippe : le point", (FLU.format(12), "2024-01-12"), (FLU.format(19), "2024-01-17")), [], 0, 2),
    ("daily levels", of("Le Phare", "La nappe", *((WATER.format(n), f"2024-07-0{n}") for n in (1, 2, 3))), [], 0, 3),
    ("monthly counts", of("Le Phare", None, *((JOBS.format(n, month), f"2024-0{at}-05", {"title": f"Les chiffres de {month}"}) for n, month, at in (("1 840", "janvier", 2), ("1 812", "février", 3), ("1 812", "mars", 4)))), [], 0, 3),
    ("match reports", of("The Herald", "Saturday’s match", (MATCH.format("Corvay", "beat", "Tarvel"), "2024-02-03"), (MATCH.format("Corvay", "beat", "Drouville"), "2024-02-05"), lang="en"), [], 0, 0),
    ("a bulletin at one address", of("Le Phare", "Les prix de la criée", (FISH.format(8, 11), "2024-01-05", at("criee")), (FISH.format(9, 12), "2024-01-12", at("criee"))), ["address"], 0, 0),
    ("nobody's bulletin", of(None, "Les prix de la criée", (FISH.format(8, 11), "2024-01-05"), (FISH.format(9, 12), "2024-01-12")), [], 0, 2),
    ("a wire mistyped", of("Agence", "Échouement", (WIRE.format("4 200"), "2024-04-01")) + of("Le Phare", "Un cargo", (WIRE.format("42 000"), "2024-04-02")), [], 1, 0),
    ("a wire with another figure after months", of("Agence", "Échouement", (WIRE.format("4 200"), "2024-04-01")) + of("Le Phare", "Un cargo", (WIRE.format("42 000"), "2024-07-02")), [], 0, 0),
    ("a wire reprinted after months", of("Agence", "Échouement", (WIRE.format("4 200"), "2024-04-01")) + of("Le Phare", "Un cargo", (WIRE.format("4 200"), "2024-07-02")), [], 1, 0),
    ("issues of a bulletin, each reprinted", of("Agence", "Les prix", (FISH.format(8, 11), "2024-01-05"), (FISH.format(9, 12), "2024-01-12")) + of("La Vigie", "Les prix", (FISH.format(8, 11), "2024-01-06"), (FISH.format(9, 12), "2024-01-13")), [], 2, 4),
]  # fmt: skip


@pytest.mark.parametrize(
    ("articles", "pages", "copies", "issues"), [row[1:] for row in CASES], ids=[row[0] for row in CASES]
)
def test_what_two_articles_are_to_each_other(tmp_path, packs, articles, pages, copies, issues):
    with press.corpus_of(tmp_path / "c", articles, packs).connect() as database:
        papers = papers_of(database)
        copied = copies_in(database, papers)
        found = pages_of(papers, copied.copy_of, database)
    versions = {paper.id for page in found for paper in page.papers}
    assert [page.why for page in found] == pages
    assert sum(copy != id_ for id_, copy in copied.copy_of.items() if id_ not in versions) == copies
    assert len(copied.issues) == issues


def test_correction_under_one_title_is_one_text_and_no_drift(tmp_path, packs):
    pair = of("Le Phare", "La traversée augmente", (FERRY.format(4), "2024-06-01"), (FERRY.format(14), "2024-06-03"))
    shown = gather(press.corpus_of(tmp_path / "c", pair, packs))
    assert (shown.repeated, shown.drifts, shown.series, shown.copies, shown.editions) == ((), (), (), 0, 1)
    (one,) = shown.versions
    assert [(each.is_figure, "4 euros" in each.before, "14 euros" in each.after) for each in one.changed] == [
        (True,) * 3
    ]


def test_figures_of_issues_are_a_series_by_their_days(tmp_path, packs):
    days = ("2024-01-05", "2024-01-12", "2024-01-19")
    weekly = of("Le Phare", "Les prix de la criée", *((FISH.format(8 + n, 12 + n), day) for n, day in enumerate(days)))
    shown = gather(press.corpus_of(tmp_path / "c", weekly, packs))
    assert (shown.drifts, shown.copies, shown.editions, shown.versions) == ((), 0, 0, ())
    held = [one for one in shown.series if "lieu jaune" in one.told.heading.words]
    assert [[each.periods[0].iso for each in one.figures] for one in held] == [list(days)]
