"""What the editor is told beside the letter: which claims its points are about, and what it leaves out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sourcier.dossier.exports.asking import Asked, Question
from sourcier.dossier.exports.records import Gathered
from sourcier.dossier.report.words import Words


def claims_told(questions: Sequence[Question], gathered: Gathered, say: Words) -> str:
    """Return the numbers of the claims that some questions are about, as the desk and the report have them."""
    found = sorted({one.place: one.id for question in questions for one in question.claims}.items())
    numbers = [str(gathered.numbers[id_]) for _, id_ in found]
    if len(numbers) > 1:
        numbers = [say("editor.and", first=", ".join(numbers[:-1]), last=numbers[-1])]
    return say.count("editor.claims", len(found), claims=numbers[0]) if numbers else ""


def left_out(found: Asked, say: Words) -> Iterator[str]:
    """Return how many claims are not asked about, and why."""
    for key, number in (("editor.minor", found.minor), ("editor.unsettled", found.unsettled)):
        if number:
            yield say.count(key, number)


def points_told(numbers: Sequence[int], say: Words) -> str:
    """Return numbers of questions as a sentence names them.

    >>> from sourcier.dossier.exports.words import export_words
    >>> points_told([1, 2, 3, 5, 7, 8], export_words("fr")), points_told([4], export_words("en"))
    ('1 à 3, 5, 7 et 8', '4')
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    told: list[str] = []
    for run in runs:
        told += [say("editor.to", first=run[0], last=run[-1])] if len(run) > 2 else [str(number) for number in run]
    return say("editor.and", first=", ".join(told[:-1]), last=told[-1]) if len(told) > 1 else told[0]
