"""A claim that names nobody is one only in articles about one thing. Texts are our own."""

import pytest

from corpus.showing import press
from sourcier.app.corpus.showing.gathering import gather
from sourcier.app.corpus.showing.identifying import identified
from sourcier.app.corpus.showing.reading import papers_of, stated_in
from sourcier.app.corpus.showing.records import Matter, Statement

FIRE = "L’incendie de Lison a détruit 45 hectares de pins."
TOWNS = tuple(
    (
        f"{town} council",
        f"The population of {town} rose to {people} in 2023. The council approved a budget of {budget} million pounds, according to Julie Fabre. Appeals can be lodged within 5 days.",
    )
    for town, people, budget in (("Marrow Bay", "28,310", 33), ("Ashwick", "4,112", 6))
)
MEETING = "Une réunion publique se tiendra à la salle des fêtes."
SHOWN = [
    ("two towns", TOWNS, []),
    ("two towns under one title", [("Council votes", text) for _, text in TOWNS], []),
    ("two matters of one town", (("Le feu de Lison", f"{FIRE} {MEETING}"), ("Le marché de Lison", f"Le marché de Lison a perdu 12 étals en 2023. {MEETING}")), []),
    ("one matter", (("Le feu de Lison", f"{FIRE} {MEETING}"), ("Lison après l’incendie", f"{MEETING} Les pompiers veillent. {FIRE}")), [FIRE, MEETING]),
    ("a name and no figure, in two matches", (
        ("Corvay gagne", "Corvay a battu Tarvel samedi au stade municipal. Le premier but est venu de Karim Diaz juste avant la pause. Tarvel n’a plus gagné depuis le mois d’octobre."),
        ("Encore Corvay", "Corvay a battu Drouville samedi au stade municipal. Le premier but est venu de Karim Diaz juste avant la pause. Drouville n’a plus gagné depuis le mois d’octobre."),
    ), []),
    ("a name and a figure, in two towns", (
        ("Lison et la Suède", "La Suède a rejoint l’OTAN le 7 mars 2024. Les élèves de Lison ont suivi le vote en classe."),
        ("Vire et la Suède", "La Suède a rejoint l’OTAN le 7 mars 2024. Les élèves de Vire ont suivi le vote en classe."),
    ), ["La Suède a rejoint l’OTAN le 7 mars 2024."]),
]  # fmt: skip


@pytest.mark.parametrize(("articles", "claims"), [row[1:] for row in SHOWN], ids=[row[0] for row in SHOWN])
def test_claim_without_a_name_needs_articles_about_one_thing(tmp_path, packs, articles, claims):
    stories = [
        press.story(
            text,
            f"2024-03-0{n}",
            f"P{n}",
            title=title,
            url=f"https://p{n}.example/a",
            lang="en" if "The " in text else "fr",
        )
        for n, (title, text) in enumerate(articles, 1)
    ]
    shown = gather(press.corpus_of(tmp_path / "c", stories, packs))
    assert sorted(one.heading.words for one in shown.repeated) == sorted(words.rstrip(".") for words in claims)
    assert shown.drifts == ()
    assert shown.copies == 0


DIRECT = [
    ("The council approved a budget", TOWNS, 0),
    ("The council approved a budget", [("Council votes", text) for _, text in TOWNS], 0),
    ("The council approved a budget", [TOWNS[0], (TOWNS[0][0], TOWNS[0][1].replace("33", "36"))], 1),
    ("The population of Marrow Bay", [TOWNS[0], (TOWNS[0][0], TOWNS[0][1].replace("28,310", "28,130"))], 1),
]


@pytest.mark.parametrize(("start", "articles", "count"), DIRECT)
def test_matter_of_two_towns_falls_apart(tmp_path, packs, start, articles, count):
    stories = [
        press.story(text, f"2024-03-0{n}", f"P{n}", title=title, lang="en")
        for n, (title, text) in enumerate(articles, 1)
    ]
    with press.corpus_of(tmp_path / "c", stories, packs).connect() as database:
        claims = [one for one in stated_in(database, papers_of(database)) if one.words.startswith(start)]
        matter = Matter(tuple(Statement((claim,)) for claim in claims))
        assert len(claims) == 2
        assert identified([matter], database) == [matter] * count
