"""SDMX files taken apart: each observation as its components by id, whichever of the formats carried it.

SDMX-CSV (1.0 as Eurostat writes it, 2.0, and the OECD's with labels) is read here. SDMX-ML 2.1 and 3.0, generic or
structure-specific, is read by `sdmx1`, the optional extra `sdmx`.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sourcier.evidence.recipes.built import File
from sourcier.evidence.recipes.errors import BadSourceFile, MissingExtra
from sourcier.evidence.recipes.source_files import check_body, table_of, text_of

# sdmx1 warns that it was given no structure: what is a dimension is decided by the recipe's mapping, not by sdmx1.
logging.getLogger("sdmx").addHandler(logging.NullHandler())

_STRUCTURE_NAME = "STRUCTURE_NAME"
_BEFORE_PAIRS = ("STRUCTURE", "STRUCTURE_ID", _STRUCTURE_NAME, "ACTION")


@dataclass(frozen=True, slots=True)
class SdmxFile:
    """What one SDMX file says."""

    name: str
    observations: tuple[Mapping[str, str], ...]
    """Dimensions and attributes by id, with `TIME_PERIOD` and `OBS_VALUE`; empty where the file has nothing."""
    prepared: date | None = None
    labels: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """What the file calls a code, by component and code."""
    title: str = ""
    """What the file calls the dataflow."""


def is_xml(file: File) -> bool:
    """Say whether a file is XML."""
    return file.body[:512].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def read_sdmx(file: File) -> SdmxFile:
    """Return what an SDMX data file says.

    Raises:
        BadSourceFile: It is not SDMX, cut short, or holds no observation.
        MissingExtra: It is SDMX-ML, and `sdmx1` is not installed.
    """
    check_body(file)
    found = _from_xml(file) if is_xml(file) else _from_csv(file)
    if not found.observations:
        raise BadSourceFile.at(file.name, "no observation: nothing fits what was asked for, or the file is cut short")
    return found


def _from_csv(file: File) -> SdmxFile:
    first = text_of(file).partition("\n")[0]
    header, rows = table_of(file, delimiter=";" if first.count(";") > first.count(",") else ",")
    if "OBS_VALUE" not in header or "TIME_PERIOD" not in header:
        raise BadSourceFile.at(file.name, "not SDMX-CSV with codes: no column OBS_VALUE, or no TIME_PERIOD", line=1)
    if _STRUCTURE_NAME not in header:
        return SdmxFile(file.name, tuple(row for _, row in rows))
    # After the action, each component's column is followed by one with the label of its code.
    ids = [name for name in header if name not in _BEFORE_PAIRS]
    pairs = list(zip(ids[::2], ids[1::2], strict=False))
    if len(ids) % 2 or not all(code.isupper() for code, _ in pairs):
        raise BadSourceFile.at(file.name, "not SDMX-CSV with labels: codes and labels do not alternate", line=1)
    labels = {(code, row[code]): row[label] for _, row in rows for code, label in pairs if row[label]}
    kept = ["STRUCTURE_ID", *(code for code, _ in pairs)]
    observations = tuple({name: row[name] for name in kept} for _, row in rows)
    return SdmxFile(file.name, observations, labels=labels, title=rows[0][1][_STRUCTURE_NAME] if rows else "")


def _from_xml(file: File) -> SdmxFile:
    try:
        import sdmx  # noqa: PLC0415 -- an optional extra, and half a second with pandas
        from sdmx.message import DataMessage  # noqa: PLC0415

        # sdmx1 2.28 registers the namespaces of a file for good; once a file of 2.1 was read, the reader of 3.0 can no
        # longer be imported. So both are, before any file is.
        from sdmx.reader.xml import v21, v30  # noqa: F401, PLC0415
    except ImportError as error:
        raise MissingExtra.named("sdmx", f"{file.name} is SDMX-ML, which") from error
    # No SDMX message has a document type; one that has may define entities without end.
    if b"<!DOCTYPE" in file.body or b"<!ENTITY" in file.body:
        raise BadSourceFile.at(file.name, "XML with a document type of its own, which no SDMX message has")
    try:
        message = sdmx.read_sdmx(io.BytesIO(file.body), format="XML")
    except Exception as error:  # sdmx1 lets whatever its parts raise come through
        said = f"{type(error).__name__}: {error}".splitlines()[0]
        raise BadSourceFile.at(file.name, f"not SDMX-ML, or cut short: {said}") from error
    if not isinstance(message, DataMessage):
        raise BadSourceFile.at(file.name, f"an SDMX message without figures: {_said(message)}")
    observations = tuple(_components(one) for dataset in message.data for one in dataset.obs)
    prepared = message.header.prepared
    return SdmxFile(file.name, observations, prepared.date() if isinstance(prepared, datetime) else None)


def _components(observation: Any) -> dict[str, str]:
    series = observation.series_key
    found = {name: str(key.value) for name, key in observation.key.values.items()}
    for attributes in (series.attrib if series is not None else {}, observation.attached_attribute):
        found |= {name: str(value.value) for name, value in attributes.items()}
    found["OBS_VALUE"] = "" if observation.value is None else str(observation.value)
    return found


def _said(message: Any) -> str:
    texts: Sequence[Any] = getattr(getattr(message, "footer", None), "text", None) or ()
    return "; ".join(str(text) for text in texts) or type(message).__name__
