"""Find the noun that a number counts, from the parts of speech to its right."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from sourcier.text.quantities.atoms import HYPHENS, WORD
from sourcier.text.quantities.page import Page

_REACH = 6
_PRONOMINAL = frozenset({"autres", "autre", "other", "others", "more", "supplémentaires", "additional", "further"})
"""What follows a number whose noun is left out: "quatorze autres ont été blessés"."""
_QUOTES = frozenset("«»\"“”‘'")
_AND = frozenset({"et", "and", "&"})
_OF = frozenset({"de", "d'", "d’"})


@dataclass(frozen=True, slots=True)
class Noun:
    """The noun counted: its words as written, its head token, and the atom behind it."""

    text: str
    head: int
    last: int


def find_noun(page: Page, at: int, *, linked: bool, is_one: bool = False) -> Noun | None:
    """Return the noun counted by a number that ends before an atom.

    Args:
        page: The text.
        at: The atom behind the number.
        linked: "de" or "of" may stand between, as after "millions" and "une dizaine".
        is_one: The number is one, so that a participle may be singular: "un disparu".
    """
    atoms = page.atoms
    if linked and atoms.word(at) in {"de", "d'", "of"}:
        at += 1
        if atoms.word(at) in {"la", "l'", "le", "the", "its", "their", "his", "her"}:
            at += 1
    if page.words.lang == "fr":
        return _french(page, at, is_one=is_one)
    if atoms.word(at) in HYPHENS and atoms.is_glued(at):
        return _english(page, at + 1, compound=False)
    return _english(page, at)


def _tokens(page: Page, at: int) -> list[Token]:
    token = page.token(at)
    if token is None or at >= len(page.atoms) or page.atoms.kinds[at] == "b":
        return []
    run: list[Token] = []
    for index in range(token.i, min(token.i + _REACH, len(page.doc))):
        following = page.doc[index]
        if run and following.is_sent_start:
            break
        run.append(following)
    return run


def _french(page: Page, at: int, *, is_one: bool) -> Noun | None:
    bare: Token | None = None
    for token in _tokens(page, at):
        pos, low = token.pos_, token.lower_
        if low in _QUOTES:
            continue
        if low in {"d'", "de", "d’"} or not (low[0].isalpha()):
            break
        if pos == "NUM":
            return None
        if low in _PRONOMINAL or _is_prenominal(page, token):
            continue
        if pos == "NOUN" or (pos == "PROPN" and (low.endswith(("s", "x")) or bare is None)):
            return _noun(page, token, _compounded(page, token))
        if pos == "ADJ" or (pos == "VERB" and "Part" in token.morph.get("VerbForm", [])):
            if bare is None:
                bare = token
            continue
        break
    if bare is not None and (is_one or bare.lower_.endswith(("s", "x"))) and not _is_gapped(page, bare, at):
        return _noun(page, bare, bare)
    return None


def _is_gapped(page: Page, bare: Token, at: int) -> bool:
    """Say whether a participle describes what was counted before: "trente mois, dont dix-huit assortis du sursis"."""
    if bare.pos_ != "VERB" or not page.found or page.found[-1].kind not in {"time", "money", "measure"}:
        return False
    return "dont" in page.atoms.words[max(at - 4, 0) : at]


def _compounded(page: Page, noun: Token) -> Token:
    """Return where a compound of a plural and a bare singular ends: "projets de loi", "chefs de milice"."""
    inside = page.doc[noun.i + 1 : noun.i + 4]
    if len(inside) < 2 or inside[0].lower_ not in _OF or not noun.lower_.endswith(("s", "x")):
        return noun
    second, following = inside[1], inside[2] if len(inside) > 2 else None
    is_bare = second.pos_ == "NOUN" and second.text.islower() and not second.lower_.endswith(("s", "x"))
    if not is_bare or page.words.is_role("margin", second.lower_) or inside[1].is_sent_start:
        return noun
    return noun if following is not None and _describes(page, following, is_plural=False) else second


def _is_prenominal(page: Page, token: Token) -> bool:
    """Say whether an adjective such as "nouvelles" or "dernières" stands before its noun, or for it."""
    if not page.words.is_role("prenominal", token.lower_):
        return False
    if token.pos_ != "NOUN":
        return True
    return token.i + 1 < len(page.doc) and page.doc[token.i + 1].pos_ in {"NOUN", "ADJ", "PROPN"}


def _english(page: Page, at: int, *, compound: bool = True) -> Noun | None:
    first: Token | None = None
    last: Token | None = None
    bare: Token | None = None
    spare: tuple[Token, Token] | None = None
    is_inside = False
    for token in _tokens(page, at):
        pos, low = token.pos_, token.lower_
        if is_inside:
            is_inside = False  # "plant-based burgers": the second half of the word
        elif token.tag_ == "POS":
            first = last = bare = None  # "eight of the world's top players"
        elif pos == "NUM" or (not compound and pos != "NOUN"):
            return None  # "a seven-headed snake" counts no snakes
        elif pos == "NOUN" and low[0].isalpha():
            first, last = first or token, token
            if not compound:
                break  # "a two-word idea" counts words
        elif low == "-":
            if not compound or (first is None and bare is None):
                return None
            spare = (first, last) if first is not None and last is not None else spare
            first = last = None
            is_inside = True
        elif last is not None:
            break
        elif low in _QUOTES or low in _PRONOMINAL:
            continue
        elif pos in {"ADJ", "PROPN"} or (pos == "VERB" and token.tag_ in {"VBN", "VBG"} and compound):
            if bare is None or not bare.text[0].isupper() or token.text[0].isupper():
                bare = token
        else:
            break
    if first is not None and last is not None:
        return _noun(page, _named(page, first, at), last)
    if spare is not None:
        return _noun(page, *spare)
    if bare is not None and _is_people(page, bare):
        return _noun(page, bare, bare)
    return None


def _named(page: Page, first: Token, at: int) -> Token:
    """Return the first of the names that stand between a number and its noun: "eleven Security Council resolutions"."""
    start = page.token(at)
    if start is None or not start.i < first.i or first.pos_ != "NOUN":
        return first
    names = page.doc[start.i : first.i]
    return start if all(name.pos_ == "PROPN" and name.dep_ == "compound" for name in names) else first


def _is_people(page: Page, bare: Token) -> bool:
    """Say whether an adjective or a name counts by itself: "19 dead", "40 Chinese", "30 Russians"."""
    if bare.pos_ == "PROPN":
        return bare.lower_.endswith("s")
    return page.words.is_role("casualty", bare.lower_) or (bare.pos_ == "ADJ" and bare.text[0].isupper())


def _noun(page: Page, first: Token, last: Token) -> Noun:
    atoms = page.atoms
    start = page.atom_from(first.idx)
    end = page.atom_from(last.idx)
    while end + 1 < len(atoms) and atoms.starts[end + 1] < last.idx + len(last):
        end += 1
    while atoms.word(end + 1) in HYPHENS and atoms.is_glued(end) and atoms.is_glued(end + 1):
        end += 2
    end = _coordinated(page, end)
    text = atoms.text[atoms.starts[start] : atoms.ends[end]]
    return Noun(" ".join(text.split()), last.i, end + 1)


def _coordinated(page: Page, end: int) -> int:
    """Take in a second bare noun: "appartements et maisons", "passengers and crew"."""
    atoms = page.atoms
    if atoms.word(end + 1) not in _AND or atoms.kind(end + 2) != WORD or page.is_number(end + 2):
        return end
    second = page.token(end + 2)
    if second is None or second.pos_ != "NOUN" or second.is_sent_start or second.dep_ != "conj":
        return end
    following = page.doc[second.i + 1] if second.i + 1 < len(page.doc) else None
    is_plural = second.lower_.endswith(("s", "x"))
    if following is not None and not following.is_sent_start and _describes(page, following, is_plural=is_plural):
        return end  # "12 morts et enquêtes ouvertes" are a count and another piece of news
    return end + 2 if is_plural or page.words.lang == "en" else end


def _describes(page: Page, following: Token, *, is_plural: bool) -> bool:
    """Say whether what stands behind a noun belongs to it alone, so that it is no bare noun."""
    if following.pos_ in {"ADJ", "NOUN", "PROPN"} or following.lower_ in {"de", "d'", "du", "des", "of"}:
        return True
    if page.words.lang == "en":
        return following.tag_ == "VBN" and not is_plural
    return following.pos_ == "VERB" and "Part" in following.morph.get("VerbForm", [])
