"""What is measured against, never cut: "que la Belgique et le Portugal réunis", "plus peuplée que la Croatie"."""

from __future__ import annotations

from collections.abc import Sequence

from sourcier.claims.lexicon import Lexicon, form_of
from sourcier.claims.verbs import is_finite
from sourcier.claims.vocabulary import read_words
from sourcier.core.spans import Span
from sourcier.text.tokens import Token, Tokens

THAN = read_words("than")
QUE = read_words("than_fr")
JOINING = read_words("joining")
LISTED = THAN | JOINING | read_words("listed")
DEGREES = read_words("degrees")
QUALITIES = frozenset({"ADJ", "VERB"})


def yardsticks(sentence: Tokens, words: Lexicon, names: Sequence[Span]) -> list[Span]:
    """Return the stretches of a sentence that hold what something is compared with, or names that are added up."""
    tokens = [token for token in sentence if not token.is_space]
    return [*_sums(tokens, words, names), *_thans(tokens)]


def _sums(tokens: Sequence[Token], words: Lexicon, names: Sequence[Span]) -> list[Span]:
    """Return the lists of names before a word that adds them up, from the word before their "que" on."""
    forms = [form_of(token) for token in tokens]
    if words.first_words("summed").isdisjoint(forms):
        return []
    named = [any(span.start <= token.idx < span.end for span in names) for token in tokens]
    phrases = [phrase.split() for phrase in words.longest_first("summed")]
    found = []
    for at in range(1, len(tokens)):
        phrase = next((one for one in phrases if forms[at : at + len(one)] == one), None)
        if phrase is None or not named[at - 1]:
            continue
        start = at
        while start and (named[start - 1] or forms[start - 1] in LISTED):
            start -= 1
        while forms[start] in JOINING:
            start += 1
        if start and forms[start] in THAN:
            start -= 1
        last = tokens[at + len(phrase) - 1]
        found.append(Span(tokens[start].idx, last.idx + len(last)))
    return found


def _thans(tokens: Sequence[Token]) -> list[Span]:
    """Return each "plus peuplée que" after which no verb comes: that "que" opens no clause."""
    found = []
    for at in range(len(tokens) - 2):
        degree, quality, que = tokens[at : at + 3]
        is_one = form_of(degree) in DEGREES and quality.pos_ in QUALITIES and form_of(que) in QUE
        if is_one and not any(is_finite(token) for token in tokens[at + 3 :]):
            found.append(Span(quality.idx, que.idx + len(que)))
    return found
