"""Which words of a claim may stand as a reason before a reader: those that show it at first sight."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from sourcier.claims.lexicon import form_of
from sourcier.core.article import Lang
from sourcier.core.rows import read_rows
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
SUBJECT_PRONOUNS = frozenset("je j' tu on il elle nous vous ils elles".split())
LINKING = {
    "plus": frozenset({"de", "en", "non", "au", "d'autant"}),
    "moins": frozenset({"au", "du", "à"}),
    "autant": frozenset({"d'", "pour"}),
    "most": frozenset({"at"}),
    "least": frozenset({"at"}),
    "more": frozenset({"once"}),
}
"""Words before one of comparison with which it links, bounds or concedes: "de plus", "au moins", "at least"."""
ALWAYS = frozenset({"au", "du", "at", "once", "non", "pour"})
"""Those that do so whatever follows."""
DENYING = 6
"""Words between "ne" and its "plus"."""
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
    if trait in SHOWING:
        kept = [word for word in words if SHOWING[trait](word, tokens)]
        return tuple(dict.fromkeys(kept)) or None
    if trait not in TENSED:
        return tuple(dict.fromkeys(words))
    sure = [word for word in words if _is_tensed(word, trait, tokens, lang)]
    if not sure:
        return None
    return tuple(word for word in dict.fromkeys(sure) if word.lower() not in bare(lang))


def subjects(words: Sequence[str], tokens: Sequence[Token], lang: Lang) -> tuple[str, ...]:
    """Return those of some words that name a subject: nouns."""
    nouns = {
        form_of(token).lstrip("-")
        for at, token in enumerate(tokens)
        if token.pos_ == "NOUN" and not (_is_joined(token) or _is_governed_verb(tokens, at))
    }
    return tuple(word for word in words if word in nouns and word not in bare(lang))


@cache
def bare(lang: Lang) -> frozenset[str]:
    """Return the forms of verbs that carry grammar alone (signs.bare.tsv)."""
    rows = read_rows(__package__, "signs.bare.tsv")
    return frozenset(form for known, forms in rows if known == lang for form in forms.split())


def _reports(word: str, tokens: Sequence[Token]) -> bool:
    places = [at for at, token in enumerate(tokens) if token.text == word]
    return any(one.text.lower() in OPENING for at in places for one in tokens[at + 1 : at + 1 + LONGEST_GAP])


def _compares(word: str, tokens: Sequence[Token]) -> bool:
    """Say whether a word compares somewhere in a clause: not the "plus" of "De plus, …", of "ne … plus"."""
    forms = [form_of(token) for token in tokens]
    for at, token in enumerate(tokens):
        if token.text != word:
            continue
        before, after = forms[at - 1] if at else "", tokens[at + 1] if at + 1 < len(tokens) else None
        form = forms[at]
        linked = before in LINKING.get(form, ()) and (after is None or after.is_punct or before in ALWAYS)
        denied = form == "plus" and bool({"ne", "n'"} & set(forms[max(0, at - DENYING) : at]))
        if not (linked or denied):
            return True
    return False


def _obliges(word: str, tokens: Sequence[Token]) -> bool:
    """Say whether a word is a verb of duty, and not the pronoun beside one."""
    return any(token.text == word and token.pos_ in VERBS for token in tokens)


SHOWING = {"saying": _reports, "comparison": _compares, "duty": _obliges}
"""For a trait, what a word must do in its clause to show it."""


def _is_joined(token: Token) -> bool:
    """Say whether a word is the second half of a compound: the "major" of "état-major"."""
    before = token.nbor(-1) if token.i else None
    return before is not None and not before.whitespace_ and before.text.endswith("-")


def _is_governed_verb(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a "noun" stands where a French verb does: "comme on le lit partout"."""
    forms = [form_of(token) for token in tokens[max(0, at - 2) : at]]
    return bool(forms) and (forms[-1] in SUBJECT_PRONOUNS or (len(forms) > 1 and forms[0] in SUBJECT_PRONOUNS))


def _is_tensed(word: str, trait: str, tokens: Sequence[Token], lang: Lang) -> bool:
    form = word.lower()
    if form in bare(lang):
        return True
    if not any(token.text == word and token.pos_ in VERBS for token in tokens):
        return False
    if trait == "past" and lang == "fr" and not any(_is_over(token) for token in tokens if token.text == word):
        return False
    endings = PAST_ENDINGS[lang] if trait == "past" else ()
    return not endings or form.endswith(endings)


def _is_over(token: Token) -> bool:
    """Say whether a French form tells what has been: not "tiendraient", "aura perdu", "les deux camps réunis"."""
    form = token.lower_
    if form.endswith(("rait", "raient", "rais")) and "rr" not in token.lemma_ and not token.lemma_.endswith("aître"):
        return token.lemma_.endswith("rer") and not form.endswith(("rerait", "reraient", "rerais"))
    if "Part" not in token.morph.get("VerbForm", []):
        return True
    helpers = [child for child in token.children if child.dep_.startswith(("aux", "cop"))]
    if any("Fut" in child.morph.get("Tense", []) or form_of(child).endswith(("ra", "ront")) for child in helpers):
        return False
    return bool(helpers) or token.dep_ == "conj" or any(child.dep_.startswith("obl") for child in token.children)
