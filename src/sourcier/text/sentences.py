"""Where sentences start: punctuation and what stands around it, before any model has its say.

A parser cuts newspaper prose at colons, quotation marks and headline fragments. Full stops are a better guide, so
that the parser gets its sentences and only has to find what is inside them.
"""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np
from spacy.attrs import IS_SPACE, ORTH, SENT_START
from spacy.tokens import Doc, Token

ENDS = frozenset({".", "!", "?", "…", "...", "?!", "!?", "!!", "??", "!!!", "....", "….", "?…", "!…"})
CLOSING = frozenset({"»", "”", '"', "’", ")", "]", "''"})
MAY_END = frozenset("".join(ENDS | CLOSING))
OPENING = frozenset({"«", "“", '"', "‘", "(", "[", "–", "—", "-", "``", "•"})

# Titles and reference marks never end a sentence: a name or a number follows.
NEVER_LAST = re.compile(
    r"(?:M|MM|Mme|Mmes|Mlle|Me|Dr|Pr|Mgr|St|Ste|Mr|Mrs|Ms|Messrs|Prof|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Capt|Rev|Hon"
    r"|No|Nos|Fig|art|p|pp|cf|vs|env|approx|vol|chap)\."
)
INITIAL = re.compile(r"(?:[^\W\d_]\.-?)+")
ABBREVIATED = re.compile(r"[^\W\d_]{1,5}\.")

# As spaCy keeps them: 0 would leave the parser free to start a sentence there.
_START, _NO_START = 1, -1

_ENDED = re.compile(r"[.!?…][»”\"’)\]]*(?:\s[»”\"])?\s+(?=[«“\"(]?\s?[^\W\d_a-zà-ÿœ])")
_LAST_WORD = re.compile(r"\S*$")
_LONGEST_WORD = 40


def find_cut(text: str, start: int, end: int) -> int:
    """Return where to part a text too long for the parser: behind a sentence, else behind a word, else at the end.

    The second half of the text is looked at, so that pieces stay long.

    >>> text = "Il pleut fort. M. Roy sort."
    >>> text[: find_cut(text, 0, 23)], text[: find_cut(text, 0, 9)], text[: find_cut(text, 0, 2)]
    ('Il pleut fort. ', 'Il pleut ', 'Il')
    """
    middle = (start + end) // 2
    cut = end
    for match in _ENDED.finditer(text, middle, end):
        word = _LAST_WORD.search(text, max(start, match.start() - _LONGEST_WORD), match.start() + 1)
        if word is None or not (NEVER_LAST.fullmatch(word[0]) or INITIAL.fullmatch(word[0])):
            cut = match.end()
    if cut < end:
        return cut
    return next((at for at in range(end, middle, -1) if text[at - 1].isspace()), end)


def mark_sentences(doc: Doc) -> Doc:
    """Set `is_sent_start` on every token.

    A sentence starts where a block does, after a blank line; and after a full stop, a question or exclamation mark
    or an ellipsis (and the closing marks that belong to it) when what follows begins like a sentence: a capital, a
    figure or an opening mark.
    """
    words = doc.to_array(ORTH).tolist()
    may_end = {word for word in set(words) if doc.vocab.strings[word][-1:] in MAY_END}
    indices = (doc.to_array(IS_SPACE) == 0).nonzero()[0].tolist()
    starts = np.full((len(doc), 1), _NO_START, dtype=np.int64)
    starts[:1] = _START
    for before, at in pairwise(indices):
        parted = at - before > 1 and doc[before + 1].text.count("\n") > 1
        if parted or (words[before] in may_end and _ends_sentence(doc[before], doc) and _starts_sentence(doc[at], doc)):
            starts[at] = _START
    # All at once: spaCy walks the whole text each time that one token is told.
    flags = starts.astype(np.uint64)
    return doc.from_array([SENT_START], flags)  # type: ignore[arg-type]  # its stubs know thinc's arrays alone


def _ends_sentence(token: Token, doc: Doc) -> bool:
    """Say whether a sentence can end with this token, closing marks skipped backwards."""
    closers = 0
    while token.text in CLOSING and token.i > 0 and closers < 4:
        if token.text == '"' and _opens(token, doc):
            return False
        token = doc[token.i - 1]
        closers += 1
        while token.is_space and token.i > 0:
            token = doc[token.i - 1]
    if token.text in ENDS:
        return not (token.text == "." and token.i > 0 and _is_initial(doc[token.i - 1], token))
    if len(token.text) > 1 and token.text.endswith((".", "…", "!", "?")):
        return not NEVER_LAST.fullmatch(token.text)
    return False


def _is_initial(word: Token, stop: Token) -> bool:
    """Say whether the stop belongs to an initial ("J. Martin") or an abbreviated title cut from it."""
    glued = word.idx + len(word.text) == stop.idx
    return glued and ((len(word.text) == 1 and word.text.isupper()) or bool(NEVER_LAST.fullmatch(word.text + ".")))


def _starts_sentence(token: Token, doc: Doc) -> bool:
    """Say whether a sentence can begin with this token."""
    if token.text in CLOSING and token.text != '"':
        return False
    word = token
    while word.text in OPENING and word.i + 1 < len(doc):
        word = doc[word.i + 1]
        while word.is_space and word.i + 1 < len(doc):
            word = doc[word.i + 1]
    before = doc[token.i - 1]
    while before.is_space and before.i > 0:
        before = doc[before.i - 1]
    if token.text == '"' and not _opens(token, doc):
        return False
    starts = word.text[:1].isupper() or word.text[:1].isdigit()
    if len(before.text) > 1 and before.text not in ENDS and _is_short_form(before.text):
        # "9 p.m. The boat", "l'Inc. Le groupe": only a function word with a capital shows that a sentence begins.
        return starts and word.is_stop
    return starts


def _is_short_form(text: str) -> bool:
    return bool(INITIAL.fullmatch(text) or ABBREVIATED.fullmatch(text))


def _opens(mark: Token, doc: Doc) -> bool:
    """Say whether a straight quotation mark opens: a space before it, none after it."""
    previous = doc[mark.i - 1] if mark.i else None
    return (previous is None or bool(previous.whitespace_) or previous.is_space) and not mark.whitespace_
