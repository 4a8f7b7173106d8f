"""Whether a passage vouches for what one of its clauses says, in its own name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sourcier.assessment.lexicon import fold, patterns, tokenise
from sourcier.assessment.passages.clauses import Clause
from sourcier.assessment.passages.words import NEGATIVE
from sourcier.assessment.vetoes.vocabulary import words_of
from sourcier.claims.lexicon import form_of, lexicon
from sourcier.core.article import Lang
from sourcier.core.claims import Claim, ClaimKind, Commitment
from sourcier.core.language import Sentence
from sourcier.core.spans import Span
from sourcier.text.draft import Draft
from sourcier.text.tokens import Token

REBUTS = frozenset({"true-", "confirm-"})
"""Rows of data/opposites.tsv by which a text takes back what it, or somebody, said: "faux", "dément"."""
PROVES = frozenset({"true+", "confirm+", "prove+"})
"""Rows that take back what was said where they are denied: "rien ne le prouve"."""
UNVOUCHED = words_of("unvouched") | words_of("reversals")
"""Words for what is not told as fact, or was undone since: rumours, novels; "annulé", "rectificatif"."""
OWN_WORDS = words_of("own_words")
"""Words in a title by which somebody speaks for himself in what follows."""
LABEL = re.compile(r"\W*((?:[A-ZÀ-Þ][\w.'’-]*\s*|d[eu]s?\s+|von\s+|van\s+){1,6})\s?:\s")
NAMES = frozenset({"NOUN", "PROPN"})
"""Parts of speech of "a mine", which is nobody's own."""
SENTENCES = re.compile(r"[.!?…]")
BESIDE = frozenset({"punct", "cc", "conj"})


def doubt(draft: Draft, claims: Sequence[Claim], clause: Clause) -> str:
    """Return the words by which a text does not vouch for a clause of its own; none where it does.

    It does where its author, who is no "we", asserts it, in the indicative and not of the future, in no quotation,
    under no condition, and nothing in the text takes it back.
    """
    claim, text = clause.claim, draft.article.text
    ours = lexicon(draft.article.lang).words("first_person")
    own = next((one.text for one in draft.tokens(claim.span) if form_of(one) in ours and one.pos_ not in NAMES), "")
    if own:
        return own
    if claim.source.kind != "author":
        return (claim.source.cue or claim.source.span or claim.span).of(text)
    if claim.commitment is not Commitment.ASSERTS or claim.kind is ClaimKind.PREDICTION or claim.is_presupposed:
        return clause.said
    if clause.tense == "unreal":
        return clause.said
    sentence = next(one for one in draft.sentences if one.id == claim.sentence_id)
    if any(one.span.overlaps(claim.span) for one in draft.quotes) or not clause.is_root:
        return sentence.span.of(text)
    around = f"{text[: claim.span.start]}. {text[claim.span.end :]}"
    return _speaker(text) or _beside(draft, claims, clause, sentence) or taken_back(around, draft.article.lang)


def _speaker(text: str) -> str:
    """Return the label of who speaks, in a debate or an interview.

    >>> _speaker("MS HOLLOWAY: The line was closed."), _speaker("Le prix a baissé : il vaut 3 euros.")
    ('MS HOLLOWAY', '')
    """
    found = LABEL.match(text)
    return found[1] if found else ""


def taken_back(text: str, lang: Lang) -> str:
    """Return the words by which a text takes something back.

    >>> taken_back("Le maire a démissionné ? C’est faux.", "fr")
    'faux'
    """
    words = [word.strip("'’.,;:!?«»\"“”()") for word in text.replace("’", "’ ").split()]
    folded = [fold(word).strip("'-") for word in words]
    met = patterns("opposites", "meaning", lang).find(folded)
    rebuts = next((words[start:end] for start, end, meaning in met if meaning in REBUTS), None)
    if rebuts:
        return " ".join(rebuts)
    if word := next((word for word, plain in zip(words, folded, strict=True) if plain in UNVOUCHED), ""):
        return word
    return next((sentence.strip() for sentence in SENTENCES.split(text) if _denies_proof(sentence, lang)), "")


def _denies_proof(sentence: str, lang: Lang) -> bool:
    plain = tokenise(sentence)
    proves = any(meaning in PROVES for _, _, meaning in patterns("opposites", "meaning", lang).find(plain))
    return proves and not NEGATIVE.isdisjoint(plain)


def own_words(title: str) -> str:
    """Return the word of a title by which somebody speaks for himself below: "Discours", "Interview"."""
    return next((word for word in tokenise(title) if word in OWN_WORDS), "")


def _beside(draft: Draft, claims: Sequence[Claim], clause: Clause, sentence: Sentence) -> str:
    """Return what stands beside a claim in its sentence and is no claim that the text vouches for by itself.

    What hangs on its predicate ("à condition qu'il pleuve", "if the grant comes"), any other verb ("paraît-il", "or so
    they say"), a question mark.
    """
    text = draft.article.text
    if sentence.span.of(text).rstrip(' »”"\u00a0\u202f').endswith("?"):
        return sentence.span.of(text)
    told = [one.span for one in claims if one.source.kind == "author" and one.commitment is Commitment.ASSERTS]
    for token in draft.tokens(sentence.span):
        span = Span(token.idx, token.idx + len(token.text))
        if token.is_punct or any(one.overlaps(span) for one in (clause.claim.span, *told)):
            continue
        if token.pos_ in {"VERB", "AUX"}:
            return token.text
        if token.head.idx == clause.start and token.dep_ not in BESIDE:
            return _phrase(token, text)
    return ""


def _phrase(token: Token, text: str) -> str:
    under = list(token.subtree)
    return Span(under[0].idx, under[-1].idx + len(under[-1].text)).of(text)
