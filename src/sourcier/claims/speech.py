"""Who is made to say what in a sentence: reported speech, quotations, "selon …", incises."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from sourcier.claims.attributing import is_attribution
from sourcier.claims.lexicon import Lexicon, form_of
from sourcier.claims.pieces import Chunk, Opener, contents, is_inverted, span_of
from sourcier.claims.sources import Speakers, gender_of, inline_phrase, named_source, source_of, subject_of
from sourcier.core.claims import AUTHOR, UNNAMED, Source
from sourcier.core.language import Quantity, Quote
from sourcier.core.spans import Span
from sourcier.text.tokens import Token, Tokens

MARKS = " »”\"'’)\u00a0\u202f"
"""What may stand after the question mark."""


SENTENCES = frozenset({"a", "mo", "d", "EUR"})
"""Units of what a court sentences somebody to."""

LONGEST = 9
"""Words after the verb of an incise that names who speaks."""


class Manner(StrEnum):
    """How a source is brought in."""

    SAYS = "says"
    RECKONS = "reckons"
    FACTIVE = "factive"
    """The author takes the content as true: "rappelle que"."""
    RUMOURS = "rumours"
    """Nobody in particular is made to say it: "murmure-t-on"."""
    PHRASE = "phrase"
    """"Selon X", "according to X"."""


@dataclass(slots=True)
class Saying:
    """One act of saying in a sentence."""

    source: Source
    manner: Manner
    chunk: int | None
    """The piece that holds the verb of saying; None for a phrase."""
    contents: set[int] = field(default_factory=set)
    """The pieces that are said."""
    cue: Span | None = None
    gives_words: bool = False
    """Brought in by "selon X", or a quotation that goes on: a quote where the words stand in marks."""
    is_spoken: bool = False
    """The verb is one of saying or writing, not only of knowing or reckoning."""


def sayings(
    pieces: Sequence[Chunk], sentence: Tokens, words: Lexicon, quotes: Sequence[Quote], speakers: Speakers
) -> list[Saying]:
    """Return the acts of saying of a sentence, governing verbs before phrases."""
    found: list[Saying] = []
    for number, piece in enumerate(pieces):
        verb = _verb_of_saying(piece, pieces, number, sentence, words, quotes)
        if verb is None:
            continue
        said = _contents(pieces, number, sentence, words, quotes)
        is_spoken = words.has(verb, "say") or not words.has(verb, "reckon", "factive") or _is_made_known(verb, words)
        if not said and not is_spoken:
            continue
        subject = subject_of(verb)
        if subject is not None and words.has(subject, "nobody"):
            continue  # "rien ne dit que": nobody says so
        source = source_of(verb, piece, sentence, words, speakers)
        said -= {other for other in said if other < number and _is_about(source, pieces[other], sentence)}
        if words.has(verb, "factive") and not is_spoken:
            source = AUTHOR
        is_passive = any(child.dep_ in {"auxpass", "aux:pass"} for child in verb.children)
        if is_passive and not inline_phrase(contents(piece, sentence), words, "heard"):
            if not said:
                continue  # "sera publié au printemps": nobody speaks
            source = UNNAMED  # "the court was told": who told it is not said
        if found and piece.opener is Opener.COORDINATION and (subject is None or subject.i < piece.start):
            source = found[0].source  # "He conceded that A but insisted that B"
        found.append(
            Saying(
                source=source,
                manner=_manner(verb, piece, words, has_quotes=_holds_quote(pieces, {number, *said}, sentence, quotes)),
                chunk=number,
                contents=said,
                cue=Span(verb.idx, verb.idx + len(verb.text)),
                is_spoken=is_spoken,
            )
        )
        if source.kind == "named":
            speakers.remember(source, gender_of(source, sentence))
    found.extend(_phrases(pieces, sentence, words, found, speakers))
    return found


def _manner(verb: Token, piece: Chunk, words: Lexicon, *, has_quotes: bool) -> Manner:
    heard = inline_phrase([token for token in piece.tokens or () if token.i > verb.i], words, "heard")
    if heard:
        return Manner.SAYS  # "a-t-on appris auprès de la préfecture": what one is told, not what one knows
    if words.has(verb, "factive") and not _is_made_known(verb, words):
        return Manner.FACTIVE
    if words.has(verb, "rumours") and piece.tokens and any(token.lower_.lstrip("-") == "on" for token in piece.tokens):
        return Manner.RUMOURS
    if words.has(verb, "reckon") and not has_quotes:
        return Manner.RECKONS
    return Manner.SAYS


def _verb_of_saying(
    piece: Chunk,
    pieces: Sequence[Chunk],
    number: int,
    sentence: Tokens,
    words: Lexicon,
    quotes: Sequence[Quote],
) -> Token | None:
    """Return the verb of a piece that says or holds what another piece contains, or None."""
    if _is_ordered(piece, sentence):
        return None
    candidates = [
        token
        for token in contents(piece, sentence)
        if token.pos_ in {"VERB", "AUX"}
        and words.has(token, "say", "reckon", "factive")
        and (
            not _in_quotes(token, quotes) or (number and piece.opener is Opener.COMMA and is_inverted(piece, sentence))
        )
    ]
    if not candidates:
        return piece.verb if _closes_quotation(piece, pieces, number, sentence, quotes) else None
    governed = _governed(pieces, number, sentence, words)
    if governed is not None and not _goes_on(piece, pieces[governed], sentence):
        return candidates[-1]
    main = [token for token in candidates if _is_main(token, piece)]
    if not main or not (words.has(main[0], "say") or _is_made_known(main[0], words)):
        return None
    verb = main[0]
    ends_with_colon = contents(piece, sentence)[-1].text == ":"
    quoted = any(_overlaps(quote, piece, sentence) for quote in quotes)
    asks = not number and sentence.text.rstrip(MARKS).endswith("?")
    inverted = is_inverted(piece, sentence) and not asks
    if ends_with_colon or quoted or inverted or _is_closing(piece, number, sentence):
        return verb
    # "Le syndicat conteste cette version": a stand is taken, in words that are not given.
    takes_stand = words.has(verb, "stance") or (words.has(verb, "commits") and _governs_infinitive(verb))
    takes_stand = (
        takes_stand and "Inf" not in verb.morph.get("VerbForm", []) and not _is_suffered(verb, piece.quantities)
    )
    return verb if takes_stand and subject_of(verb) is not None else None


def _is_ordered(piece: Chunk, sentence: Tokens) -> bool:
    """Say whether a piece tells the reader to say or not to say: "ne dites pas que", "Do not tell me that"."""
    verb = piece.verb
    if sentence.doc.lang_ == "en":
        root = next((token for token in contents(piece, sentence) if token.dep_ == "ROOT"), None)
        return (
            root is not None
            and root.tag_ == "VB"
            and subject_of(root) is None
            and root.lower_ not in {"let", "remember"}
        )
    return verb is not None and verb.lower_.endswith("ez") and "Imp" in verb.morph.get("Mood", [])


def _is_made_known(token: Token, words: Lexicon) -> bool:
    """Read "a fait savoir", "fait valoir", "laisse entendre" as verbs of saying."""
    if not words.has(token, "made_to_say") or not token.i:
        return False
    return token.nbor(-1).lemma_.lower() in {"faire", "laisser"} or token.nbor(-1).lower_ in {"fait", "laissé"}


def _closes_quotation(
    piece: Chunk, pieces: Sequence[Chunk], number: int, sentence: Tokens, quotes: Sequence[Quote]
) -> bool:
    """Say whether a clause with its subject last follows quoted words: « … », sourit le maire, whatever its verb."""
    if not number or piece.verb is None or piece.opener is not Opener.COMMA or not is_inverted(piece, sentence):
        return False
    verb = piece.verb
    after = [token for token in contents(piece, sentence) if token.i > verb.i and not token.is_punct]
    named = bool(after) and (after[0].pos_ in {"DET", "PROPN"} or after[0].text.startswith("-"))
    return named and len(after) <= LONGEST and any(_overlaps(quote, pieces[number - 1], sentence) for quote in quotes)


def _governed(pieces: Sequence[Chunk], number: int, sentence: Tokens, words: Lexicon) -> int | None:
    """Return the "que …" that follows a piece, also after an attribution set in: "assure, selon nos sources, que"."""
    for after in range(number + 1, len(pieces)):
        if pieces[after].opener is Opener.CONTENT:
            return after
        if not is_attribution(pieces[after], sentence, words):
            return None
    return None


def _goes_on(piece: Chunk, following: Chunk, sentence: Tokens) -> bool:
    """Say whether "et que" goes on with what a piece is part of: "assure que A et que B"."""
    first = next(iter(contents(following, sentence)))
    coordinated = first.pos_ == "CCONJ" or (first.i > sentence.start and first.nbor(-1).pos_ == "CCONJ")
    return piece.opener is Opener.CONTENT and coordinated


def _is_main(token: Token, piece: Chunk) -> bool:
    """Say whether a verb leads its piece: it is the piece's verb, governs it, or is the sentence's root."""
    return (
        piece.verb is not None and (token in {piece.verb, piece.verb.head} or token.head == piece.verb)
    ) or token.dep_ == "ROOT"


def _governs_infinitive(verb: Token) -> bool:
    """Say whether a verb promises, denies or asks for what an infinitive gives: "a juré de partir", "denied losing"."""
    ahead = verb.doc[verb.i + 1 : verb.i + 6]
    return any(token.tag_ in {"VB", "VBG"} or "Inf" in token.morph.get("VerbForm", []) for token in ahead)


def _is_suffered(verb: Token, figures: Sequence[Quantity]) -> bool:
    """Say whether the subject suffers the stand ("est accusé de"), or a court's sentence ("condamné à trois ans")."""
    passive = any(child.dep_ in {"aux:pass", "auxpass"} for child in verb.children)
    following = verb.doc[verb.i + 1] if verb.i + 1 < len(verb.doc) else None
    sentenced = verb.lemma_ == "condamner" and following is not None and following.lower_ in {"à", "au"}
    return passive or sentenced or (verb.lemma_ == "condamner" and any(one.unit in SENTENCES for one in figures))


def _is_closing(piece: Chunk, number: int, sentence: Tokens) -> bool:
    """Say whether the piece is an English closing or inserted "…, the Coast Guard said on Thursday"."""
    if (
        sentence.doc.lang_ != "en"
        or piece.opener not in {Opener.COMMA, Opener.QUOTE}
        or not number
        or piece.verb is None
    ):
        return False
    subject = subject_of(piece.verb)
    first = next((token for token in contents(piece, sentence) if not token.is_punct), None)
    if subject is None or first is None or subject.left_edge.i > first.i:
        return False  # "a charge Cairo calls baseless": what is said stands first
    after = [token for token in contents(piece, sentence) if token.i > piece.verb.i and not token.is_punct]
    return len(after) <= 4


def _contents(
    pieces: Sequence[Chunk],
    number: int,
    sentence: Tokens,
    words: Lexicon,
    quotes: Sequence[Quote],
) -> set[int]:
    """Return which pieces hold what is said."""
    said: set[int] = set()
    piece = pieces[number]
    inverted = is_inverted(piece, sentence) or _is_closing(piece, number, sentence)
    if piece.is_incise:
        said.add(number + 1)
    if inverted:
        for before in range(number - 1, -1, -1):
            if pieces[before].opener is Opener.STRONG and sentence.doc[pieces[before].start - 1].text == ";":
                said.add(before)
                break
            said.add(before)
    following = range(number + 1, len(pieces))
    if not inverted and contents(piece, sentence)[-1].text == ":":
        said.update(following)
    elif (governed := _governed(pieces, number, sentence, words)) is not None:
        for after in range(governed, len(pieces)):
            if pieces[after].opener is Opener.STRONG and sentence.doc[pieces[after].start - 1].text in {
                ";",
                "–",
                "—",
            }:
                break
            if pieces[after].opener is Opener.RESUME:
                break
            if after > governed and _is_said_aside(pieces[after], sentence, words):
                break
            if not _is_remark(pieces[after], sentence, quotes):
                said.add(after)
    else:
        for after in following:
            if _brings_in(pieces[after], sentence, words, quotes):
                break
            if pieces[after].opener is Opener.CONTENT or _starts_in_quotes(pieces[after], sentence, quotes):
                said.add(after)
    return said


def _brings_in(piece: Chunk, sentence: Tokens, words: Lexicon, quotes: Sequence[Quote]) -> bool:
    """Say whether a piece brings in a saying of its own: "…, tout en concédant que …"."""
    return any(
        token.pos_ == "VERB" and words.has(token, "say") and not _in_quotes(token, quotes)
        for token in contents(piece, sentence)
    )


def _starts_in_quotes(piece: Chunk, sentence: Tokens, quotes: Sequence[Quote]) -> bool:
    """Say whether a piece is the source's own words, and not the author's with some of them set in."""
    first = next((token for token in contents(piece, sentence) if not token.is_punct), None)
    if first is None:
        return False
    if piece.is_participle:
        return _in_quotes(first, quotes)
    return any(_overlaps(quote, piece, sentence) for quote in quotes)


def _is_about(source: Source, piece: Chunk, sentence: Tokens) -> bool:
    """Say whether a piece before the verb describes who speaks: "X, qui avait financé la piste, assure que …"."""
    own = source.span is not None and source.span.overlaps(span_of(piece, sentence))
    before = sentence.doc[max(piece.start - 2, sentence.start) : piece.start]
    follows = source.span is not None and any(source.span.end == token.idx + len(token.text) for token in before)
    return own or (piece.opener is Opener.RELATIVE and follows)


def _is_remark(piece: Chunk, sentence: Tokens, quotes: Sequence[Quote]) -> bool:
    """Say whether a piece is the author's own remark in reported speech: "…, dont le prix a triplé depuis"."""
    first = next(iter(contents(piece, sentence)))
    parted = first.i > sentence.start and first.nbor(-1).text == ","
    return piece.opener is Opener.RELATIVE and piece.is_finite and parted and not _in_quotes(first, quotes)


def _is_said_aside(piece: Chunk, sentence: Tokens, words: Lexicon) -> bool:
    """Say whether a piece after the content brings in another act of saying: ", a précisé le SDIS"."""
    return piece.verb is not None and words.has(piece.verb, "say") and is_inverted(piece, sentence)


def _in_quotes(token: Token, quotes: Sequence[Quote]) -> bool:
    return any(quote.content.start <= token.idx < quote.content.end for quote in quotes)


def _overlaps(quote: Quote, piece: Chunk, sentence: Tokens) -> bool:
    first, last = sentence.doc[piece.start], sentence.doc[piece.end - 1]
    return quote.content.start < last.idx + len(last.text) and first.idx < quote.content.end


def _holds_quote(pieces: Sequence[Chunk], chosen: set[int], sentence: Tokens, quotes: Sequence[Quote]) -> bool:
    return any(_overlaps(quote, pieces[number], sentence) for number in chosen for quote in quotes)


def _phrases(
    pieces: Sequence[Chunk], sentence: Tokens, words: Lexicon, found: Sequence[Saying], speakers: Speakers
) -> list[Saying]:
    """Return what "selon X" and "according to X" bring in: the pieces that no verb of saying governs."""
    governed = {number for saying in found for number in saying.contents}
    phrases: list[Saying] = []
    bodies = [[token for token in contents(piece, sentence) if not token.is_punct] for piece in pieces]
    several = sum(inline_phrase(body, words) is not None for body in bodies) > 1
    for number, piece in enumerate(pieces):
        body = bodies[number]
        inline = inline_phrase(body, words) or _point_of_view(body, piece, words)
        noun = inline or _agent(body, piece, words) or _who_reckons(piece, words)
        if noun is None and _goes_back(body, words):
            phrases.append(Saying(source=speakers.meant_by(""), manner=Manner.PHRASE, chunk=None, contents={number}))
        if noun is None or any(saying.chunk == number for saying in found):
            continue
        source = named_source(noun, piece, words) if noun.pos_ != "PRON" else speakers.meant_by(noun.lower_)
        if source.kind == "named":
            speakers.remember(source, gender_of(source, sentence))
        own = several or piece.opener in {Opener.RELATIVE, Opener.ADVERBIAL}
        if inline is None or (own and not is_attribution(piece, sentence, words)):
            phrases.append(Saying(source=source, manner=Manner.PHRASE, chunk=None, contents={number}))
            continue
        said = {
            other
            for other in range(len(pieces))
            if other not in governed
            and _same_part(other, number, pieces, sentence)
            and not (other < number and _follows_conjunction(piece, sentence))
        }
        phrases.append(Saying(source=source, manner=Manner.PHRASE, chunk=None, contents=said, gives_words=True))
    return phrases


def _point_of_view(body: list[Token], piece: Chunk, words: Lexicon) -> Token | None:
    """Return whose view "Pour le maire, …" or "Pour Moscou, …" gives: a role or a bare name at the start."""
    if piece.opener is not Opener.START or len(body) < 3 or form_of(body[0]) != "pour":
        return None
    noun = body[1] if body[1].pos_ == "PROPN" else body[2] if body[1].pos_ == "DET" else None
    if noun is None or any(time.span.start <= noun.idx < time.span.end for time in piece.times):
        return None
    is_bare = noun.pos_ == "PROPN" and noun is body[1]
    return noun if is_bare or words.has(noun, "spokesman") else None


def _agent(body: list[Token], piece: Chunk, words: Lexicon) -> Token | None:
    """Return who reckons in "un préjudice chiffré à 1,3 million par la commune", "assets put at … by the bank"."""
    reckoned = next(
        (
            at
            for at, token in enumerate(body)
            if token.pos_ == "VERB"
            and "Part" in token.morph.get("VerbForm", [])
            and words.has(token, "tells", "reckon")
        ),
        None,
    )
    if reckoned is None or not piece.quantities or any(one.dep_.startswith("aux") for one in body[reckoned].children):
        return None
    by = next((at for at, token in enumerate(body) if at > reckoned and token.lower_ in {"par", "by"}), None)
    if by is None:
        return None
    return next((token for token in body[by + 1 : by + 4] if token.pos_ in {"NOUN", "PROPN"}), None)


def _who_reckons(piece: Chunk, words: Lexicon) -> Token | None:
    """Return who lays something at a door or puts a figure on it: "elle impute", "l'agence chiffre à 147 milliards"."""
    verb = piece.verb
    if verb is None or not (words.has(verb, "imputes") or (words.has(verb, "estimates") and piece.quantities)):
        return None
    subject = subject_of(verb)
    return None if subject is None or subject.dep_.endswith("pass") else subject


def _goes_back(body: list[Token], words: Lexicon) -> bool:
    """Say whether a phrase gives a clause to whoever spoke last: "à l'en croire", "in her view"."""
    text = f" {' '.join(form_of(token) for token in body)} "
    return any(f" {phrase} " in text for phrase in words.phrases("attribute_back"))


def _follows_conjunction(piece: Chunk, sentence: Tokens) -> bool:
    """Say whether the phrase is set in after a conjunction: "A is so and, according to X, B is so" gives X only B."""
    before = sentence.doc[max(piece.start - 2, sentence.start) : piece.start]
    opening = next(iter(contents(piece, sentence)))
    return any(token.pos_ == "CCONJ" for token in before) or opening.pos_ == "CCONJ"


def _same_part(one: int, other: int, pieces: Sequence[Chunk], sentence: Tokens) -> bool:
    """Say whether no full stop of sense (a semicolon) before the phrase parts two pieces."""
    low, high = sorted((one, other))
    parted = any(
        pieces[number].opener is Opener.STRONG and sentence.doc[pieces[number].start - 1].text == ";"
        for number in range(low + 1, high + 1)
    )
    return not parted or other < one
