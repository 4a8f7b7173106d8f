"""What a text says of its subjects, and what it denies."""

from __future__ import annotations

from collections.abc import Sequence

from sourcier.assessment.lexicon import features, fold, patterns, stem, stop_words
from sourcier.assessment.vetoes.records import Said
from sourcier.assessment.vetoes.vocabulary import words_of
from sourcier.core.article import Lang
from sourcier.text.tokens import Token

AUXILIARY = frozenset({"aux", "auxpass", "aux:tense", "aux:pass", "cop"})
LIGHT = words_of("light")
"""Verbs that say too little for their denial to be held against another text, save with the same object."""
COMPLETES = words_of("completes")
SUBJECTS_OF_NOTHING = words_of("nobody_fr")
NOBODY = words_of("nobody_en")
DENIES = words_of("denies_en")
ARGUMENTS = ("nsubj", "nsubj:pass", "nsubjpass", "obj", "dobj", "attr", "obl:arg", "obl:agent", "acomp", "xcomp")
REACH = 8
"""Words within which "ne" is completed."""
FUNCTION = frozenset({"DET", "ADP", "PRON", "CCONJ", "SCONJ", "PUNCT", "NUM"})


def said_in(tokens: Sequence[Token], lang: Lang) -> list[Said]:
    """Return the predicates of some tokens of one parse, in reading order.

    Args:
        tokens: Of a claim or of a whole short text; heads may lie outside of them.
        lang: Their language.
    """
    folded = [fold(token.text).strip("'-") for token in tokens]
    denied = _denied(tokens, folded, lang)
    place = {token.i: at for at, token in enumerate(tokens)}
    main = _main(tokens, place)
    found: list[Said] = []
    used: set[int] = set()
    for start, end, meaning in patterns("opposites", "meaning", lang).find(folded):
        words = range(start, end)
        if used & set(words) or not any(_may_say(tokens[at]) for at in words):
            continue
        used |= set(words)
        heads = [at for at in words if tokens[at].pos_ in {"VERB", "AUX"}] or list(words)
        is_denied = sum(at in denied for at in words) % 2 == 1 or _head_is_denied(tokens[heads[0]], denied, place)
        found.append(
            Said(
                text=" ".join(tokens[at].text for at in words),
                meaning=meaning[:-1],
                is_affirmed=(meaning[-1] == "+") != is_denied,
                about=_about(tokens[heads[0]], lang),
                is_main=main in words,
                is_denied=is_denied,
            )
        )
    for at, token in enumerate(tokens):
        if at in used or token.dep_ in AUXILIARY or (at and token.text[:1].isupper()):
            continue  # a name that the model takes for a verb says nothing
        is_complement = token.dep_ in {"attr", "acomp"} and token.head.i == tokens[main].i
        if token.pos_ == "VERB" or at in denied or at == main or is_complement:
            lemma = stem(fold(token.lemma_))
            if fold(token.lemma_) in LIGHT and not _about(token, lang):
                continue
            found.append(
                Said(token.text, f"{lang}:{lemma}", at not in denied, _about(token, lang), at == main, at in denied)
            )
    return found


def _may_say(token: Token) -> bool:
    """Say whether a word can be a predicate; the models take some for names, but names have capitals."""
    return token.pos_ not in FUNCTION and not (token.pos_ == "PROPN" and token.text[:1].isupper())


def _main(tokens: Sequence[Token], place: dict[int, int]) -> int:
    """Return the index of the word that all others hang on."""
    for at, token in enumerate(tokens):
        if token.dep_ == "ROOT" or (token.head.i not in place and token.pos_ in {"VERB", "AUX"}):
            return at
    return -1


def _head_is_denied(token: Token, denied: frozenset[int], place: dict[int, int]) -> bool:
    """Say whether a word completes a denied copula or light verb: "n’est pas légal", "did not have success"."""
    head = token.head
    at = place.get(head.i)
    if at is None or at not in denied or head.i == token.i or place.get(token.i) in denied:
        return False
    if token.dep_ == "advmod" and head.pos_ == "ADJ":
        return True  # "is not more expensive"
    return token.dep_ in {"attr", "acomp", "xcomp", "obj", "dobj"} and fold(head.lemma_) in LIGHT


def _about(token: Token, lang: Lang) -> frozenset[str]:
    """Return features of a predicate's subject and objects, names included."""
    if token.pos_ not in {"VERB", "AUX"} and token.dep_ not in {"ROOT"}:
        token = token.head
    words = [
        fold(below.text)
        for child in token.children
        if child.dep_ in ARGUMENTS
        for below in (child, *(one for one in child.children if one.pos_ in {"NOUN", "PROPN", "ADJ"}))
        if below.pos_ in {"NOUN", "PROPN", "ADJ"}
    ]
    stops = stop_words(lang)
    return frozenset().union(*(found for found in features(words, lang) if not found <= stops))


def _denied(tokens: Sequence[Token], folded: Sequence[str], lang: Lang) -> frozenset[int]:
    """Return the indices of the words that are denied, an odd number of times."""
    place = {token.i: at for at, token in enumerate(tokens)}
    times: dict[int, int] = {}

    def deny(token: Token) -> None:
        at = place.get(token.i)
        if at is not None:
            times[at] = times.get(at, 0) + 1

    for head in (_french if lang == "fr" else _english)(tokens, folded):
        deny(head)
    for at in _after_deniers(folded, lang):
        verb = _next_verb(tokens, at)
        if verb is not None:
            deny(verb)
    return frozenset(at for at, count in times.items() if count % 2)


def _after_deniers(folded: Sequence[str], lang: Lang) -> list[int]:
    found = patterns("deniers", "meaning", lang).find(folded)
    return [end for _, end, _ in found]


def _next_verb(tokens: Sequence[Token], start: int) -> Token | None:
    """Return the verb that a word such as "refused to" speaks of: the next one that is no auxiliary."""
    for token in tokens[start : start + 6]:
        if token.pos_ == "PUNCT" and token.text in {",", ";", "."}:
            return None
        if token.pos_ == "VERB" and token.dep_ not in AUXILIARY:
            return token
    return None


def _french(tokens: Sequence[Token], folded: Sequence[str]) -> list[Token]:
    found = []
    for at, word in enumerate(folded):
        if word in {"ne", "n"} and tokens[at].text.lower().startswith("n"):
            after, before = folded[at + 1 : at + 1 + REACH], folded[max(at - 6, 0) : at]
            completes = next((one for one in after if one in COMPLETES), "")
            is_only = {"que", "qu"} & set(after) and not completes
            if is_only or not (completes or SUBJECTS_OF_NOTHING & set(before)):
                continue
            found.append(_predicate(tokens[at].head))
        elif word == "non" and at + 1 < len(tokens) and tokens[at + 1].pos_ in {"ADJ", "VERB", "NOUN"}:
            found.append(tokens[at + 1])
    return found


def _english(tokens: Sequence[Token], folded: Sequence[str]) -> list[Token]:
    found = []
    for at, token in enumerate(tokens):
        word = folded[at]
        if token.dep_ == "neg" or word in {"not", "n't"} or word in DENIES:
            if word == "not" and folded[at + 1 : at + 2] == ["only"]:
                continue
            found.append(_predicate(token.head))
        elif word == "no" and token.pos_ == "DET":
            if folded[at + 1 : at + 2] == ["longer"]:
                found.append(_predicate(token.head))
            else:
                noun = token.head
                found.append(noun if noun.dep_ not in {"nsubj", "nsubjpass", "dobj", "attr"} else _predicate(noun.head))
        elif word == "no" and folded[at + 1 : at + 2] == ["longer"] and at + 2 < len(tokens):
            found.append(_predicate(tokens[at + 1].head))
        elif word in NOBODY and token.dep_ in {"nsubj", "nsubjpass", "dobj"}:
            found.append(_predicate(token.head))
    return found


def _predicate(token: Token) -> Token:
    """Return the word that says something: for a copula or an auxiliary, what it goes with."""
    if token.pos_ == "AUX" and token.dep_ in AUXILIARY:
        return _predicate(token.head) if token.head.i != token.i else token
    if token.pos_ == "AUX" or fold(token.lemma_) in {"be", "etre"}:
        complements = [one for one in token.children if one.dep_ in {"attr", "acomp", "xcomp"}]
        return complements[0] if complements else token
    return token
