"""Who is counted as one source, and how often."""

from __future__ import annotations

import duckdb
import pytest

from sourcier.app.corpus.showing.sources import cited, described


def database_of(*claims):
    """Return the two tables that sources are read from; of each claim its source, article, place and entity."""
    database = duckdb.connect()
    database.execute(
        "CREATE TABLE claims (id VARCHAR, article VARCHAR, source VARCHAR, source_kind VARCHAR, source_entity VARCHAR, "
        'links VARCHAR[], start INTEGER, "end" INTEGER)'
    )
    database.execute("CREATE TABLE articles (id VARCHAR, publisher VARCHAR, lang VARCHAR)")
    for number, (source, article, (start, end), entity) in enumerate(claims):
        database.execute(
            "INSERT INTO claims VALUES (?, ?, ?, 'named', ?, [], ?, ?)",
            [f"clm-{number}", article, source, entity, start, end],
        )
    for article in dict.fromkeys(claim[1] for claim in claims):
        database.execute("INSERT INTO articles VALUES (?, ?, 'fr')", [article, f"Journal {article}"])
    return database


def named(*sources):
    """Return the spellings of each source that is counted, one article a spelling."""
    database = database_of(*((source, f"art-{at}", (0, 10), None) for at, source in enumerate(sources)))
    with database:
        return {one.spellings for one in cited(database)}


@pytest.mark.parametrize(
    "spellings",
    [
        ("l’Insee", "Insee", "L’Insee"),
        ("Le Monde", "le Monde"),
        ("la mairie de Vire", "La mairie de Vire"),
        ("the Bank of England", "The Bank of England"),
    ],
)
def test_spellings_of_one_name_are_one_source(spellings):
    assert named(*spellings) == {tuple(sorted(spellings))}


@pytest.mark.parametrize(
    "sources",
    [
        ("le maire de Vire", "la préfète de Vire", "les pompiers de Vire", "la police de Vire", "Vire"),
        ("l’avocat de Paul Noël", "le médecin de Paul Noël", "Paul Noël"),
        ("le ministre de l’Intérieur", "le ministère de l’Intérieur"),
        ("the mayor of Leith", "Leith police", "police in Leith"),
        ("the governor of the Bank of England", "the Bank of England"),
        ("le patron d’Alstom", "les syndicats d’Alstom"),
        ("the US Treasury", "the Treasury"),
        ("l’Est républicain", "le Midi républicain"),
    ],
)
def test_whoever_is_of_a_place_or_a_person_is_somebody_else(sources):
    assert named(*sources) == {(one,) for one in sources}


@pytest.mark.parametrize("source", ["le maire", "De nombreux habitants", "the council", "Le syndicat"])
def test_words_without_a_name_name_nobody(source):
    with database_of((source, "art-1", (0, 10), None)) as database:
        assert cited(database) == []
        assert [one.name for one in described(database).each] == [source]


def test_source_that_a_pack_knows_is_one_in_all_its_names():
    rows = (("l’Insee", "art-1", (0, 10), "insee"), ("Institut national de la statistique", "art-2", (0, 10), "insee"))
    with database_of(*rows) as database:
        (one,) = cited(database)
    assert (one.articles, one.claims) == (2, 2)


def test_claims_within_each_other_are_counted_once():
    spans = [(0, 60), (12, 48), (50, 60), (60, 90)]
    with database_of(*(("Odile Noël", "art-1", span, None) for span in spans)) as database:
        (one,) = cited(database)
    assert one.claims == 2  # the first sentence, with two claims inside it, and the second
