"""What the parse says about a time: the tense of its verb, and whether a figure counts something."""

from __future__ import annotations

from bisect import bisect_right

from spacy.attrs import IDX
from spacy.tokens import Doc, Token

from sourcier.core.article import Lang
from sourcier.text.times.lexicon import lexicon
from sourcier.text.times.whens import Direction

_CLIMB = 8


class Tense:
    """The parse of one document, asked by character offset."""

    def __init__(self, doc: Doc, lang: Lang) -> None:
        self._doc = doc
        self._lang = lang
        self._offsets = doc.to_array(IDX).tolist()
        self._future_cues = lexicon(lang).kinds["future_cue"]
        self._going_to = lexicon(lang).kinds["future_aux"]

    def token(self, offset: int) -> Token:
        """Return the token in which a character lies."""
        return self._doc[max(bisect_right(self._offsets, offset) - 1, 0)]

    def is_count(self, offset: int) -> bool:
        """Say whether a four-digit figure counts the noun after it ("2022 soldats") rather than names a year."""
        token = self.token(offset)
        if token.i + 1 >= len(self._doc):
            return False
        after = self._doc[token.i + 1]
        if after.pos_ not in {"NOUN", "SYM"} or not after.text[:1].isalpha():
            return False
        before = self._doc[token.i - 1].lower_ if token.i else ""
        words = lexicon(self._lang)
        if words.is_a("season", before) or words.is_a("month", before):
            return False
        if self._lang == "fr":
            is_plural = "Plur" in after.morph.get("Number", []) or after.lower_.endswith(("s", "x"))
            return is_plural and after.text[0].islower() and not words.is_a("not_counted", after.lower_)
        # English writes "2,022 soldiers": without the comma, only a bare plural is counted.
        is_dated = words.is_a("dating", before) or self._doc[token.i - 1].pos_ in {"DET", "PRON", "PART"}
        return after.tag_ == "NNS" and token.dep_ == "nummod" and not is_dated

    def is_before_noun(self, offset: int) -> bool:
        """Say whether a noun follows a figure: "le 14 juillet 80 millimètres sont tombés"."""
        token = self.token(offset)
        return token.i + 1 < len(self._doc) and self._doc[token.i + 1].pos_ == "NOUN"

    def direction(self, offset: int) -> Direction:
        """Return where the verb that governs a word looks: back, ahead, or neither."""
        token = self.token(offset)
        for _ in range(_CLIMB):
            if token.lower_ in self._future_cues:
                return "future"
            if token.pos_ in {"VERB", "AUX"}:
                found = self._of_verb(token)
                if found != "unknown":
                    return found
            if token.head is token:
                break
            token = token.head
        return "unknown"

    def is_planned(self, offset: int) -> bool:
        """Say whether an infinitive, a gerund or a conditional governs a word: "veut rouvrir avant Noël".

        Such a verb tells of what was to come, whatever the tense of the verb above it.
        """
        verb = self._governing(self.token(offset))
        if verb is None:
            return False
        helpers = [child for child in verb.children if child.dep_.startswith(("aux", "cop"))]
        forms = {form for one in (verb, *helpers) for form in one.morph.get("VerbForm", [])}
        moods = [one for one in (verb, *helpers) if self._is_conditional(one)]
        if moods:
            return not any(one.lemma_ == "avoir" and one is not verb for one in moods)
        if self._lang == "en" and any(one.lower_ in {"would", "could", "may", "might", "should"} for one in helpers):
            return not any(one.lower_ == "have" for one in helpers)
        is_bare = not any(one.tag_ in {"VBD", "VBP", "VBZ"} for one in helpers)
        return (verb.tag_ in {"VB", "VBG"} and is_bare) if self._lang == "en" else "Inf" in forms and "Fin" not in forms

    def _is_conditional(self, verb: Token) -> bool:
        """Say whether a French verb is in the conditional, which the tagger mostly takes for the imperfect."""
        if "Cnd" in verb.morph.get("Mood", []) or (self._lang == "fr" and verb.lower_.endswith(("erait", "eraient"))):
            return True
        stem = verb.lemma_.removesuffix("e")
        return self._lang == "fr" and stem.endswith("r") and verb.lower_ in {stem + "ait", stem + "aient"}

    def is_told_in_past(self, offset: int) -> bool:
        """Say whether the verb above the one that governs a word is in the past: "promised to close by then"."""
        verb = self._governing(self.token(offset))
        return verb is not None and verb.head.i != verb.i and self.direction(verb.head.idx) == "past"

    def _governing(self, token: Token) -> Token | None:
        """Return the verb that governs a word, None where none does nearby."""
        for _ in range(_CLIMB):
            if token.pos_ in {"VERB", "AUX"}:
                return token
            if token.head is token:
                return None
            token = token.head
        return None

    def is_aim(self, offset: int) -> bool:
        """Say whether a word belongs to what something is for: "qualifiée pour la finale du 6 septembre"."""
        token = self.token(offset)
        for _ in range(_CLIMB):
            if token.pos_ in {"VERB", "AUX"} or token.head is token:
                return False
            if token.pos_ in {"NOUN", "PROPN"} and any(child.lower_ in {"pour", "for"} for child in token.lefts):
                return True
            token = token.head
        return False

    def _of_verb(self, verb: Token) -> Direction:
        helpers = [child for child in verb.children if child.dep_.startswith(("aux", "cop"))]
        if any(self._is_future(one) for one in (verb, *helpers)):
            return "future"
        above = verb.head
        if above is not verb and above.lower_ in self._future_cues:
            return "future"
        if "Inf" in verb.morph.get("VerbForm", []) and above is not verb and above.lemma_ in self._going_to:
            return self._of_verb(above) if self._is_past(above) else "future"
        if any(self._is_past(one) for one in (verb, *helpers)):
            return "past"
        return "unknown"

    def _is_future(self, token: Token) -> bool:
        if "Fut" in token.morph.get("Tense", []):
            return True
        if "Cnd" in token.morph.get("Mood", []) and lexicon(self._lang).is_a("modal", token.lemma_):
            return True
        return token.pos_ == "AUX" and lexicon(self._lang).is_a("future_word", token.lower_)

    def _is_past(self, token: Token) -> bool:
        tense = token.morph.get("Tense", [])
        return "Past" in tense or "Imp" in tense

    def is_present_perfect(self, offset: int) -> bool:
        """Say whether the verb that governs a word is in the present perfect ("has been closed")."""
        token = self.token(offset)
        for _ in range(_CLIMB):
            if token.pos_ in {"VERB", "AUX"}:
                return any(child.lower_ in {"has", "have", "'ve", "’ve", "'s"} for child in token.children)
            token = token.head
        return False
