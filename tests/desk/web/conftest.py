"""A desk on a store of its own, and browsers to visit it with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from starlette.testclient import TestClient

from sourcier.app.desk.store import people
from sourcier.app.desk.store.engine import Store, open_store
from sourcier.app.desk.web.application import ROUTERS, DeskSettings, create_app

PORT = 8710
HERE = f"http://127.0.0.1:{PORT}"


@pytest.fixture(scope="session", autouse=True)
def _cheap_passwords() -> Iterator[None]:
    """Hash with little work: what the work is worth is for the store's own tests to show."""
    hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(people, "_hasher", lambda: hasher)
        patch.setattr(people, "_nobodys", lambda: hasher.hash("nobody's"))
        yield


@pytest.fixture(scope="session")
def addresses() -> list[tuple[str, str]]:
    """Return every method and address of the desk's pages, with something in the place of parameters."""
    found = [("GET", "/openapi.json")]
    for router in ROUTERS:
        for route in router.routes:
            path = route.path
            for name in route.param_convertors:
                path = path.replace(f"{{{name}}}", "x")
            found += [(method, path) for method in sorted(route.methods)]
    return found


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Return an empty store."""
    opened = open_store(str(tmp_path / "desk.sqlite"))
    yield opened
    opened.close()


@pytest.fixture
def visit(store: Store) -> Callable[..., TestClient]:
    """Return what opens a browser on the desk: each with cookies of its own, errors as pages."""

    def visitor(*, of: Store | None = None, **settings: object) -> TestClient:
        wanted = DeskSettings(**{"port": PORT, "person": "Jeanne Ferrand", "language": "fr", **settings})
        app = create_app(of or store, wanted)
        return TestClient(app, base_url=HERE, follow_redirects=False, raise_server_exceptions=False)

    return visitor


@pytest.fixture
def browser(visit: Callable[..., TestClient]) -> TestClient:
    """Return a browser on a desk without accounts."""
    return visit()


@pytest.fixture
def send() -> Callable[..., object]:
    """Return what sends a form as a browser does: with the token of the page, and the origin."""

    def sent(browser: TestClient, path: str, fields: dict[str, object] | None = None, **options: object) -> object:
        token = browser.get("/login.json").json()["csrf"]
        headers = {"origin": HERE, "sec-fetch-site": "same-origin", **options.pop("headers", {})}
        return browser.post(path, data={"csrf": token, **(fields or {})}, headers=headers, **options)

    return sent
