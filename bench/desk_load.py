"""Put a hundred reviewers at a desk for a minute, and see that it answers and loses no decision.

    bench/desk_load.py [--reviewers 100] [--seconds 60] [--think 2] [--dossiers 300] [--store URL] [--json]

A desk is started as `sourcier desk` starts it, with accounts, on a store that is made for the run: two of the
examples, checked once, under many titles. Each reviewer is logged in, and until the time is over sends a request, waits
for the answer, and thinks: `--think` seconds on average, from none to twice as many. What they do: look through the
list, search it, open an article, open the evidence of a claim, decide. The first seconds, in which the server fills its
caches, count too.

p50_ms, p95_ms   from sending to the last byte, by kind of request and of pages together (everything but saving)
requests_per_s   answered
cpu_ms           processor time of the desk a request, which other programs on the machine do not change much
saved            decisions that the desk said it had saved; each is looked for in the store afterwards
lost             those that are not there, or there twice: anything but 0 is an error (exit code 1)

The figures depend on what else the machine does; `load` gives its load average before and after.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import json
import os
import random
import secrets
import socket
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles
from time import monotonic, perf_counter, sleep
from typing import Any

import httpx
from sqlalchemy import insert

import sourcier
from sourcier.app.desk.store import tables
from sourcier.app.desk.store.decisions import revisions_of, standings
from sourcier.app.desk.store.dossiers import Wanted, add_dossier, dossier_of, find_dossiers
from sourcier.app.desk.store.engine import Store, open_store
from sourcier.app.desk.store.folding import fold
from sourcier.app.desk.store.people import add_person
from sourcier.core.dossier import Dossier
from sourcier.core.ids import make_id

EXAMPLES = Path(__file__).parents[1] / "examples"
MIX = {"list": 15, "search": 5, "article": 20, "panel": 45, "save": 15}
"""How often each thing is done, of a hundred times."""
WORDS = ("dette", "2023", "growth", "milliards", "« en France »", "percent", "emploi")
CHOICES = ("supported", "refuted", "conflicting", "not_enough_evidence", "withhold")
SEED = 6
_PATIENCE_S = 120.0


class Load:
    """The reviewers, what they asked for, and what came back."""

    def __init__(self, base: str, port: int, articles: dict[str, list[str]], seconds: float, think_s: float) -> None:
        self.base, self.port, self.articles = base, port, articles
        self.until = monotonic() + seconds
        self.think_s = think_s
        self.times: dict[str, list[float]] = defaultdict(list)
        self.failed: Counter[str] = Counter()
        self.saved: list[tuple[str, str]] = []
        """Article and reason of each decision that was answered as saved."""
        self._next = 0

    async def review(self, client: httpx.AsyncClient, number: int, token: str) -> None:
        """Be one reviewer until the time is over."""
        dice = random.Random(SEED * 1000 + number)  # noqa: S311  (the same run each time)
        headers = {"cookie": f"sourcier-session-{self.port}={token}"}
        csrf = (await client.get("/new.json", headers=headers)).json()["csrf"]
        article_id = dice.choice(list(self.articles))
        while monotonic() < self.until:
            await asyncio.sleep(dice.uniform(0, 2 * self.think_s))
            (kind,) = dice.choices(list(MIX), weights=list(MIX.values()))
            if kind == "article":
                article_id = dice.choice(list(self.articles))
            claim = f"/dossiers/{article_id}/claims/{dice.choice(self.articles[article_id])}"
            if kind == "save":
                self._next += 1
                reason = f"decision {self._next} of reviewer {number}"
                fields = {"csrf": csrf, "choice": dice.choice(CHOICES), "reason": reason, "seen": ""}
                answer = await self._ask(client, kind, "POST", f"{claim}/decisions", headers, fields)
                if answer is not None:
                    self.saved.append((article_id, reason))
                continue
            path = {
                "list": f"/?page={dice.randint(1, 5)}",
                "search": f"/?words={dice.choice(WORDS)}",
                "article": f"/dossiers/{article_id}",
                "panel": f"{claim}/panel",
            }[kind]
            await self._ask(client, kind, "GET", path, headers)

    async def _ask(
        self, client: httpx.AsyncClient, kind: str, method: str, path: str, headers: dict[str, str], fields: Any = None
    ) -> httpx.Response | None:
        began = perf_counter()
        try:
            answer = await client.request(method, path, headers=headers, data=fields)
        except httpx.HTTPError as error:
            self.failed[f"{kind}: {type(error).__name__}"] += 1
            return None
        self.times[kind].append((perf_counter() - began) * 1000)
        if answer.status_code not in {200, 303}:
            self.failed[f"{kind}: {answer.status_code}"] += 1
            return None
        return answer


def shelf(store: Store, count: int) -> None:
    """Fill a store with dossiers of two checked examples under many titles."""
    checked = [sourcier.check(sourcier.read(EXAMPLES / name)) for name in ("colonne.md", "wire-story.txt")]
    for number in range(count):
        add_dossier(
            store, _renamed(checked[number % 2], number), name=f"article {number}.txt", tags=(f"t{number % 7}",)
        )


def admitted(store: Store, count: int) -> list[str]:
    """Admit reviewers and return the tokens of their sessions, without hashing a password for each."""
    now, tokens = datetime.now(UTC), [f"token of reviewer {number}" for number in range(count)]
    add_person(store, "Admin", secrets.token_urlsafe(), "admin")
    with store.begin() as connection:
        for number, token in enumerate(tokens):
            name, hashed = f"Reviewer {number}", hashlib.sha256(token.encode()).hexdigest()
            person = {"folded": fold(name), "name": name, "role": "reviewer", "is_active": True, "added_at": now}
            connection.execute(insert(tables.people).values(**person, password=""))
            session = {"digest": hashed, "person": fold(name), "added_at": now, "seen_at": now}
            connection.execute(insert(tables.sessions).values(**session))
    return tokens


def _renamed(of: Dossier, number: int) -> Dossier:
    id_ = make_id("art", "bench", number)
    claims = tuple(replace(claim, article_id=id_) for claim in of.claims)
    title = f"{of.article.title or 'Article'} ({number})"
    return replace(of, article=replace(of.article, id=id_, title=title), claims=claims)


def started(address: str, port: int) -> subprocess.Popen[bytes]:
    """Start a desk, and wait until it answers."""
    code = "from sourcier.app.cli import main; main()"
    options = ["desk", "--store", address, "--port", str(port), "--no-browser", "--accounts"]
    desk = subprocess.Popen([sys.executable, "-c", code, *options], stdout=subprocess.DEVNULL)
    deadline = monotonic() + _PATIENCE_S
    while desk.poll() is None and monotonic() < deadline:
        try:
            httpx.get(f"http://127.0.0.1:{port}/login", timeout=2)
        except httpx.HTTPError:
            sleep(0.1)
        else:
            return desk
    desk.kill()
    raise SystemExit("the desk did not open")


def cpu_s(pid: int) -> float:
    """Return the seconds of processor time that a process has taken (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def loaded(load: Load, tokens: Sequence[str]) -> None:
    """Let the reviewers work, all at once."""
    limits = httpx.Limits(max_connections=len(tokens), max_keepalive_connections=len(tokens))
    async with httpx.AsyncClient(base_url=load.base, limits=limits, timeout=60) as client:
        await asyncio.gather(*(load.review(client, number, token) for number, token in enumerate(tokens)))


def lost(store: Store, saved: Sequence[tuple[str, str]]) -> list[str]:
    """Return the decisions that are not in the store just once, and the articles whose counts are wrong."""
    wrong = []
    told: dict[str, list[str]] = defaultdict(list)
    for article_id, reason in saved:
        told[article_id].append(reason)
    for article_id, reasons in told.items():
        kept = Counter(one.reason for one in revisions_of(store, article_id))
        wrong += [reason for reason in reasons if kept[reason] != 1]
        stored, stand = dossier_of(store, article_id), standings(store, article_id)
        decided = sum(one.last is not None for one in stand.values())
        disputed = sum(any(after == one.last for _, after in one.conflicts) for one in stand.values())
        if stored is None or (stored.summary.decided, stored.summary.conflicts) != (decided, disputed):
            wrong.append(f"the counts of {article_id}")
    return wrong


def figures(load: Load, seconds: float, cpu: float, missing: Sequence[str]) -> dict[str, Any]:
    """Return what came out."""
    every = [time for times in load.times.values() for time in times]
    pages = [time for kind, times in load.times.items() if kind != "save" for time in times]
    return {
        **{f"{kind}_{name}": round(value, 1) for kind in MIX for name, value in _spread(load.times[kind]).items()},
        **{f"pages_{name}": round(value, 1) for name, value in _spread(pages).items()},
        "requests": len(every),
        "requests_per_s": round(len(every) / seconds, 1),
        "cpu_ms": round(cpu * 1000 / max(len(every), 1), 1),
        "saved": len(load.saved),
        "lost": len(missing),
        "failed": dict(load.failed),
    }


def _spread(times: Sequence[float]) -> dict[str, float]:
    if len(times) < 2:
        return {}
    return {"p50_ms": median(times), "p95_ms": quantiles(times, n=20)[18]}


def main() -> None:
    """Run the bench."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--reviewers", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument(
        "--think", type=float, default=2, help="seconds between an answer and the next request, on average"
    )
    parser.add_argument("--dossiers", type=int, default=300)
    parser.add_argument("--store", help="address of an empty store; a SQLite file of its own by default")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, closing(socket.socket()) as free:
        store = open_store(given.store or str(Path(folder) / "desk.sqlite"))
        shelf(store, given.dossiers)
        tokens = admitted(store, given.reviewers)
        rows = find_dossiers(store, Wanted(size=100)).rows
        stored = (dossier_of(store, row.article_id) for row in rows)
        articles = {one.dossier.article.id: [claim.id for claim in one.dossier.claims] for one in stored if one}
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        before = os.getloadavg()[0]
        desk = started(store.url, port)
        try:
            load = Load(f"http://127.0.0.1:{port}", port, articles, given.seconds, given.think)
            used = cpu_s(desk.pid)
            asyncio.run(loaded(load, tokens))
            used = cpu_s(desk.pid) - used
        finally:
            desk.terminate()
            desk.wait(30)
        missing = lost(store, load.saved)
        store.close()
        found = {
            **figures(load, given.seconds, used, missing),
            "load": [round(before, 1), round(os.getloadavg()[0], 1)],
        }
    if given.json:
        print(json.dumps(found))
    else:
        print("\n".join(f"{name:20} {value}" for name, value in found.items()))
    if missing or load.failed:
        raise SystemExit(f"lost: {missing[:5]}; failed: {dict(load.failed)}")


if __name__ == "__main__":
    main()
