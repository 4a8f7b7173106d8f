"""What is installed is what is meant: pinned dependencies, whole wheel, no host names in the locks."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.lock", "requirements-dev.lock")
GROUPS = ("bench", "dev", "train")
MB = 1024 * 1024


def project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def locked(name: str) -> dict[str, str]:
    """Return the version of each package of a lock file."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9.-]+)==(\S+)", text, re.MULTILINE))


def plain(requirement: str) -> str:
    return re.split(r"[\s<>=!~\[;]", requirement, maxsplit=1)[0].lower().replace("_", "-")


@pytest.mark.parametrize("name", ["requirements.lock", *(f"requirements-{group}.lock" for group in GROUPS)])
def test_every_pin_carries_hashes_and_no_address(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index" not in text
    for block in re.split(r"\n(?=[a-z0-9])", text.strip()):
        assert "--hash=sha256:" in block, block.splitlines()[0]


def test_lock_covers_every_dependency_and_the_build_backend():
    declared = project()
    runtime = {plain(item) for item in declared["project"]["dependencies"] + declared["build-system"]["requires"]}
    assert runtime - set(locked("requirements.lock")) == set()


@pytest.mark.parametrize("group", GROUPS)
def test_lock_of_a_group_covers_it_and_agrees_with_what_is_installed_first(group):
    runtime, pinned = locked("requirements.lock"), locked(f"requirements-{group}.lock")
    assert {plain(item) for item in project()["dependency-groups"][group]} - set(pinned) == set()
    assert {name: pinned[name] for name in pinned if runtime.get(name, pinned[name]) != pinned[name]} == {}


def test_tests_need_nothing_that_is_only_compared_with_or_trained_with():
    apart = {plain(item) for group in ("bench", "train") for item in project()["dependency-groups"][group]}
    assert apart & set(locked("requirements-dev.lock")) == apart & set(locked("requirements.lock"))


def test_both_locks_agree():
    runtime, development = (locked(name) for name in LOCKS)
    assert {name: development.get(name) for name in runtime} == runtime


def test_every_dependency_has_its_line_in_design():
    page = (ROOT / "design" / "dependencies.md").read_text(encoding="utf-8")
    declared = project()
    groups = [item for group in declared["dependency-groups"].values() for item in group]
    names = [plain(item) for item in declared["project"]["dependencies"] + groups]
    assert [name for name in names if f"`{name}`" not in page] == []


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> zipfile.ZipFile:
    """Return the wheel that `pip install .` would build."""
    pytest.importorskip("hatchling")
    out = tmp_path_factory.mktemp("wheel")
    code = f"import hatchling.build; print(hatchling.build.build_wheel({str(out)!r}))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(out / done.stdout.split()[-1]) as archive:
        yield archive


def test_wheel_holds_code_data_and_licences(wheel):
    names = set(wheel.namelist())
    package = ROOT / "src" / "sourcier"
    here = {
        f"sourcier/{path.relative_to(package).as_posix()}"
        for path in package.rglob("*")
        if path.is_file() and not any(part == "__pycache__" or part.startswith(".") for part in path.parts)
    }
    assert here - names == set()
    assert "sourcier/py.typed" in names
    assert {name.rsplit("/", 1)[-1] for name in names} >= {"LICENSE", "NOTICE", "datapackage.json"}


def test_starter_pack_stays_small(wheel):
    from sourcier.evidence.packs import starter_path

    assert sum(path.stat().st_size for path in Path(starter_path()).rglob("*") if path.is_file()) <= 8 * MB


def test_wheel_gives_the_command(wheel):
    (name,) = (name for name in wheel.namelist() if name.endswith("entry_points.txt"))
    assert "sourcier = sourcier.app.cli:main" in wheel.read(name).decode()


def test_layers_of_the_design_are_the_contract():
    layers = project()["tool"]["importlinter"]["contracts"][0]["layers"]
    page = (ROOT / "design" / "architecture.md").read_text(encoding="utf-8")
    for layer in layers:
        for module in layer.split(" | "):
            assert f"{module.removeprefix('sourcier.')}" in page
