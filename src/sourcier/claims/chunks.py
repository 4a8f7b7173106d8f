"""Cut a sentence into clauses by what stands on its surface: marks, connectives, verb groups.

Newspaper sentences are long, and a small parser loses its way in them; its parts of speech and its nearest arcs
remain good. So clauses are cut where the surface says that one may start (a comma, a colon, a relative pronoun, a
conjunction before a verb), then pieces that cannot stand alone are given back to their neighbours.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from sourcier.claims.lexicon import Lexicon, form_of
from sourcier.claims.pieces import Chunk, Opener, contents, describe
from sourcier.claims.told import aside, is_told
from sourcier.claims.verbs import is_finite, verb_groups
from sourcier.core.spans import Span
from sourcier.text.tokens import Token, Tokens

STRONG = frozenset({";", ":", "–", "—"})


MARKS = frozenset({"«", "»", "“", "”", '"', "``", "''"})


RELATIVES = {
    "fr": frozenset("qui dont où lequel laquelle lesquels lesquelles auquel auxquels duquel desquels".split()),
    "en": frozenset("which who whom whose where".split()),
}


ADVERBIALS = {
    "fr": frozenset(
        "quand lorsque lorsqu' puisque puisqu' si s' comme quoique tandis alors pendant après avant parce dès afin"
        " pour sinon malgré".split()
    ),
    "en": frozenset("when while because after before since although though if unless until as whereas once".split()),
}


CONTENT = {"fr": frozenset({"que", "qu'", "qu’"}), "en": frozenset({"that"})}


AS_FAR = 9
"""Words between "plus" and its "que"."""

BODY = frozenset({"NOUN", "PROPN", "NUM", "PRON", "ADJ", "VERB", "AUX"})


def cut(sentence: Tokens, lang: str, words: Lexicon, whole: Sequence[Span] = ()) -> list[Chunk]:
    """Cut a sentence at every place where a clause or a fragment may start.

    Args:
        sentence: The tokens of one sentence.
        lang: fr or en.
        words: What the lemmas of the language can do.
        whole: Spans that are never cut: figures and times ("six ou dix mois").
    """
    tokens = [token for token in sentence if not token.is_space]
    if not tokens:
        return []
    starts: dict[int, tuple[Opener, Token | None]] = {tokens[0].i: (Opener.START, None)}
    for number, token in enumerate(tokens[1:], start=1):
        before = tokens[number - 1]
        opener = _opener(token, before, tokens, number, lang, words, whole) or aside(token, tokens, number, lang, whole)
        if opener is Opener.ADVERBIAL and any(span.start == token.idx for span in whole):
            # "Since 1979" is a date, not a clause.
            opener = Opener.COMMA if before.text == "," else None
        if opener is None or any(span.start < token.idx < span.end for span in whole):
            continue
        first = token
        if opener in {Opener.RELATIVE, Opener.ADVERBIAL, Opener.CONTENT}:
            first = _with_preposition(tokens, number, lang)
        marker = token if opener in {Opener.RELATIVE, Opener.ADVERBIAL, Opener.CONTENT, Opener.COORDINATION} else None
        known = starts.get(first.i)
        if known is None or known[1] is None:
            starts[first.i] = (opener if known is None or marker is not None else known[0], marker)
    bounds = sorted(starts)
    indices = [token.i for token in tokens]
    chunks = [
        Chunk(
            start=start,
            end=end,
            opener=starts[start][0],
            marker=starts[start][1],
            tokens=tokens[bisect_left(indices, start) : bisect_left(indices, end)],
        )
        for start, end in zip(bounds, [*bounds[1:], tokens[-1].i + 1], strict=True)
    ]
    for chunk in chunks:
        describe(chunk, sentence)
    return [piece for chunk in chunks for piece in _resumed(chunk, sentence)]


def _resumed(chunk: Chunk, sentence: Tokens) -> list[Chunk]:
    """Part a relative or governed clause from the main verb that follows it without a comma."""
    if chunk.opener not in {Opener.RELATIVE, Opener.CONTENT} or not chunk.is_finite:
        return [chunk]
    groups = verb_groups(contents(chunk, sentence))
    if len(groups) < 2:
        return [chunk]
    start = groups[1][0]
    while start - 1 > groups[0][1] and (
        sentence.doc[start - 1].dep_.startswith("expl") or _is_negation(sentence.doc[start - 1])
    ):
        start -= 1
    first = Chunk(start=chunk.start, end=start, opener=chunk.opener, marker=chunk.marker)
    second = Chunk(start=start, end=chunk.end, opener=Opener.RESUME)
    describe(first, sentence)
    describe(second, sentence)
    return [first, second]


def _is_negation(token: Token) -> bool:
    return form_of(token) in {"ne", "n'"}


def _opener(
    token: Token, before: Token, tokens: list[Token], number: int, lang: str, words: Lexicon, whole: Sequence[Span]
) -> Opener | None:
    """Return why a piece may start at this token, or None."""
    text = form_of(token)
    if before.text in STRONG:
        return Opener.STRONG
    if token.text in {"(", "[", "–", "—"}:
        return Opener.STRONG
    if before.text in MARKS or token.text in MARKS:
        if text in CONTENT[lang] and number > 1 and _says(tokens[number - 2], words):
            return Opener.CONTENT  # "a dit « que la dette a doublé »"
        return Opener.QUOTE if _is_quote_edge(token, before) else None
    if text in RELATIVES[lang] and (token.pos_ in {"PRON", "ADV", "DET", "SCONJ"}):
        return Opener.RELATIVE
    if text in CONTENT[lang]:
        if _says(before, words):
            return Opener.CONTENT
        if token.pos_ in {"SCONJ", "PRON"}:
            return _que(token, before, lang, words)
    if is_told(token, tokens, number, lang, words, whole):
        return Opener.CONTENT
    accuses = text in {"d'", "de", "of"} and _governs_perfect(tokens, number)
    if accuses and any(words.has(word, "stance", "imputes") for word in tokens[max(0, number - 6) : number]):
        return Opener.CONTENT
    if before.text == ",":
        if text in ADVERBIALS[lang] and token.pos_ in {"SCONJ", "ADV", "ADP"}:
            return Opener.ADVERBIAL
        return Opener.COORDINATION if token.pos_ == "CCONJ" else Opener.COMMA
    if token.pos_ == "CCONJ":
        return Opener.COORDINATION
    if text in ADVERBIALS[lang] and token.pos_ == "SCONJ":
        return Opener.ADVERBIAL
    if lang == "en" and before.pos_ in {"VERB", "AUX"} and token.pos_ in BODY | {"DET"}:
        return Opener.CONTENT if _bare_content(token, before) else None
    return None


def _says(verb: Token, words: Lexicon) -> bool:
    """Say whether a word is a verb that "que" may follow: "dit", "sait", "estime"."""
    return words.has(verb, "say", "factive", "reckon") and (verb.pos_ in {"VERB", "AUX"} or bool(verb.is_sent_start))


def _is_quote_edge(token: Token, before: Token) -> bool:
    opens = token.text in {"«", "“", "``"} or (token.text == '"' and not token.whitespace_)
    closes = before.text in {"»", "”", "''"} or (before.text == '"' and bool(before.whitespace_))
    return opens or closes


def _que(token: Token, before: Token, lang: str, words: Lexicon) -> Opener | None:
    """Tell "ne … que" and "plus … que" from a clause; "alors que" from "dit que"."""
    if lang == "fr" and before.lower_ == "bien":
        # "Bien que" concedes at the start of a clause only; "sait très bien que" governs one.
        return Opener.ADVERBIAL if before.i == 0 or before.nbor(-1).is_punct or before.is_sent_start else Opener.CONTENT
    if lang == "fr" and before.lower_ in ADVERBIALS["fr"] | {
        "ce",
        "lors",
        "depuis",
        "sitôt",
        "aussitôt",
        "tant",
        "outre",
    }:
        return Opener.ADVERBIAL
    if lang == "fr" and (_restricts(token, words) or _compares(token, words)):
        return None
    if lang == "en" and token.dep_ == "pobj":
        return None  # "larger than that of Portugal"
    if token.dep_ in {"advmod", "fixed"} or (lang == "fr" and token.pos_ == "ADV"):
        return None
    if token.pos_ == "PRON" and token.dep_ in {"obj", "nsubj", "dobj", "nsubjpass", "iobj"}:
        return Opener.RELATIVE
    return Opener.CONTENT


def _restricts(que: Token, words: Lexicon) -> bool:
    """Say whether "que" closes "ne … que" (only): a "ne" before it, no other denial, no verb of its own after it."""
    before = [form_of(token) for token in que.doc[max(que.sent.start, que.i - 8) : que.i]]
    if not {"ne", "n'"} & set(before) or (words.words("denial") | {"plus"}) & set(before):
        return False
    for token in que.doc[que.i + 1 : que.sent.end]:
        if token.text in STRONG or token.text == ",":
            return True
        if is_finite(token):
            return False
    return True


def _compares(que: Token, words: Lexicon) -> bool:
    """Say whether "que" brings in what is compared with: "plus surveillée que la Manche", "plus que ne dit Oslo"."""
    before = que.doc[max(que.sent.start, que.i - AS_FAR) : que.i]
    degree = next((token for token in reversed(list(before)) if token.is_punct or words.has(token, "degree")), None)
    if degree is None or degree.is_punct or any(_is_tensed(token) for token in que.doc[degree.i + 2 : que.i]):
        return False
    ahead = form_of(degree.nbor(-1)) if degree.i else ""
    if degree.i + 1 == que.i and (form_of(degree) == "aussi" or ahead in {"de", "en", "à"}):
        return False  # "dit aussi que", "affirme de plus que", "à moins que"
    if degree.i + 1 == que.i and _opens(degree, words):
        return False  # "pas plus que la Suède" goes on with the clause before, "davantage que la Suède" with the next
    for token in que.doc[que.i + 1 : que.sent.end]:
        if token.is_punct or token.text in MARKS or form_of(token) in {"ne", "n'"} | RELATIVES["fr"]:
            return True
        if is_finite(token):
            return False
    return True


def _opens(degree: Token, words: Lexicon) -> bool:
    """Say whether a word of degree is the first of its clause, a denial before it aside."""
    at = degree.i - 1
    while at >= degree.sent.start and words.has(degree.doc[at], "denial"):
        at -= 1
    return at < degree.sent.start or degree.doc[at].is_punct


def _is_tensed(token: Token) -> bool:
    """Say whether a word is a finite verb by its form: not "surveillée", which the tagger may take for one."""
    is_finite_form = token.pos_ in {"VERB", "AUX"} and "Fin" in token.morph.get("VerbForm", [])
    return is_finite_form and not token.lower_.endswith(("é", "ée", "és", "ées"))


def _governs_perfect(tokens: list[Token], number: int) -> bool:
    """Say whether "d'avoir fait" follows: what somebody is accused, suspected or congratulated of."""
    following = tokens[number + 1] if number + 1 < len(tokens) else None
    if following is not None and tokens[number].lower_ == "of":
        return following.tag_ == "VBG"  # "accuses the army of shelling a market"
    return (
        following is not None
        and following.lower_ in {"avoir", "être"}
        and number + 2 < len(tokens)
        and (tokens[number + 2].pos_ in {"VERB", "AUX", "ADV"})
    )


def _bare_content(token: Token, before: Token) -> bool:
    """Say whether an English clause without "that" starts here: "said tickets were sold"."""
    head = next((left for left in token.ancestors if left.dep_ == "ccomp"), token if token.dep_ == "ccomp" else None)
    return head is not None and head.head == before and head.left_edge == token and head.i > token.i


def _with_preposition(tokens: list[Token], number: int, lang: str) -> Token:
    """Take the preposition or adverb that belongs to a connective with it: "pour qui", "alors que"."""
    first = tokens[number]
    if number and tokens[number - 1].pos_ == "ADP" and tokens[number].pos_ == "PRON":
        first = tokens[number - 1]
    if lang == "en" and number and tokens[number - 1].lower_ in {"even", "just", "only"} and first.pos_ == "SCONJ":
        first = tokens[number - 1]
    if lang == "fr" and first.lower_ in {"que", "qu'", "qu’"} and number:
        back = number - 1
        while back and tokens[back].lower_ in ADVERBIALS["fr"] | {
            "bien",
            "même",
            "lors",
            "ce",
            "alors",
            "si",
            "le",
            "moment",
        }:
            first = tokens[back]
            back -= 1
    return first
