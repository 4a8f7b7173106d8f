"""Which words of a claim may stand as a reason before a reader: those that show it at first sight."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import resources

from sourcier.claims.lexicon import form_of
from sourcier.core.article import Lang
from sourcier.text.tokens import Token

TENSED = frozenset({"past", "future", "conditional"})
"""Traits that a verb's form shows."""
VERBS = frozenset({"VERB", "AUX"})
PAST_ENDINGS = {
    "fr": tuple(
        "é ée és ées i ie ies is u ue us ues t te ts tes ise ises use uses ose oses a ai ais ions iez ent".split()
    ),
    "en": (),
}
"""How French forms of the past end, and few nouns that taggers take for verbs ("championne")."""
OPENING = frozenset({"que", "qu'", "qu’", "that", ":", "«", "“", '"', "«\u00a0"})
"""What follows a verb that reports words; "emporté" and "garantir" have other uses."""
LONGEST_GAP = 3
"""Tokens between a verb of speech and what it reports."""


def telling(trait: str, words: Sequence[str], tokens: Sequence[Token], lang: Lang) -> tuple[str, ...] | None:
    """Return the words that show a trait to a reader, without those of mere grammar; None where the trait is doubtful.

    Args:
        trait: As in `surface.py`.
        words: The words that show it, as written.
        tokens: Of the clause.
        lang: Of the clause.
    """
    if trait == "saying":
        kept = [word for word in words if _reports(word, tokens)]
        return tuple(dict.fromkeys(kept)) or None
    if trait not in TENSED:
        return tuple(dict.fromkeys(words))
    sure = [word for word in words if _is_tensed(word, trait, tokens, lang)]
    if not sure:
        return None
    return tuple(word for word in dict.fromkeys(sure) if word.lower() not in bare(lang))


def subjects(words: Sequence[str], tokens: Sequence[Token], lang: Lang) -> tuple[str, ...]:
    """Return those of some words that name a subject: nouns."""
    nouns = {form_of(token).lstrip("-") for token in tokens if token.pos_ == "NOUN"}
    return tuple(word for word in words if word in nouns and word not in bare(lang))


@cache
def bare(lang: Lang) -> frozenset[str]:
    """Return the forms of verbs that carry grammar alone (signs.bare.tsv)."""
    text = resources.files(__package__).joinpath("signs.bare.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line.startswith(f"{lang}\t"))
    return frozenset(form for _, forms in rows for form in forms.split())


def _reports(word: str, tokens: Sequence[Token]) -> bool:
    places = [at for at, token in enumerate(tokens) if token.text == word]
    return any(one.text.lower() in OPENING for at in places for one in tokens[at + 1 : at + 1 + LONGEST_GAP])


def _is_tensed(word: str, trait: str, tokens: Sequence[Token], lang: Lang) -> bool:
    form = word.lower()
    if form in bare(lang):
        return True
    if not any(token.text == word and token.pos_ in VERBS for token in tokens):
        return False
    endings = PAST_ENDINGS[lang] if trait == "past" else ()
    return not endings or form.endswith(endings)
