"""The addresses of the desk's pages: the one place that makes them, so that no name is ever one of their parts."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, urlencode


def dossier_path(article_id: str) -> str:
    """Return where an article's page is.

    >>> dossier_path("art-1/../x")
    '/dossiers/art-1%2F..%2Fx'
    """
    return f"/dossiers/{quote(article_id, safe='')}"


def version_path(article_id: str, other: str) -> str:
    """Return where the decisions of an article's other version are carried over."""
    return f"{dossier_path(article_id)}/versions/{quote(other, safe='')}"


def claim_path(article_id: str, claim_id: str) -> str:
    """Return where a claim is shown within its article's page."""
    return f"{dossier_path(article_id)}/claims/{quote(claim_id, safe='')}"


def job_path(id_: str) -> str:
    """Return where a job's page is."""
    return f"/jobs/{quote(id_, safe='')}"


def form_path(url: str) -> str:
    """Return where the form to send an article is, with an address filled in."""
    return f"/new?{urlencode({'url': url})}"


def list_path(wanted: Mapping[str, object]) -> str:
    """Return where a list of dossiers is, by what is set of its filters.

    >>> list_path({"tag": "été & co", "page": None})
    '/?tag=%C3%A9t%C3%A9+%26+co'
    """
    query = urlencode({name: value for name, value in wanted.items() if value not in {None, ""}})
    return f"/?{query}" if query else "/"


def inside(path: str) -> str:
    r"""Return a path of this desk to go on to; the list where it leads elsewhere.

    >>> inside("/dossiers/art-1"), inside("//evil.example"), inside("https://evil.example"), inside("/\\evil.example")
    ('/dossiers/art-1', '/', '/', '/')
    """
    is_ours = path.startswith("/") and not path.startswith("//") and "\\" not in path and path.isprintable()
    return path if is_ours and path.isascii() else "/"
