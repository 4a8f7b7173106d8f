"""Claims turned into others whose label follows: denied, affirmed, with another figure, day, contrary word or doer.

What is true and denied is false, what is false and denied is true, what is open stays open. Another figure, day or
doer, or a contrary word, makes false what was true. Words such as "tous", "seul" or "peut-être", after which this does
not hold, leave a claim as it is.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pairs import NOT_ENOUGH, REFUTED, SUPPORTED, Pair
from written import Block, beside

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from sourcier.core.article import Lang

DENIED = {SUPPORTED: REFUTED, REFUTED: SUPPORTED, NOT_ENOUGH: NOT_ENOUGH}
SCOPED = re.compile(
    r"\b(?:n[e'’]|ni|non|pas|sans|aucune?s?|nul\w*|personne|rien|jamais|guère|tou[st]e?s?|chacune?|chaque|seule?s?|"
    r"seulement|uniquement|peut-être|sauf|sinon|si|ou|que|qu['’]|quelque\w*|plusieurs|certaine?s?|la plupart|"
    r"moitié|tiers|peu|plus|moins|encore|déjà|toujours|trop|assez|environ|presque|parmi|"
    r"not|no|never|none|nothing|nobody|n't|all|every|each|only|some|most|half|few|any|if|or|that|unless|without|ever|"
    r"still|already|both|either)\b",
    re.IGNORECASE,
)
VOWEL = re.compile(r"[aeiouyàâéèêëîïôûœh]", re.IGNORECASE)
PAS = re.compile(
    r"\b(?:ne |n['’])((?:(?:y|en|se|lui|leur|l[ea]s?) |[ls]['’])?[^\W\d]+) pas "
    r"(?!(?:de|encore|toujours|que|plus|seul)\b|d['’])"
)
BEFORE_FIGURE = re.compile(
    r"(?:plus|moins|près|autour|au-delà) d[e'’] ?$|"
    r"(?:environ|quelque|jusqu['’]à|moins|presque|than|about|nearly|around|least) $",
    re.IGNORECASE,
)
FIGURE = re.compile(r"(?<![\w.,])(?<!\d )\d{1,4}(?![\w.,]\d)(?! \d)\b")
WORDS = {
    "fr": "deux trois quatre cinq six sept huit neuf dix onze douze".split(),
    "en": "two three four five six seven eight nine ten eleven twelve".split(),
}
DAYS = (
    "lundi mardi mercredi jeudi vendredi samedi dimanche".split(),
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
    "January February March April June July August September October November December".split(),
)
YEARS = 1000
LAST_YEAR = 2026
"""From the one on, a figure may be a year; up to the other."""


@cache
def opposites() -> dict[str, dict[str, list[str]]]:
    """Return opposites.tsv, by language and word."""
    found: dict[str, dict[str, list[str]]] = {"fr": {}, "en": {}}
    for line in (Path(__file__).parent / "opposites.tsv").read_text(encoding="utf-8").splitlines():
        if line and line[0] != "#":
            lang, one, other = line.split("\t")
            found[lang[:2]].setdefault(one, []).append(other)
            if not lang.endswith(">"):
                found[lang].setdefault(other, []).append(one)
    return found


@cache
def parsed(text: str, lang: Lang) -> Doc:
    """Return a text as spaCy parses it."""
    from sourcier.text.parsing import pipeline  # noqa: PLC0415  (seconds to import)

    return pipeline(lang)(text)


def denied(claim: str, lang: Lang) -> str:
    """Return a French claim with its main verb denied; nothing where that is not simple.

    >>> denied("La Russie a expulsé quatre diplomates.", "fr")
    "La Russie n'a pas expulsé quatre diplomates."
    """
    if lang != "fr" or SCOPED.search(claim) or any(mark in claim for mark in ";:«»?"):
        return ""
    doc = parsed(claim, lang)
    root = next(token for token in doc if token.dep_ == "ROOT")
    subjects = [child for child in root.children if child.dep_.startswith("nsubj")]
    if (
        len(subjects) != 1
        or subjects[0].i > root.i
        or subjects[0].text.endswith(("'", "’"))
        or any(_is_clause(token, root) for token in doc)
    ):
        return ""
    if any("Definite=Ind" in str(child.morph) or child.dep_ == "nummod" for child in subjects[0].children):
        return ""
    verb = _finite(root)
    if verb is None or verb.i <= subjects[0].i or "-" in verb.text:
        return ""
    first = verb.i
    while first and (doc[first - 1].dep_.startswith("expl") or (first == verb.i and doc[first - 1].lower_ in CLITICS)):
        first -= 1
    for object_ in root.children:
        if object_.dep_ == "obj" and any("Definite=Ind" in str(child.morph) for child in object_.children):
            return ""
    start = doc[first].idx
    after = verb.idx + len(verb)
    ne = "n'" if VOWEL.match(claim[start:]) else "ne "
    return f"{claim[:start]}{ne}{claim[start:after]} pas{claim[after:]}"


CLITICS = ("s'", "s’", "se", "y", "lui", "leur")


def _is_clause(token: Token, root: Token) -> bool:
    """Whether a token is a finite verb of another clause on the level of the main one."""
    return token.dep_ in ("conj", "advcl", "parataxis", "ccomp") and token.head == root and _finite(token) is not None


def _finite(verb: Token) -> Token | None:
    """Return what bears the person of a verb: its first auxiliary or copula, or itself."""
    able = [child for child in verb.lefts if child.dep_.startswith(("aux", "cop"))] or [verb]
    first: Token = able[0]
    return first if "VerbForm=Fin" in str(first.morph) else None


def affirmed(claim: str) -> str:
    """Return a French claim without its only "ne … pas"; nothing where it has none, or another such word.

    >>> affirmed("Le vote à Vaubrac n'a pas été unanime.")
    'Le vote à Vaubrac a été unanime.'
    """
    found = PAS.findall(claim)
    bare = PAS.sub(r"\1 ", claim)
    return bare if len(found) == 1 and not SCOPED.search(bare) else ""


def otherwise(claim: str, passage: str, lang: Lang, rng: random.Random) -> str:
    """Return a claim with another figure, day or month where the passage has the one it names; else nothing."""
    if re.search(r"\b(?:n[e'’]|not|never|no|au moins|at least|jusqu)\b", claim):
        return ""
    able = [
        (found, others)
        for found, others in _replaceable(claim, passage, lang)
        if others and not BEFORE_FIGURE.search(claim[: found.start()])
    ]
    if not able:
        return ""
    found, others = rng.choice(able)
    return f"{claim[: found.start()]}{rng.choice(others)}{claim[found.end() :]}"


def _replaceable(claim: str, passage: str, lang: Lang) -> Iterator[tuple[re.Match[str], list[str]]]:
    """Yield figures, days and months of a claim that the passage has, each with such that it has nowhere."""
    for found in FIGURE.finditer(claim):
        if re.search(rf"(?<!\d)(?<!\d[ ,.]){found.group()}(?![ ,.]?\d)", passage):
            yield found, _near(int(found.group()), passage)
    for words in (WORDS[lang], *DAYS):
        for found in re.finditer(rf"\b(?:{'|'.join(words)})\b", claim):
            if re.search(rf"\b{found.group()}\b", passage):
                yield found, [word for word in words if not re.search(rf"\b{word}\b", passage)]


def _near(value: int, passage: str) -> list[str]:
    """Return figures of about the same size that a passage has nowhere."""
    near = range(value - max(2, value // 2), value + 3 + value // 4)
    if value > YEARS:
        near = range(value - 30, min(value + 30, max(value, LAST_YEAR)) + 1)
    return [str(one) for one in near if one > 1 and one != value and not re.search(rf"\b{one}\b", passage)]


def contrary(claim: str, lang: Lang, rng: random.Random) -> str:
    """Return a claim with one word's contrary in its place; nothing where it has none, or a word that upsets it.

    >>> contrary("Les ventes ont augmenté.", "fr", random.Random(1))
    'Les ventes ont diminué.'
    """
    known = opposites()[lang]
    if re.search(r"\b(?:n[e'’]|ni|sans|not|no|never|without|ou|or|si|if)\b|n't", claim):
        return ""
    able = [found for found in re.finditer(r"[^\W\d]+(?:-[^\W\d]+)*", claim) if found.group() in known]
    if len(able) != 1:
        return ""
    found, other = able[0], rng.choice(known[able[0].group()])
    before, after = claim[: found.start()], claim[found.end() :]
    elides = bool(VOWEL.match(found.group())) != bool(VOWEL.match(other))
    if re.search(r"['’]$" if not elides else r"(?:['’]|\b(?:l[ea]|de|du|ne|se|ce|an?) )$", before):
        return ""
    return "" if after.startswith((" ministre", " degré")) else f"{before}{other}{after}"


def exchanged(claim: str, lang: Lang) -> str:
    """Return a claim whose doer and object, both named, have changed places; nothing where it has no such two.

    >>> exchanged("Norvia a racheté Delmar.", "fr")
    'Delmar a racheté Norvia.'
    """
    doc = parsed(claim, lang)
    root = next(token for token in doc if token.dep_ == "ROOT")
    if root.lemma_ in SYMMETRIC or SCOPED.search(claim):
        return ""
    one = next((child for child in root.lefts if child.dep_.startswith("nsubj")), None)
    other = next((child for child in root.rights if child.dep_ in ("obj", "dobj", "obl:agent", "agent")), None)
    if one is None or other is None:
        return ""
    if other.dep_ == "agent":
        other = next(iter(other.rights), other)
    first, second = _name(one), _name(other)
    if not first or not second or first[1] > second[0]:
        return ""
    a, b = claim[slice(*first)], claim[slice(*second)]
    return f"{claim[: first[0]]}{b}{claim[first[1] : second[0]]}{a}{claim[second[1] :]}"


SYMMETRIC = frozenset("rencontrer épouser affronter croiser ressembler rejoindre être meet marry be join face".split())
"""Verbs that say as much, or nearly, with doer and object exchanged."""


def _name(token: Token) -> tuple[int, int] | None:
    """Return where a name of one or more words begins and ends, if that is all there is to it."""
    if token.pos_ != "PROPN" or any(
        child.dep_ not in ("flat:name", "compound", "case", "flat") for child in token.children
    ):
        return None
    of = [token, *(child for child in token.children if child.dep_ != "case")]
    return min(one.idx for one in of), max(one.idx + len(one) for one in of)


def turned(claim: str, label: str, lang: Lang, passage: str, rng: random.Random) -> list[tuple[str, str]]:
    """Return claims made from one, each with its label."""
    able = [(denied(claim, lang), DENIED[label]), (affirmed(claim), DENIED[label])]
    if label != REFUTED:
        able.append((contrary(claim, lang, rng), DENIED[label]))
    if label == SUPPORTED:
        able += [(otherwise(claim, passage, lang, rng), REFUTED), (exchanged(claim, lang), REFUTED)]
    return [(text, now) for text, now in able if text and text != claim]


def turned_claims(found: Sequence[Block], seed: int) -> Iterator[Pair]:
    """Yield what can be made of the claims written by hand, with their passage, at times beside another sentence."""
    rng = random.Random(seed)
    for block in found:
        for label, lang, claim in block.claims:
            for text, now in turned(claim, label, "fr" if lang == "fr" else "en", block.passage, rng):
                passage = beside(block.passage, block, found, rng)
                yield Pair(passage, text, now, "written_turned", block.passage, f"{block.lang}-{lang}")
