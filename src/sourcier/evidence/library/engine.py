"""Import LanceDB without the web client that comes with it: 0.8 s of the 2.5 s that it takes by itself.

LanceDB knows a server's records from the package `lance_namespace_urllib3_client`, whose own `__init__` also makes
every call of that server's interface, with a validator each. A library is a folder: nobody makes those calls.
"""

from __future__ import annotations

import sys
from functools import cache
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from typing import Any

CLIENT = "lance_namespace_urllib3_client"


@cache
def lance() -> Any:
    """Return the module `lancedb`, imported when first asked for: seconds that most commands need not spend."""
    if CLIENT not in sys.modules:
        _put_off(CLIENT)
    return import_module("lancedb")


def _put_off(name: str) -> None:
    """Have a package's own `__init__` run when somebody first asks for a name of it; its submodules import as ever."""
    spec = find_spec(name)
    if spec is None or spec.loader is None:
        return
    module, loader = module_from_spec(spec), spec.loader

    def missing(attribute: str) -> Any:
        del module.__dict__["__getattr__"]
        loader.exec_module(module)
        return getattr(module, attribute)

    module.__dict__["__getattr__"] = missing
    sys.modules[name] = module
