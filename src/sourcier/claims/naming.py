"""How a text names a source: the noun phrase, the name set beside a role, the paper somebody writes in."""

from __future__ import annotations

import re
from dataclasses import replace

from sourcier.claims.attributing import attribution_cue
from sourcier.claims.lexicon import Lexicon, form_of
from sourcier.claims.pieces import Chunk
from sourcier.claims.vocabulary import read_words
from sourcier.core.claims import UNNAMED, Source
from sourcier.core.spans import Span
from sourcier.text.tokens import Token


def looks_like_a_name(token: Token) -> bool:
    """Say whether a "pronoun" is a name that the tagger does not know: a capital, and no pronoun's form."""
    return token.text[:1].isupper() and token.lower_.lstrip("-") not in PRONOUNS


PRONOUNS = read_words("pronouns")


THOSE = frozenset({"ceux", "celles", "celui", "celle", "those", "that"})


DAYS = read_words("days")
"""Set between a verb and a name: "a reçu lundi Luc Roy"."""

INDEFINITE = read_words("indefinite")


def named_source(noun: Token, piece: Chunk | None, words: Lexicon) -> Source:
    """Return the source that a noun phrase names.

    Indefinite people are unnamed unless they speak for a named body; a document can be looked for: "une enquête".
    """
    span = _with_compound(noun, phrase_span(noun, piece), piece)
    tokens = _tokens_under(noun, span)
    has_name = any(token.pos_ == "PROPN" or (token.pos_ == "PRON" and looks_like_a_name(token)) for token in tokens)
    first = tokens[0].lower_ if tokens else ""
    is_indefinite = first in INDEFINITE or (
        noun.pos_ == "NOUN" and noun.doc.lang_ == "en" and tokens[0] == noun and not has_name
    )
    is_kind = noun.tag_ == "NNS" and not any(child.dep_ in {"det", "poss", "nummod"} for child in noun.children)
    named = _proper_apposition(tokens[-1], piece) if tokens and not has_name else None
    is_known = has_name or named is not None or words.has(noun, "document")
    if noun.pos_ != "PROPN" and (is_indefinite or is_kind) and not is_known:
        return UNNAMED
    if not has_name:
        span = named or span
        tokens = _tokens_under(noun, span)
    whole = _unbroken(tokens[0], tokens[-1])
    name = " ".join(noun.doc[whole[0].i : whole[1].i + 1].text.split())
    outlet = _outlet(whole[1]) if noun.pos_ == "PROPN" else None
    span = span.cover(Span(whole[0].idx, whole[1].idx + len(whole[1].text)))
    return Source(kind="named", name=f"{name}, {outlet}" if outlet else name, span=span)


def with_partners(source: Source, noun: Token, piece: Chunk | None) -> Source:
    """Return a source with those who say the same with it: "les sénateurs Luc Roy et Anne Vif affirment"."""
    if source.kind != "named" or source.span is None:
        return source
    doc, end = noun.doc, source.span.end
    mine = _tokens_under(noun, source.span)
    others = [*mine]
    for token in others:
        others += [one for one in token.children if one.dep_ == "conj" and one.i > noun.i]
    partners = sorted(others[len(mine) :], key=lambda one: one.i)
    if not partners or not any(token.pos_ == "CCONJ" for token in doc[noun.i : partners[-1].i]):
        return source  # "d'après le HCR, l'Allemagne accueille": the second is the subject of what is said
    for other in partners:
        inside = piece is None or other.i < piece.end
        between = [token for token in doc[noun.i : other.i] if end <= token.idx]
        is_name = other.pos_ in {"PROPN", "NOUN"} or other.lower_ in THOSE
        if not inside or not is_name or not all(_links(token) for token in between):
            break
        end = phrase_span(other, piece).end
    if end == source.span.end:
        return source
    whole = Span(source.span.start, end)
    return replace(source, name=" ".join(whole.of(doc.text).split()), span=whole, entity_id=None)


def _links(token: Token) -> bool:
    """Say whether a word may stand between two who speak together: "Luc Roy et la sénatrice Anne Vif"."""
    return token.pos_ in {"CCONJ", "DET", "PROPN", "NOUN", "ADJ"} or token.text == ","


def _unbroken(first: Token, last: Token) -> tuple[Token, Token]:
    """Return the first and the last word of a name that the tokenizer cut at a hyphen: "Ana Roux-Lebel"."""
    doc = first.doc
    while last.i + 1 < len(doc) and not last.whitespace_:
        after = doc[last.i + 1 : last.i + 3]
        if after[0].text != "-" and re.fullmatch(r"-[^\W\d_].*", after[0].text) and after[0].text[1].isupper():
            last = after[0]
        elif len(after) == 2 and after[0].text == "-" and not after[0].whitespace_ and after[1].text[:1].isupper():
            last = after[1]
        else:
            break
    start = first.i
    while first.i > 1 and first.text[:1].isupper() and not doc[first.i - 1].whitespace_:
        before = doc[first.i - 2]
        if doc[first.i - 1].text != "-" or before.whitespace_ or not before.text[:1].isupper():
            break
        first = before
    while first.i < start and first.i and doc[first.i - 1].pos_ == "PROPN" and doc[first.i - 1].whitespace_:
        first = doc[first.i - 1]  # the given name, once the surname is whole
    return first, last


def _with_compound(noun: Token, span: Span, piece: Chunk | None) -> Span:
    """Return the span of a noun that the tokenizer cut at its hyphen with the rest of it: "l'état-major ukrainien"."""
    parts = noun.doc[noun.i + 1 : noun.i + 3]
    if len(parts) < 2 or parts[0].text != "-" or noun.text_with_ws != noun.text or parts[0].text_with_ws != "-":
        return span
    return Span(span.start, max(span.end, phrase_span(parts[1], piece).end))


def _tokens_under(noun: Token, span: Span) -> list[Token]:
    """Return the tokens of a span at or near a noun."""
    first = noun.i
    while first and noun.doc[first].idx > span.start:
        first -= 1
    while noun.doc[first].idx < span.start:
        first += 1
    last = first
    while last + 1 < len(noun.doc) and noun.doc[last + 1].idx < span.end:
        last += 1
    return list(noun.doc[first : last + 1])


def _outlet(last: Token) -> str | None:
    """Return the title in which somebody writes or speaks: "Anne Roy, dans Le Courrier, rappelle"."""
    doc, at = last.doc, last.i + 1
    if at + 2 >= len(doc) or doc[at].text != "," or doc[at + 1].lower_ not in {"dans", "in", "sur", "on"}:
        return None
    stop = next((i for i in range(at + 2, min(at + 9, len(doc))) if doc[i].is_punct), at + 2)
    title = doc[at + 2 : stop]
    words = [token for token in title if token.pos_ != "DET"] or list(title)
    return title.text if words and words[0].text[:1].isupper() else None


def _proper_apposition(last: Token, piece: Chunk | None) -> Span | None:
    """Return the name set off by commas after a role: "its operator, Straitlink," "le maire, Jean-Luc Bessière"."""
    doc, at = last.doc, last.i + 1
    end = len(doc) if piece is None else piece.end
    if at + 1 >= end or doc[at].text != "," or doc[at + 1].pos_ != "PROPN":
        return None
    stop = at + 1
    while stop + 1 < end and doc[stop + 1].pos_ == "PROPN":
        stop += 1
    return Span(doc[at + 1].idx, doc[stop].idx + len(doc[stop].text))


LEFT_OF_NOUN = frozenset({"det", "amod", "compound", "poss", "nummod", "flat:name", "nmod", "case", "advmod"})


def _figures(piece: Chunk | None) -> set[int]:
    """Return where the figures and dates of a piece start: no name runs on into them."""
    if piece is None:
        return set()
    return {one.span.start for one in piece.quantities} | {one.span.start for one in piece.times}


def phrase_span(noun: Token, piece: Chunk | None) -> Span:
    """Return the noun phrase around a noun: its determiner, names and complements, no relative clause."""
    first, last = noun, noun
    stops = _figures(piece)
    while (
        first.i
        and first.nbor(-1).dep_ in LEFT_OF_NOUN
        and first.nbor(-1).pos_ not in {"ADP", "PUNCT", "VERB", "AUX", "CCONJ"}
        and first.nbor(-1).text not in DAYS
        and (piece is None or piece.verb is None or first.nbor(-1) != piece.verb)
    ):
        first = first.nbor(-1)
    for token in noun.subtree:
        inside = piece is None or token.i < piece.end
        if token.i <= noun.i or not inside:
            continue
        if token.is_punct or token.pos_ in {"VERB", "AUX", "SCONJ", "CCONJ"} or token.idx in stops:
            break
        if token.lower_ in {"qui", "dont", "que", "who", "which"}:
            break
        last = token
    while first.pos_ == "ADV" and first.i + 1 < noun.i and first.nbor(1).pos_ == "DET":
        first = first.nbor(1)  # "disait déjà le FMI"
    while last.pos_ in {"ADP", "DET", "ADV"} and last.i > noun.i:
        last = last.nbor(-1)
    end = len(noun.doc) if piece is None else piece.end
    while last.i + 1 < end and last.nbor(1).pos_ == "PROPN" and noun.pos_ == "NOUN" and last.nbor(1).idx not in stops:
        last = last.nbor(1)  # "le fabricant de pompes Lorémi"
    while last.pos_ in {"PROPN", "X"} and last.i + 2 < end and _joins_name(last.nbor(1), last.nbor(2)):
        last = last.nbor(2)  # "Marc Le Goff", whose article the tagger takes for one
    while first.i and _joins_name(first, first.nbor()) and first.nbor(-1).is_title:
        first = first.nbor(-1)  # "Marine Le Pen", whose given name the tagger takes for a verb
    if last.i + 1 < end and last.i > noun.i - 1 and _is_surname(last, last.nbor(1)):
        last = last.nbor(1)  # "le député Yves Car", whose surname it takes for a conjunction
    return Span(first.idx, last.idx + len(last.text))


NAME_ARTICLES = frozenset({"Le", "La", "Les", "Du", "De", "Des", "L'", "L’", "D'", "D’"})
"""With a capital in the middle of a sentence, they are part of a name."""


def _joins_name(article: Token, name: Token) -> bool:
    return article.text in NAME_ARTICLES and name.text[:1].isupper() and not article.is_sent_start


def _is_surname(given: Token, word: Token) -> bool:
    """Say whether a word with a capital behind a lone given name is its surname, whatever the tagger makes of it."""
    doc = given.doc
    is_lone = given.pos_ == "PROPN" and (not given.i or doc[given.i - 1].pos_ != "PROPN")
    is_cut = word.pos_ not in {"PROPN", "NOUN", "NUM", "PUNCT"} and word.is_title and word.is_alpha
    after = doc[word.i + 1] if word.i + 1 < len(doc) else None
    is_headline = after is not None and after.text[:1].isupper()
    return is_lone and is_cut and bool(given.whitespace_) and not word.is_sent_start and not is_headline


def inline_phrase(body: list[Token], words: Lexicon, name: str = "attribute") -> Token | None:
    """Return the noun of an attributing phrase inside a piece, or None."""
    firsts = words.first_words(name)
    for at, opening in enumerate(body):
        length = attribution_cue(body[at:], words, name) if form_of(opening) in firsts else None
        if length is not None:
            noun = next((token for token in body[at + length :] if token.pos_ in {"NOUN", "PROPN", "PRON"}), None)
            while noun is not None and noun.dep_ in {"compound", "poss", "nmod"} and noun.head.i > noun.i:
                is_bare = noun.pos_ == "PRON" and noun.dep_ != "poss"
                if is_bare or any(token.text == "," for token in noun.doc[noun.i : noun.head.i]):
                    break  # "selon lui, la Norvège, membre de …": the noun behind the comma is the clause's subject
                noun = noun.head
            return noun
    return None
