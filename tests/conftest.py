"""What every test stands on: no network, one set of packs, the command run in this process."""

from __future__ import annotations

import io
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from sourcier.core.dossier import Dossier
from sourcier.evidence.packs import Packs, open_packs

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"

LOCAL = {"localhost", "127.0.0.1", "::1", "0.0.0.0"}


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection that leaves this machine, and every look-up of a name that would."""
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def guarded_connect(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6} and address[0] not in LOCAL:
            pytest.fail(f"a test wanted to reach {address}")
        connect(self, address)

    def guarded_look_up(host: Any, *arguments: Any, **options: Any) -> Any:
        if host not in LOCAL and not _is_address(host):
            raise socket.gaierror(socket.EAI_NONAME, f"no network in tests: {host}")
        return look_up(host, *arguments, **options)

    monkeypatch.setattr(socket.socket, "connect", guarded_connect)
    monkeypatch.setattr(socket, "getaddrinfo", guarded_look_up)


def _is_address(host: Any) -> bool:
    for parse in (socket.inet_aton, lambda text: socket.inet_pton(socket.AF_INET6, text)):
        with suppress(OSError):
            parse(str(host))
            return True
    return False


@pytest.fixture(scope="session", autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keep the packs that a developer has installed out of the tests, and the tests' out of theirs."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("home")
        patch.setenv("SOURCIER_HOME", str(folder))
        yield folder


@pytest.fixture(scope="session")
def packs() -> Packs:
    """Return the starter pack, opened once."""
    return open_packs()


@pytest.fixture(scope="session")
def checked(packs: Packs) -> Callable[[str], Dossier]:
    """Return the function that gives the dossier of an example by file name; each is checked once."""
    import sourcier

    dossiers: dict[str, Dossier] = {}

    def dossier_of(name: str) -> Dossier:
        if name not in dossiers:
            dossiers[name] = sourcier.check(sourcier.read(EXAMPLES / name), packs)
        return dossiers[name]

    return dossier_of


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one call of the command did."""

    code: int
    out: str
    err: str


@pytest.fixture
def sourcier_command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Return the command `sourcier`, run in this process so that the models are loaded once."""
    from sourcier.app.cli import main

    def run(*arguments: object, stdin: bytes = b"") -> Outcome:
        monkeypatch.setattr(sys, "argv", ["sourcier", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        monkeypatch.setenv("COLUMNS", "80")
        capsys.readouterr()
        code = 0
        try:
            main()
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else int(stop.code is not None)
        shown = capsys.readouterr()
        return Outcome(code=code, out=shown.out, err=shown.err)

    return run
