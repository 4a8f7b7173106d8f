"""Give words their tags without a matcher, where a tag is nothing but the part of speech.

The French pipeline has no tags of its own: its attribute ruler copies each part of speech into the tag, by one
pattern for each, run through a matcher over every word. That takes a twentieth of the pipeline's time; a table does
the same in a tenth of that.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from spacy.attrs import IS_SPACE, POS, TAG
from spacy.language import Language
from spacy.parts_of_speech import IDS
from spacy.tokens import Doc

RULER = "attribute_ruler"
SPACE = "SPACE"
OTHER = "X"

SPACES: tuple[tuple[dict[str, Any], dict[str, str]], ...] = (
    ({"POS": SPACE, "IS_SPACE": False}, {"TAG": OTHER, "POS": OTHER, "MORPH": "_"}),
    ({"IS_SPACE": True, "DEP": {"NOT_IN": [""]}}, {"DEP": "dep"}),
    ({"IS_SPACE": True}, {"TAG": SPACE, "POS": SPACE, "MORPH": "_"}),
)
"""The patterns and attributes by which the rulers of spaCy's models set white space right; they come last."""


def quicken_tags(nlp: Language) -> None:
    """Put a table in the place of a pipeline's attribute ruler, where all of its rules are of this sort."""
    tags = _tags(nlp.get_pipe(RULER).patterns)  # type: ignore[attr-defined]  # an attribute ruler has them
    if tags is not None:
        nlp.replace_pipe(RULER, "sourcier_tags", config={"tags": dict(tags)})


def _tags(patterns: list[dict[str, Any]]) -> Mapping[str, str] | None:
    """Return which tag each part of speech gets, None where a pattern says anything else."""
    rules = [(one["patterns"][0][0], one["attrs"]) for one in patterns]
    is_single = all(len(one["patterns"]) == 1 and len(one["patterns"][0]) == 1 for one in patterns)
    plain, spaces = rules[: -len(SPACES)], rules[-len(SPACES) :]
    if not is_single or tuple(spaces) != SPACES or any(set(one) != {"POS"} or set(to) != {"TAG"} for one, to in plain):
        return None
    return {one["POS"]: to["TAG"] for one, to in plain}


class Tags:
    """A component that sets every token's tag by its part of speech, and what white space is."""

    def __init__(self, nlp: Language, tags: Mapping[str, str]) -> None:
        self._table = np.zeros(max(IDS.values()) + 1, dtype=np.uint64)
        for pos, tag in tags.items():
            self._table[IDS[pos]] = nlp.vocab.strings.add(tag)

    def __call__(self, doc: Doc) -> Doc:
        """Set the tags; a word whose part of speech is not in the table keeps its own."""
        pos = doc.to_array(POS).astype(np.int64)
        tags = self._table[pos]
        tags = np.where(tags == 0, doc.to_array(TAG), tags)
        doc.from_array([TAG], tags.reshape(-1, 1))  # type: ignore[arg-type]  # its stubs know thinc's arrays alone
        for at in ((pos == IDS[SPACE]) | (doc.to_array(IS_SPACE) == 1)).nonzero()[0].tolist():
            token = doc[at]
            token.tag_ = token.pos_ = SPACE if token.is_space else OTHER
            token.set_morph("")
            if token.is_space and token.dep:
                token.dep_ = "dep"
        return doc


@Language.factory("sourcier_tags")
def _make_tags(nlp: Language, name: str, tags: dict[str, str]) -> Tags:  # noqa: ARG001 - spaCy gives the name
    return Tags(nlp, tags)
