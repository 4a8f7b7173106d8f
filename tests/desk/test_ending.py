"""Ctrl-C ends the desk within seconds, worker included, and without a trace, even while a page is being made."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

import pytest

DESK = """
import signal, sys, time
from sourcier.app.desk import serving

def with_a_slow_page(store, settings, made=serving.create_app):
    app = made(store, settings)
    app.add_api_route("/slow.json", lambda: time.sleep(60))
    return app

signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell in the background has its children ignore it
serving.create_app = with_a_slow_page
serving.serve(serving.Opening(port=0, store=sys.argv[1]), say=lambda words: print(words, flush=True))
"""


def workers_of(pid: int) -> list[int]:
    """Return the processes that a process has started (Linux)."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks for the worker in /proc")
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM], ids=["interrupt", "terminate"])
def test_a_page_that_takes_long_does_not_hold_the_desk(tmp_path, sign):
    command = [sys.executable, "-c", DESK, str(tmp_path / "desk.sqlite")]
    desk = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        address = re.search(r"http://\S+/", desk.stdout.readline())[0]

        def ask() -> None:
            with suppress(OSError):
                urllib.request.urlopen(f"{address}slow.json", timeout=30)

        threading.Thread(target=ask, daemon=True).start()
        time.sleep(0.5)
        workers = workers_of(desk.pid)
        desk.send_signal(sign)
        began = time.monotonic()
        _, said = desk.communicate(timeout=20)
    finally:
        desk.kill()
    assert time.monotonic() - began < 10
    assert "Traceback" not in said
    assert workers
    assert [pid for pid in workers if Path(f"/proc/{pid}/stat").exists()] == []
