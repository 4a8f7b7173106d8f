"""Ways to spoil bytes, texts and JSON, a few at a time, by a generator of chances that is handed in."""

from __future__ import annotations

import json
import random
import zlib
from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from fuzz.writing import DAYS, FIGURES, ODD, SIGNS

ENCODINGS = ["utf-8", "utf-8-sig", "cp1252", "latin-1", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7", "mac_roman", "cp850", "shift_jis", "koi8-r"]  # fmt: skip
CHARSETS = [
    *ENCODINGS,
    "iso-8859-15",
    "unicode",
    "rot13",
    "idna",
    "punycode",
    "hex",
    "zlib",
    "undefined",
    "none",
    "utf8mb4",
    "x" * 300,
    "",
]
_TIMES = [1, 1, 1, 2, 2, 4, 10, 40]


def spoiled(rng: random.Random, body: bytes, tokens: Sequence[bytes] = (), others: Sequence[bytes] = ()) -> bytes:
    """Return bytes with some of them flipped, put in, taken out, doubled, moved, cut.

    Args:
        rng: What decides.
        body: The bytes of a sound file.
        tokens: Bytes that mean something in this format.
        others: Files of the same format, to splice with.
    """
    out = bytearray(body)
    for _ in range(rng.choice(_TIMES)):
        at = rng.randrange(len(out) + 1)
        to = min(len(out), at + rng.choice([1, 2, 8, 64, 1000]))
        match rng.randrange(10):
            case 0 if out:
                out[at % len(out)] ^= 1 << rng.randrange(8)
            case 1 if out:
                out[at % len(out)] = rng.choice([0, 0xFF, 0x7F, 0x0A, rng.randrange(256)])
            case 2:
                del out[at:to]
            case 3:
                out[at:at] = rng.choice(tokens or [b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"\xc3"])
            case 4:
                out[at:at] = out[at:to] * rng.choice([1, 3, 50])
            case 5 if rng.random() < 0.4:
                del out[at:]
            case 6:
                out[at:to] = rng.randbytes(to - at)
            case 7:
                piece, other = out[at:to], rng.randrange(len(out) + 1)
                out[other:other] = piece
            case 8 if others:
                other_body = rng.choice(others)
                out[at:] = other_body[rng.randrange(len(other_body) + 1) :]
            case _:
                out[at:at] = rng.choice(ODD).encode("utf-8", "surrogatepass")
    return bytes(out[:12_000_000])


def flooded(rng: random.Random, text: str) -> str:
    """Return a text with signs that nobody writes, one by one or by the thousand."""
    for _ in range(rng.choice(_TIMES)):
        at = rng.randrange(len(text) + 1)
        match rng.randrange(8):
            case 0:
                put = rng.choice(SIGNS) * rng.choice([1, 3, 100, 5000])
            case 1:
                put = rng.choice(FIGURES)
            case 2:
                put = rng.choice(DAYS)
            case 3:
                put = chr(
                    rng.choice([rng.randrange(0x110000), rng.randrange(0x300, 0x370), rng.randrange(0xD800, 0xE000)])
                )
            case 4:
                put = rng.choice(ODD) * rng.choice([2, 50, 3000 if rng.random() < 0.3 else 20])
            case 5:
                start = rng.randrange(len(text) + 1)
                put = text[start : start + 300] * rng.choice([1, 5, 30])
            case 6:
                put = "".join(rng.choice(ODD) for _ in range(rng.choice([5, 50])))
            case _:
                text, put = text[:at] + text[at + rng.choice([1, 20, 400]) :], ""
        text = (text[:at] + put + text[at:])[:3_000_000]
    return text


def encoded(rng: random.Random, text: str) -> bytes:
    """Return a text in some encoding, most often in UTF-8; half characters stay as the encoding has them."""
    encoding = rng.choice(["utf-8"] * 8 + ENCODINGS)
    try:
        return text.encode(encoding, rng.choice(["surrogatepass", "replace"]))
    except (UnicodeError, LookupError):
        return text.encode(encoding, "ignore") if encoding != "utf-7" else text.encode("utf-8", "replace")


def huge(rng: random.Random) -> str:
    """Return one of the long things that make a slow program slower: a line, a run of one sign, a nest."""
    times = rng.choice([2000, 20_000, 100_000])
    token = rng.choice(ODD)
    token = token[:40] or "a"
    closing = {"(": ")", "[": "]", "«": "»", "{": "}", "“": "”"}.get(token, "")
    return rng.choice(["", "Il dit : ", "La mer. "]) + token * times + "mot" + closing * times


JUNK: Sequence[Any] = (
    None, True, False, 0, -1, 3, 1.5, 10**30, -(10**400), 1e308, float("nan"), float("inf"), "", " ", "x", "\x00", "\ud800", "a" * 70_000,
    [], {}, [None], [[]], {"x": []}, [1, "a"], {"": {}}, *DAYS[:8], *FIGURES[1:9], "../../etc/passwd", "/etc/passwd", "file:///etc/passwd",
    "http://127.0.0.1/", "\u202e", "=1+1", "fr", "en", "2023-04-05", "12",
)  # fmt: skip


def places(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return where every value inside a JSON document stands."""
    found, left = [], [(at, value)]
    while left:
        at, value = left.pop()
        found.append(at)
        inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        left += [((*at, key), item) for key, item in inside] if len(at) < 40 else []
    return found


def bent(rng: random.Random, value: Any) -> Any:
    """Return a JSON document with some values of another type, some keys gone, doubled, renamed, some lists long."""
    value = json.loads(json.dumps(value))
    for _ in range(rng.choice(_TIMES)):
        where = rng.choice(places(value))
        if not where:
            continue
        holder, key = value, where[-1]
        for step in where[:-1]:
            holder = holder[step]
        match rng.randrange(8):
            case 0:
                del holder[key]
            case 1 if isinstance(holder, list):
                holder += [deepcopy(holder[key]) for _ in range(rng.choice([1, 5, 200]))]
            case 2 if isinstance(holder, dict):
                holder[rng.choice(["", "x", "\u202e", "a" * 3000, key + " "])] = holder.pop(key)
            case 3 if isinstance(holder[key], str):
                holder[key] = flooded(rng, holder[key])
            case 4 if isinstance(holder[key], int | float) and not isinstance(holder[key], bool):
                holder[key] = rng.choice(
                    [0, -1, holder[key] + 1, holder[key] * 10**6, -holder[key], 2**63, 10**40, 0.1]
                )
            case 5:
                other = rng.choice(places(value))
                found = value
                for step in other:
                    found = found[step]
                holder[key] = (
                    json.loads(json.dumps(found)) if len(where) < 30 and len(json.dumps(found)) < 20_000 else None
                )
            case _:
                holder[key] = deepcopy(rng.choice(JUNK))
    return value


def dumped(rng: random.Random, value: Any) -> bytes:
    """Return JSON, now and then with what Python writes and the standard lacks, in another encoding, or torn."""
    text = json.dumps(value, ensure_ascii=rng.random() < 0.5, indent=rng.choice([None, None, 1]))
    body = text.encode("utf-8", "surrogatepass") if rng.random() < 0.9 else encoded(rng, text)
    tokens = [
        b'"',
        b"{",
        b"}",
        b"[",
        b"]",
        b",",
        b":",
        b"\\u",
        b"\\ud800",
        b"NaN",
        b"-Infinity",
        b"1e999",
        b"[" * 3000,
        b'{"a":' * 3000,
    ]
    return spoiled(rng, body, tokens) if rng.random() < 0.15 else body


def squeezed(body: bytes) -> bytes:
    """Return a gzip member that is the same each time."""
    made = zlib.compressobj(6, zlib.DEFLATED, 31)
    return made.compress(body) + made.flush()
