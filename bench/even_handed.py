"""Measure whether articles are read alike when the sides in them bear other names.

    bench/even_handed.py --data DIR [--first N] [--rounds N] [--show] [--json]

DIR holds NAME.txt, as for bench/claims.py. In each article every state, capital, demonym and person is given
another name of the same grammar (even_handed.tsv), the same one throughout, so that each round tells the same story
of other sides. Printed are the shares of sentences in which a name was changed that were handled alike: the same
place in the ledger, and claims of the same spans (moved), kinds, commitments, polarities, checkability, worth within
0.01 and sources (renamed). A renamed article that is not taken in as it was written cannot be compared: such rounds
are left out and counted.
"""

from __future__ import annotations

import argparse
import itertools
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from claims import inputs
from sourcier.claims import find_claims
from sourcier.claims.genders import given_name_gender
from sourcier.core.article import Article, Lang
from sourcier.core.claims import Claim, LedgerEntry
from sourcier.core.spans import Span
from sourcier.evidence.packs import open_packs
from sourcier.ingest import from_text
from sourcier.text.draft import Draft
from sourcier.text.gazetteer import Gazetteer
from sourcier.text.reading import read_text

SAME_WORTH = 0.01
_FULL_NAME = re.compile(r"[^\W\d_]+ [^\W\d_]+")


@cache
def names(lang: Lang) -> Mapping[str, tuple[str, ...]]:
    """Return names that can stand for each other in a sentence, by the grammar that they share."""
    rows = Path(__file__).with_suffix(".tsv").read_text(encoding="utf-8").splitlines()[1:]
    parted = (row.split("\t") for row in rows)
    return {name: tuple(those.split("|")) for language, name, those in parted if language == lang}


@dataclass(frozen=True, slots=True)
class Renaming:
    """A text in which some names were exchanged for others."""

    old: str
    new: str
    names: Mapping[str, str]
    changes: tuple[tuple[Span, int], ...]
    """Each name changed, where it stood, and by how many characters the new one is longer."""

    @classmethod
    def of(cls, text: str, names: Mapping[str, str]) -> Renaming:
        """Return a text with every whole word or words that are a name given the new one."""
        if not names:
            return cls(text, text, names, ())
        longest_first = sorted(names, key=len, reverse=True)
        pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
        found = tuple(
            (Span(match.start(), match.end()), len(names[match[0]]) - len(match[0])) for match in pattern.finditer(text)
        )
        return cls(text, pattern.sub(lambda match: names[match[0]], text), names, found)

    def moved(self, span: Span) -> Span:
        """Return where words of the old text stand in the new one."""
        return Span(self._moved(span.start), self._moved(span.end))

    def _moved(self, at: int) -> int:
        return at + sum(longer for span, longer in self.changes if span.end <= at)

    def touches(self, span: Span) -> bool:
        """Say whether a name inside some words was changed."""
        return any(span.overlaps(changed) for changed, _ in self.changes)


Handled = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in an article, sentence by sentence."""

    draft: Draft
    entries: tuple[LedgerEntry, ...]
    claims: Mapping[str, Claim]

    @classmethod
    def of(cls, article: Article, gazetteer: Gazetteer) -> Reading:
        """Read an article."""
        draft = read_text(article, gazetteer)
        claims, ledger = find_claims(draft)
        return cls(draft, ledger.entries, {claim.id: claim for claim in claims})

    def kinds(self) -> list[Handled]:
        """Return of each sentence why it has no claim, or the kinds and commitments of its claims."""
        return [
            (entry.reason, *((claim.kind, claim.commitment) for claim in self._of(entry))) for entry in self.entries
        ]

    def handled(self, renaming: Renaming | None = None) -> list[Handled]:
        """Return of each sentence all that must not depend on names, as a renamed text has it."""
        rename = renaming or Renaming("", "", {}, ())
        spans = {sentence.id: sentence.span for sentence in self.draft.sentences}
        return [
            (
                rename.moved(spans[entry.sentence_id]),
                entry.reason,
                *(self._claim(claim, rename) for claim in self._of(entry)),
            )
            for entry in self.entries
        ]

    def worths(self) -> list[tuple[float, ...]]:
        """Return the worth of the claims of each sentence."""
        return [tuple(claim.worth for claim in self._of(entry)) for entry in self.entries]

    def _of(self, entry: LedgerEntry) -> list[Claim]:
        return [self.claims[claim_id] for claim_id in entry.claim_ids]

    def _claim(self, claim: Claim, rename: Renaming) -> Handled:
        return (
            rename.moved(claim.span),
            rename.moved(claim.focus),
            claim.kind,
            claim.source.kind,
            Renaming.of(claim.source.name, rename.names).new,
            claim.commitment,
            claim.polarity,
            claim.checkability,
            tuple((rename.moved(one.span), one.low, one.high, one.comparator) for one in claim.quantities),
            tuple((rename.moved(one.span), one.start, one.end) for one in claim.times),
        )


def alike(old: Reading, new: Reading, renaming: Renaming) -> list[bool]:
    """Say of each sentence whether it was handled as it was under the old names."""
    pairs = zip(old.handled(renaming), new.handled(), old.worths(), new.worths(), strict=False)
    same = [
        before == after and all(abs(a - b) <= SAME_WORTH for a, b in zip(worth, worth_after, strict=True))
        for before, after, worth, worth_after in pairs
    ]
    return same + [False] * (len(old.entries) - len(same))


def other_names(draft: Draft, turn: int) -> dict[str, str]:
    """Return another name for each name of an article: `turn` places further among those of its grammar."""
    found: dict[str, str] = {}
    classes = names(draft.article.lang)
    place = {name: (those, at) for those in classes.values() for at, name in enumerate(those)}
    for mention in draft.mentions:
        if mention.text in place and mention.entity_id:
            those, at = place[mention.text]
            found[mention.text] = those[(at + turn) % len(those)]
        elif mention.kind == "person" and _FULL_NAME.fullmatch(mention.text) and mention.text not in found:
            those = classes["leader" if mention.entity_id else "speaker"]
            gender = _gender(mention.text, draft.article.lang)
            fresh = [
                name
                for name in those
                if name not in found.values()
                and name not in draft.article.text
                and gender in {None, _gender(name, draft.article.lang)}
            ]
            if fresh:
                found[mention.text] = fresh[turn % len(fresh)]
                found.setdefault(mention.text.split()[1], fresh[turn % len(fresh)].split()[1])
    return found


def _gender(name: str, lang: Lang) -> str | None:
    """Return whether a given name is a man's or a woman's, None where it is not known: "il" and "she" depend on it."""
    return given_name_gender(name.split(maxsplit=1)[0], lang)


def measure(articles: Iterable[Article], gazetteer: Gazetteer, rounds: int, *, show: bool = False) -> Counter[str]:
    """Return how many sentences had a name changed, how many of these were handled alike, and what was left out."""
    counts: Counter[str] = Counter()
    for article, turn in itertools.product(articles, range(1, rounds + 1)):
        old = Reading.of(article, gazetteer)
        renaming = Renaming.of(article.text, other_names(old.draft, turn))
        twin = from_text(renaming.new, lang=article.lang, published=article.published, url=article.url)
        if twin.text != renaming.new:
            counts["left out"] += 1
            continue
        new = Reading.of(replace(twin, title=article.title), gazetteer)
        same = alike(old, new, renaming)
        old_kinds, new_kinds = old.kinds(), [*new.kinds(), *[()] * len(old.entries)]
        for number, sentence in enumerate(old.draft.sentences):
            if renaming.touches(sentence.span):
                counts["sentences"] += 1
                counts["kinds"] += old_kinds[number] == new_kinds[number]
                counts["alike"] += same[number]
                if show and not same[number]:
                    print(sentence.span.of(article.text), renaming.moved(sentence.span).of(twin.text), sep="\n  ")
    return counts


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the shares for the articles of `--data`."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of NAME.txt")
    parser.add_argument("--first", type=int, help="only the first articles of the folder, in name order")
    parser.add_argument("--rounds", type=int, default=3, help="other names tried for each article")
    parser.add_argument("--show", action="store_true", help="print the sentences that were not handled alike")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of lines")
    options = parser.parse_args(arguments)
    articles = [item.article() for item in inputs(options.data)[: options.first]]
    counts = measure(articles, Gazetteer.of(open_packs("starter").entities), options.rounds, show=options.show)
    total = counts["sentences"] or 1
    kinds, alike_ = counts["kinds"] / total, counts["alike"] / total
    if options.json:
        figures = {"sentences": counts["sentences"], "kinds": kinds, "alike": alike_, "left_out": counts["left out"]}
        print(json.dumps(figures))
        return
    print(f"{counts['sentences']} sentences with a name changed")
    print(f"same ledger, kinds and commitments  {kinds:.3f}")
    print(f"all handled alike                   {alike_:.3f}")
    print(f"renamed articles left out           {counts['left out']} of {len(articles) * options.rounds}")


if __name__ == "__main__":
    main()
