"""Words of one group that two claims of one matter do not differ in: gross and net, imports and exports, men and women.

Their vectors lie near each other, and a table of synonyms may hold one for the other's like; yet a median wage is no
average wage.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib import resources

from sourcier.assessment.lexicon import fold
from sourcier.assessment.vetoes import Features
from sourcier.core.article import Lang

_Senses = tuple[Mapping[str, tuple[str, str]], tuple[tuple[str, tuple[str, str]], ...]]
"""Group and sense of whole words, and of the beginnings of words."""


def are_contrasted(one: Features, other: Features) -> bool:
    """Say whether two claims have different words of one group, or one of them has one where the other has none."""
    return _found(one) != _found(other)


def _found(text: Features) -> Mapping[str, frozenset[str]]:
    words, starts = _senses(text.lang)
    found: dict[str, set[str]] = defaultdict(set)
    for token in text.tokens:
        folded = fold(token).strip("'-’")
        senses = [words[folded]] if folded in words else [sense for start, sense in starts if folded.startswith(start)]
        for group, sense in senses:
            found[group].add(sense)
    return {group: frozenset(senses) for group, senses in found.items()}


@cache
def _senses(lang: Lang) -> _Senses:
    lines = (resources.files(__package__) / "contrasts.tsv").read_text(encoding="utf-8").splitlines()
    header, *rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    at = header.index(lang)
    forms = [(form, (row[0], row[1])) for row in rows for form in row[at].split()]
    return (
        {form: sense for form, sense in forms if not form.endswith("*")},
        tuple((form.removesuffix("*"), sense) for form, sense in forms if form.endswith("*")),
    )
