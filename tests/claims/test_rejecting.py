"""What an author calls untrue is not what the author says."""

import pytest

from .test_finder import read

CALLED_UNTRUE = [
    # language, text, words of the claim, source, commitment, polarity
    ("fr", "Il n'est pas vrai que la Norvège ait 40 ports.", "40 ports", "unnamed", "denies", "positive"),
    ("fr", "Il est inexact que Brest a vendu 40 navires.", "40 navires", "unnamed", "denies", "positive"),
    ("fr", "C'est une légende que la Norvège compte 40 ports.", "40 ports", "unnamed", "denies", "positive"),
    ("fr", "L'idée que la Norvège compte 40 ports est fausse.", "40 ports", "unnamed", "denies", "positive"),
    ("fr", "Il est vrai que la Norvège compte 40 ports.", "40 ports", "author", "asserts", "positive"),
    ("fr", "Il n'est pas faux que la Norvège compte 40 ports.", "40 ports", "author", "asserts", "positive"),
    ("fr", "Est-il faux que la Norvège compte 40 ports ?", "40 ports", "author", "asserts", "positive"),
    ("en", "It is not true that Norway has 40 ports.", "40 ports", "unnamed", "denies", "positive"),
    ("en", "It isn't the case that Norway has 40 ports.", "40 ports", "unnamed", "denies", "positive"),
    ("en", "It is a myth that Norway sold 40 ports in 2020.", "40 ports", "unnamed", "denies", "positive"),
    ("en", "The claim that Norway has 40 ports is false.", "40 ports", "unnamed", "denies", "positive"),
    ("en", "It is true that Norway has 40 ports.", "40 ports", "author", "asserts", "positive"),
    ("en", "It is not wrong that Norway has 40 ports.", "40 ports", "author", "asserts", "positive"),
    (
        "fr",
        "Le maire dit qu'il est faux que Brest a vendu 40 navires.",
        "40 navires",
        "Le maire",
        "reports",
        "negative",
    ),
    ("en", "The mayor says it is untrue that Brest sold 40 ships.", "40 ships", "The mayor", "reports", "negative"),
]


@pytest.mark.parametrize(("lang", "text", "part", "source", "commitment", "polarity"), CALLED_UNTRUE)
def test_who_stands_behind_what_is_called_untrue(lang, text, part, source, commitment, polarity):
    claim = read(text, lang).claim(part, "quantity")
    assert (claim.source.name, claim.commitment, claim.polarity) == (source, commitment, polarity)
