"""A claim taken apart by its parse: what it predicates, of whom, and every other word that narrows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sourcier.assessment.lexicon import fold, patterns, stem
from sourcier.assessment.passages.words import (
    CLASSES,
    NEGATIVE,
    POSSESSIVE,
    SUBJECT,
    Party,
    Word,
    WordReader,
    is_auxiliary,
)
from sourcier.assessment.vetoes import Features
from sourcier.assessment.vetoes.vocabulary import words_of
from sourcier.claims.lexicon import lexicon
from sourcier.claims.tenses import has_moved, is_conditional, is_future, is_past
from sourcier.claims.verbs import is_finite
from sourcier.core.article import Lang
from sourcier.core.claims import Claim, Polarity
from sourcier.core.spans import Span
from sourcier.text.draft import Draft
from sourcier.text.tokens import Token

PASSIVE = frozenset({"aux:pass", "auxpass"})
OBJECT = frozenset({"obj", "dobj", "attr", "acomp"})
UNDER = frozenset({"xcomp", "ccomp", "advcl", "obl:arg"})
BY = frozenset({"par", "by"})
PLAIN = frozenset({"être", "avoir", "be", "have", "do", "faire", "'s", "’s"})
"""Auxiliaries that only make tenses and voices."""
MODAL = words_of("modal_en")
OPEN = words_of("open")
IDLE = words_of("idle_objects")
BORN = frozenset({"né"})
"""Is no "ne"."""
WORDED = "="
"""Opens the meaning that is a sentence's own wording."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One predicate with all that hangs on it."""

    claim: Claim
    lang: Lang
    features: Features
    said: str
    """The words of the predicate."""
    meanings: frozenset[str]
    """Its stem with its language, and rows of data/paraphrases.tsv, with the sign of those that exclude each other; for
    a whole sentence its wording."""
    is_denied: bool
    tense: str
    """`past`, `present`, or `unreal`: conditional, modal, to come."""
    agent: Party | None
    patient: Party | None
    words: tuple[Word, ...]
    is_root: bool
    """Nothing governs it: no "il est faux que", no relative."""
    start: int
    """Where the predicate stands in the text; -1 where the parser made nothing of the sentence."""
    only: frozenset[str] = frozenset()
    """What an infinitive under the predicate means: not done but tried, planned, denied, alleged."""
    only_said: str = ""
    """The words of both: "a failli vendre"."""
    deeds: frozenset[str] = frozenset()
    """Rows of data/once.tsv that the predicate stands in: what happens to one thing once."""


def clause_of(draft: Draft, claim: Claim, read: Features) -> Clause | None:
    """Return a claim's clause; None where it has no predicate or subject of its own, or speaks of "il", "nous".

    A whole sentence that the parser makes nothing of ("Brest compte 140 000 habitants", all of it a name) still has its
    wording, which one of the same wording answers to.
    """
    lang = draft.article.lang
    tokens = [one for one in draft.tokens(claim.span) if not one.is_space]
    denying = [one for one in tokens if fold(one.text).strip("'’-") in NEGATIVE and one.lower_ not in BORN]
    if (claim.polarity is Polarity.NEGATIVE) != bool(denying):
        return None  # "ne … que", "sans", "pas seulement": neither plainly denied nor plainly said
    wording = _wording(draft, claim, tokens)
    reader = WordReader(draft, claim, read, {one.i for one in tokens})
    verb = _predicate(tokens)
    subject = _subject(verb) if verb is not None else None
    if verb is None or subject is None:
        return _unparsed(claim, read, reader, tokens, wording) if wording else None
    if _hangs_on_doubt(verb, lang) or (subject.pos_ == "PRON" and fold(subject.text) not in CLASSES):
        return None
    group = [*(one for one in verb.children if is_auxiliary(one)), verb]
    thing = _object(verb)
    idle = thing if thing is not None and _is_idle(thing) else None
    agent, patient = reader.party(subject), reader.party(thing if idle is None else None)
    if any(one.dep_ in PASSIVE for one in group) and not has_moved(group, lang, lexicon(lang)):
        agent, patient = reader.party(_doer(tokens, verb)), agent
    complement = _complement(verb)
    under = next((one for one in verb.children if one.dep_ in UNDER and one in tokens), None)
    shared = [] if subject in tokens else [one for one in subject.subtree if not one.is_space]
    return Clause(
        claim=claim,
        lang=lang,
        features=read,
        said=_said(group, denying),
        meanings=_meanings(verb, tokens, lang) | wording,
        is_denied=bool(denying),
        tense=_tense(group, tokens, lang),
        agent=agent,
        patient=patient if patient is not None or complement is None else reader.party(complement),
        words=tuple(
            reader.words([*shared, *tokens], {one.i for one in (*group, idle) if one not in {complement, None}})
        ),
        is_root=_is_root(verb),
        start=verb.idx,
        only=_meanings(under, tokens, lang) if under is not None else frozenset(),
        only_said=_from_to([*group, under], draft.article.text) if under is not None else "",
        deeds=_rows("once", "deed", verb, tokens, lang),
    )


def _from_to(tokens: Sequence[Token], text: str) -> str:
    """Return a text from the first of some tokens to the last."""
    return Span(min(one.idx for one in tokens), max(one.idx + len(one.text) for one in tokens)).of(text)


def _unparsed(
    claim: Claim, read: Features, reader: WordReader, tokens: Sequence[Token], wording: frozenset[str]
) -> Clause:
    return Clause(
        claim=claim,
        lang=read.lang,
        features=read,
        said=claim.anchor.exact,
        meanings=wording,
        is_denied=claim.polarity is Polarity.NEGATIVE,
        tense=_tense(tokens, tokens, read.lang),
        agent=None,
        patient=None,
        words=tuple(reader.words(tokens, set())),
        is_root=True,
        start=-1,
    )


def _wording(draft: Draft, claim: Claim, tokens: Sequence[Token]) -> frozenset[str]:
    """Return the words of a claim that is a whole sentence, its figures and times left out; none where it is not.

    Nor where it opens with a pronoun. Texts of one wording say the same of the same, whatever a parser makes of them.
    """
    sentence = next((one.span for one in draft.sentences if one.id == claim.sentence_id), None)
    rest = "" if sentence is None else draft.article.text[claim.span.end : sentence.end]
    is_whole = sentence is not None and claim.span.start == sentence.start and not any(map(str.isalnum, rest))
    if not is_whole or not tokens or fold(tokens[0].text).strip("'’-") in OPEN:
        return frozenset()
    taken = [*(one.span for one in claim.quantities), *(one.span for one in claim.times)]
    words = [
        "#" if any(one.overlaps(Span(token.idx, token.idx + len(token.text))) for one in taken) else fold(token.text)
        for token in tokens
        if not token.is_punct
    ]
    return frozenset({f"{WORDED}{' '.join(words)}"})


def _predicate(tokens: Sequence[Token]) -> Token | None:
    """Return the verb, or the complement of a copula, that the words of a claim hang on."""
    own = {one.i for one in tokens}
    for token in tokens:
        if token.head.i in own and token.head is not token:
            continue
        if token.pos_ in {"VERB", "AUX"} or any(child.dep_ in {"cop", *SUBJECT} for child in token.children):
            return token  # taggers take "mesure", "compte" for nouns; no noun has a subject
    return None


def _is_root(verb: Token) -> bool:
    while verb.dep_ == "conj":
        verb = verb.head
    return verb.dep_ == "ROOT"


def _subject(verb: Token) -> Token | None:
    """Return the subject, that of the verb before where two share it: "a été inauguré en 2011 et a coûté …"."""
    heads = [verb, *(one for one in verb.children if is_auxiliary(one))]
    found = [one for head in heads for one in head.children if one.dep_ in SUBJECT]
    # "Au collège de Bédarieux, le taux …": no subject has a preposition, whatever the parser says
    own = next((one for one in found if not any(child.dep_ == "case" for child in one.children)), None)
    if own is None and verb.dep_ == "conj" and verb.head is not verb:
        return _subject(verb.head)
    return own


def _hangs_on_doubt(verb: Token, lang: Lang) -> bool:
    """Say whether a verb shares its subject with one before it that is denied or unreal: "may have closed and sold"."""
    if verb.dep_ != "conj" or verb.head is verb or any(one.dep_ in SUBJECT for one in verb.children):
        return False
    head = verb.head
    group = [*(one for one in head.children if is_auxiliary(one)), head]
    is_denied = any(fold(one.text).strip("'’-") in NEGATIVE for one in head.children)
    return is_denied or _tense(group, group, lang) == "unreal" or _hangs_on_doubt(head, lang)


def _object(verb: Token) -> Token | None:
    return next((one for one in verb.children if one.dep_ in OBJECT), None)


def _is_idle(thing: Token) -> bool:
    """Say whether an object adds nothing to its verb: "ouvrir ses portes", "close its doors"."""
    return fold(thing.text) in IDLE and any(fold(one.text) in POSSESSIVE for one in thing.children)


def _complement(verb: Token) -> Token | None:
    """Return the noun that a copula says its subject to be; in French it is the predicate itself."""
    return verb if verb.pos_ in {"NOUN", "PROPN"} and any(one.dep_ == "cop" for one in verb.children) else None


def _doer(tokens: Sequence[Token], verb: Token) -> Token | None:
    """Return who did what was undergone; parsers hang "par le tribunal" on any noun before it."""
    for token in tokens:
        if token.dep_ == "pobj" and token.head.lower_ in BY:
            return token
        if token.i > verb.i and any(one.dep_ == "case" and one.lower_ in BY for one in token.children):
            return token
    return None


def _said(group: Sequence[Token], denying: Sequence[Token]) -> str:
    """Return the words of a predicate as they stand, those that deny it among them where nothing else is between."""
    words = sorted({one.i: one for one in (*group, *denying)}.values(), key=lambda one: one.i)
    if words[-1].i - words[0].i >= len(words):
        words = sorted(group, key=lambda one: one.i)
    return "".join(one.text_with_ws for one in words).strip()


def _tense(group: Sequence[Token], tokens: Sequence[Token], lang: Lang) -> str:
    if any(one.pos_ == "AUX" and one.lemma_.lower() not in PLAIN and one not in group[-1:] for one in tokens):
        return "unreal"
    body = sorted(group, key=lambda one: one.i)
    finite = [one for one in body if is_finite(one)]
    if is_conditional(body, finite, lang) or is_future(body, finite, lang):
        return "unreal"
    if has_moved(body, lang, lexicon(lang)):
        return "past"
    if any(one.lower_ in MODAL for one in body) or any("Sub" in one.morph.get("Mood", []) for one in finite):
        return "unreal"
    return "past" if is_past(body, finite, lang) else "present"


def _meanings(verb: Token, tokens: Sequence[Token], lang: Lang) -> frozenset[str]:
    """Return what a predicate means: its lemma's stem, and the rows of the table of paraphrases that it stands in."""
    return frozenset({f"{lang}:{stem(fold(verb.lemma_))}"}) | _rows("paraphrases", "meaning", verb, tokens, lang)


def _rows(table: str, key: str, verb: Token, tokens: Sequence[Token], lang: Lang) -> frozenset[str]:
    """Return the rows of a table that a verb, or a phrase with it, stands in."""
    folded = [fold(one.text).strip("'-") for one in tokens]
    at = next(at for at, one in enumerate(tokens) if one.i == verb.i)
    return frozenset(row for start, end, row in patterns(table, key, lang).find(folded) if start <= at < end)
