"""One statement that stands in two sentences: a topic and what is said of it, a figure and whose it is.

"La dette ? L’Insee l’a chiffrée à …", "Algérie. 4 % du PIB pour l’armée.", "Exports: 136.5% of GDP. Ireland, 2023."
are read as one stretch of text, so that no operation needs to know these shapes.
"""

from __future__ import annotations

from collections.abc import Sequence

from sourcier.core.spans import Span
from sourcier.text.draft import Draft
from sourcier.text.tokens import Token

TOPIC = 8
"""Words of a heading put as a question or set apart by a full stop."""
TAIL = 5
"""Words of a fragment that only says whose figure it was, or of when."""
QUESTIONS = frozenset({"qui", "quel", "quelle", "quels", "quelles", "who", "which", "what"})
OTHERS = frozenset({"celle", "celui", "celles", "ceux", "those", "that"})
"""Words by which an answer speaks of something else of the same name."""
VERBS = frozenset({"VERB", "AUX"})


def stretch_of(draft: Draft, span: Span) -> Span:
    """Return a sentence with the topic before it and the fragment after it that belong to the same statement."""
    sentences = [one.span for one in draft.sentences]
    at = next((n for n, one in enumerate(sentences) if one == span), None)
    if at is None:
        return span
    start, end = span.start, span.end
    is_free = not _names_more(draft, span)
    if at and is_free and _goes_with(draft, sentences[at - 1], span) and _is_topic(draft, sentences[at - 1], span):
        start = sentences[at - 1].start
    after = sentences[at + 1] if at + 1 < len(sentences) else None
    if after is not None and _goes_with(draft, span, after) and _is_tail(draft, span, after):
        end = after.end
    return Span(start, end)


def _goes_with(draft: Draft, one: Span, two: Span) -> bool:
    """Say whether a sentence follows another on the same line."""
    return "\n" not in draft.article.text[one.end : two.start]


def _names_more(draft: Draft, span: Span) -> bool:
    """Say whether a sentence has a name of its own that nothing links: "La France ? Les Bretons y …"."""
    known = [*(one.span for one in draft.mentions if one.entity_id), *(one.span for one in draft.times)]
    first = next(iter(_words(draft, span)), None)
    return any(
        token is not first
        and token.text[:1].isupper()
        and token.pos_ in {"PROPN", "NOUN", "ADJ"}
        and not token.text.isupper()
        and not any(one.start <= token.idx < one.end for one in known)
        for token in _words(draft, span)
    )


def _is_topic(draft: Draft, topic: Span, span: Span) -> bool:
    """Say whether a sentence only names what the next one speaks of."""
    words = _words(draft, topic)
    own = _words(draft, span)
    if not words or any(topic.contains(one.span) for one in draft.quantities):
        return False
    if own and own[0].lower_ in OTHERS:
        return False  # "L’espérance de vie ? Celle des chats …"
    is_question = topic.of(draft.article.text).rstrip(" !").endswith("?")
    if _has_verb(words):
        # "Qui héberge le plus de réfugiés ? L’Allemagne." The answer has no verb of its own.
        asks = any(token.lower_ in QUESTIONS for token in words[:2])
        return is_question and asks and not _has_verb(_words(draft, span))
    if len(words) > TOPIC:
        return False
    return is_question or _is_named(draft, topic, words)


def _is_tail(draft: Draft, span: Span, tail: Span) -> bool:
    """Say whether a sentence is only a name and a time, which the one before it lacks."""
    lacks_name = not any(span.contains(one.span) and one.entity_id for one in draft.mentions)
    words = _words(draft, tail)
    return lacks_name and not _has_verb(_words(draft, span)) and len(words) <= TAIL and _is_named(draft, tail, words)


def _is_named(draft: Draft, span: Span, words: Sequence[Token]) -> bool:
    """Say whether words are a linked name and times, and nothing else."""
    every = [*(one.span for one in draft.mentions), *(one.span for one in draft.times)]
    spans = [one for one in every if span.contains(one)]
    has_name = any(one.entity_id and span.contains(one.span) for one in draft.mentions)
    return has_name and all(
        token.pos_ in {"DET", "ADP", "CCONJ"}
        or token.is_punct
        or any(one.start <= token.idx < one.end for one in spans)
        or (token.text.isdigit() and len(token) == len("2023"))
        for token in words
    )


def _words(draft: Draft, span: Span) -> list[Token]:
    return [token for token in draft.tokens(span) if not (token.is_space or token.is_punct)]


def _has_verb(words: Sequence[Token]) -> bool:
    return any(token.pos_ in VERBS for token in words)
