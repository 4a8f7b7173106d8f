"""The parse of long texts, piece by piece."""

import pytest

from sourcier.ingest import from_text
from sourcier.text import parsing
from sourcier.text.parsing import parse

LIMIT = 120


@pytest.fixture
def pieces(monkeypatch):
    """Return the pieces that the model is given for a text, none longer than `LIMIT`."""
    monkeypatch.setattr(parsing, "MAX_CHARACTERS", LIMIT)
    return lambda text: parsing._pieces(from_text(text, lang="fr"))


@pytest.mark.parametrize(
    "text",
    [
        "Un bloc court.",
        "\n\n".join(f"Le bloc numéro {number} compte peu de mots." for number in range(9)),
        " ".join(f"La phrase numéro {number} est courte." for number in range(20)),
        "mot " * 100,
        "mot\u00a0" * 100,
        "interminable" * 40,
        "Un titre.\n\n" + "La pluie tombe sur le port. " * 9 + "\n\nUne fin.",
        "Une entrée. " * 9 + "\n\n" + "x" * LIMIT,
    ],
)
def test_no_piece_is_longer_than_the_limit_and_none_is_lost(pieces, text):
    found = pieces(text)
    assert "".join(found) == from_text(text, lang="fr").text
    assert all(0 < len(piece) <= LIMIT for piece in found)


def test_blocks_stay_whole_where_they_fit(pieces):
    blocks = [f"Le bloc numéro {number} compte exactement quelques mots de plus que l'autre." for number in range(4)]
    assert [piece.strip() for piece in pieces("\n\n".join(blocks))] == blocks


def test_a_long_block_is_parted_behind_its_sentences(pieces):
    found = pieces("La pluie tombe sur le port et sur la jetée. " * 9)
    assert all(piece.strip().endswith("jetée.") for piece in found)


def test_offsets_hold_over_the_pieces(monkeypatch):
    monkeypatch.setattr(parsing, "MAX_CHARACTERS", LIMIT)
    article = from_text("Le titre\n\n" + "La pluie tombe sur le port. " * 12 + "\n\nLa fin.", lang="fr")
    doc = parse(article)
    assert doc.text == article.text
    assert all(article.text[token.idx : token.idx + len(token)] == token.text for token in doc)
    assert len(list(doc.sents)) == 14
