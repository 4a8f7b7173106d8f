"""Honest texts by chance, and the signs and words that break programs."""

from __future__ import annotations

import random

WHO = {
    "fr": ["Le maire de Kerval", "La ministre de l'Énergie", "Ana Roy", "L'Insee", "L'OTAN", "La Suède", "Le conseil", "Selon l'ONU, elle"],
    "en": ["The mayor of Kerval", "The energy minister", "Ana Roy", "NATO", "Sweden", "The council", "The UN"],
}  # fmt: skip
DID = {
    "fr": [
        "a perdu {n} % de ses navires en {y}", "compte {n} habitants depuis le {d} mars {y}", "a rejoint l'OTAN en {y}",
        "a déclaré : « Nous fermerons {n} écoles »", "dépensera {n} milliards d'euros d'ici {y}", "n'a jamais voté ce texte",
        "assure que le chômage a baissé de {n} points entre {y} et 2023", "a doublé en {d} ans", "vaut le tiers de {n} tonnes",
    ],
    "en": [
        "lost {n}% of its ships in {y}", "has had {n} inhabitants since {d} March {y}", "joined NATO in {y}",
        'said: "We will close {n} schools"', "will spend ${n}bn by {y}", "never voted for this text",
        "says unemployment fell by {n} points between {y} and 2023", "doubled in {d} years", "is worth a third of {n} tonnes",
    ],
}  # fmt: skip

SIGNS = [
    "\u202e", "\u202d", "\u2066", "\u200f", "\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u0301", "\u0300\u0323", "\u20dd",
    "\x00", "\x1b[31m", "\x07", "\x7f", "\x85", "\u2028", "\u2029", "\ufffd", "\ufffe", "\U000e0041", "\U0010ffff", "\ufe0f",
    "👩\u200d👩\u200d👧", "🇫🇷", "İ", "ß", "ﬁ", "ﷺ", "漢字", "مرحبا", "नमस्ते", "Ǆ", "①", "½", "²", "٣", "𝟚", "Ⅻ", "\u1680", "\u00a0", "\u202f",
]  # fmt: skip
FIGURES = [
    "9" * 5000, "1e400", "-1e-400", "0.0.0", "1/0", "NaN", "Infinity", "-Infinity", "-0", "1,2,3", "1.000.000,00", "1 000 000", "0x7f",
    "1" + " 000" * 80, "12½", "3×10⁸", "10²³", "quatre-vingt-dix-neuf mille", "9" * 30 + " milliards de milliards", "100 %%", "+-3", "1_000",
    "٢٠١٤", "neuf cent cent cent", "1e5", "9223372036854775808", "1.7976931348623157e309", "0,1e1", "$" + "9" * 400 + "bn",
]  # fmt: skip
DAYS = [
    "0000-00-00", "9999-12-31", "10000-01-01", "0001-01-01", "2023-02-30", "31/02/2020", "29 février 2023", "il y a 999 siècles",
    "in 999999 years", "2023-13-45T99:99:99Z", "1e9", "-0044-03-15", "T4 0000", "en 99999", "depuis", "2024-W60", "demain", "99e siècle",
    "2023-04-05T06:00:00+99:99", "1700000000000", "Tue, 99 Apr 20230 25:61:61 +9999", "dans 797 décennies", "the year 1", "avant 0",
]  # fmt: skip
STUFF = [
    "«", "»", "“", '"', "'", "’", "(", ")", "[", "]", "{", "}", "—", "- ", "…", "?!", ": ", "; ", "| ", "* ", "# ", "> ", "`", "\\", "_", "~~~",
    "http://", "https://a.example/" + "a" * 300, "a@b.example ", "@a ", "&amp;", "&#x0;", "&#55296;", "&lt;", "<", ">", "</p>", "<![CDATA[", "-->",
    "M. ", "J.-P. ", "U.S. ", "etc. ", "d'", "qu'", "anticonstitution" * 20, "\n", "\n\n", "\t", " ", "\r", "\r\n", "=cmd|' /C calc'!A0", "..", "%s%n",
    "${jndi:ldap://a}", "{{7*7}}", "; DROP TABLE claims; --", "ne pas ", "not ", "selon ", "que ", "et ", "and ", "le premier ", "le tiers de ",
]  # fmt: skip
ODD = [*SIGNS, *FIGURES, *DAYS, *STUFF]


def figure(rng: random.Random) -> str:
    """Return a number as somebody would write it."""
    value = rng.choice([rng.randrange(10), rng.randrange(100), rng.randrange(10**6), rng.random() * 100])
    written = (
        f"{value:.1f}" if isinstance(value, float) else f"{value:,}".replace(",", rng.choice([" ", "\u202f", ".", ""]))
    )
    return written.replace(".", ",") if rng.random() < 0.5 else written


def sentence(rng: random.Random, lang: str) -> str:
    """Return one sentence with a figure or a date more often than not."""
    said = rng.choice(DID[lang]).format(n=figure(rng), y=rng.randrange(1900, 2030), d=rng.randrange(1, 32))
    return f"{rng.choice(WHO[lang])} {said}."


def paragraphs(rng: random.Random, lang: str, most: int = 5) -> list[str]:
    """Return a few paragraphs of a few sentences."""
    return [" ".join(sentence(rng, lang) for _ in range(rng.randint(1, 4))) for _ in range(rng.randint(1, most))]


def prose(rng: random.Random, most: int = 5) -> str:
    """Return a short honest text in French or English."""
    return "\n\n".join(paragraphs(rng, rng.choice(["fr", "fr", "en"]), most))


def title(rng: random.Random) -> str:
    """Return a headline."""
    return sentence(rng, rng.choice(["fr", "en"])).rstrip(".")
