"""One text or two: what stands in the sentences that two articles share. Half of the pairs are traps; texts are our own."""

import pytest

from corpus.showing import press
from sourcier.app.corpus.showing.copies import copies_in, groups_of
from sourcier.app.corpus.showing.copying import Standing, are_of_one_pattern, standing
from sourcier.app.corpus.showing.reading import papers_of
from sourcier.app.corpus.showing.slots import scripts_of

ONE, APART, UNKNOWN = Standing.ONE, Standing.APART, Standing.UNKNOWN


def vote(town, head, share, seats, turnout):
    return (
        f"Les électeurs de {town} ont choisi dimanche leur conseil municipal.|La participation a atteint {turnout} % à {town}.|"
        f"La liste de {head} arrive en tête avec {share} % des voix.|Elle obtient {seats} sièges sur 29.|"
        f"Le nouveau conseil de {town} se réunira samedi matin à la mairie."
    )


def match(home, guest, score, scorer, crowd):
    return (
        f"{home} beat {guest} {score} on Saturday in front of {crowd} supporters.|The opening goal came from {scorer} just before the break.|"
        f"{home} are still unbeaten at home this season.|{guest} have not won since October.|Tickets for the next round go on sale on Tuesday."
    )


WIRE = (
    "Un cargo s’est échoué lundi sur les récifs de Penmor, a indiqué la préfecture de Kerval.|"
    "Le Santa Rita transportait 4 200 tonnes de blé vers Vannières.|Ses 19 marins sont sains et saufs.|"
    "La pêche est interdite jusqu’au 3 mai 2024 entre Penmor et Roscaër.|"
    "« Aucune fuite n’a été constatée », a déclaré Maud Legoff, préfète de Kerval.|"
    "Le navire, construit en 1998 à Gdynia, doit être remorqué jeudi."
)
ENGLISH = (
    "PARIS - A regional council voted on Monday to close 12 stations north of Vannières.|"
    "The stations had fewer than 20 passengers a day, according to Railco.|"
    "Unions in Orvel and Penmor called for a strike on 14 June 2024.|Buses will replace the trains from September, Railco said."
)
KINDS = [
    # A story of an agency, whatever is cut, led in, appended, mistyped or set above it.
    (("Échouement à Penmor", WIRE), ("Un cargo sur les récifs", "Stupeur à Penmor.|" + WIRE + "|(Agence des côtes)"), ONE),
    (("Échouement à Penmor", WIRE), ("Le Santa Rita échoué", "|".join(WIRE.split("|")[:4])), ONE),
    (("Échouement", WIRE), ("Un cargo", WIRE.replace("4 200 tonnes", "42 000 tonnes")), ONE),
    (("Échouement", WIRE), ("Un cargo", WIRE.replace("4 200", "4 300").replace("19 marins", "17 marins")), ONE),
    (("Échouement", WIRE), ("Un cargo", WIRE.replace("lundi", "ce lundi").replace("Gdynia", "Gdansk")), ONE),
    (("Council Shuts Twelve Stations", ENGLISH), ("Railco: Buses, Not Trains", ENGLISH.replace("PARIS - A", "A")), ONE),
    (("Stations", ENGLISH), ("Stations", ENGLISH.replace("PARIS", "LONDON").replace("Monday", "Tuesday")), ONE),
    # Articles of one pattern.
    (("Vote à Lussan", vote("Lussan", "Claire Petit", 54, 15, 58)), ("Vote à Pessan", vote("Pessan", "Omar Diallo", 61, 22, 47)), APART),
    (("Le vote", vote("Lussan", "Claire Petit", 54, 15, 58)), ("Le vote", vote("Pessan", "Omar Diallo", 61, 22, 47)), APART),
    (("Le vote", vote("Lussan", "Claire Petit", 54, 15, 58)), ("Le vote", vote("Lussan", "Claire Petit", 39, 11, 44)), APART),
    (("Win", match("Corvay", "Tarvel", "2-1", "Karim Diaz", "1,200")), ("Win", match("Corvay", "Drouville", "1-0", "Karim Diaz", "1,900")), APART),
    (("Lyon grandit", "Lyon compte 520 000 habitants, selon l’Insee.|La ville grandit."), ("Brest", "Brest compte 139 000 habitants, selon l’Insee.|La ville grandit."), APART),
    (("Échouement à Penmor", WIRE), ("Échouement à Sainte-Ode", WIRE.replace("Penmor", "Sainte-Ode").replace("Santa Rita", "Bora").replace("4 200", "900")), APART),
    # Too little to tell.
    (("Le lycée", "Le lycée de Lison accueillera 900 élèves en 2026.|Le chantier a commencé."), ("Lycée", "Le lycée de Lison accueillera 900 élèves en 2026.|La région est d’accord avec la ville."), UNKNOWN),
    (("Aéroport", "L’aéroport de Lison a reçu 1,2 million de voyageurs en 2023.|Le trafic repart."), ("Aéroport", "L’aéroport de Lison a reçu 2,1 millions de voyageurs en 2023.|Le trafic repart."), UNKNOWN),
    (("Échouement", WIRE), ("Après", "Ses 19 marins sont sains et saufs.|Les pêcheurs de Roscaër demandent réparation.|Une enquête est ouverte."), UNKNOWN),
]  # fmt: skip


def scripts(*articles):
    papers = [
        press.paper(f"a{n}", title=title, lang="en" if " the " in text else "fr")
        for n, (title, text) in enumerate(articles)
    ]
    return scripts_of(papers, {one.id: text.split("|") for one, (_, text) in zip(papers, articles, strict=True)})


@pytest.mark.parametrize(("one", "other", "expected"), KINDS)
def test_names_and_figures_of_shared_sentences_tell_one_text_from_one_pattern(one, other, expected):
    assert standing(*scripts(one, other)) is expected
    assert standing(*scripts(other, one)) is expected


def test_a_chain_of_small_changes_joins_nothing():
    weekly = [WIRE.replace("19 marins", f"{n} marins").replace("4 200", f"{n} 200") for n in (3, 5, 7)]
    third = weekly[2].replace("1998", "1989").replace("3 mai", "6 mai")
    first, second, last = scripts(("A", weekly[0]), ("B", weekly[0].replace("1998", "1989")), ("C", third))
    assert standing(second, last) is not APART
    assert standing(first, last) is APART
    assert groups_of([first, second, last], standing) == [[0, 1], [2]]


def test_articles_of_one_pattern_share_sentences_with_other_names():
    lussan, pessan = vote("Lussan", "Claire Petit", 54, 15, 58), vote("Pessan", "Omar Diallo", 61, 22, 47)
    assert are_of_one_pattern(*scripts(("Le vote", lussan), ("Le vote", pessan)))
    assert not are_of_one_pattern(*scripts(("Le vote", lussan), ("Le vote", lussan.replace("54", "45"))))
    # One sentence in common is anybody's: « Le maire de … a démissionné. »
    single = [f"Le maire de {town} a démissionné hier soir." for town in ("Lison", "Vire")]
    assert not are_of_one_pattern(*scripts(*(("Démission", text) for text in single)))


def test_corpus_folds_the_wire_and_no_bulletin(tmp_path, packs):
    text = WIRE.replace("|", " ")
    stories = [
        press.story(text, "2024-04-01", "Agence", title="Échouement à Penmor"),
        press.story(text.replace("4 200", "42 000"), "2024-04-02", "Le Phare", title="Un cargo échoué"),
        *(
            press.story(vote(town, head, *counts).replace("|", " "), "2024-04-08", "Le Phare", title=f"Vote à {town}")
            for town, head, *counts in (("Lussan", "Claire Petit", 54, 15, 58), ("Pessan", "Omar Diallo", 61, 22, 47))
        ),
    ]
    corpus = press.corpus_of(tmp_path / "c", stories, packs)
    with corpus.connect() as database:
        papers = papers_of(database)
        copy_of = copies_in(database, papers).copy_of
    titles = {one.id: one.title for one in papers}
    assert [(titles[id_], titles[copy]) for id_, copy in copy_of.items() if id_ != copy] == [
        ("Un cargo échoué", "Échouement à Penmor")
    ]
