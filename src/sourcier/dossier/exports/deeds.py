"""What a person did to a verdict, told from what that person had before them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sourcier.core.findings import Verdict
from sourcier.core.revisions import Action, Revision
from sourcier.dossier.exports.decisions import parts


def deeds(revisions: Sequence[Revision], programs: Mapping[str, Verdict | None]) -> Mapping[str, str]:
    """Return what each decision did, by its id.

    Args:
        revisions: All about an article, in the order of saving.
        programs: The program's verdicts by its claims; one that is in none, and that no person added, was lost when
            the article was checked again: what the program said of it is not known any more.
    """
    about: dict[str, list[Revision]] = {}
    known = set(programs)
    for one in revisions:
        about.setdefault(one.claim_id, []).append(one)
        if one.action is Action.ADD_CLAIM:
            known.add(one.claim_id)
        if one.action is Action.SPLIT:
            known.update(parts(one).values())
    return {
        one.id: deed(one, about[one.claim_id], programs.get(one.claim_id)) if one.claim_id in known else str(one.action)
        for one in revisions
    }


def deed(one: Revision, about: Sequence[Revision], program: Verdict | None) -> str:
    """Return what a decision did, as a key of the words that tell it (`[action]` in exports.<lang>.toml).

    An action only says whether the verdict is the one that stood on the page. Whose that was, or that there was none,
    is in the decision that its author had seen.

    Args:
        one: The decision.
        about: All that were saved about its claim.
        program: The program's verdict; None where it took none.
    """
    if one.action not in {Action.CONFIRM, Action.CHANGE}:
        return str(one.action)
    seen = next((each for each in about if one.seen and each.id == one.seen), None)
    if seen is None:
        if one.action is Action.CONFIRM:
            return "of_program"
        return "given" if program is None else "not_program"
    if seen.verdict == one.verdict:
        return "confirm"
    if one.verdict == program:
        return "again"
    return "given" if seen.verdict is None else "change"
