"""A main clause behind the relative of its subject: "Le Royaume-Uni, qui compte …, | a quitté l’Union en 2020"."""

from __future__ import annotations

from dataclasses import replace

from sourcier.assessment.desk import Desk
from sourcier.assessment.scope import Scope, Word, scope_of
from sourcier.core.spans import Span

RELATIVES = frozenset({"qui", "dont", "que", "qu", "ou", "who", "which", "whose", "whom", "where"})
BEFORE_VERB = frozenset({"n", "ne", "s", "se", "y", "en", "l", "le", "la", "les", "also", "now", "then"})
"""Small words that may stand before the verb of a clause whose subject stands elsewhere."""
MARKS = frozenset({",", ";", ":", "(", ")", "«", "»", "–", "—", '"'})
VERBS = frozenset({"VERB", "AUX"})


def resumed(scope: Scope, desk: Desk, sentence: Span) -> Scope | None:
    """Return a claim that starts with its verb, with its subject, where a relative or an apposition parts the two.

    Args:
        scope: The claim in its own words.
        desk: The tables.
        sentence: Where its sentence stands.
    """
    if not scope.words or scope.words[0].span.start == sentence.start or not _starts_with_verb(scope.words):
        return None
    whole = scope_of(desk.draft, scope.claim, desk.tables, span=sentence)
    first = next((at for at, word in enumerate(whole.words) if word.span == scope.words[0].span), 0)
    marks = [at for at, word in enumerate(whole.words[:first]) if word.folded in MARKS]
    # Two commas alone: one before the relative, one behind it.
    if len(marks) != len("ab") or any(whole.words[at].folded != "," for at in marks) or marks[1] + 1 != first:
        return None
    head, relative = whole.words[: marks[0]], whole.words[marks[0] + 1 : marks[1]]
    if not head or not relative or not (relative[0].folded.rstrip("'") in RELATIVES or _is_beside(relative)):
        return None
    lead = scope_of(desk.draft, scope.claim, desk.tables, span=Span(sentence.start, head[-1].span.end))
    is_name = len(lead.mentions) == 1 and lead.mentions[0].span.end == head[-1].span.end and not lead.unlinked
    is_bare = not (lead.quantities or lead.times) and not any(word.token.pos_ in VERBS | {"ADP"} for word in head)
    return _joined(lead, scope) if is_name and is_bare else None


def _is_beside(words: tuple[Word, ...]) -> bool:
    """Say whether words are set beside a name and name nobody else: "pays de 5,5 millions d’habitants"."""
    has_verb = any("Fin" in word.token.morph.get("VerbForm", []) for word in words)
    return not has_verb and all(word.role != "entity" for word in words)


def _starts_with_verb(words: tuple[Word, ...]) -> bool:
    """Say whether a clause has no subject of its own: "a quitté", "n’est plus", "stayed on"."""
    start = next((at for at, word in enumerate(words) if word.folded.rstrip("'") not in BEFORE_VERB), len(words))
    return (
        start < len(words)
        and words[start].token.pos_ in VERBS
        and "Fin" in words[start].token.morph.get("VerbForm", [])
    )


def _joined(lead: Scope, rest: Scope) -> Scope:
    by = len(lead.words)
    cues = {name: list(found) for name, found in lead.cues.items()}
    for name, found in rest.cues.items():
        cues.setdefault(name, []).extend((start + by, end + by) for start, end in found)
    return replace(
        rest,
        text=f"{lead.text} {rest.text}",
        words=(*lead.words, *rest.words),
        mentions=(*lead.mentions, *rest.mentions),
        cues={name: tuple(found) for name, found in cues.items()},
    )
