"""Packs in zip files: what is unpacked, and what is refused before anything is written outside."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path

import httpx
import pytest

from evidence.factory import PackOf
from sourcier.core.errors import SourcierError
from sourcier.evidence.packs import BadArchive, add_from, installed
from sourcier.ingest.fetching import Session


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCIER_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def zipped(file: Path, root: Path, under: str = "") -> Path:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in sorted(root.rglob("*")):
            archive.write(one, f"{under}{one.relative_to(root)}")
    return file


@pytest.fixture
def isles(tmp_path: Path) -> Path:
    return PackOf(only=("wheat",)).write(tmp_path / "source")


@pytest.mark.parametrize("under", ["", "isles-1.2.0/"])
def test_a_pack_in_a_zip_is_added(tmp_path: Path, isles: Path, under: str) -> None:
    (added,) = add_from(str(zipped(tmp_path / "p.zip", isles, under)))
    assert added.installed.reference == "isles@1.2.0"


def hostile(tmp_path: Path, isles: Path, name: str) -> Path:
    """Write an archive of a good pack and one bad member."""
    file = zipped(tmp_path / "hostile.zip", isles)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        if name == "link":
            member = zipfile.ZipInfo("data/link.csv")
            member.external_attr = (stat.S_IFLNK | 0o777) << 16
            archive.writestr(member, "/etc/passwd")
        elif name == "bomb":
            archive.writestr("data/zeros.csv", b"0" * 60_000_000)
        elif name == "many":
            for at in range(2_001):
                archive.writestr(f"data/{at}", "")
        else:
            archive.writestr(zipfile.ZipInfo(name), "out")
    return file


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("../outside.csv", "leads out"),
        ("data/../../outside.csv", "leads out"),
        ("/tmp/outside.csv", "leads out"),
        ("..\\outside.csv", "leads out"),
        ("C:\\outside.csv", "leads out"),
        ("link", "a link or a device"),
        ("bomb", "unpacks to 57 MB"),
        ("many", "files; a pack has fewer"),
        ("data/wheat.csv/more", "not a zip file that can be read"),
    ],
)
def test_a_hostile_archive_is_refused_and_writes_nothing(tmp_path: Path, isles: Path, name: str, said: str) -> None:
    file = hostile(tmp_path, isles, name)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(BadArchive, match=said):
        add_from(str(file))
    assert sorted(tmp_path.rglob("*")) == before
    assert installed() == []


def test_a_member_that_is_larger_than_it_says_is_refused(tmp_path: Path, isles: Path) -> None:
    file = zipped(tmp_path / "p.zip", isles)
    size = (isles / "data" / "wheat.csv").stat().st_size
    raw = file.read_bytes()
    at = raw.rindex(b"data/wheat.csv") - 46 + 24  # the size in the central directory
    file.write_bytes(raw[:at] + (size - 10).to_bytes(4, "little") + raw[at + 4 :])
    with pytest.raises(BadArchive):
        add_from(str(file))
    assert installed() == []


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04 cut", b"PK\x05\x06"])
def test_what_is_no_archive_is_said(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "p.zip"
    file.write_bytes(content)
    with pytest.raises(BadArchive):
        add_from(str(file))


def test_an_archive_without_a_pack_is_said(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "p.zip", "w") as archive:
        archive.writestr("readme.txt", "nothing")
    with pytest.raises(BadArchive, match=r"no datapackage\.json"):
        add_from(str(tmp_path / "p.zip"))


def session(body: bytes) -> Session:
    return Session(
        transport=httpx.MockTransport(lambda request: httpx.Response(200, content=body)),
        resolver=lambda host, port: ["93.184.216.34"],
    )


def test_a_pack_is_added_from_its_address(tmp_path: Path, isles: Path) -> None:
    body = zipped(tmp_path / "p.zip", isles).read_bytes()
    (added,) = add_from("https://packs.example/isles.zip", session=session(body))
    assert added.installed.name == "isles"


def test_a_page_that_is_no_archive_is_said() -> None:
    with pytest.raises(BadArchive, match=r"https://packs\.example/"):
        add_from("https://packs.example/", session=session(b"<html>Hello</html>"))


@pytest.mark.parametrize("address", ["http://127.0.0.1/p.zip", "file:///etc/passwd", "ftp://packs.example/p.zip"])
def test_an_address_that_is_not_on_the_public_web_is_not_asked(address: str) -> None:
    with pytest.raises(SourcierError) as refused:
        add_from(address)
    assert refused.value.slug == "blocked-address"
