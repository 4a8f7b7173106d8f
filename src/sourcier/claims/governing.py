"""Which verb of a piece says or holds what other pieces contain."""

from __future__ import annotations

from collections.abc import Sequence

from sourcier.claims.attributing import is_attribution
from sourcier.claims.lexicon import Lexicon
from sourcier.claims.pieces import Chunk, Opener, asks, contents, is_inverted
from sourcier.claims.sources import subject_of
from sourcier.claims.tellers import is_behind_quotation
from sourcier.claims.vocabulary import read_words
from sourcier.core.language import Quantity, Quote
from sourcier.text.tokens import Token, Tokens

SENTENCES = frozenset({"a", "mo", "d", "EUR"})
"""Units of what a court sentences somebody to."""


MAKES = read_words("makes")
"""Forms of "faire" and "laisser" whose lemma the tagger may miss."""


ACTS = read_words("acts")
"""Verbs, as lemmas, that take a stand or do something."""

DECIDING = read_words("deciding")
"""Who does it by office, as lemmas."""

RECEIVES = read_words("receives")
"""Verbs, as lemmas, by which somebody is received, or something approved of."""

GUESTS = read_words("guests")
"""Whom one receives, as lemmas."""

REACH = 8
"""Words behind such a verb that its object may take."""

LONGEST = 9
"""Words after the verb of an incise that names who speaks."""


def verb_of_saying(
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
        if (token.pos_ in {"VERB", "AUX"} or _is_perfect(token))
        and (words.has(token, "say", "reckon", "factive") or is_made_known(token, words) or takes_in(token, words))
        and (not in_quotes(token, quotes) or _is_aside(piece, number, sentence))
        and not _is_label(token, sentence)
    ]
    if not candidates and _speaks_of(piece, pieces, number, words):
        return piece.verb
    if not candidates:
        return piece.verb if closes_quotation(piece, pieces, number, sentence, quotes) else None
    content = governed(pieces, number, sentence, words)
    if content is not None and not _goes_on(piece, pieces[content], sentence):
        return candidates[-1]
    main = [token for token in candidates if _is_main(token, piece)]
    if not main or not (words.has(main[0], "say") or is_made_known(main[0], words)):
        return main[0] if main and closes_quotation(piece, pieces, number, sentence, quotes) else None
    verb = main[0]
    ends_with_colon = contents(piece, sentence)[-1].text == ":"
    quoted = any(
        overlaps(quote, piece, sentence) and (quote.content.start > verb.idx or " " in quote_text(quote, sentence))
        for quote in quotes
    )
    is_question = not number and asks(sentence.text)
    inverted = is_inverted(piece, sentence) and not is_question
    if ends_with_colon or quoted or inverted or is_closing(piece, number, sentence):
        return verb
    # "Le syndicat conteste cette version": a stand is taken, in words that are not given.
    takes_stand = words.has(verb, "stance") or (words.has(verb, "commits") and _governs_infinitive(verb))
    takes_stand = (
        takes_stand and "Inf" not in verb.morph.get("VerbForm", []) and not _is_suffered(verb, piece.quantities)
    )
    subject = subject_of(verb)
    is_promise = words.has(verb, "commits") and _governs_infinitive(verb)
    if subject is not None and not is_promise and (_is_deed(verb, subject, piece.quantities) or _receives(verb, words)):
        return None  # "rejected 12 amendments", "welcomed 214,000 visitors": something done, and nothing said
    if subject is None or (_is_counted(subject, piece.quantities) and not is_promise):
        return None
    return verb if takes_stand else None


def _is_counted(subject: Token, figures: Sequence[Quantity]) -> bool:
    """Say whether those who take a stand are told by their number, which is what can be checked: "141 pays exigent"."""
    return any(one.span.start <= subject.idx < one.span.end for one in figures)


def _is_deed(verb: Token, subject: Token, figures: Sequence[Quantity]) -> bool:
    """Say whether a verb of judging is an act, by office or on things counted: "rejected 12 amendments"."""
    if verb.lemma_ not in ACTS:
        return False
    if subject.lemma_.lower() in DECIDING:
        return True
    behind = [token for token in verb.doc[verb.i + 1 : verb.i + 4] if token.pos_ not in {"DET", "ADV"}][:1]
    return any(one.span.start <= token.idx < one.span.end for token in behind for one in figures)


def _receives(verb: Token, words: Lexicon) -> bool:
    """Say whether somebody is received, and nothing approved of: "welcomed the delegation", "welcomed Ann Roe"."""
    if verb.lemma_ not in RECEIVES:
        return False
    behind = [token for token in verb.doc[verb.i + 1 : verb.i + REACH] if token.pos_ != "DET" and token.dep_ != "poss"]
    end = next((at for at, token in enumerate(behind) if token.pos_ not in {"NOUN", "PROPN", "ADJ"}), len(behind))
    phrase = behind[:end]
    if not phrase or (end < len(behind) and behind[end].dep_ == "case"):
        return False  # "welcomed Oslo's decision"
    is_name = all(token.pos_ == "PROPN" for token in phrase) and len(phrase) > 1
    return is_name or words.has(phrase[-1], "spokesman") or phrase[-1].lemma_ in GUESTS


def _is_label(token: Token, sentence: Tokens) -> bool:
    """Say whether a word only heads what follows: "Claim: …"."""
    return token.i == sentence.start and token.i + 1 < len(sentence.doc) and token.nbor().text == ":"


def _speaks_of(piece: Chunk, pieces: Sequence[Chunk], number: int, words: Lexicon) -> bool:
    """Say whether somebody named in a clause puts a figure: "les économistes parlent | de 137 %"."""
    following = pieces[number + 1] if number + 1 < len(pieces) else None
    verb = piece.verb
    if verb is None or following is None or following.opener is not Opener.CONTENT or following.is_finite:
        return False
    return words.has(verb, "speaks_of") and bool(following.quantities) and subject_of(verb) is not None


def _is_aside(piece: Chunk, number: int, sentence: Tokens) -> bool:
    """Say whether a piece inside a quotation brings in its speaker: « La paix, a lâché le maire, ne se gagne pas »."""
    return piece.is_incise or (bool(number) and piece.opener is Opener.COMMA and is_inverted(piece, sentence))


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


def _is_perfect(token: Token) -> bool:
    """Say whether an adjective is a participle in a perfect tense: "n'ont toujours pas compris que"."""
    return token.pos_ == "ADJ" and any(child.dep_ == "aux:tense" for child in token.children)


def takes_in(verb: Token, words: Lexicon) -> bool:
    """Say whether the author reads or hears what others say: "quand je lis que", "we hear that"."""
    if not words.has(verb, "takes_in"):
        return False
    subject = subject_of(verb)
    return subject is not None and words.has(subject, "first_person", "first_plural", "anybody")


def is_made_known(token: Token, words: Lexicon) -> bool:
    """Read "a fait savoir", "fait valoir", "laisse entendre" as verbs of saying."""
    if not words.has(token, "made_to_say") or not token.i:
        return False
    before = token.nbor(-1)
    return before.lemma_.lower() in {"faire", "laisser"} or before.lower_ in MAKES


def closes_quotation(
    piece: Chunk, pieces: Sequence[Chunk], number: int, sentence: Tokens, quotes: Sequence[Quote]
) -> bool:
    """Say whether a clause with its subject last follows quoted words: « … », sourit le maire, whatever its verb."""
    if not number or piece.verb is None or piece.opener not in {Opener.COMMA, Opener.QUOTE}:
        return False
    verb = piece.verb
    opens = bool(quotes) and quotes[0].content.start <= sentence[0].idx + len(sentence[0].text)
    if piece.opener is Opener.QUOTE and not (opens and is_behind_quotation(piece, sentence) and pieces[0].is_finite):
        return False  # "« Les Oubliés » a déçu la critique"
    if not is_inverted(piece, sentence):
        return opens and is_behind_quotation(piece, sentence) and is_closing(piece, number, sentence)
    after = [token for token in contents(piece, sentence) if token.i > verb.i and not token.is_punct]
    is_pronoun = bool(after) and after[0].text.startswith("-")
    named = bool(after) and (after[0].pos_ in {"DET", "PROPN"} or is_pronoun)
    named = named or (bool(after) and sentence.doc.lang_ == "en" and after[0].pos_ in {"NUM", "NOUN", "ADJ"})
    held = [quote for quote in quotes if overlaps(quote, pieces[number - 1], sentence)]
    if not named or len(after) > LONGEST or not held:
        return False
    # "Ce roman, « Les Oubliés », a déçu la critique": a title is set beside what it is the title of.
    before = [token for token in sentence if token.idx < held[0].span.start]
    return is_pronoun or not (before and before[-1].text == ",")


def governed(pieces: Sequence[Chunk], number: int, sentence: Tokens, words: Lexicon) -> int | None:
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


def is_closing(piece: Chunk, number: int, sentence: Tokens) -> bool:
    """Say whether the piece is an English closing or inserted "…, the Coast Guard said on Thursday"."""
    if piece.teller is not None or piece.is_incise:
        return True
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


def in_quotes(token: Token, quotes: Sequence[Quote]) -> bool:
    """Say whether a word stands between quotation marks."""
    return any(quote.content.start <= token.idx < quote.content.end for quote in quotes)


def quote_text(quote: Quote, sentence: Tokens) -> str:
    """Return the quoted words that stand in a sentence."""
    return " ".join(token.text for token in sentence if in_quotes(token, [quote]))


def overlaps(quote: Quote, piece: Chunk, sentence: Tokens) -> bool:
    """Say whether a piece holds words of a quotation."""
    first, last = sentence.doc[piece.start], sentence.doc[piece.end - 1]
    return quote.content.start < last.idx + len(last.text) and first.idx < quote.content.end
