"""Who says: the subject of a verb of saying, the antecedent of "qui", the noun after "selon"."""

from __future__ import annotations

from dataclasses import replace

from sourcier.claims.lexicon import Lexicon, form_of
from sourcier.claims.naming import inline_phrase, looks_like_a_name, named_source, with_partners
from sourcier.claims.pieces import Chunk, Opener, contents, is_inverted
from sourcier.claims.speakers import Speakers
from sourcier.claims.verbs import is_finite
from sourcier.claims.vocabulary import read_words
from sourcier.core.claims import AUTHOR, UNNAMED, Source
from sourcier.text.tokens import Token, Tokens

THIRD_PERSON = frozenset({"il", "elle", "he", "she"})
LATTER = frozenset({"dernier", "dernière", "latter"})
AHEAD = 9
"""Words behind an impersonal pronoun among which what it announces starts: "il est tout aussi faux de"."""
BE = frozenset({"be", "être"})
SEEMS = read_words("seems")
NEGATING = frozenset("ne n' y not n't".split())


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
    if piece.teller is not None:
        return piece.teller
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
        if not after and len(body) > 2 and body[1].pos_ == "DET" and body[0] == verb:
            after = [body[2]]  # "soupire une ouvrière", which the tagger takes for an adjective
        dated = {one.span.start for one in piece.times}
        subject = next((token for token in after if token.idx not in dated), subject)
    if piece.is_incise and subject is not None and not piece.start <= subject.i < piece.end:
        subject = None  # "The deficit, the ministry said, reached 3 billion": that of the clause around it
    if subject is None and piece.opener is Opener.RESUME:
        subject = next((token for token in sentence if token.pos_ in {"NOUN", "PROPN"}), None)
    if subject is None:
        before = [token for token in body if token.i < verb.i and token.pos_ in {"NOUN", "PROPN", "PRON"}]
        # "Sur le gazole, il lâche du lest" to a parser that takes the pronoun for an impersonal one.
        beside = [
            token for token in before if token.pos_ == "PRON" and token.i + 1 == verb.i and token.lower_ in THIRD_PERSON
        ]
        subject = next(iter([*beside, *before]), None) or _just_after(verb, body)
    if inline is not None and (subject is None or subject.lower_ in {"on", "-on", "-t"}):
        return named_source(inline, piece, words)
    if subject is None and _is_first_person_imperative(body):
        return AUTHOR
    if subject is None and "Inf" in verb.morph.get("VerbForm", []) and piece.verb is None:
        return AUTHOR if words.has(verb, "factive") else UNNAMED
    if subject is None:
        return speakers.last if speakers.last.kind == "named" else UNNAMED
    if subject.pos_ == "PRON" and not looks_like_a_name(subject):
        place = _house(subject, sentence) if subject.lower_.lstrip("-") == "on" else None
        return named_source(place, None, words) if place is not None else _pronoun(subject, sentence, words, speakers)
    if form_of(subject) in LATTER and subject.i and form_of(subject.nbor(-1)) in {"ce", "cette", "the"}:
        return speakers.latter()
    source = _spoken_for(subject, named_source(subject, piece, words), words, speakers)
    return with_partners(source, subject, piece)


def _just_after(verb: Token, body: list[Token]) -> Token | None:
    """Return the noun right after a finite verb that has nothing before it to speak: "Faux, rétorque l'adjoint : …"."""
    after = [token for token in body if token.i > verb.i]
    starts = bool(after) and after[0].i == verb.i + 1 and after[0].pos_ in {"DET", "PROPN"}
    if not starts or not is_finite(verb) or _is_first_person_imperative(body) or verb.lower_.endswith("ez"):
        return None
    return next((token for token in after if token.pos_ in {"NOUN", "PROPN"}), None)


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
    named = [token.text for token in noun.doc[noun.sent.start : noun.i] if token.pos_ == "PROPN"]
    if named and not any(name in speakers.last.name for name in named):
        return source  # "La Pologne réarme, promettent ses dirigeants": those of another, named in the sentence
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


def is_impersonal(pronoun: Token) -> bool:
    """Say whether "il" or "it" stands for nobody: "il est absurde de dire", "it is wrong to say", "it seems"."""
    form = pronoun.lower_.lstrip("-").removeprefix("t-")
    if form not in {"il", "it"}:
        return False
    ahead = [token for token in pronoun.doc[pronoun.i + 1 : pronoun.i + AHEAD] if not token.is_punct]
    said = [token for token in ahead if form_of(token) not in NEGATING and token.pos_ not in {"ADV", "PRON"}]
    while said and said[0].pos_ == "AUX" and said[0].lemma_ not in BE:
        said = said[1:]
    if not said or said[0].lemma_ not in BE:
        return bool(said) and said[0].lemma_ in SEEMS
    linked = next(
        (at for at, token in enumerate(ahead) if form_of(token) in {"de", "d'", "que", "qu'", "to", "that"}), None
    )
    told = ahead[:linked][-1:] if linked is not None else []
    return any(token.pos_ in {"ADJ", "ADV", "NOUN"} and not token.text[:1].isupper() for token in told)


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
    if is_impersonal(subject):
        return UNNAMED
    if form == "it" and speakers.last.kind == "named" and subject.lower_ == "it":
        return UNNAMED if speakers.is_person(speakers.last) else speakers.last
    if form in {"on", "it", "ça", "cela", "certains", "beaucoup", "some", "many", "they", "others", "ceux"}:
        return UNNAMED
    return speakers.meant_by(form, subject.idx)
