"""What a clause denies: negations, universal negatives, and the words that only look like them."""

from __future__ import annotations

from collections.abc import Sequence

from sourcier.claims.lexicon import Lexicon, form_of
from sourcier.text.tokens import Token


def negations(body: list[Token], lang: str, words: Lexicon) -> list[Token]:
    """Return the words of a clause that deny.

    In French "plus" denies only after "ne", "sans doute" denies nothing, and neither does "sans" before a noun
    ("40 usines sans syndicat" are 40 usines); "personne", "point" and "rien" deny only where no article makes nouns
    of them.
    """
    texts = [form_of(token) for token in body]
    has_ne = lang == "fr" and any(text in {"ne", "n'"} for text in texts)
    denies, nouns = words.words("denial"), words.words("noun_too")
    found: list[Token] = []
    for at, token in enumerate(body):
        following = texts[at + 1] if at + 1 < len(texts) else ""
        if texts[at] == "sans" and not (at + 1 < len(body) and body[at + 1].pos_ in {"VERB", "AUX", "PRON"}):
            continue
        if (
            texts[at] in nouns
            and texts[at] not in {"non", "jamais"}
            and ((at and body[at - 1].pos_ in {"DET", "NUM"}) or not (has_ne or following in {"ne", "n'"}))
        ):
            continue
        if texts[at] in denies or (has_ne and texts[at] == "plus" and following not in {"que", "qu'"}):
            found.append(token)
    return found


def is_flat(body: list[Token], denying: list[Token], lang: str, words: Lexicon) -> bool:
    """Say whether a denial leaves no exception: "jamais", "nobody", "pas un centime n'a été versé"."""
    if any(token.lower_ in words.words("flat_denial") for token in denying):
        return True
    texts = [form_of(token) for token in body]
    starts = any(one == "pas" and other in {"un", "une"} for one, other in zip(texts[:3], texts[1:4], strict=False))
    return lang == "fr" and starts and bool({"ne", "n'"} & set(texts))


def is_restriction(body: list[Token], denying: list[Token], lang: str, words: Lexicon) -> bool:
    """Tell "ne … que" (only), which denies nothing, and records ("jamais autant") from a negation."""
    if lang != "fr":
        return False
    texts = [form_of(token) for token in body]
    if "jamais" in texts and any(word in texts for word in ("autant", "aussi")):
        return True
    has_ne = any(text in {"ne", "n'"} for text in texts)
    return not has_ne and all(token.lower_ in words.words("noun_too") for token in denying)


def is_only(body: Sequence[Token], lang: str) -> bool:
    """Say whether a French clause says "ne … que" (only): a "ne", no other denial, and a "que" within nine words."""
    if lang != "fr":
        return False
    texts = [form_of(token) for token in body]
    at = next((at for at, text in enumerate(texts) if text in {"ne", "n'"}), None)
    if at is None:
        return False
    after = texts[at + 1 : at + 10]
    return bool({"que", "qu'"} & set(after)) and not {"pas", "point", "jamais", "rien", "aucun", "aucune"} & set(after)
