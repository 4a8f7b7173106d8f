"""The table gives the tags that the model's own attribute ruler gives."""

from __future__ import annotations

import spacy

from sourcier.text.parsing import MODELS, pipeline
from sourcier.text.tagging import SPACES, _tags

TEXT = "Le conseil  a voté, hier,\n\n\t12 crédits de 3 M€ ; \n l'école n'en veut pas … #route !"


def test_the_same_tags_as_the_ruler() -> None:
    ruler = spacy.load(MODELS["fr"]).get_pipe("attribute_ruler")
    quick = pipeline("fr").get_pipe("attribute_ruler")
    assert type(ruler) is not type(quick)
    doc = pipeline("fr").make_doc(TEXT)
    for name, pipe in pipeline("fr").pipeline:
        if name == "attribute_ruler":
            break
        doc = pipe(doc)
    other = doc.copy()
    own, theirs = quick(doc), ruler(other)
    assert any(token.is_space for token in own)
    for token, same in zip(own, theirs, strict=True):
        assert (token.tag_, token.pos_, token.dep_, str(token.morph)) == (
            same.tag_,
            same.pos_,
            same.dep_,
            str(same.morph),
        )


def test_rules_of_another_sort_keep_their_ruler() -> None:
    spaces = [{"patterns": [[one]], "attrs": to, "index": 0} for one, to in SPACES]
    plain = {"patterns": [[{"POS": "ADJ"}]], "attrs": {"TAG": "ADJ"}, "index": 0}
    by_word = {"patterns": [[{"LOWER": "it"}]], "attrs": {"POS": "PRON"}, "index": 0}
    assert _tags([plain, *spaces]) == {"ADJ": "ADJ"}
    assert _tags([plain, by_word, *spaces]) is None
    assert _tags([plain]) is None
    assert pipeline("en").get_pipe("attribute_ruler").__module__.startswith("spacy.")
