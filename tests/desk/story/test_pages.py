"""Every page of the desk in a browser: axe finds nothing serious, nothing complains, nothing is asked of another host.

The pages are those of the routers: a page that is added without a visit here fails.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from desk.story import scenes
from sourcier.app.desk.store.engine import Store, open_store
from sourcier.app.desk.web.application import ROUTERS, DeskSettings, create_app

PARTS = {
    "/evidence.css": "a style",
    "/dossiers/{article_id}/panel": "part of the article's page",
    "/dossiers/{article_id}/news": "part of the article's page, once somebody else has decided",
    "/dossiers/{article_id}/claims/{claim_id}/panel": "part of the article's page, seen open there",
    "/dossiers/{article_id}/export/{name}": "a file",
    "/jobs/{id_}/progress": "part of a job's page",
}
"""What answers no page of its own, and why."""


@dataclass(frozen=True)
class Visit:
    """A page in one state."""

    name: str
    route: str
    path: str
    desk: str = "full"
    status: int = 200
    click: str = ""
    """What is clicked first, and what shows then."""
    shows: str = ""
    within: str = ""
    """What of the page is looked at, where the rest is the same as in another visit."""


VISITS = [
    Visit("list", "/", "/"),
    Visit("list-filtered", "/", "/?q=atome&verdict=refuted"),
    Visit("list-nothing-found", "/", "/?q=introuvable"),
    Visit("list-empty", "/", "/", desk="empty"),
    Visit("tags", "/tags", "/tags"),
    Visit("tags-empty", "/tags", "/tags", desk="empty"),
    Visit("tagging", "/dossiers/{article_id}/tags", "{article}/tags"),
    Visit("new", "/new", "/new"),
    Visit("new-refused", "/new", "/new", click="form.wide button.strong", shows="[role=alert]", status=422),
    Visit("jobs", "/jobs", "/jobs"),
    Visit("jobs-empty", "/jobs", "/jobs", desk="empty"),
    Visit("job-waiting", "/jobs/{id_}", "{waiting}"),
    Visit("job-running", "/jobs/{id_}", "{running}"),
    Visit("job-done", "/jobs/{id_}", "{done}"),
    Visit("job-failed", "/jobs/{id_}", "{failed}"),
    Visit("article", "/dossiers/{article_id}", "{article}"),
    Visit("article-layers", "/dossiers/{article_id}", "{article}", click="#by-kind", shows=".kinds"),
    Visit("article-panel", "/dossiers/{article_id}", "{article}", click="a.ref[data-c='1']", shows="#claim"),
    Visit("claim", "/dossiers/{article_id}/claims/{claim_id}", "{claim}"),
    Visit("claim-disputed", "/dossiers/{article_id}/claims/{claim_id}", "{disputed}"),
    Visit(
        "claim-history",
        "/dossiers/{article_id}/claims/{claim_id}",
        "{claim}",
        click="#past summary",
        shows="#past[open]",
        within="#claim",
    ),
    Visit(
        "claim-evidence",
        "/dossiers/{article_id}/claims/{claim_id}",
        "{claim}",
        click="#bring summary",
        shows="#e-url",
        within="#claim",
    ),
    Visit(
        "claim-split",
        "/dossiers/{article_id}/claims/{claim_id}",
        "{claim}",
        click="#split summary",
        shows="#s-parts",
        within="#claim",
    ),
    Visit("claim-part", "/dossiers/{article_id}/claims/{claim_id}", "{part}"),
    Visit("carry", "/dossiers/{article_id}/versions/{other}", "{carry}"),
    Visit("add", "/dossiers/{article_id}/add", "{article}/add?sentence=2"),
    Visit("several", "/dossiers/{article_id}/several", "{article}/several"),
    Visit("history", "/dossiers/{article_id}/history", "{article}/history"),
    Visit("print", "/dossiers/{article_id}/print", "{article}/print"),
    Visit("export", "/dossiers/{article_id}/export", "{article}/export"),
    Visit("settings", "/settings", "/settings"),
    Visit("settings-own", "/settings", "/settings", desk="people"),
    Visit("accounts-off", "/accounts", "/accounts"),
    Visit("accounts", "/accounts", "/accounts", desk="people"),
    Visit("login", "/login", "/login", desk="outside"),
    Visit("login-needed", "/", "/", desk="outside"),
    Visit("login-wrong", "/login", "/login", desk="wrong", status=401, shows="[role=alert]"),
    Visit("no-page", "", "/nichts", status=404),
    Visit("no-dossier", "/dossiers/{article_id}", "/dossiers/art-0", status=404),
    Visit("no-claim", "/dossiers/{article_id}/claims/{claim_id}", "{article}/claims/clm-0", status=404),
    Visit("bad-filter", "/", "/?verdict=vrai", status=422),
]


def page_routes() -> set[str]:
    """Return the addresses that answer browsers with something to look at."""
    return {
        route.path
        for router in ROUTERS
        for route in router.routes
        if "GET" in route.methods and not route.path.endswith(".json")
    }


def test_every_page_of_the_routers_is_visited():
    visited = {one.route for one in VISITS if one.route}
    assert page_routes() - visited - set(PARTS) == set()
    assert (visited | set(PARTS)) - page_routes() == set(), "these are no pages of the desk any more"


@dataclass(frozen=True)
class Desks:
    """Desks to visit: where each is, and what is on them by name."""

    at: Mapping[str, str]
    known: Mapping[str, str]


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desks]:
    """Serve a desk with everything, an empty one, and one on which people log in."""
    folder = tmp_path_factory.mktemp("desks")
    stores = {name: open_store(str(folder / f"{name}.sqlite")) for name in ("full", "empty", "people")}
    known = scenes.fill(stores["full"])
    scenes.staff(stores["people"])
    running = [serve(store, accounts=name == "people") for name, store in stores.items()]
    at = dict(zip(stores, (url for url, *_ in running), strict=True))
    yield Desks(at, known)
    for _, server, thread in running:
        server.should_exit = True
        thread.join(20)
    for store in stores.values():
        store.close()


def serve(store: Store, **settings: bool) -> tuple[str, uvicorn.Server, threading.Thread]:
    """Serve a store from a thread; return where."""
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    app = create_app(store, DeskSettings(port=port, person="Jeanne Ferrand", language="fr", **settings))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    return f"http://127.0.0.1:{port}", server, thread


def log_in(page: Page, password: str = scenes.PASSWORD) -> None:
    """Fill in the form to log in with."""
    page.goto("/login")
    page.get_by_label("Nom").fill(scenes.ADMIN)
    page.get_by_label("Mot de passe").fill(password)
    page.get_by_role("button", name="Se connecter").click()


def arrive(page: Page, one: Visit, desks: Desks) -> int:
    """Bring a page into the state of a visit; return the status of its address."""
    if one.desk == "people":
        log_in(page)
        expect(page.get_by_role("button", name="Se déconnecter")).to_be_visible()
    if one.desk == "wrong":
        log_in(page, "un autre mot de passe")
    answer = None if one.desk == "wrong" else page.goto(one.path.format(**desks.known))
    if one.click:
        page.locator(one.click).first.click()
    if one.shows:
        expect(page.locator(one.shows).first).to_be_visible()
    return answer.status if answer else 0


def serious(page: Page, within: str, *rules: str) -> list[str]:
    """Return what axe calls serious or critical on a page as it is shown now."""
    only = {"runOnly": {"type": "rule", "values": list(rules)}} if rules else {}
    found = Axe().run(page, within or None, options={**only, "resultTypes": ["violations"]}).response["violations"]
    return [
        f"{issue['id']} ({issue['impact']}): {node['html'][:200]}"
        for issue in found
        if issue["impact"] in {"serious", "critical"}
        for node in issue["nodes"]
    ]


@pytest.mark.parametrize("one", VISITS, ids=lambda one: one.name)
def test_page_is_accessible_and_keeps_to_itself(one: Visit, desks: Desks, visitor, watch):
    if one.status >= 400:
        watch.expected.append(rf"the server responded with a status of {one.status}")
    page = visitor(desks.at[{"outside": "people", "wrong": "people"}.get(one.desk, one.desk)])
    status = arrive(page, one, desks)
    assert status in {one.status, 200 if one.click else one.status, 0}
    found = {"1280, light": serious(page, one.within)}
    page.emulate_media(color_scheme="dark")
    found["1280, dark"] = serious(page, one.within, "color-contrast")
    page.set_viewport_size({"width": 360, "height": 740})
    found["360, dark"] = serious(page, one.within)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360, "it scrolls sideways on a telephone"
    page.emulate_media(color_scheme="light")
    found["360, light"] = serious(page, one.within, "color-contrast")
    assert {how: issues for how, issues in found.items() if issues} == {}


@pytest.mark.parametrize(
    ("what", "complaint"),
    [
        ("document.body.setAttribute('style', 'color: red')", "Content Security Policy"),
        ("new Image().src = 'https://elsewhere.example/x.png'", "elsewhere.example"),
        ("console.error('broken')", "broken"),
        ("setTimeout(() => { throw new Error('thrown') })", "thrown"),
    ],
)
def test_watch_sees_what_it_watches_for(what: str, complaint: str, desks: Desks, visitor, watch):
    page = visitor(desks.at["empty"])
    page.goto("/")
    page.evaluate(f"() => {{ {what}; return new Promise((done) => setTimeout(done)) }}")  # after what it set going
    page.reload()  # what was begun is over
    assert any(complaint in one for one in watch.complaints())
    watch.said.clear()
    watch.asked.clear()
