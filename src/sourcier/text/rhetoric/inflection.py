"""The forms of a cue: taggers get the lemma of rare and abusive words wrong too often to rely on it alone."""

from __future__ import annotations

from sourcier.core.article import Lang

FRENCH_ER = (
    *("e", "es", "ent", "ons", "ez", "er", "ant", "é", "ée", "és", "ées", "a", "ai", "èrent", "ait", "aient"),
    *("era", "eront", "erait", "eraient"),
)
FRENCH_IR = ("ir", "i", "is", "it", "ie", "ies", "issent", "issant", "issait", "issaient", "ira", "iront", "irait")
FRENCH_FEMININE = (
    ("eux", "euse"),
    ("eur", "euse"),
    ("teur", "trice"),
    ("if", "ive"),
    ("er", "ère"),
    ("ien", "ienne"),
    ("el", "elle"),
    ("on", "onne"),
    ("c", "que"),
)


def forms_of(word: str, part: str, lang: Lang) -> frozenset[str]:
    """Return the regular forms of a word, some of which may not exist: nothing else is written like them.

    Args:
        word: In its dictionary form, in lower case.
        part: n, a or v; - for a word of an expression, of unknown kind.
        lang: Of the word.

    >>> sorted(forms_of("brutal", "a", "fr"))
    ['brutal', 'brutale', 'brutales', 'brutals', 'brutaux']
    >>> sorted(forms_of("betray", "v", "en"))
    ['betray', 'betrayed', 'betraying', 'betrays']
    """
    if lang == "en":
        return frozenset(_english_verb(word) if part == "v" else {word, _english_plural(word)})
    if part == "v":
        endings = FRENCH_ER if word.endswith("er") else FRENCH_IR if word.endswith("ir") else ()
        return frozenset({word, *(_softened(word[:-2], ending) for ending in endings)})
    singular = {word, *(_french_feminines(word))}
    return frozenset(singular | {form for one in singular for form in _french_plurals(one)})


def _softened(stem: str, ending: str) -> str:
    """Return a French form with the spelling that keeps a soft c or g: "sacrifiait", "rackettait", "saccageait"."""
    hard = ending[:1] in {"a", "o"}
    if hard and stem.endswith("g"):
        return f"{stem}e{ending}"
    return (stem[:-1] + "ç" if hard and stem.endswith("c") else stem) + ending


def _french_feminines(word: str) -> set[str]:
    found = {word[: -len(end)] + feminine for end, feminine in FRENCH_FEMININE if word.endswith(end)}
    return found if found or word.endswith("e") else {word + "e"}


def _french_plurals(word: str) -> set[str]:
    if word[-1:] in {"s", "x", "z"}:
        return set()
    if word.endswith("al"):
        return {word + "s", word[:-1] + "ux"}
    return {word + "x"} if word.endswith(("eau", "eu")) else {word + "s"}


def _english_plural(word: str) -> str:
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    return word[:-1] + "ies" if word.endswith("y") and word[-2:-1] not in set("aeiou") else word + "s"


def _english_verb(word: str) -> set[str]:
    if word.endswith("e"):
        return {word, word + "s", word + "d", word[:-1] + "ing"}
    past = word[:-1] + "ied" if word.endswith("y") and word[-2:-1] not in set("aeiou") else word + "ed"
    doubled = {word + word[-1] + "ed", word + word[-1] + "ing"} if _doubles(word) else set()
    return {word, _english_plural(word), past, word + "ing"} | doubled


def _doubles(word: str) -> bool:
    """Say whether a short English verb doubles its last letter: rob, gag, gut."""
    return (
        len(word) <= 4 and word[-1] not in set("aeiouwxy") and word[-2:-1] in set("aeiou") and word[-3] not in "aeiou"
    )
