"""LanceDB is imported without its web client, which still imports as ever afterwards."""

from __future__ import annotations

import subprocess
import sys

FIRST = """
import sys
from sourcier.evidence.library.engine import CLIENT, lance
database = lance().connect(sys.argv[1])
database.create_table("numbers", [{"number": 1}])
assert database.open_table("numbers").count_rows() == 1
print(f"{CLIENT}.api" in sys.modules)
"""
THEN = """
import lance_namespace_urllib3_client as client
print(client.TableApi.__name__, client.models.__name__, f"{CLIENT}.api" in sys.modules)
"""
BEFORE = "import lance_namespace_urllib3_client\n"


def printed(code, folder):
    run = subprocess.run([sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return run.stdout.split()


def test_the_web_client_is_left_out_and_is_whole_for_who_asks(tmp_path):
    whole = ["TableApi", "lance_namespace_urllib3_client.models", "True"]
    assert printed(FIRST + THEN, tmp_path) == ["False", *whole]


def test_who_has_it_already_keeps_it(tmp_path):
    assert printed(BEFORE + FIRST, tmp_path) == ["True"]
