"""Who is made to say what in a sentence: reported speech, quotations, "selon …", incises."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sourcier.claims.adopted import adopted
from sourcier.claims.attributing import follows_conjunction
from sourcier.claims.governing import (
    closes_quotation,
    governed,
    in_quotes,
    is_closing,
    is_made_known,
    overlaps,
    takes_in,
    verb_of_saying,
)
from sourcier.claims.lexicon import Lexicon, form_of
from sourcier.claims.meant import Meant, accused, by, is_anybodys, is_nobody, meant, unproven
from sourcier.claims.naming import inline_phrase, named_source
from sourcier.claims.phrases import phrases
from sourcier.claims.pieces import Chunk, Opener, contents, has_subject, is_inverted, span_of
from sourcier.claims.saying import Manner, Saying
from sourcier.claims.sources import source_of, subject_of
from sourcier.claims.speakers import Speakers, gender_of
from sourcier.core.claims import AUTHOR, UNNAMED, Source
from sourcier.core.language import Quote
from sourcier.core.spans import Span
from sourcier.text.tokens import Token, Tokens

PARTING = frozenset({";", "–", "—"})
WHEN = frozenset({"quand", "lorsque", "lorsqu'", "when", "whenever"})


def sayings(
    pieces: Sequence[Chunk], sentence: Tokens, words: Lexicon, quotes: Sequence[Quote], speakers: Speakers
) -> list[Saying]:
    """Return the acts of saying of a sentence, governing verbs before phrases."""
    found: list[Saying] = []
    for number, piece in enumerate(pieces):
        verb = verb_of_saying(piece, pieces, number, sentence, words, quotes)
        if verb is None:
            continue
        said = _contents(pieces, number, sentence, words, quotes)
        is_spoken = words.has(verb, "say") or not words.has(verb, "reckon", "factive") or is_made_known(verb, words)
        is_spoken = is_spoken or closes_quotation(piece, pieces, number, sentence, quotes)  # « … », a estimé le maire
        if not said and (takes_in(verb, words) or not is_spoken):
            continue  # "quand je lis les journaux"
        subject = subject_of(verb)
        sense = meant(verb, piece, sentence, words)
        nobody = is_nobody(subject, words)
        is_told = any(pieces[other].opener is Opener.CONTENT for other in said)
        if (sense.is_unsaid and not is_told) or (sense.is_denial and contents(piece, sentence)[-1].text == ":"):
            sense = Meant()  # "il ne l'a pas dit : …", "il nie les faits : …"
        if sense != Meant():
            said = {other for other in said if not _is_apart(pieces[other], sentence, sense)}
        if nobody and not sense.is_unsaid:
            continue  # "nul n'ignore que": it is so
        is_taken_in = takes_in(verb, words)
        blamed = accused(verb, words)
        source = source_of(verb, piece, sentence, words, speakers)
        if subject is not None and not (piece.teller or piece.is_incise) and _is_in_aside(subject, piece, pieces):
            source = _leading(sentence, words)
        if blamed is not None:
            source, is_spoken = named_source(blamed, None, words), False
        if sense.is_rejected and is_anybodys(verb, subject):
            source = UNNAMED  # "it is absurd to say that"
        said -= {other for other in said if other < number and _is_about(source, pieces[other], sentence)}
        if words.has(verb, "factive") and not is_spoken:
            source = AUTHOR
        if is_taken_in:
            source, is_spoken = UNNAMED, False  # "quand je lis que": what others say
        is_passive = any(child.dep_ in {"auxpass", "aux:pass"} for child in verb.children)
        if is_passive and not inline_phrase(contents(piece, sentence), words, "heard"):
            if not said:
                continue  # "sera publié au printemps": nobody speaks
            source = UNNAMED  # "the court was told": who told it is not said
        if found and piece.opener is Opener.COORDINATION and (subject is None or subject.i < piece.start):
            source = found[0].source  # "He conceded that A but insisted that B"
        cue = Span(verb.idx, verb.idx + len(verb.text))
        speaker, sense = by(source, sense, cue, nobody=nobody)
        found.append(
            Saying(
                source=speaker,
                manner=_manner(verb, piece, words, has_quotes=_holds_quote(pieces, {number, *said}, sentence, quotes)),
                chunk=number,
                contents=said,
                cue=cue,
                is_denial=sense.is_denial,
                is_unsaid=sense.is_unsaid,
                is_rejected=sense.is_rejected,
                is_spoken=is_spoken,
            )
        )
        if source.kind == "named" and blamed is None and not nobody:
            speakers.remember(source, gender_of(source, sentence))
    found.extend(adopted(pieces, sentence, words, found, speakers))
    found.extend(phrases(pieces, sentence, words, found, speakers))
    for number, proof in unproven(pieces, sentence, words).items():
        unsaid = replace(UNNAMED, cue=Span(proof.idx, proof.idx + len(proof.text)))
        found.append(Saying(source=unsaid, manner=Manner.PHRASE, chunk=None, contents={number}, is_unsaid=True))
    return found


def _leading(sentence: Tokens, words: Lexicon) -> Source:
    """Return whom the first noun of a sentence names."""
    noun = next((token for token in sentence if token.pos_ in {"NOUN", "PROPN"}), None)
    return UNNAMED if noun is None else named_source(noun, None, words)


def _is_in_aside(subject: Token, piece: Chunk, pieces: Sequence[Chunk]) -> bool:
    """Say whether what the parser took for the subject stands in a clause before: "X, à qui l'on …, a dit"."""
    inside = next((one for one in pieces if one.start <= subject.i < one.end), piece)
    is_clause = inside.opener in {Opener.ADVERBIAL, Opener.RELATIVE} and inside.is_finite
    return is_clause and inside.start < piece.start and piece.opener in {Opener.COMMA, Opener.RESUME}


def _manner(verb: Token, piece: Chunk, words: Lexicon, *, has_quotes: bool) -> Manner:
    heard = inline_phrase([token for token in piece.tokens or () if token.i > verb.i], words, "heard")
    if heard:
        return Manner.SAYS  # "a-t-on appris auprès de la préfecture": what one is told, not what one knows
    if words.has(verb, "factive") and not is_made_known(verb, words):
        return Manner.FACTIVE
    if words.has(verb, "rumours") and piece.tokens and any(token.lower_.lstrip("-") == "on" for token in piece.tokens):
        return Manner.RUMOURS
    if words.has(verb, "reckon") and not has_quotes:
        return Manner.RECKONS
    return Manner.SAYS


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
    inverted = is_inverted(piece, sentence) or is_closing(piece, number, sentence)
    if inverted and _opens_adverbial(sentence) and governed(pieces, number, sentence, words) is not None:
        inverted = False  # "When the floods came, the prefect said that …"
    if piece.is_incise:
        said.add(number + 1)
    if inverted and number and _opens_second(piece, sentence):
        said.update(range(number + 1, min(number + 2, len(pieces))))
    elif inverted:
        for before in range(number - 1, -1, -1):
            if pieces[before].opener is Opener.STRONG and sentence.doc[pieces[before].start - 1].text == ";":
                said.add(before)
                break
            said.add(before)
    following = range(number + 1, len(pieces))
    if not inverted and contents(piece, sentence)[-1].text == ":":
        said.update(following)
    elif (content := governed(pieces, number, sentence, words)) is not None:
        for after in range(content, len(pieces)):
            if _is_parted(pieces[after], sentence):
                break
            if pieces[after].opener is Opener.RESUME or (
                after > content and _is_main_behind(piece, pieces[after], sentence)
            ):
                break
            if after > content and _is_said_aside(pieces[after], sentence, words):
                break
            if not is_remark(pieces[after], sentence, quotes):
                said.add(after)
    else:
        for after in following:
            if _brings_in(pieces[after], sentence, words, quotes) or _is_parted(pieces[after], sentence):
                break
            if pieces[after].opener is Opener.CONTENT or _starts_in_quotes(pieces[after], sentence, quotes):
                said.add(after)
    return said


def _is_parted(piece: Chunk, sentence: Tokens) -> bool:
    """Say whether a statement of its own starts with a piece, behind a semicolon or a dash."""
    return piece.opener is Opener.STRONG and sentence.doc[piece.start - 1].text in PARTING


def _is_main_behind(piece: Chunk, other: Chunk, sentence: Tokens) -> bool:
    """Say whether the main clause starts behind what an adverbial one governs: "Quand je lis que A, | je ris"."""
    first = form_of(next(token for token in contents(piece, sentence) if token.pos_ not in {"CCONJ", "ADV", "PUNCT"}))
    is_adverbial = piece.opener is Opener.ADVERBIAL or first in WHEN
    return is_adverbial and other.opener is Opener.COMMA and other.is_finite and has_subject(other, sentence)


def _opens_adverbial(sentence: Tokens) -> bool:
    """Say whether a sentence starts with what goes before its main clause: "When", "After", "Although"."""
    first = next((token for token in sentence if not token.is_punct and not token.is_space), None)
    return first is not None and first.pos_ == "SCONJ"


def _opens_second(piece: Chunk, sentence: Tokens) -> bool:
    """Say whether an incise follows a conjunction and a comma: "A et, a précisé le préfet, B" gives him only B."""
    return sentence.doc[piece.start - 1].text == "," and follows_conjunction(piece, sentence)


def _brings_in(piece: Chunk, sentence: Tokens, words: Lexicon, quotes: Sequence[Quote]) -> bool:
    """Say whether a piece brings in a saying of its own: "…, tout en concédant que …"."""
    return any(
        token.pos_ == "VERB" and words.has(token, "say") and not in_quotes(token, quotes)
        for token in contents(piece, sentence)
    )


def _starts_in_quotes(piece: Chunk, sentence: Tokens, quotes: Sequence[Quote]) -> bool:
    """Say whether a piece is the source's own words, and not the author's with some of them set in."""
    first = next((token for token in contents(piece, sentence) if not token.is_punct), None)
    if first is None:
        return False
    if piece.is_participle:
        return in_quotes(first, quotes)
    return any(overlaps(quote, piece, sentence) for quote in quotes)


def _is_about(source: Source, piece: Chunk, sentence: Tokens) -> bool:
    """Say whether a piece before the verb describes who speaks: "X, qui avait financé la piste, assure que …"."""
    own = source.span is not None and source.span.overlaps(span_of(piece, sentence))
    before = sentence.doc[max(piece.start - 2, sentence.start) : piece.start]
    follows = source.span is not None and any(source.span.end == token.idx + len(token.text) for token in before)
    return own or (piece.opener is Opener.RELATIVE and follows)


def is_remark(piece: Chunk, sentence: Tokens, quotes: Sequence[Quote]) -> bool:
    """Say whether a piece is the author's own remark in reported speech: "…, dont le prix a triplé depuis"."""
    first = next(iter(contents(piece, sentence)))
    before = first.nbor(-1) if first.i > sentence.start else first
    if before.lower_ == "ce" and before.i > sentence.start:
        before = before.nbor(-1)  # "…, ce qui a fait tousser Berlin"
    parted = before.text == ","
    return piece.opener is Opener.RELATIVE and piece.is_finite and parted and not in_quotes(first, quotes)


def _is_apart(piece: Chunk, sentence: Tokens, sense: Meant) -> bool:
    """Say whether a clause after a comma is no longer what is denied: "qui n'a pas dit que A, | a vendu B".

    Nor, of what nobody is to say, is the answer behind a colon: "qu'on ne me dise pas que A : | B".
    """
    marks = ",:" if sense.is_unsaid else ","
    return piece.opener not in {Opener.CONTENT, Opener.RELATIVE} and sentence.doc[piece.start - 1].text in marks


def _is_said_aside(piece: Chunk, sentence: Tokens, words: Lexicon) -> bool:
    """Say whether a piece after the content brings in another act of saying: ", a précisé le SDIS"."""
    return piece.verb is not None and words.has(piece.verb, "say") and is_inverted(piece, sentence)


def _holds_quote(pieces: Sequence[Chunk], chosen: set[int], sentence: Tokens, quotes: Sequence[Quote]) -> bool:
    return any(overlaps(quote, pieces[number], sentence) for number in chosen for quote in quotes)
