"""Claims and sentences of a corpus by their words: without case and accents, number and gender, in both languages.

A word of the query stands for every form that has its stem, and in claims for every word of that lemma: "recul" is
found by "reculs", "reculer" by "a reculé". The forms are first looked up among those that begin as the stem does, so
that two passes over the words of a column answer, without an index to keep beside the tables.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from sourcier.app.corpus.tables.errors import BadQuery
from sourcier.app.corpus.tables.querying import Answer, ask
from sourcier.app.corpus.tables.reading import Corpus
from sourcier.assessment.lexicon import fold, stem, stop_words, tokenise
from sourcier.core.findings import Verdict

if TYPE_CHECKING:  # imported when a query is run
    import duckdb

NO_VERDICT = "none"
VERDICTS = (*map(str, Verdict), NO_VERDICT)
"""What the verdict of a claim may be asked to be."""

_EDGE = r"[^\p{L}\p{N}]"
_ACCENTED = range(0xC0, 0x250)
"""Latin letters with marks: those of Western, Central and Northern European languages and of Turkish."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a claim or a sentence must be beside its words."""

    verdict: str | None = None
    """One of VERDICTS; only claims have any."""
    publisher: str | None = None
    """Part of the name, without case and accents."""
    since: date | None = None
    until: date | None = None
    """First and last day of publication."""
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class _Forms:
    """One word of the query as the corpus has it."""

    words: tuple[str, ...]
    lemmas: tuple[str, ...]


def search(corpus: Corpus, words: str, filters: Filters, *, limit: int | None = None) -> Answer:
    """Return the claims that have all the words, and the sentences that have them while none of their claims does.

    Args:
        corpus: Where to look.
        words: In any order; words without meaning of their own count where there is no other.
        filters: What else they must be.
        limit: How many at most.

    Returns:
        published, publisher, title, kind (claim, sentence), words, verdict, article, id, url: the newest article first,
        then in reading order.

    Raises:
        BadQuery: There is no word in it.
    """
    asked = _asked(words)
    database = corpus.connect()
    forms = _forms(corpus, asked, database)
    parameters: dict[str, Any] = {
        "publisher": _somewhere(filters.publisher) if filters.publisher else None,
        "since": filters.since,
        "until": filters.until,
        "lang": filters.lang,
        "verdict": filters.verdict,
    }
    for number, one in enumerate(forms):
        parameters |= {f"form{number}": _one_of(one.words), f"lemmas{number}": list(one.lemmas)}
    return ask(corpus, _query(len(forms), filters, limit), parameters, database)


def _asked(words: str) -> list[str]:
    """Return the stems that are looked for.

    >>> _asked("Les chiffres du chômage"), _asked("le")
    (['chiffr', 'chomag'], ['le'])
    """
    stems = [_root(word) for word in re.findall(r"[^\W_]+", " ".join(tokenise(words)))]
    telling = [one for one in stems if one not in stop_words() and (len(one) > 1 or one.isdigit())]
    found = list(dict.fromkeys(telling or stems))
    if not found:
        raise BadQuery("give a word to look for")
    return found


def _forms(corpus: Corpus, stems: Sequence[str], database: duckdb.DuckDBPyConnection) -> list[_Forms]:
    """Return the words and lemmas of the corpus that have each stem."""
    starts = "|".join(sorted({_any_accent(_start(one)) for one in stems}))
    found = tuple(
        [word for (word,) in ask(corpus, query, {"begins": begins}, database).rows()]
        for query, begins in (
            (_WORDS, rf"(?i)(?:^|{_EDGE})((?:{starts})[\p{{L}}\p{{N}}]*)"),
            (_LEMMAS, rf"(?i)^(?:{starts})"),
        )
    )
    by_stem: dict[str, tuple[set[str], set[str]]] = {one: (set(), set()) for one in stems}
    for number, words in enumerate(found):
        for word in words:
            folded = fold(word)
            if (root := _root(folded)) in by_stem:
                by_stem[root][number].add(word if number else folded)
    return [_Forms(tuple(sorted(words)), tuple(sorted(lemmas))) for words, lemmas in by_stem.values()]


@cache
def _letters() -> dict[str, str]:
    """Return how a text may have each letter: with any mark, or none.

    A pattern of these finds a word in a tenth of the time that folding every text takes.
    """
    marked: dict[str, str] = {}
    for letter in map(chr, _ACCENTED):
        if letter.islower() and len(base := fold(letter)) == 1 and base.isascii():
            marked[base] = marked.get(base, base) + letter
    return {base: f"[{letters}]" for base, letters in marked.items()}


def _any_accent(folded: str) -> str:
    """Return the pattern of a folded word, with any accents.

    >>> [bool(re.search(_any_accent("coeur"), text)) for text in ("cœur", "coeur", "çöëùr", "cour")]
    [True, True, True, False]
    """
    letters = _letters()
    pattern = "".join(letters.get(one, one) for one in folded)
    both = letters["o"] + letters["e"]
    return pattern.replace(both, f"(?:{both}|œ)")


def _root(folded: str) -> str:
    """Return the stem of a folded word, feminine participles with the others.

    >>> _root("depassees") == _root("depasse"), _root("annees")
    (True, 'ann')
    """
    root = stem(folded)
    return root[:-1] if len(root) > 3 and root.endswith("e") else root


def _start(root: str) -> str:
    """Return how every form of a stem begins: "chevaux" and "countries" leave the last letter of theirs.

    >>> _start("cheval"), _start("ble")
    ('cheva', 'ble')
    """
    return root[:-1] if len(root) > 3 else root


def _somewhere(part: str) -> str:
    """Return the pattern of a name with a part in it, whatever its case, accents and apostrophes.

    >>> [bool(re.search(_somewhere("l'ec."), name)) for name in ("L’Éc. du port", "L'Éclat")]
    [True, False]
    """
    escaped = (one if one.isalnum() else re.escape(one) for one in fold(part))
    return "(?i)" + _any_accent("".join(escaped)).replace("'", "['’]")


def _one_of(folded: Sequence[str]) -> str:
    """Return the pattern of a text that has one of some words; one that no text fits where there is none."""
    either = "|".join(map(_any_accent, folded))
    return f"(?i)(?:^|{_EDGE})(?:{either})(?:$|{_EDGE})" if folded else r"[^\s\S]"


def _query(words: int, filters: Filters, limit: int | None) -> str:
    in_sentence = " AND ".join(f"regexp_matches(s.words, $form{number})" for number in range(words))
    in_claim = " AND ".join(
        f"(regexp_matches(c.words, $form{number}) OR list_has_any(c.lemmas, $lemmas{number}::VARCHAR[]))"
        for number in range(words)
    )
    sentences = "" if filters.verdict else _SENTENCES.format(in_sentence=in_sentence)
    found = _FOUND.format(in_claim=in_claim, sentences=sentences)
    return f"{found} LIMIT {limit}" if limit is not None else found


_WORDS = """
SELECT DISTINCT lower(unnest(regexp_extract_all(words, $begins, 1))) FROM sentences WHERE regexp_matches(words, $begins)
"""

_LEMMAS = """
SELECT lemma FROM (SELECT DISTINCT unnest(lemmas) AS lemma FROM claims) WHERE regexp_matches(lemma, $begins)
"""

_SENTENCES = """
  UNION ALL
  SELECT s.article, s.id, 'sentence', s.words, s.start, NULL FROM sentences s
  WHERE {in_sentence} AND NOT EXISTS (SELECT 1 FROM claim c WHERE c.article = s.article AND c.sentence = s.id)
"""

_FOUND = """
WITH claim AS (SELECT * FROM claims c WHERE {in_claim}),
hit AS (
  SELECT c.article, c.id, 'claim' AS kind, c.words, c.start, x.verdict
  FROM claim c LEFT JOIN assessments x ON x.article = c.article AND x.claim = c.id
  WHERE $verdict IS NULL OR coalesce(x.verdict, 'none') = $verdict
  {sentences}
)
SELECT a.published, a.publisher, a.title, h.kind, h.words, h.verdict, h.article, h.id, a.url
FROM hit h JOIN articles a ON a.id = h.article
WHERE ($publisher IS NULL OR regexp_matches(a.publisher, $publisher))
  AND ($since IS NULL OR a.published >= $since) AND ($until IS NULL OR a.published <= $until)
  AND ($lang IS NULL OR a.lang = $lang)
ORDER BY a.published DESC NULLS LAST, a.id, h.start, h.kind, h.id
"""
