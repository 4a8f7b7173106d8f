"""Standard output that takes no more: a full device, a pipe that nobody reads."""

from __future__ import annotations

from drilling.scene import EXAMPLES, Scene, drill

_STORY = EXAMPLES / "wire-story.txt"
_AGAIN = "give the same command again"


@drill(fast=True)
def full_output(scene: Scene) -> None:
    """Standard output is a file on a full disk (/dev/full): a dossier, a list, help."""
    for line in (f"sourcier check {_STORY} --json -", "sourcier pack list", "sourcier --help"):
        scene.says(scene.run(f"{line} > /dev/full"), "output-failed", names=_AGAIN)
    scene.recovers("sourcier pack list > list.txt")


@drill(fast=True)
def closed_pipe(scene: Scene) -> None:
    """Whoever reads standard output goes away (`| head -c 1`): quiet, whatever the command."""
    scene.works(
        f"sourcier read {_STORY} --json > made.json; sourcier check {_STORY} --json made.json --lang en > report"
    )
    for line in ("sourcier export made.json --as json", "sourcier pack list", "sourcier --help"):
        ran = scene.run(f"{line} | head -c 1 > /dev/null; {line} | true")
        scene.expect(not ran.err.strip(), f"said to nobody: {ran.err}")


@drill(fast=True)
def closed_output(scene: Scene) -> None:
    """Standard output is closed (`>&-`): the work is done, as if it were thrown away."""
    ran = scene.works("sourcier pack list >&-")
    scene.expect(not ran.err.strip(), f"said without need: {ran.err}")
