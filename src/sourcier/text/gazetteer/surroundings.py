"""What stands around a name: its sentence, its tokens, and the larger name it may be part of."""

from __future__ import annotations

from bisect import bisect_right

from spacy.attrs import IDX
from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from sourcier.core.article import Lang
from sourcier.text.gazetteer.hits import Hit
from sourcier.text.gazetteer.index import word_list
from sourcier.text.gazetteer.names import NameWords

PERSON = frozenset({"PER", "PERSON"})
PLACE = frozenset({"LOC", "GPE", "FAC"})
ORGANISATION = frozenset({"ORG"})
_LARGER = PERSON | ORGANISATION | {"PRODUCT", "WORK_OF_ART", "FAC", "MISC", "EVENT"}
_REACH = 3
_CHANNEL_DIGITS = 2


class Surroundings:
    """The words, tokens and sentences of one text, asked about single names."""

    def __init__(self, doc: Doc, words: NameWords, lang: Lang) -> None:
        self.doc = doc
        self.words = words
        self.lang = lang
        self._offsets = doc.to_array(IDX).tolist()
        has_sentences = doc.has_annotation("SENT_START")
        self._sentences = [sent.start_char for sent in doc.sents] if has_sentences else [0]

    def token(self, at: int) -> Token:
        """Return the token in which a word starts."""
        return self._token(self.words.starts[at])

    def _token(self, offset: int) -> Token:
        return self.doc[max(bisect_right(self._offsets, offset) - 1, 0)]

    def sentence(self, at: int) -> int:
        """Return the number of the sentence in which a word stands."""
        return bisect_right(self._sentences, self.words.starts[at])

    def starts_sentence(self, at: int) -> bool:
        """Say whether no word stands before this one in its sentence."""
        if at == 0 or self.sentence(at - 1) != self.sentence(at):
            return True
        return self.words.keys[at - 1] in {".", "!", "?", "«", "“", '"', ":", "(", "•"} or "\n\n" in self.words.gap(at)

    def full_names(self) -> list[tuple[int, list[str]]]:
        """Return the people whom the model sees named by several words: where they end, and the words."""
        found = []
        for name in self.doc.ents:
            words = NameWords.of(name.text).keys if name.label_ in PERSON else []
            is_titled = bool(words) and (len(words[0]) == 1 or words[0].lower() in word_list("title", self.lang))
            if len(words) > 1 and not is_titled:
                found.append((name.end_char, words))
        return found

    def recognised(self, hit: Hit) -> Tokens | None:
        """Return the name that the model sees over a hit, None where it sees none."""
        token = self.token(hit.first)
        if not token.ent_type_:
            return None
        start = token.i
        while start > 0 and self.doc[start].ent_iob_ == "I":
            start -= 1
        end = token.i + 1
        while end < len(self.doc) and self.doc[end].ent_iob_ == "I":
            end += 1
        return self.doc[start:end]

    def is_part_of_name(self, hit: Hit, neighbours: frozenset[int]) -> bool:
        """Say whether a name is only a piece of another one: "Air France", "Jordan Bardella", "Paris-Saclay".

        Args:
            hit: The name.
            neighbours: The words that belong to names of the gazetteer themselves.
        """
        before, after = hit.first - 1, hit.last
        if self.words.has_hyphen_before(hit.first) and before not in neighbours:
            key = self.words.keys[before].lower()
            if key not in word_list("prefix", self.lang) and self.words.keys[before][:1].isupper():
                return True
            if key in {"de", "en", "sur", "la", "le"}:
                return True
        if self.words.has_hyphen_before(after) and after < len(self.words.keys):
            is_name = after not in neighbours and self.words.keys[after][:1].isupper()
            if is_name:
                return True
        if self._is_in_set_name(hit) or self._is_in_larger_place(hit, neighbours):
            return True
        beside = ((before, hit.first), (after, after))
        if self.lang == "fr" and any(self._is_beside_name(at, gap, neighbours) for at, gap in beside):
            return True
        seen = self.recognised(hit)
        if seen is None or seen.label_ not in _LARGER:
            return False
        return self._is_name_word(before, seen, neighbours) or self._is_name_word(after, seen, neighbours)

    def _is_beside_name(self, at: int, gap_before: int, neighbours: frozenset[int]) -> bool:
        """Say whether French sets a capital or a channel's number right beside a name: "Air France", "France 5"."""
        if not 0 <= at < len(self.words.keys) or self.words.gap(gap_before) not in {" ", "\u00a0"}:
            return False
        word = self.words.keys[at]
        if word.isdecimal():
            return at == gap_before and len(word) <= _CHANNEL_DIGITS
        if not word[0].isupper() or word.isupper() or word.lower() in word_list("title", "fr"):
            return False
        if at in neighbours or self.token(at).pos_ == "DET":
            return False
        return not self.starts_sentence(at) or self.token(at).pos_ in {"NOUN", "PROPN"}

    def _is_name_word(self, at: int, seen: Tokens, neighbours: frozenset[int]) -> bool:
        """Say whether a word beside a hit is a capitalised part of the name that the model sees."""
        if not 0 <= at < len(self.words.keys) or at in neighbours:
            return False
        word, start = self.words.keys[at], self.words.starts[at]
        if not seen.start_char <= start < seen.end_char or not word[:1].isupper():
            return False
        is_first = at + 1 < len(self.words.keys) and self.starts_sentence(at)
        is_plain = word.lower() in word_list("title", self.lang) or (is_first and self.token(at).pos_ != "PROPN")
        return not is_plain

    def follows_first_name(self, at: int, neighbours: frozenset[int]) -> bool:
        """Say whether a surname follows a first name, not its bearer's in the gazetteer ("Jill Biden")."""
        before = at - 1
        if before < 0 or before in neighbours or not self.words.is_joined(at) or self.words.gap(at) in "'’":
            return False
        word = self.words.keys[before]
        if len(word) == 1 or not word[0].isupper() or word.lower() in word_list("title", self.lang):
            return False
        return self.token(before).pos_ == "PROPN" or self.token(before).ent_type_ in PERSON

    def precedes_surname(self, at: int, neighbours: frozenset[int]) -> bool:
        """Say whether a capitalised word follows that makes a first name of the name before it."""
        if at >= len(self.words.keys) or at in neighbours or self.words.gap(at) != " ":
            return False
        word = self.words.keys[at]
        return (
            word[0].isupper() and word.lower() not in word_list("title", self.lang) and self.token(at).pos_ == "PROPN"
        )

    def _is_in_set_name(self, hit: Hit) -> bool:
        """Say whether a name closes or opens a set one: "Bank of China", "Tour de France", "Washington Post"."""
        keys = [key.lower() for key in self.words.keys[max(hit.first - 2, 0) : hit.first]]
        is_headed = len(keys) == 2 and keys[1] in {"of", "de"} and keys[0] in word_list("name_head", self.lang)
        is_capital = is_headed and self.words.keys[hit.first - 2][0].isupper()
        if is_capital:
            return True
        if self.lang != "en":
            return False
        at = hit.last
        is_tailed = at < len(self.words.keys) and self.words.keys[at].lower() in word_list("name_tail", "en")
        if is_tailed and self.words.keys[at][0].isupper() and self.words.gap(at) == " ":
            return True
        before = self.words.keys[hit.first - 1].lower() if hit.first else ""
        return before in word_list("name_start", "en") and self.words.keys[hit.first - 1][0].isupper()

    def _is_in_larger_place(self, hit: Hit, neighbours: frozenset[int]) -> bool:
        """Say whether a quarter or a second name makes it another place: "Irlande du Nord", "British Columbia"."""
        keys = self.words.keys
        if self.lang == "fr":
            at = hit.last
            if keys[at : at + 1] not in (["du"], ["de"]) or self.sentence(min(at, len(keys) - 1)) != self.sentence(
                hit.first
            ):
                return False
            at += 2 if keys[at + 1 : at + 2] == ["l"] else 1
            # "la France, du Nord au Sud" names no other place.
            return bool(set(keys[at : at + 1]) & word_list("quarter", "fr")) and keys[at + 1 : at + 2] != ["au"]
        before = keys[hit.first - 1] if hit.first else ""
        if before[:1].isupper() and before.lower() in word_list("quarter", "en") and self.words.is_joined(hit.first):
            return True
        seen, after = self.recognised(hit), hit.last
        is_place = seen is not None and seen.label_ in PLACE and after < len(keys) and not keys[after].isupper()
        return is_place and seen is not None and self._is_name_word(after, seen, neighbours)

    def has_cue_before(self, hit: Hit, cues: str) -> bool:
        """Say whether one of some words stands shortly before a name, in its sentence."""
        those = word_list(cues, self.lang)
        for at in range(hit.first - 1, max(hit.first - 1 - _REACH, -1), -1):
            if self.sentence(at) != self.sentence(hit.first) or not self.words.keys[at][0].isalnum():
                return False
            if self.words.keys[at].lower() in those:
                return True
        return False

    def acts_as_state(self, hit: Hit, *, only_sovereign: bool = False) -> bool:
        """Say whether a name has what states have, or does what states do: "Jordan's parliament", "Chad deported …".

        Args:
            hit: The name.
            only_sovereign: Count only what a region or a city cannot have or do: an embassy, a treaty.
        """
        token = self.token(hit.last - 1)
        head = token.head
        if token.dep_ == "poss":
            owned = self._state_words("noun", only_sovereign=only_sovereign)
            return any(noun.lemma_.lower() in owned for noun in (head, *head.lefts))
        if token.dep_ != "nsubj" or head.pos_ not in {"VERB", "AUX"}:
            return False
        if head.lemma_.lower() in self._state_words("deed", only_sovereign=only_sovereign):
            return True
        objects = self._state_words("object", only_sovereign=only_sovereign)
        return any(
            noun.lemma_.lower() in objects and noun.dep_ in {"dobj", "obj", "pobj"}
            for child in head.rights
            for noun in ((child, *child.children) if child.dep_ == "prep" else (child,))
        )

    def _state_words(self, those: str, *, only_sovereign: bool) -> frozenset[str]:
        sovereign = word_list(f"sovereign_{those}", self.lang)
        return sovereign if only_sovereign else sovereign | word_list(f"state_{those}", self.lang)
