"""A CSV resource of data.gouv.fr, with columns that the person names, to one series."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from sourcier.core.language import Entity
from sourcier.evidence.packs.descriptor import Column
from sourcier.evidence.recipes.built import BuiltPack, File, Row, Table
from sourcier.evidence.recipes.data_gouv.metadata import check_digest, licence_of, read_dataset
from sourcier.evidence.recipes.errors import BadParameter, BadSourceFile, UnknownCode, UnknownColumn
from sourcier.evidence.recipes.places import by_name, known_entities
from sourcier.evidence.recipes.recipe import Recipe
from sourcier.evidence.recipes.source_files import lines_of, rows_of
from sourcier.evidence.recipes.workbooks import plain

_DELIMITERS = {";": ";", ",": ",", "tab": "\t", "|": "|"}
_PERIOD = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-\d{2})?)?")
_SPACES = str.maketrans("", "", " \u00a0\u202f\u2009")
"""What French figures are grouped with."""
_OWN = ("entity", "name_of_entity", "period", "value", "note")
"""Parameters that name a column."""

Lines = list[tuple[int, dict[str, str]]]


def following(files: Sequence[File], parameters: Mapping[str, str]) -> str | None:
    """Return the resource's address once the metadata are there."""
    return read_dataset(files[0], parameters.get("resource", "")).resource.url if len(files) == 1 else None


def read(recipe: Recipe, files: Sequence[File], parameters: Mapping[str, str]) -> BuiltPack:
    """Return the series of the metadata and the resource, in either order."""
    about, resource = _told_apart(recipe, files)
    dataset = read_dataset(about, parameters.get("resource", ""))
    licence = licence_of(recipe.mapping, about, dataset)
    check_digest(resource, dataset.resource)
    lines = _lines(resource, parameters)
    entities = _entities(resource, lines, parameters)
    rows = tuple(_series(resource, lines, entities, parameters, f"{dataset.producer}, {dataset.resource.title}"))
    table = Table(
        name=dataset.name,
        shape="series",
        rows=rows,
        label={"fr": dataset.title},
        definition={"fr": dataset.description},
        extra=(Column("value_original", "string", "the figure as the file writes it"),),
    )
    return BuiltPack(
        name=f"data-gouv-{dataset.name}",
        title=dataset.title,
        updated=dataset.resource.updated,
        tables=(table,),
        entities=tuple(entity for entity in entities.values() if entity.id not in known_entities()),
        licences=(licence,),
        sources=((f"{dataset.producer}: {dataset.title}", dataset.page),),
        description=dataset.description,
    )


def _told_apart(recipe: Recipe, files: Sequence[File]) -> tuple[File, File]:
    """Return the metadata and the resource."""
    about = [file for file in files if file.body.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{")]
    others = [file for file in files if file not in about]
    if len(about) != 1 or len(others) != 1:
        name = files[0].name if files else recipe.name
        raise BadSourceFile.at(name, "two files are needed: the data set's metadata (JSON) and the CSV resource")
    return about[0], others[0]


def _lines(file: File, parameters: Mapping[str, str]) -> Lines:
    encoding = parameters["encoding"]
    given = parameters.get("delimiter", "")
    try:
        first = file.body.decode(encoding).partition("\n")[0]
    except (UnicodeDecodeError, LookupError) as error:
        raise BadSourceFile.at(file.name, f"not {encoding} text; say which encoding with --set encoding=") from error
    delimiter = _DELIMITERS[given] if given else max(_DELIMITERS.values(), key=first.count)
    (_, header), *rest = list(lines_of(file, delimiter=delimiter, encoding=encoding))
    named = [parameters[name] for name in _OWN if parameters.get(name)]
    absent = [name for name in named if name not in header]
    if absent:
        raise BadParameter.at("value", f"no column {absent[0]!r}; there are: {', '.join(header)}")
    ignored = {name.strip() for name in parameters.get("ignore", "").split("|")}
    strange = [name for name in header if name not in named and name not in ignored]
    if strange:
        raise UnknownColumn.named(file.name, strange)
    return rows_of(file, header, rest)


def _entities(file: File, lines: Lines, parameters: Mapping[str, str]) -> dict[str, Entity]:
    """Return the entity of each code: as the person says, a known one, or one of the pack's own."""
    if bool(parameters.get("entity")) == bool(parameters.get("entity_id")):
        raise BadParameter.at("entity", "give a column, or one entity for all figures with entity_id")
    known = known_entities()
    if parameters.get("entity_id"):
        if parameters["entity_id"] not in known:
            raise BadParameter.at("entity_id", f"no such entity: {parameters['entity_id']!r}")
        return {"": known[parameters["entity_id"]]}
    names = {line[parameters["entity"]].strip(): line for _, line in lines}
    said = {code: parameters.get(f"entity.{code}") or by_name("fr").get(code, code) for code in names}
    wrong = [said[code] for code in names if f"entity.{code}" in parameters and said[code] not in known]
    if wrong:
        raise BadParameter.at("entity.*", f"no such entity: {', '.join(wrong)}")
    prefix = parameters.get("prefix", "")
    strange = [code for code in names if said[code] not in known and (not prefix or not code)]
    if strange:
        raise UnknownCode.named(file.name, f"codes of {parameters['entity']} (without --set prefix=)", strange)
    named = parameters.get("name_of_entity", parameters["entity"])
    own = {code: line[named].strip() for code, line in names.items() if said[code] not in known}
    return {
        code: known[said[code]]
        if code not in own
        else Entity(f"{prefix}{_slug(code)}", parameters["kind"], own[code], own[code])
        for code in names
    }


def _slug(code: str) -> str:
    """Return a code as it may stand in an id.

    >>> _slug("Île-de-France"), _slug("2A")
    ('ile-de-france', '2a')
    """
    plain_letters = unicodedata.normalize("NFKD", code).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain_letters).strip("-")


def _series(
    file: File, lines: Lines, entities: Mapping[str, Entity], parameters: Mapping[str, str], source: str
) -> Iterator[Row]:
    missing = {"", *(text.strip() for text in parameters.get("missing", "").split("|"))}
    factor = Decimal(parameters.get("factor") or 1)
    cells = [
        (number, line, line[parameters["period"]].strip(), text)
        for number, line in lines
        if (text := line[parameters["value"]].strip()) not in missing
    ]
    periods = {when: _period(when, parameters.get("period_format", "")) for _, _, when, _ in cells}
    figures = {text: figure(text, parameters["decimal"]) for *_, text in cells}
    _refuse(file, f"periods in {parameters['period']}", periods)
    _refuse(file, f"figures in {parameters['value']}", figures)
    seen: dict[tuple[str, str], int] = {}
    for number, line, when, text in cells:
        period, value = periods[when], figures[text]
        if period is None or value is None:
            continue  # refused above
        entity = entities[line[parameters["entity"]].strip() if parameters.get("entity") else ""]
        first = seen.setdefault((entity.id, period), number)
        if first != number:
            raise BadSourceFile.at(file.name, f"{entity.id} has a figure for {period} in line {first} too", line=number)
        yield {
            "entity": entity.id,
            "period": period,
            "value": plain(value * factor),
            "source": source,
            "note": line[parameters["note"]].strip() if parameters.get("note") else "",
            "value_original": text,
        }


def _refuse(file: File, what: str, read: Mapping[str, object]) -> None:
    strange = [text for text, value in read.items() if value is None]
    if strange:
        raise UnknownCode.named(file.name, what, strange)


def figure(text: str, decimal: str) -> Decimal | None:
    """Return the number of a French or English figure, None where it is none.

    >>> figure("1 310 002,5", ","), figure("1.204", ","), figure("-3", ",")
    (Decimal('1310002.5'), None, Decimal('-3'))
    """
    bare = text.translate(_SPACES)
    if not re.fullmatch(rf"[-+]?\d+({re.escape(decimal)}\d+)?", bare):
        return None
    return Decimal(bare.replace(decimal, "."))


def _period(text: str, written: str) -> str | None:
    """Return a period as packs write it, as fine as the file's own format is."""
    if not written:
        return text if _PERIOD.fullmatch(text) else None
    try:
        day = datetime.strptime(text, written)  # noqa: DTZ007 -- a day without an hour
    except ValueError:
        return None
    grain = "%Y-%m-%d" if "%d" in written else "%Y-%m" if "%m" in written else "%Y"
    return day.strftime(grain)
