"""Claims in a passage's own words: its sentences as they are, shortened, cut out of longer ones, with something added.

Who writes claims by hand puts what is true in other words and what is false in nearly the same. These pairs are the
other half: near copies that are true, that are false by one word (turning.py), that say one thing more than is said.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pairs import NOT_ENOUGH, REFUTED, SUPPORTED, Pair
from turning import affirmed, contrary, denied, exchanged, otherwise, parsed
from written import Block, beside, sentences

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from sourcier.core.article import Lang

SHORTEST = 5
INSERTED = re.compile(r", [^,;:.]{8,60}, ")
RESTRICTING = re.compile(
    r"\b(?:ne|n['’]|pas|sans|sauf|hormis|seul\w*|selon|si|s['’]ils?|ou|et|not|no|without|except|only|if|or|and|unless)\b",
    re.IGNORECASE,
)
FRONTED = re.compile(
    r"(?P<when>(?:En|À|Au|Aux|Dans|Le|Depuis|Pour|Lors|Après|Avant|In|On|At|Since|After|Before)\b[^,;:.]{2,40}), "
    r"(?P<rest>.+)\."
)


@cache
def asides() -> dict[str, list[str]]:
    """Return asides.tsv, by language."""
    found: dict[str, list[str]] = {"fr": [], "en": []}
    for line in (Path(__file__).parent / "asides.tsv").read_text(encoding="utf-8").splitlines():
        if line and line[0] != "#":
            lang, words = line.split("\t")
            found[lang].append(words)
    return found


def said_again(found: Sequence[Block], seed: int) -> Iterator[Pair]:
    """Yield near copies of the passages' sentences as claims, with another block's sentence beside now and then."""
    rng = random.Random(seed)
    for block in found:
        for sentence in sentences(block.passage):
            if len(sentence.split()) < SHORTEST or not sentence.endswith(".") or set('«»“”"?:;') & set(sentence):
                continue
            lang: Lang = "fr" if block.lang == "fr" else "en"
            for claim, label, passage in _claims(sentence, block.passage, lang, rng):
                around = beside(passage, block, found, rng)
                yield Pair(around, claim, label, "written_again", block.passage, f"{lang}-{lang}")


HALF = 0.5


def _claims(sentence: str, passage: str, lang: Lang, rng: random.Random) -> Iterator[tuple[str, str, str]]:
    """Yield claim, label and passage."""
    copies = list(dict.fromkeys([sentence, *parts(sentence, lang)]))
    for claim in rng.sample(copies, min(2, len(copies))):
        yield claim, SUPPORTED, passage
    for claim in rng.sample(copies, min(2, len(copies))):
        able = [
            otherwise(claim, passage, lang, rng),
            contrary(claim, lang, rng),
            exchanged(claim, lang),
            denied(claim, lang) if rng.random() < HALF else "",
            affirmed(claim),
        ]
        if others := [text for text in able if text]:
            yield rng.choice(others), REFUTED, passage
    for claim in rng.choices(copies, k=3):
        if not RESTRICTING.search(claim):
            yield from _with_aside(sentence, claim, passage, lang, rng)


def _with_aside(
    sentence: str, claim: str, passage: str, lang: Lang, rng: random.Random
) -> Iterator[tuple[str, str, str]]:
    """Yield a claim with something added that the passage lacks, or has as well, or has otherwise."""
    said, other = rng.sample(asides()[lang], 2)
    told = passage.replace(sentence, f"{sentence[:-1]} {said}.")
    if told == passage or len(claim.split()) > LONGEST:
        return
    case = rng.random()
    if case < 0.3:
        yield f"{claim[:-1]} {other}.", NOT_ENOUGH, passage
    elif case < 0.5:
        yield f"{claim[:-1]} {other}.", NOT_ENOUGH, told
    elif case < 0.85 and sentence.startswith(claim[:-1]):
        yield f"{claim[:-1]} {said}.", SUPPORTED, told
    elif case > 0.85:
        yield claim, SUPPORTED, told


LONGEST = 22


def parts(sentence: str, lang: Lang) -> list[str]:
    """Return shorter sentences that follow from one: without what is inserted, up to a comma, what "qui" says.

    >>> parts("Sardal, fondée en 1931, a été rachetée par Valmorin, qui emploie 340 salariés.", "fr")[0]
    'Sardal a été rachetée par Valmorin, qui emploie 340 salariés.'
    """
    doc = parsed(sentence, lang)
    root = next(token for token in doc if token.dep_ == "ROOT")
    needed = [root, *(child for child in root.lefts if child.dep_.startswith(("nsubj", "aux", "cop")))]
    found = [
        f"{sentence[: cut.start()]} {sentence[cut.end() :]}"
        for cut in INSERTED.finditer(sentence)
        if not RESTRICTING.search(cut.group()) and not any(cut.start() < one.idx < cut.end() for one in needed)
    ]
    if (front := FRONTED.fullmatch(sentence)) and not RESTRICTING.search(front["when"]):
        when, rest = front["when"], front["rest"]
        if not re.search(r", | et | and ", rest):
            found.append(f"{rest[0].upper()}{rest[1:]} {when[0].lower()}{when[1:]}.")
        found.append(f"{rest[0].upper()}{rest[1:]}.")
    if not re.search(r"\b(?:si|s['’]ils?|if|ni|neither|ou|or|unless)\b", sentence, re.IGNORECASE):
        found += [*_up_to_a_comma(doc), *_relative(doc), *_second_verb(doc)]
        if lang == "fr":
            found += _participle(doc)
    return [text for text in found if len(text.split()) >= SHORTEST - 1]


def _up_to_a_comma(doc: Doc) -> Iterator[str]:
    """Yield the sentence up to a comma behind its main verb, its doer and what hangs on it closely."""
    root = next(token for token in doc if token.dep_ == "ROOT")
    close = [child for child in root.children if child.dep_ in CLOSE]
    if not any(child.dep_.startswith("nsubj") for child in root.lefts):
        return
    last = max([root.i, *(child.right_edge.i for child in close if child.right_edge.i < len(doc) - 1)])
    for token in doc[last:]:
        if token.text == "," and not RESTRICTING.search(doc[token.i + 1 : token.i + 3].text):
            yield f"{doc[: token.i].text}."
            return


CLOSE = {
    "obj",
    "iobj",
    "dobj",
    "obl:arg",
    "obl:agent",
    "xcomp",
    "ccomp",
    "attr",
    "acomp",
    "nsubj",
    "nsubj:pass",
    "nsubjpass",
    "agent",
    "advmod",
}


def _relative(doc: Doc) -> Iterator[str]:
    """Yield "X, qui …" (who, which) as a sentence of its own."""
    for verb in doc:
        if not verb.dep_.endswith("relcl") or (pronoun := verb.left_edge).lower_ not in ("qui", "who", "which"):
            continue
        if pronoun.dep_.startswith("nsubj") and doc[pronoun.i - 1].text == "," and pronoun.head == verb:
            noun = _noun(doc, verb.head, pronoun.i - 1)
            if noun and (rest := doc[pronoun.i + 1 : _end(doc, verb)].text):
                yield f"{noun} {rest}."


def _participle(doc: Doc) -> Iterator[str]:
    """Yield "X, fondée en 1931, …" as "X a été fondée en 1931"."""
    for verb in doc:
        if verb.dep_ != "acl" or "VerbForm=Part" not in str(verb.morph) or "Tense=Past" not in str(verb.morph):
            continue
        if doc[verb.i - 1].text != "," or verb.left_edge != verb:
            continue
        noun = _noun(doc, verb.head, verb.i - 1)
        several = "Number=Plur" in str(verb.morph)
        with_be = verb.lower_.startswith(WITH_BE)
        if noun and _agree(verb, verb.head):
            link = ("sont" if several else "est") if with_be else ("ont été" if several else "a été")
            yield f"{noun} {link} {doc[verb.i : _end(doc, verb)].text}."


def _agree(verb: Token, noun: Token) -> bool:
    """Whether gender and number of two words do not differ, as far as they are known."""
    return all(
        not (verb.morph.get(sort, []) and noun.morph.get(sort, []))
        or verb.morph.get(sort, []) == noun.morph.get(sort, [])
        for sort in ("Gender", "Number")
    )


WITH_BE = (
    "né",
    "mort",
    "venu",
    "arrivé",
    "parti",
    "devenu",
    "resté",
    "tombé",
    "situé",
    "installé",
    "âgé",
    "basé",
    "composé",
    "doté",
    "lié",
    "destiné",
    "consacré",
    "chargé",
)


def _second_verb(doc: Doc) -> Iterator[str]:
    """Yield the doer with the second of two verbs: "X vend … et achète …" as "X achète …"."""
    root = next(token for token in doc if token.dep_ == "ROOT")
    doers = [child for child in root.lefts if child.dep_.startswith("nsubj")]
    for verb in root.children:
        if verb.dep_ != "conj" or not doers or any(child.dep_.startswith("nsubj") for child in verb.children):
            continue
        finite = "VerbForm=Fin" in str(verb.morph) or any("VerbForm=Fin" in str(one.morph) for one in verb.lefts)
        start = next((one.i for one in doc[verb.left_edge.i :] if one.dep_ != "cc" and not one.is_punct), verb.i)
        joined = any(child.dep_ == "cc" for child in verb.children)
        if (
            finite
            and joined
            and doers[0].pos_ in ("PROPN", "NOUN")
            and verb.i - start < NEAR
            and not RESTRICTING.search(doc[: root.i].text)
        ):
            doer = doc[doers[0].left_edge.i : doers[0].right_edge.i + 1].text
            if "," not in doer:
                yield f"{doer[0].upper()}{doer[1:]} {doc[start : _end(doc, verb)].text}."


NEAR = 4
"""Words that may stand before the second verb, auxiliaries and pronouns among them."""


def _noun(doc: Doc, head: Token, end: int) -> str:
    """Return what a clause behind a comma is about, from its first word to the comma; nothing if that is not simple."""
    while (
        head.dep_.startswith(("flat", "nmod", "appos")) and head.head.pos_ in ("PROPN", "NOUN") and head.head.i < head.i
    ):
        head = head.head
    of = doc[head.left_edge.i : end]
    opens = of[0].lower_ if len(of) else ""
    if (
        not len(of)
        or head.pos_ not in ("PROPN", "NOUN")
        or "," in of.text
        or opens in INDEFINITE
        or RESTRICTING.search(of.text)
    ):
        return ""
    if of[0].pos_ == "ADP":
        of = of[1:]
        if opens in ("du", "au", "des", "aux") or not len(of):
            return ""
    return f"{of.text[0].upper()}{of.text[1:]}"


INDEFINITE = {
    "un",
    "une",
    "des",
    "aucun",
    "aucune",
    "a",
    "an",
    "no",
    "plusieurs",
    "certains",
    "quelques",
    "some",
    "du",
    "au",
    "aux",
}


def _end(doc: Doc, verb: Token) -> int:
    """Return where a clause ends: at the comma or full stop behind it."""
    end = verb.right_edge.i + 1
    stop = next((token.i for token in doc[verb.i :] if token.text in (",", ".", "(", ")") and token.i >= verb.i), end)
    return min(end, stop) if stop > verb.i else end
