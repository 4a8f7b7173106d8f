"""Quotations."""

import pytest

from sourcier.core.article import Alignment, Article, Block, BlockKind, Segment
from sourcier.core.ids import digest, make_id
from sourcier.core.spans import Span
from sourcier.text.quotes import DEEPEST, find_quotes


def one_block(text):
    return Article(
        id=make_id("art", text),
        text=text,
        digest=digest(text),
        lang="fr",
        blocks=(Block(BlockKind.PARAGRAPH, Span(0, len(text))),),
        alignment=Alignment((Segment(0, 0, len(text)),)),
        original=text,
        media_type="text/plain",
    )


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("Il a dit « non » hier.", [("non", True, 0)]),
        ('Il a dit "non" puis "oui".', [("non", True, 0), ("oui", True, 0)]),
        ("« Il m'a dit “non” », jure-t-elle.", [("Il m'a dit “non”", True, 0), ("non", True, 1)]),
        ("« Nous verrons bien.", [("Nous verrons bien.", False, 0)]),
        ("Une apostrophe d'hier n'est pas une citation.", []),
        (
            "« Un “mot laissé ouvert », dit-il.",
            [("Un “mot laissé ouvert", True, 0), ("mot laissé ouvert", False, 1)],
        ),
        ("«  » vide", []),
        ("‘No,’ he said. It’s the workers’ turn.", [("No,", True, 0)]),
        ("‘The workers’ turn’, he said.", [("The workers’ turn", True, 0)]),
        (
            "“He said ‘never again’ twice,” she said.",
            [("He said ‘never again’ twice,", True, 0), ("never again", True, 1)],
        ),
        ("‘She wrote “no” to me,’ he said.", [("She wrote “no” to me,", True, 0), ("no", True, 1)]),
        ("The ‘90s and the dogs’ dinner.", []),
        ("It's the dogs' dinner, 'tis said.", []),
        ("L‘eau est à l’arrêt.", []),
    ],
)
def test_quotes_keep_their_words_depth_and_whether_they_close(text, contents):
    quotes = find_quotes(one_block(text))
    assert [(quote.content.of(text), quote.is_closed, quote.depth) for quote in quotes] == contents


@pytest.mark.parametrize("close", ["", "»" * 10_000], ids=["unclosed", "closed"])
def test_marks_nested_without_end_give_the_outer_quotations(close):
    quotes = find_quotes(one_block("«" * 10_000 + " mot " + close + " puis « deux »"))
    assert max(quote.depth for quote in quotes) == DEEPEST - 1
    assert sum(quote.is_closed for quote in quotes) == (DEEPEST + 1 if close else 0)


def test_marks_nested_too_deep_close_none_but_their_own():
    text = "« " * (DEEPEST + 2) + "mot" + " »" * (DEEPEST + 2) + " fin"
    outer = find_quotes(one_block(text))[0]
    assert (outer.span, outer.is_closed) == (Span(0, len(text) - len(" fin")), True)
