"""Texts of our own, and how they are packed, for the tests of inputs."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from sourcier.app.corpus.inputs import Columns, Failed, Item, Skipped, Told, expand

FRENCH = (
    "Le conseil de la ville a voté mardi la fermeture des deux quais du nord, où plus aucun bateau n'accostait. "
    "Les travaux de démolition commenceront au printemps et dureront dix mois, selon le service des ports."
)
ENGLISH = (
    "The council voted on Tuesday to close the two northern quays, where no ship had called for years. "
    "Work will start in the spring and is expected to last ten months, the harbour office said."
)


def page(title: str, text: str = FRENCH, *, head: str = "") -> str:
    return (
        f'<html lang="fr"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body><article><h1>{title}</h1><p>{text}</p></article></body></html>"
    )


def expanded(*sources: object, columns: Columns | None = None, session: object = None) -> list[Item | Failed | Skipped]:
    """Return what some inputs hold; which columns of tables are not read is left out."""
    found = expand([str(one) for one in sources], columns=columns or Columns(), session=session)
    return [one for one in found if not isinstance(one, Told)]


def places(found: Iterable[Item | Failed | Skipped], folder: Path) -> list[str]:
    """Return where each was found, below a folder; an error or what was left aside with its slug."""
    return [one.locator.replace(f"{folder}/", "") + ("" if isinstance(one, Item) else f" {one.slug}") for one in found]


def crawl(
    path: Path, *records: tuple[str, str, str, bytes], gzipped: bool = True, encoding: str | None = None
) -> list[int]:
    """Write an archive of records (kind, address, content type, body), and return where each starts."""
    starts = []
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=gzipped)
        for number, (kind, url, content_type, body) in enumerate(records):
            starts.append(file.tell())
            answer = "404 Not Found" if "missing" in url else "200 OK"
            served_as = [("Content-Type", content_type), *([("Content-Encoding", encoding)] if encoding else [])]
            headers = StatusAndHeaders(answer, served_as, protocol="HTTP/1.1")
            asked = StatusAndHeaders("GET / HTTP/1.1", [("Host", "a.example")], is_http_request=True)
            served = {"response": headers, "revisit": headers, "request": asked}.get(kind)
            writer.write_record(
                writer.create_warc_record(
                    url,
                    kind,
                    payload=io.BytesIO(body),
                    http_headers=served,
                    warc_content_type=None if served else content_type,
                    warc_headers_dict={"WARC-Date": "2021-06-07T08:09:10Z", "WARC-Record-ID": f"<urn:uuid:{number}>"},
                )
            )
    return starts
