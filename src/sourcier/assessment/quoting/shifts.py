"""What an author's own sentence may ask of a quotation in it: « qu'il “refusait de signer” » for "je refuse"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from sourcier.assessment.quoting.words import bare, rows_of
from sourcier.core.article import Lang

_LEAST_STEM = 2


class Form(NamedTuple):
    """A reading of a verb's form."""

    verb: str
    """The infinitive of an irregular verb, the stem of any other."""
    tense: str
    """present, past (the imperfect), future, conditional, subjunctive, infinitive."""
    person: str
    """1s, 1p, 2, 3s, 3p; empty where the form does not tell."""


_BACK = {
    "present": frozenset({"present", "past"}),
    "past": frozenset({"past"}),
    "future": frozenset({"future", "conditional"}),
    "conditional": frozenset({"conditional"}),
}
"""Tense in the source, and those that indirect speech may put in its place."""
_PERSONS = {
    "1s": frozenset({"3s"}),
    "1p": frozenset({"3s", "3p"}),
    "2": frozenset({"3s", "3p", "1s", "1p"}),
    "3s": frozenset({"3s"}),
    "3p": frozenset({"3p"}),
}
"""Person in the source, and those that the author may speak of it in."""
_ENDINGS_FR = (
    ("e", "present", "1s"),
    ("e", "present", "3s"),
    ("s", "present", "1s"),
    ("t", "present", "3s"),
    ("d", "present", "3s"),
    ("ds", "present", "1s"),
    ("x", "present", "1s"),
    ("ons", "present", "1p"),
    ("ez", "present", "2"),
    ("ent", "present", "3p"),
    ("ais", "past", "1s"),
    ("ait", "past", "3s"),
    ("ions", "past", "1p"),
    ("iez", "past", "2"),
    ("aient", "past", "3p"),
    ("rai", "future", "1s"),
    ("ra", "future", "3s"),
    ("rons", "future", "1p"),
    ("rez", "future", "2"),
    ("ront", "future", "3p"),
    ("rais", "conditional", "1s"),
    ("rait", "conditional", "3s"),
    ("rions", "conditional", "1p"),
    ("riez", "conditional", "2"),
    ("raient", "conditional", "3p"),
    ("er", "infinitive", ""),
)
_ENDINGS_EN = (
    ("s", "present", "3s"),
    ("es", "present", "3s"),
    ("ed", "past", ""),
    ("d", "past", ""),
    ("", "present", ""),
)
_OF_NOUNS = ("s",)
"""Ends a plural as well: a verb only where the quotation starts with it, behind the author's own subject."""


def is_shift(quoted: Sequence[str], original: Sequence[str], lang: Lang, *, is_first: bool = False) -> bool:
    """Say whether words differ from others only as indirect speech asks: person by person, tense by tense.

    >>> is_shift(["aurait"], ["aurais"], "fr"), is_shift(["ferait"], ["ferai"], "fr")
    (True, True)
    >>> is_shift(["etait"], ["suis"], "fr"), is_shift(["ses"], ["mes"], "fr"), is_shift(["had"], ["have"], "en")
    (True, True, True)
    >>> is_shift(["peut"], ["pourrait"], "fr"), is_shift(["will"], ["would"], "en"), is_shift(["rever"], ["reve"], "fr")
    (False, False, True)

    Args:
        quoted: Words of the article, as keys.
        original: Those of the source.
        lang: Of both.
        is_first: The quotation starts with them.
    """
    if len(quoted) != len(original) or not quoted:
        return False
    pairs = list(zip(quoted, original, strict=True))
    return all(
        one == other or _is_one(one, other, lang, is_first=is_first and at == 0)
        for at, (one, other) in enumerate(pairs)
    )


def is_mood(quoted: str, original: str, lang: Lang) -> bool:
    """Say whether a verb has lost the mood that a denial or a doubt gave it: "sont" for "soient".

    >>> is_mood("sont", "soient", "fr"), is_mood("doit", "doive", "fr"), is_mood("sont", "seront", "fr")
    (True, True, False)
    """
    ours, theirs = forms(bare(quoted), lang), forms(bare(original), lang)
    return any(
        one.verb == other.verb
        and one.tense == "present"
        and other.tense == "subjunctive"
        and one.person == other.person
        for one in ours
        for other in theirs
    )


def _is_one(quoted: str, original: str, lang: Lang, *, is_first: bool) -> bool:
    if quoted in _pronouns(lang).get(original, ()):
        return True
    is_known = quoted in _irregular(lang)
    if lang == "en" and not is_first and not is_known and quoted.endswith(_OF_NOUNS):
        return False
    ours, theirs = forms(bare(quoted), lang), forms(bare(original), lang)
    return any(_may_stand_for(one, other) for one in ours for other in theirs)


def _may_stand_for(ours: Form, theirs: Form) -> bool:
    if ours.verb != theirs.verb or theirs.tense not in _BACK:
        return False
    if ours.tense == "infinitive":
        return theirs.tense == "present" and theirs.person[:1] in {"1", ""}
    if ours.tense not in _BACK[theirs.tense]:
        return False
    return not ours.person or not theirs.person or ours.person in _PERSONS[theirs.person]


@cache
def forms(word: str, lang: Lang) -> frozenset[Form]:
    """Return what a word without accents may be as a form of a verb."""
    known = _irregular(lang).get(word)
    if known:
        return known
    endings = _ENDINGS_FR if lang == "fr" else _ENDINGS_EN
    return frozenset(
        Form(word[: len(word) - len(ending)] + ("d" if ending in {"d", "ds"} else "") * (lang == "fr"), tense, person)
        for ending, tense, person in endings
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST_STEM
    )


@cache
def _irregular(lang: Lang) -> dict[str, frozenset[Form]]:
    found: dict[str, set[Form]] = {}
    for row in rows_of("shifts"):
        if row[0] == lang and row[1] == "verb":
            verb, tense, person = row[3].split(" ")
            found.setdefault(row[2], set()).add(Form(verb, tense, "" if person == "-" else person))
    return {word: frozenset(each) for word, each in found.items()}


@cache
def _pronouns(lang: Lang) -> dict[str, frozenset[str]]:
    return {row[2]: frozenset(row[3].split()) for row in rows_of("shifts") if row[:2] == (lang, "pronoun")}
