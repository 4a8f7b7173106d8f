"""Subject pronouns that can only be one country or body: "La Croatie a changé. Elle a adopté l'euro", for one.

A wrong antecedent makes a wrong verdict, so one is taken only where nobody else in the sentence before fits: it is that
sentence's subject, its gender is the pronoun's, and no other noun there has it.
"""

from __future__ import annotations

from dataclasses import replace

from sourcier.assessment.antecedents import sentence_before, subject_of
from sourcier.assessment.lexicon import fold, read_words
from sourcier.assessment.tables import Tables
from sourcier.core.article import Lang
from sourcier.core.language import Mention
from sourcier.core.spans import Span
from sourcier.text.draft import Draft
from sourcier.text.tokens import Token

GENDERS: dict[Lang, dict[str, str]] = {"fr": {"il": "Masc", "elle": "Fem"}, "en": {"it": ""}}
"""Pronouns of one thing, with its gender."""
ARTICLES = {"le": "Masc", "la": "Fem", "un": "Masc", "une": "Fem"}
IMPERSONAL = read_words("claim_words", "impersonal")
"""Verbs whose "il", "it" is often nobody; "il a adopté" has another lemma than "il a"."""
CLAUSES = frozenset({"ccomp", "xcomp", "csubj", "advcl:cleft", "acl:relcl", "relcl"})
NAMES = frozenset({"NOUN", "PROPN"})


def with_pronouns(draft: Draft, tables: Tables) -> Draft:
    """Return a draft in which a subject pronoun bears the name that it stands for, where that is certain."""
    found = [one for sentence in draft.sentences if (one := _resolved(draft, sentence.span, tables)) is not None]
    if not found:
        return draft
    return replace(draft, mentions=tuple(sorted([*draft.mentions, *found], key=lambda one: one.span)))


def _resolved(draft: Draft, sentence: Span, tables: Tables) -> Mention | None:
    lang = draft.article.lang
    tokens = [token for token in draft.tokens(sentence) if not token.is_space]
    first = next((at for at, token in enumerate(tokens) if token.lower_ in GENDERS[lang]), None)
    if first is None or any(token.pos_ in NAMES and not _is_dated(draft, token) for token in tokens[:first]):
        return None
    pronoun = tokens[first]
    if subject_of(tokens) is not pronoun or not _is_personal(pronoun):
        return None
    before = sentence_before(draft, sentence)
    named = None if before is None else _subject(draft, before, tables)
    if before is None or named is None:
        return None
    gender = GENDERS[lang][pronoun.lower_]
    if gender and _gender(named[1], lang) != gender:
        return None
    if any(_fits(draft, token, named[0], gender) for token in draft.tokens(before)):
        return None
    span = Span(pronoun.idx, pronoun.idx + len(pronoun))
    return replace(named[0], span=span, text=pronoun.text)


def _subject(draft: Draft, sentence: Span, tables: Tables) -> tuple[Mention, Token] | None:
    """Return the country or body that is the subject of a sentence, with the head of its name."""
    head = subject_of([token for token in draft.tokens(sentence) if not token.is_space])
    if head is None or any(one.dep_ == "conj" for one in head.children):
        return None
    if any(one.span.overlaps(sentence) for one in draft.quotes):
        return None  # whoever is quoted goes on speaking, or is spoken of
    span = Span(head.idx, head.idx + len(head))
    named = next((one for one in draft.mentions if one.span.contains(span)), None)
    name = "" if named is None else named.entity_id or ""
    if named is None or named.is_adjective or not (name in tables.states or tables.is_listed(name)):
        return None
    # "La France de Vichy", "the Croatia of old" are not the country of today.
    rest = [one for one in head.children if one.dep_ not in {"det", "case", "punct"}]
    within = all(named.span.contains(Span(one.idx, one.idx + len(one))) for one in rest)
    return (named, head) if within else None


def _gender(head: Token, lang: Lang) -> str:
    """Return the gender of a name: its article tells; after "l'" its ending, or the noun that it begins with."""
    article = next((one.lower_ for one in head.children if one.dep_ == "det"), "")
    if article in ARTICLES or lang != "fr":
        return ARTICLES.get(article, "")
    if head.text.isupper():
        return ""
    if fold(head.text) in {"union", "organisation", "alliance", "association", "communaute", "ligue"}:
        return "Fem"
    return "Fem" if head.text.endswith("e") else "Masc"


def _is_personal(pronoun: Token) -> bool:
    """Say whether somebody is meant: not "il faut", "it is clear that"."""
    verb = pronoun.head
    if pronoun.dep_ not in {"nsubj", "nsubj:pass", "nsubjpass"} or any(one.dep_ in CLAUSES for one in verb.children):
        return False
    is_member = any(one.dep_ == "attr" and one.lemma_ == "member" for one in verb.children)
    if fold(verb.lemma_) in IMPERSONAL and not is_member:
        return False
    return pronoun.lower_ == "elle" or verb.pos_ in {"VERB", "NOUN"}


def _fits(draft: Draft, token: Token, named: Mention, gender: str) -> bool:
    """Say whether another noun of the sentence may be what the pronoun stands for."""
    if token.pos_ not in NAMES or named.span.contains(Span(token.idx, token.idx + len(token))):
        return False
    if _is_dated(draft, token) or token.dep_ == "npadvmod" or token.morph.get("Number", []) == ["Plur"]:
        return False
    article = next((ARTICLES[one.lower_] for one in token.children if one.lower_ in ARTICLES), "")
    own = article or next(iter(token.morph.get("Gender", [])), "")
    return not gender or own in {"", gender} or token.pos_ == "PROPN"


def _is_dated(draft: Draft, token: Token) -> bool:
    return any(one.span.start <= token.idx < one.span.end for one in draft.times)
