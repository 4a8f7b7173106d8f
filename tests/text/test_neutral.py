"""What a long-lived process remembers of names has an end."""

from __future__ import annotations

import spacy

from sourcier.text.neutral import PERSON, Sorter, stand_ins
from sourcier.text.parsing import MODELS


def test_only_words_with_a_vector_are_remembered() -> None:
    nlp = spacy.load(MODELS["fr"])
    sorter = Sorter(nlp, "fr")
    keys, known = nlp.vocab.vectors.n_keys, len(sorter._known)
    surname = "Coulibaly"
    assert surname not in stand_ins("fr")
    assert sorter.stand_in(surname) == PERSON
    made_up = [f"Xq{'z' * letters}wk" for letters in range(1, 50)]
    assert [sorter.stand_in(name) for name in made_up] == made_up
    assert (nlp.vocab.vectors.n_keys, len(sorter._known)) == (keys, known + 1)
