"""What shows whether a source is a man or a woman: a title, a given name, the article of a role."""

from __future__ import annotations

from functools import cache

from sourcier.core.claims import Source
from sourcier.core.rows import read_rows
from sourcier.text.tokens import Tokens


def gender_of(source: Source, sentence: Tokens) -> str | None:
    """Return Masc or Fem where the words that name a source show it, else None: bodies and unknown names.

    A title tells it more surely than a given name, and that more surely than the article of a role: "le juge Anne Roy".
    """
    span = source.span
    if span is None:
        return None
    found: dict[str, str] = {}
    has_name = False
    for token in sentence:
        if not span.start <= token.idx < span.end:
            continue
        known = _known(sentence.doc.lang_).get(token.lower_)
        if known is not None and (known[0] == "title" or token.text[:1].isupper()):
            found.setdefault(*known)
        shown = token.morph.get("Gender", [])
        if shown and not has_name and (token.pos_ == "DET" or (token.pos_ == "NOUN" and token.text.islower())):
            found.setdefault("role", str(shown[0]))
        has_name = has_name or token.pos_ == "PROPN"
    return found.get("title") or found.get("name") or found.get("role")


def given_name_gender(name: str, lang: str) -> str | None:
    """Return Masc or Fem for a given name, None for one that is not known.

    >>> given_name_gender("Claire", "fr"), given_name_gender("Zzyzx", "fr")
    ('Fem', None)
    """
    kind, gender = _known(lang).get(name.lower(), ("", ""))
    return gender if kind == "name" else None


@cache
def _known(lang: str) -> dict[str, tuple[str, str]]:
    """Return the class, title or name, and the gender of each word that shows one."""
    rows = read_rows(__package__, "genders.tsv")
    return {word: (kind, gender) for one, kind, gender, word in rows if one == lang}
