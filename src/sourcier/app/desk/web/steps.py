"""The steps of a job as its page shows them: behind it, under way, to come."""

from __future__ import annotations

from sourcier.app.desk.store.jobs import Job
from sourcier.app.desk.worker import STEPS
from sourcier.dossier.report.words import Words

_SIGNS = {"done": "✓", "now": "→", "next": "·"}
_OF_LIBRARY = ("quotations", "factchecks", "passages")


def steps_of(job: Job, say: Words) -> list[tuple[str, str, str]]:
    """Return state, sign and name of each step; nothing where it is not known yet which steps there are."""
    steps = _steps(job)
    if job.state == "waiting" or len(steps) != job.steps_total:
        return []
    done = len(steps) if job.state == "done" else job.steps_done
    states = ["done" if n < done else "now" if n == done else "next" for n in range(len(steps))]
    return [
        (state, _SIGNS[state], say.get(f"step.{step}", say("step.other")))
        for state, step in zip(states, steps, strict=True)
    ]


def is_address(name: str) -> bool:
    """Say whether a job is called by the address that it fetches: files are called by a name without a slash."""
    return name.lower().startswith(("http://", "https://"))


def _steps(job: Job) -> list[str]:
    """Return the steps of a job by how many it has: those of the library come one after the other, or not at all."""
    steps = [step for step in STEPS if step != ("reading" if is_address(job.name) else "fetching")]
    for step in reversed(_OF_LIBRARY):
        if len(steps) > job.steps_total and step in steps:
            steps.remove(step)
    return steps
