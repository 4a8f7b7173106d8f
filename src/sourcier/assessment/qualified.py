"""What narrows a figure to less than a table counts: a city for its state, an age for the whole population."""

from __future__ import annotations

import re

from sourcier.assessment.lexicon import read_words
from sourcier.assessment.measures import Measure
from sourcier.assessment.outlines import outline_of
from sourcier.assessment.scope import Scope
from sourcier.assessment.tables import Tables

GOVERNED = frozenset({":military", ":arms", ":warhead", ":inflation", ":export", ":import"})
"""What is told of a state under its capital's name ("Moscou dépense …"); all else may be the city's own figure."""
ACCOUNTED = frozenset({":gdp", ":growth", ":deficit", ":fdi"})
"""What is told of a state where its capital is who acts: "Stockholm a flirté avec 4 % de croissance"."""
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubjpass"})
CHILDHOOD = frozenset({":child"})
"""Concepts that are ages themselves: "before the age of five"."""
OF_AGE = read_words("claim_words", "of_age")
AT = frozenset({"a", "at"})
AGE = read_words("claim_words", "age")
LIMITS = frozenset({"moins", "plus", "de", "over", "under", "than", "more", "less", "above", "below"})
WHOSE = frozenset({"des", "les", "aux", "chez", "of", "among", "the", "for"})
PARTS = read_words("claim_words", "before_ages")
"""Words before "over 65" that make it an age."""
SHORT_FORM = re.compile(r"(?:under|over)-\d{1,2}s?")
"""An age group in one word: "under-25s"."""
DASHES = frozenset({"-", "–"})
AND = frozenset({"et", "and", "ou", "or"})
PEOPLE, PERSON, LIFESPAN = ":population", ":person", ":lifespan"
THAN = frozenset({"que", "qu", "than"})
TELLING = frozenset({"NOUN", "PROPN", "ADJ", "VERB"})
BEYOND = frozenset({"plus", "moins", "over", "older", "under", "above", "younger"})


def is_of_a_city(scope: Scope, measure: Measure, tables: Tables) -> bool:
    """Say whether a claim names a city, whose own figure this may be: its state's says nothing of it.

    A city that the measure's own table has rows of is as good a subject there as any state.
    """
    own = outline_of(measure.resource).entities - tables.states if measure.resource.shape == "series" else frozenset()
    cities = [one for one in scope.mentions if one.entity_id not in own and tables.names_a_city(one.text)]
    if not cities or GOVERNED & measure.known:
        return False
    words = [word for one in cities for word in scope.words if one.span.contains(word.span)]
    acts = any(word.token.dep_ in SUBJECTS and word.token.head.pos_ in {"VERB", "AUX"} for word in words)
    return not (ACCOUNTED & measure.known and acts)


def narrowed_people(scope: Scope, measure: Measure) -> str:
    """Return a word that makes a people's name one of fewer ("Native Americans", "jeunes Grecs"), else nothing."""
    roles = {word.token.i: word for word in scope.words}
    if not scope.quantities and PEOPLE in frozenset().union(*measure.label, frozenset()):
        lived = next((word.token.text for word in scope.words if LIFESPAN in word.features), "")
        if lived:
            return lived  # "people live longer in Japan" counts nobody
        fewer = _people_of_a_kind(scope, measure)
        if fewer:
            return fewer
    for word in scope.words:
        if word.role != "entity" or word.token.pos_ not in {"NOUN", "PROPN"}:
            continue
        for child in word.token.children:
            own = roles.get(child.i)
            is_beside = abs(child.i - word.token.i) == 1 and child.pos_ in {"ADJ", "PROPN"}
            if own is None or own.role or not is_beside or child.dep_ not in {"amod", "compound"}:
                continue
            if not own.features & measure.known:
                return child.text
    return ""


def _people_of_a_kind(scope: Scope, measure: Measure) -> str:
    """Return the word by which a claim compares fewer than all: "more people out of work than", else nothing."""
    of_kind = ""
    is_after = False
    for word in scope.words:
        if word.folded in THAN:
            return of_kind
        if is_after and not of_kind and not word.role and word.token.pos_ in TELLING:
            of_kind = "" if word.features & measure.known else word.token.text
        is_after = is_after or PERSON in word.features
    return ""


def unknown_age(scope: Scope, measure: Measure) -> str:
    """Return the age of those whom a claim counts, when the measure does not know it; empty otherwise."""
    folded = [word.folded for word in scope.words]
    for at, word in enumerate(scope.words):
        is_number = (
            word.token.like_num
            or word.token.pos_ == "NUM"
            or word.folded[-2:-1].isdigit()
            or word.folded[-1:].isdigit()
        )
        is_known = word.folded in measure.known or bool(CHILDHOOD & word.features & measure.known)
        if is_number and _is_age(scope, folded, at) and not is_known:
            return word.token.text
    return ""


def _is_age(scope: Scope, folded: list[str], at: int) -> bool:
    """Say whether a number is the age of those counted: "à 65 ans", "des moins de 25 ans", "15 ans et plus"."""
    before, after = folded[:at], folded[at + 1 : at + 4]
    if AGE & set(before[-3:]):
        return True
    is_counted = after[:1] and after[0] in {*OF_AGE, "years"}
    if is_counted and len(after) > 2 and after[1] in AND and after[2] in BEYOND:
        return True
    if len(after) > 1 and after[0] in AND and after[1] in BEYOND - {"plus", "moins"}:
        return True
    if SHORT_FORM.fullmatch(folded[at]):
        return True
    start = at
    if start > 1 and folded[start - 1] in DASHES and folded[start - 2].isdigit():
        start -= 2
    while start and folded[start - 1] in LIMITS:
        start -= 1
    is_whose = start > 0 and (folded[start - 1] in WHOSE or scope.words[start - 1].token.pos_ == "NOUN")
    is_limited = start < at and is_whose
    if after[:1] == ["year"] and len(after) > 2 and after[2] in OF_AGE:
        return True
    if is_limited and (after[:1] == ["s"] or OF_AGE & set(after[:1])):
        return True
    if (
        is_limited
        and start < at
        and folded[start - 1] in PARTS
        and folded[at].isdigit()
        and len(folded[at]) == len("65")
    ):
        return not (at + 1 < len(folded) and scope.words[at + 1].token.pos_ == "NOUN")  # "30 percent over 65"
    is_at_noun = at > 1 and folded[at - 1] in AT and scope.words[at - 2].token.pos_ == "NOUN"
    return is_at_noun and after[:1] == ["ans"]
