"""Who says: the subject of a verb of saying, the antecedent of "qui", the noun after "selon"."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from sourcier.claims.attributing import attribution_cue
from sourcier.claims.lexicon import Lexicon, form_of
from sourcier.claims.pieces import Chunk, Opener, contents, is_inverted
from sourcier.core.claims import AUTHOR, UNNAMED, Source
from sourcier.core.spans import Span
from sourcier.text.tokens import Token, Tokens

GENDERS = {"il": "Masc", "elle": "Fem", "he": "Masc", "she": "Fem", "lui": "Masc"}
TITLES = {
    "m.": "Masc",
    "mme": "Fem",
    "mlle": "Fem",
    "mr": "Masc",
    "mr.": "Masc",
    "mrs": "Fem",
    "ms": "Fem",
    "ms.": "Fem",
}


@dataclass(slots=True)
class Speakers:
    """What is remembered from one sentence to the next."""

    last: Source = AUTHOR
    """The last source named."""
    by_gender: dict[str, Source] = field(default_factory=dict)
    """The last source named that is not known to be of the other gender: Masc, Fem."""

    def copy(self) -> Speakers:
        """Return the same memory, to look ahead with."""
        return Speakers(self.last, dict(self.by_gender))

    def remember(self, source: Source, gender: str | None) -> None:
        """Keep a named source for the pronouns that follow."""
        self.last = source
        for one in ("Masc", "Fem"):
            if gender in {None, one}:
                self.by_gender[one] = source

    def meant_by(self, pronoun: str) -> Source:
        """Return the source that "il", "elle", "he", "she" go back to."""
        gender = GENDERS.get(pronoun)
        found = self.by_gender.get(gender, self.last) if gender else self.last
        return found if found.kind == "named" else UNNAMED


def subject_of(verb: Token) -> Token | None:
    """Return the subject of a verb, its own or that of the verb it depends on."""
    seen: Token = verb
    for _ in range(4):
        for child in seen.children:
            if child.dep_.split(":")[0] in {"nsubj", "nsubjpass"} and not _is_object_clitic(child, seen):
                return child
        if seen.dep_ not in {"xcomp", "conj", "advcl", "pcomp", "aux", "aux:tense", "acl"} or seen.head == seen:
            return None
        seen = seen.head
    return None


def _is_object_clitic(pronoun: Token, verb: Token) -> bool:
    """Tell "X nous rappelle" from "nous rappelons": a clitic that its verb does not agree with is an object."""
    form = pronoun.lower_
    if form in {"nous", "vous"}:
        auxiliary = next((child for child in verb.children if child.dep_.startswith("aux")), verb)
        return not auxiliary.lower_.endswith(("ons", "ez", "sommes", "êtes", "mes", "tes"))
    return form in {"me", "m'", "te", "t'", "lui", "leur", "se", "s'", "y", "en"}


def source_of(verb: Token, piece: Chunk, sentence: Tokens, words: Lexicon, speakers: Speakers) -> Source:
    """Return who says: the subject, the antecedent of "qui", or what "auprès de" names."""
    body = [token for token in contents(piece, sentence) if not token.is_punct]
    inline = inline_phrase(body, words) or inline_phrase(body, words, "heard")
    clitic = next((token for token in body if token.i > verb.i - 3 and token.text.startswith("-")), None)
    subject = subject_of(verb)
    if clitic is not None and clitic.pos_ == "PRON" and (subject is None or subject.i < piece.start):
        subject = clitic
    if (subject is None or subject.i < piece.start) and is_inverted(piece, sentence):
        after = [
            token for token in body if token.i > verb.i and token.pos_ in {"NOUN", "PROPN"} and not _has_case(token)
        ]
        dated = {one.span.start for one in piece.times}
        subject = next((token for token in after if token.idx not in dated), subject)
    if subject is None and piece.opener is Opener.RESUME:
        subject = next((token for token in sentence if token.pos_ in {"NOUN", "PROPN"}), None)
    if subject is None:
        before = [token for token in body if token.i < verb.i and token.pos_ in {"NOUN", "PROPN", "PRON"}]
        subject = before[0] if before else None
    if inline is not None and (subject is None or subject.lower_ in {"on", "-on", "-t"}):
        return named_source(inline, piece, words)
    if subject is None and _is_first_person_imperative(body):
        return AUTHOR
    if subject is None and "Inf" in verb.morph.get("VerbForm", []) and piece.verb is None:
        return AUTHOR if words.has(verb, "factive") else UNNAMED
    if subject is None:
        return speakers.last if speakers.last.kind == "named" else UNNAMED
    if subject.pos_ == "PRON" and not _looks_like_a_name(subject):
        place = _house(subject, sentence) if subject.lower_.lstrip("-") == "on" else None
        return named_source(place, None, words) if place is not None else _pronoun(subject, sentence, words, speakers)
    return _spoken_for(subject, named_source(subject, piece, words), words, speakers)


def _has_case(noun: Token) -> bool:
    """Say whether a preposition governs a noun: "raconte à la barre une voisine"."""
    return any(child.dep_ == "case" and child.i < noun.i for child in noun.children)


def _house(subject: Token, sentence: Tokens) -> Token | None:
    """Return the house for which "on" speaks: "À Bercy, on promet", "Au Quai d'Orsay, on assure"."""
    before = [token for token in sentence.doc[sentence.start : subject.i] if not token.is_punct and not token.is_space]
    if not before or before[0].lower_ not in {"à", "au", "aux", "chez", "dans", "du"}:
        return None
    names = [token for token in before[1:] if token.pos_ in {"PROPN", "NOUN"}]
    if not names or not any(token.text[:1].isupper() for token in names) or any(t.pos_ == "VERB" for t in before):
        return None
    return names[0]


def _spoken_for(noun: Token, source: Source, words: Lexicon, speakers: Speakers) -> Source:
    """Add whom a spokesman without a name speaks for: "sa déléguée" is that of the last source named."""
    if speakers.last.name.startswith(f"{source.name} ("):
        return speakers.last
    possessive = source.kind == "named" and source.name.lower().split()[0] in words.words("possessive")
    if not possessive or speakers.last.kind != "named" or not words.has(noun, "spokesman"):
        return source
    return replace(source, name=f"{source.name} ({speakers.last.name.split(' (')[0]})")


def _is_first_person_imperative(body: list[Token]) -> bool:
    """Read "Rappelons que", "Souvenons-nous", "Let us remember": the author speaks."""
    first = next((token for token in body if token.pos_ not in {"CCONJ", "ADV"}), None)
    if first is None:
        return False
    return (first.lower_.endswith("ons") and first.pos_ in {"VERB", "AUX"}) or first.lower_ in {
        "let",
        "note",
        "remember",
        "recall",
    }


def _looks_like_a_name(token: Token) -> bool:
    """Say whether a "pronoun" is a name that the tagger does not know: a capital, and no pronoun's form."""
    return token.text[:1].isupper() and token.lower_.lstrip("-") not in PRONOUNS


def _pronoun(subject: Token, sentence: Tokens, words: Lexicon, speakers: Speakers) -> Source:
    form = subject.lower_.lstrip("-")
    if form in {"t"} and subject.i + 1 < len(subject.doc):
        form = subject.doc[subject.i + 1].lower_.lstrip("-")
    if form in words.words("first_person") | words.words("first_plural"):
        return AUTHOR
    if form in {"qui", "who", "which", "that"}:
        noun = next(
            (
                token
                for token in reversed(list(sentence.doc[sentence.start : subject.i]))
                if token.pos_ in {"NOUN", "PROPN"}
            ),
            None,
        )
        if noun is not None:
            head = noun
            while (
                head.dep_ in {"nmod", "flat:name", "appos", "pobj", "compound"}
                and head.head.i < subject.i
                and head.head.pos_ in {"NOUN", "PROPN"}
            ):
                head = head.head
            return _spoken_for(head, named_source(head, None, words), words, speakers)
    if form in {"on", "it", "ça", "cela", "certains", "beaucoup", "some", "many", "they", "others", "ceux"}:
        return UNNAMED
    return speakers.meant_by(form)


def gender_of(source: Source, sentence: Tokens) -> str | None:
    """Return Masc or Fem where the words that name a source show it, else None: bodies and unknown names."""
    if source.span is None:
        return None
    for token in sentence:
        if source.span.start <= token.idx < source.span.end:
            if token.lower_ in TITLES:
                return TITLES[token.lower_]
            gender = token.morph.get("Gender", [])
            if gender and token.pos_ in {"DET", "NOUN"}:
                return str(gender[0])
    return None


PRONOUNS = frozenset(
    """je j' tu il elle on nous vous ils elles ce c' cela ça ceci celui celle ceux celles qui que certains certaines
    beaucoup plusieurs chacun personne rien tous toutes aucun lui leur i you he she it we they this that these those who
    which some many others one everyone nobody nothing all both each""".split()
)

INDEFINITE = frozenset(
    """un une des certains certaines plusieurs quelques nombreux beaucoup deux trois quatre
    a an some several many few two three four""".split()
)


def named_source(noun: Token, piece: Chunk | None, words: Lexicon) -> Source:
    """Return the source that a noun phrase names.

    Indefinite people are unnamed unless they speak for a named body; a document can be looked for: "une enquête".
    """
    span = phrase_span(noun, piece)
    tokens = _tokens_under(noun, span)
    has_name = any(token.pos_ == "PROPN" or (token.pos_ == "PRON" and _looks_like_a_name(token)) for token in tokens)
    first = tokens[0].lower_ if tokens else ""
    is_indefinite = first in INDEFINITE or (
        noun.pos_ == "NOUN" and noun.doc.lang_ == "en" and tokens[0] == noun and not has_name
    )
    is_kind = noun.tag_ == "NNS" and not any(child.dep_ in {"det", "poss", "nummod"} for child in noun.children)
    named = _proper_apposition(tokens[-1], piece) if tokens and not has_name else None
    is_known = has_name or named is not None or words.has(noun, "document")
    if noun.pos_ != "PROPN" and (is_indefinite or is_kind) and not is_known:
        return UNNAMED
    if not has_name:
        span = named or span
        tokens = _tokens_under(noun, span)
    name = " ".join(noun.doc[tokens[0].i : tokens[-1].i + 1].text.split())
    outlet = _outlet(tokens[-1]) if noun.pos_ == "PROPN" else None
    return Source(kind="named", name=f"{name}, {outlet}" if outlet else name, span=span)


def _tokens_under(noun: Token, span: Span) -> list[Token]:
    """Return the tokens of a span at or near a noun."""
    first = noun.i
    while first and noun.doc[first].idx > span.start:
        first -= 1
    while noun.doc[first].idx < span.start:
        first += 1
    last = first
    while last + 1 < len(noun.doc) and noun.doc[last + 1].idx < span.end:
        last += 1
    return list(noun.doc[first : last + 1])


def _outlet(last: Token) -> str | None:
    """Return the title in which somebody writes or speaks: "Anne Roy, dans Le Courrier, rappelle"."""
    doc, at = last.doc, last.i + 1
    if at + 2 >= len(doc) or doc[at].text != "," or doc[at + 1].lower_ not in {"dans", "in", "sur", "on"}:
        return None
    stop = next((i for i in range(at + 2, min(at + 9, len(doc))) if doc[i].is_punct), at + 2)
    title = doc[at + 2 : stop]
    return title.text if any(token.text[:1].isupper() for token in title) else None


def _proper_apposition(last: Token, piece: Chunk | None) -> Span | None:
    """Return the name set off by commas after a role: "its operator, Straitlink," "le maire, Jean-Luc Bessière"."""
    doc, at = last.doc, last.i + 1
    end = len(doc) if piece is None else piece.end
    if at + 1 >= end or doc[at].text != "," or doc[at + 1].pos_ != "PROPN":
        return None
    stop = at + 1
    while stop + 1 < end and doc[stop + 1].pos_ == "PROPN":
        stop += 1
    return Span(doc[at + 1].idx, doc[stop].idx + len(doc[stop].text))


LEFT_OF_NOUN = frozenset({"det", "amod", "compound", "poss", "nummod", "flat:name", "nmod", "case", "advmod"})


def _figures(piece: Chunk | None) -> set[int]:
    """Return where the figures and dates of a piece start: no name runs on into them."""
    if piece is None:
        return set()
    return {one.span.start for one in piece.quantities} | {one.span.start for one in piece.times}


def phrase_span(noun: Token, piece: Chunk | None) -> Span:
    """Return the noun phrase around a noun: its determiner, names and complements, no relative clause."""
    first, last = noun, noun
    stops = _figures(piece)
    while (
        first.i
        and first.nbor(-1).dep_ in LEFT_OF_NOUN
        and first.nbor(-1).pos_ not in {"ADP", "PUNCT", "VERB", "AUX", "CCONJ"}
    ):
        first = first.nbor(-1)
    for token in noun.subtree:
        inside = piece is None or token.i < piece.end
        if token.i <= noun.i or not inside:
            continue
        if token.is_punct or token.pos_ in {"VERB", "AUX", "SCONJ", "CCONJ"} or token.idx in stops:
            break
        if token.lower_ in {"qui", "dont", "que", "who", "which"}:
            break
        last = token
    while last.pos_ in {"ADP", "DET", "ADV"} and last.i > noun.i:
        last = last.nbor(-1)
    end = len(noun.doc) if piece is None else piece.end
    while last.i + 1 < end and last.nbor(1).pos_ == "PROPN" and noun.pos_ == "NOUN" and last.i + 1 not in stops:
        last = last.nbor(1)  # "le fabricant de pompes Hydrelan"
    return Span(first.idx, last.idx + len(last.text))


def inline_phrase(body: list[Token], words: Lexicon, name: str = "attribute") -> Token | None:
    """Return the noun of an attributing phrase inside a piece, or None."""
    firsts = words.first_words(name)
    for at, opening in enumerate(body):
        length = attribution_cue(body[at:], words, name) if form_of(opening) in firsts else None
        if length is not None:
            noun = next((token for token in body[at + length :] if token.pos_ in {"NOUN", "PROPN", "PRON"}), None)
            while noun is not None and noun.dep_ in {"compound", "poss", "nmod"} and noun.head.i > noun.i:
                noun = noun.head
            return noun
    return None
