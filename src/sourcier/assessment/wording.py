"""Sentences for readers, in the article's language, from `data/sentences.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources

from sourcier.assessment.lexicon import read_table
from sourcier.core.article import Lang
from sourcier.text.elision import fill


@cache
def _sentences() -> dict[str, dict[str, str]]:
    path = resources.files("sourcier.assessment") / "data" / "sentences.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def say(key: str, lang: Lang, **words: str) -> str:
    """Return a sentence of the language with its words filled in. A key that is missing is a bug: KeyError.

    A sentence that counts has a second form, `fr_one` or `en_one`, for a `count` of one.

    >>> say("others", "en", count="1"), say("others", "en", count="9")
    ('one other', '9 others')
    """
    forms = _sentences()[key]
    single = forms.get(f"{lang}_one") if words.get("count") == "1" else None
    template = single or forms[lang]
    return fill(template, words) if lang == "fr" else template.format(**words)


def sentence(text: str) -> str:
    """Return a statement with a capital; figures, marks and names such as "iPhone" stay.

    >>> sentence("forces armées, tués : 12."), sentence("« pertes » : 12."), sentence("eBay : 12.")
    ('Forces armées, tués : 12.', '« pertes » : 12.', 'eBay : 12.')
    """
    return text if text[1:2].isupper() else text[:1].upper() + text[1:]


def inside(label: str) -> str:
    """Return a label as it stands inside a sentence: its first word in lower case, unless it is a sign or a name.

    >>> inside("Dépenses militaires"), inside("PIB par habitant"), inside("« pertes »")
    ('dépenses militaires', 'PIB par habitant', '« pertes »')
    """
    return label[:1].lower() + label[1:] if label[1:2].islower() or label[1:2] == " " else label


def of_body(label: str, lang: Lang) -> str:
    """Return "of" with an organisation's name; in brackets where its article is not known.

    >>> of_body("Union africaine", "fr"), of_body("Ligue arabe", "fr"), of_body("Zorg", "fr")
    ('de l’Union africaine', 'de la Ligue arabe', '(Zorg)')
    """
    if lang == "en":
        return f"of {label}" if re.match(r"[A-Z]\w*$", label) else f"of the {label}"
    heads = {row["head"]: row["of"] for row in read_table("bodies_of")}
    article = heads.get(label.split(maxsplit=1)[0].lower(), "") if label else ""
    if not article:
        return f"({label})"
    return f"{article}{label}" if article.endswith("’") else f"{article} {label}"


def issuer_name(issuer: str, label: str, lang: Lang) -> str:
    """Return who gives a figure, in the language; the pack's own words, quoted in French, where it has no other.

    Args:
        issuer: As the pack has it: an id, or words.
        label: The entity's label; the issuer's own words where it is none.
        lang: Of the article.

    >>> issuer_name("US officials (unnamed)", "US officials (unnamed)", "fr")
    'responsables américains (non nommés)'
    >>> issuer_name("Zorg people", "Zorg people", "fr"), issuer_name("nato", "OTAN", "fr")
    ('« Zorg people »', 'OTAN')
    """
    known = next((row[lang] for row in read_table("issuers") if row["issuer"] == issuer), "")
    if known:
        return known
    return label if label != issuer else say("quoted_name", lang, name=issuer)


def short_name(issuer: str) -> str:
    """Return an issuer's name without what it is: for lists.

    >>> short_name("Ana Ruiz, ministre"), short_name("responsables (non nommés)"), short_name("« Zorg (x) »")
    ('Ana Ruiz', 'responsables', '« Zorg (x) »')
    """
    return issuer if issuer.startswith("«") else re.split(r", | \(", issuer, maxsplit=1)[0]


def join(words: Sequence[str], lang: Lang, *, limit: int = 6) -> str:
    """Return a list in words, the rest beyond the limit as a count.

    >>> join(["Mali", "Niger", "Burkina Faso"], "fr")
    'Mali, Niger et Burkina Faso'
    """
    shown = list(words[:limit])
    left = len(words) - len(shown)
    if left:
        shown.append(say("others", lang, count=str(left)))
    if len(shown) < 2:
        return "".join(shown)
    return f"{', '.join(shown[:-1])} {'et' if lang == 'fr' else 'and'} {shown[-1]}"
