"""The fields of a descriptor, each taken as what it must be or refused at its key."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sourcier.evidence.packs.errors import BadPack

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]*")


def parse_json(file: Path, raw: bytes) -> dict[str, Any]:
    """Return the object that a JSON file holds.

    Raises:
        BadPack: It holds none.
    """
    try:
        parsed = json.loads(raw.decode("utf-8-sig"), parse_constant=_refuse_constant)
        json.dumps(parsed, ensure_ascii=False).encode()
    except UnicodeDecodeError as error:
        raise BadPack.at(file, f"not UTF-8: {error.reason}") from error
    except UnicodeEncodeError as error:  # written as an escape, \\ud800
        raise BadPack.at(file, "not JSON: it has half a character, which nothing can write") from error
    except json.JSONDecodeError as error:
        raise BadPack.at(file, f"not JSON: {error.msg} at character {error.colno}", row=error.lineno) from error
    except (ValueError, RecursionError) as error:
        raise BadPack.at(file, f"not JSON: {error}") from error
    if not isinstance(parsed, dict):
        raise BadPack.at(file, "not a JSON object")
    return parsed


def _refuse_constant(text: str) -> None:
    raise ValueError(f"{text} is no JSON value")


class Fields:
    """A descriptor being read: which file it is, and how to say what is wrong with it.

    `where` is the address of the object that holds the field, with a full stop at its end.
    """

    def __init__(self, file: Path) -> None:
        self.file = file

    def bad(self, key: str, reason: str) -> BadPack:
        """Return the error for a key."""
        return BadPack.at(self.file, reason, column=key)

    def missing(self, key: str) -> Any:
        """Refuse an absent field."""
        raise self.bad(key, "missing or empty")

    def text(self, holder: Mapping[str, Any], key: str, where: str = "") -> str:
        """Return a text that is not empty."""
        value = holder.get(key, "")
        if not isinstance(value, str):
            raise self.bad(f"{where}{key}", f"not a text: {value!r}")
        if not value.strip():
            raise self.bad(f"{where}{key}", "missing or empty")
        return value

    def texts(self, holder: Mapping[str, Any], key: str, where: str, default: list[str]) -> tuple[str, ...]:
        """Return a list of texts, each of which may be empty."""
        value = holder.get(key, default)
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.bad(f"{where}{key}", "not a list of texts")
        return tuple(value)

    def name_of(self, holder: Mapping[str, Any], key: str, where: str = "") -> str:
        """Return a name that can stand in SQL, in a path and in an address."""
        name = self.text(holder, key, where)
        if not _NAME.fullmatch(name):
            raise self.bad(f"{where}{key}", f"not lower-case letters, digits, '.', '_', '-': {name!r}")
        return name

    def object_of(self, holder: Mapping[str, Any], key: str, where: str = "") -> dict[str, Any]:
        """Return an object."""
        value = holder.get(key)
        if not isinstance(value, dict):
            raise self.bad(f"{where}{key}", "missing" if value is None else "not an object")
        return value

    def objects(self, holder: Mapping[str, Any], key: str, where: str = "") -> list[dict[str, Any]]:
        """Return a list of objects; an absent one is empty."""
        value = holder.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.bad(f"{where}{key}", "not a list of objects")
        return value

    def optional(self, holder: Mapping[str, Any], key: str) -> str:
        """Return a text, empty where there is none."""
        value = holder.get(key)
        return value if isinstance(value, str) else ""
