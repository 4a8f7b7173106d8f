"""From `datapackage.json` to a `Pack`: every key that PACKS.md asks for, or a reason for refusing."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from sourcier.evidence.packs.descriptor import DESCRIPTOR, ENTITIES, Column, Licence, Pack, Resource, digest_of
from sourcier.evidence.packs.errors import BadPack, PackNotFound
from sourcier.evidence.packs.fields import Fields, parse_json
from sourcier.evidence.packs.shapes import RATE_ROLES, ROLES, SHAPES

_SLUG = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_VERSION = re.compile(r"\d+\.\d+\.\d+([-+.][0-9A-Za-z.-]+)?")
_PERIOD = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_RESERVED = frozenset({"main", "temp", "system", "information_schema", "pg_catalog"})
"""Schemas that DuckDB has already."""
_RATE = re.compile(r"(LCU|[A-Z]{3})/[A-Z]{3}")
"""So many of the first currency for one of the second; LCU: of that of the row's state."""
_FORMATS = {".csv": "csv", ".parquet": "parquet"}
LANGS = ("fr", "en")


def read_pack(root: Path) -> Pack:
    """Return the pack of a folder, described and digested; its tables are not read.

    Raises:
        PackNotFound: There is no descriptor.
        BadPack: The descriptor lacks something, or a file that it names is missing.
    """
    file = root / DESCRIPTOR
    try:
        raw = file.read_bytes()
    except OSError as error:
        raise PackNotFound.at(root, f"no readable {DESCRIPTOR}") from error
    return _Descriptor(root, file, parse_json(file, raw), raw).pack()


class _Descriptor(Fields):
    """A descriptor on its way to a pack."""

    def __init__(self, root: Path, file: Path, parsed: dict[str, Any], raw: bytes) -> None:
        super().__init__(file)
        self.root = root
        self.parsed = parsed
        self.digests = {DESCRIPTOR: hashlib.sha256(raw).hexdigest()}
        self.name = ""

    def pack(self) -> Pack:
        """Return the pack, or raise at the first thing missing."""
        self.name = self.name_of(self.parsed, "name")
        if self.name in _RESERVED:
            raise self.bad("name", f"{self.name!r} is reserved")
        version = self.text(self.parsed, "version")
        if not _VERSION.fullmatch(version):
            raise self.bad("version", f"not a version like 1.0.0: {version!r}")
        title = self.text(self.parsed, "title")
        licences = self._licences(self.parsed, "licenses") or self.missing("licenses")
        sources = self._sources(self.parsed, "sources") or self.missing("sources")
        created = self._created()
        tables = self._tables(licences, sources)
        entities = tables.pop(ENTITIES, None)
        if entities is None:
            raise self.bad("resources", f"no resource named {ENTITIES!r}")
        if not tables:
            raise self.bad("resources", "no table besides the entities")
        self._check_companions(tables)
        return Pack(
            name=self.name,
            version=version,
            title=title,
            description=self.optional(self.parsed, "description"),
            root=self.root,
            created=created,
            licences=licences,
            sources=sources,
            resources=tuple(tables[name] for name in sorted(tables)),
            entities=entities,
            digest=digest_of(self.digests),
        )

    def _licences(self, holder: Mapping[str, Any], key: str, where: str = "") -> tuple[Licence, ...]:
        licences = self.objects(holder, key, where)
        return tuple(
            Licence(
                name=self.text(licence, "name", f"{where}{key}."),
                title=self.optional(licence, "title"),
                path=self.optional(licence, "path"),
            )
            for licence in licences
        )

    def _sources(self, holder: Mapping[str, Any], key: str, where: str = "") -> tuple[tuple[str, str], ...]:
        return tuple(
            (self.text(source, "title", f"{where}{key}."), self.text(source, "path", f"{where}{key}."))
            for source in self.objects(holder, key, where)
        )

    def _created(self) -> date:
        created = self.text(self.parsed, "created")
        try:
            return date.fromisoformat(created[:10])
        except ValueError:
            raise self.bad("created", f"not an ISO date: {created!r}") from None

    def _tables(self, licences: tuple[Licence, ...], sources: tuple[tuple[str, str], ...]) -> dict[str, Resource]:
        tables: dict[str, Resource] = {}
        for parsed in self.objects(self.parsed, "resources"):
            name = self.name_of(parsed, "name", "resources.")
            if name in tables:
                raise self.bad(f"resources.{name}", "two resources of this name")
            tables[name] = self._resource(name, parsed, licences, sources)
        return tables

    def _resource(
        self,
        name: str,
        parsed: dict[str, Any],
        licences: tuple[Licence, ...],
        sources: tuple[tuple[str, str], ...],
    ) -> Resource:
        where = f"resources.{name}."
        path, digest = self._file(parsed, where)
        form = self.text(parsed, "format", where) if "format" in parsed else _FORMATS.get(path.suffix, "")
        if form not in _FORMATS.values():
            raise self.bad(f"{where}format", f"neither csv nor parquet: {form!r}")
        encoding = parsed.get("encoding", "utf-8")
        if str(encoding).lower().replace("_", "-") not in {"utf-8", "utf8", "utf-8-sig"}:
            raise self.bad(f"{where}encoding", f"not utf-8: {encoding!r}")
        schema = self.object_of(parsed, "schema", where)
        columns = self._columns(schema, where)
        said = self.object_of(parsed, "sourcier", where)
        shape = self.text(said, "shape", f"{where}sourcier.")
        role = self.text(said, "role", f"{where}sourcier.") if "role" in said else ""
        layout = role or shape
        if shape not in SHAPES or layout not in SHAPES or shape in ROLES or (name == ENTITIES) != (shape == ENTITIES):
            known = ", ".join(sorted(SHAPES.keys() - {*ROLES, ENTITIES}))
            raise self.bad(f"{where}sourcier.shape", f"unknown shape or role: {shape!r} {role!r}; shapes: {known}")
        absent = [needed for needed in SHAPES[layout].required if needed not in {column.name for column in columns}]
        if absent:
            raise self.bad(f"{where}schema.fields", f"a table of shape {layout} needs the columns {', '.join(absent)}")
        facts = name != ENTITIES
        inside = f"{where}sourcier."
        if role in RATE_ROLES and (shape != "series" or not _RATE.fullmatch(self.text(said, "unit", inside))):
            raise self.bad(f"{inside}unit", "a table of rates is a series in a unit like EUR/USD or LCU/USD")
        coverage = self.object_of(said, "coverage", inside) if facts else {}
        tolerance, reason = self._tolerance(said, inside) if facts else (Decimal(0), "")
        complete, gaps = self._complete(coverage, inside)
        return Resource(
            pack=self.name,
            name=name,
            shape=shape,
            path=path,
            digest=digest,
            columns=columns,
            primary_key=self._key(schema, columns, where) or SHAPES[layout].key,
            format=form,
            delimiter=self._delimiter(parsed, where),
            missing_values=self.texts(schema, "missingValues", f"{where}schema.", default=[""]),
            role=role,
            companion=self.optional(said, "companion"),
            label=self._by_lang(said, "label", inside),
            definition=self._by_lang(said, "definition", inside),
            terms=self._terms(said, inside) if facts else dict.fromkeys(LANGS, ()),
            unit=self.text(said, "unit", inside) if facts else "",
            tolerance=tolerance,
            tolerance_reason=reason,
            coverage_first=self._period(coverage, "first", inside) if facts else "",
            coverage_last=self._period(coverage, "last", inside) if facts else "",
            complete=complete,
            gaps=gaps,
            revised=self._revised(coverage, inside),
            note=self.optional(said, "note") or self.optional(coverage, "note"),
            sources=self._sources(parsed, "sources", where) or sources,
            licences=self._licences(parsed, "licenses", where) or licences,
        )

    def _file(self, parsed: dict[str, Any], where: str) -> tuple[Path, str]:
        named = self.text(parsed, "path", where)
        path = self.root / named
        if "://" in named or "\0" in named or Path(named).is_absolute() or ".." in Path(named).parts:
            raise self.bad(f"{where}path", f"not a path inside the pack: {named!r}")
        try:
            is_inside = path.resolve().is_relative_to(self.root.resolve())
            is_pipe = path.is_fifo()
        except (OSError, RuntimeError) as error:  # RuntimeError: links that lead to one another
            raise BadPack.at(path, f"the file cannot be read: {getattr(error, 'strerror', error)}") from error
        if not is_inside:
            raise self.bad(f"{where}path", f"leads out of the pack: {named!r}")
        if is_pipe:  # opening one would wait for somebody to write into it
            raise BadPack.at(path, "the file cannot be read: it is a pipe")
        try:
            with path.open("rb") as file:
                self.digests[named] = hashlib.file_digest(file, "sha256").hexdigest()
                is_empty = file.tell() == 0
        except OSError as error:
            raise BadPack.at(path, f"the file cannot be read: {error.strerror}") from error
        if is_empty:
            raise BadPack.at(path, "the file is empty")
        return path, self.digests[named]

    def _delimiter(self, parsed: Mapping[str, Any], where: str) -> str:
        """Return what parts the cells, as Data Package 1 and Frictionless 5 write it."""
        dialect = self.object_of(parsed, "dialect", where) if "dialect" in parsed else {}
        nested = self.object_of(dialect, "csv", f"{where}dialect.") if "csv" in dialect else {}
        delimiter = dialect.get("delimiter") or nested.get("delimiter") or ","
        if not isinstance(delimiter, str) or len(delimiter) != 1:
            raise self.bad(f"{where}dialect.delimiter", f"not one character: {delimiter!r}")
        return delimiter

    def _columns(self, schema: dict[str, Any], where: str) -> tuple[Column, ...]:
        columns: dict[str, Column] = {}
        for parsed in self.objects(schema, "fields", f"{where}schema."):
            name = self.text(parsed, "name", f"{where}schema.fields.")
            inside = f"{where}schema.fields.{name}."
            if name.lower() in columns:
                raise self.bad(inside.rstrip("."), "two columns of this name")
            for option, usual in (("decimalChar", "."), ("groupChar", ""), ("bareNumber", True)):
                if parsed.get(option, usual) != usual:
                    raise self.bad(f"{inside}{option}", "write numbers bare, with a decimal point")
            constraints = self.object_of(parsed, "constraints", inside) if "constraints" in parsed else {}
            columns[name.lower()] = Column(
                name=name,
                type=self.text(parsed, "type", inside) if "type" in parsed else "string",
                description=self.optional(parsed, "description"),
                is_required=constraints.get("required") is True,
                is_unique=constraints.get("unique") is True,
            )
        return tuple(columns.values())

    def _key(self, schema: dict[str, Any], columns: tuple[Column, ...], where: str) -> tuple[str, ...]:
        key = schema.get("primaryKey", [])
        names = (key,) if isinstance(key, str) else self.texts(schema, "primaryKey", f"{where}schema.", default=[])
        unknown = [name for name in names if name not in {column.name for column in columns}]
        if unknown:
            raise self.bad(f"{where}schema.primaryKey", f"no such column: {unknown[0]!r}")
        return names

    def _by_lang(self, said: dict[str, Any], key: str, where: str) -> dict[str, str]:
        texts = self.object_of(said, key, where)
        return {lang: self.text(texts, lang, f"{where}{key}.") for lang in LANGS}

    def _terms(self, said: dict[str, Any], where: str) -> dict[str, tuple[str, ...]]:
        if said.get("role") == "positions":
            # A table of positions is reached through its tally, which has the terms.
            return dict.fromkeys(LANGS, ())
        texts = self.object_of(said, "terms", where)
        terms: dict[str, tuple[str, ...]] = {}
        for lang in LANGS:
            listed = texts.get(lang)
            if not isinstance(listed, list) or not listed or not all(isinstance(t, str) and t.strip() for t in listed):
                raise self.bad(f"{where}terms.{lang}", "not a list of words")
            terms[lang] = tuple(listed)
        return terms

    def _tolerance(self, said: dict[str, Any], where: str) -> tuple[Decimal, str]:
        tolerance = self.object_of(said, "tolerance", where)
        value = tolerance.get("value")
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1:
            raise self.bad(f"{where}tolerance.value", f"not a relative error from 0 to 1: {value!r}")
        return Decimal(str(value)), self.text(tolerance, "reason", f"{where}tolerance.")

    def _period(self, coverage: dict[str, Any], key: str, where: str) -> str:
        period = self.text(coverage, key, f"{where}coverage.")
        if not _PERIOD.fullmatch(period):
            raise self.bad(f"{where}coverage.{key}", f"not a year, a month or a day: {period!r}")
        return period

    def _revised(self, coverage: dict[str, Any], where: str) -> bool:
        revised = coverage.get("revised", False)
        if not isinstance(revised, bool):  # "false" in quotes would count as true
            raise self.bad(f"{where}coverage.revised", f"neither true nor false: {revised!r}")
        return revised

    def _complete(self, coverage: dict[str, Any], where: str) -> tuple[bool | tuple[str, ...], tuple[str, ...]]:
        complete = coverage.get("complete", False)
        gaps = self.texts(coverage, "incomplete", f"{where}coverage.", default=[])
        if isinstance(complete, bool):
            return complete, gaps
        listed = self.texts(coverage, "complete", f"{where}coverage.", default=[])
        # "opec (former members left out)": a list with a reservation is not complete, and says why.
        whole = tuple(item for item in listed if _SLUG.fullmatch(item))
        return whole, tuple(item for item in (*listed, *gaps) if item not in whole)

    def _check_companions(self, tables: Mapping[str, Resource]) -> None:
        for table in tables.values():
            if not table.companion:
                if table.role == "positions":
                    raise self.bad(f"resources.{table.name}.sourcier.companion", "missing: which tally is it about?")
                continue
            other = tables.get(table.companion)
            if other is None or other.role == table.role or other.shape != "tally" or table.shape != "tally":
                reason = f"not a tally and its positions: {table.name!r} and {table.companion!r}"
                raise self.bad(f"resources.{table.name}.sourcier.companion", reason)
