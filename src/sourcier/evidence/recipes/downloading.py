"""A recipe's files fetched, because a person asked for it: never otherwise."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from urllib.parse import quote

from sourcier.evidence.recipes.building import split_parameters
from sourcier.evidence.recipes.built import File
from sourcier.evidence.recipes.errors import BadParameter, BadSourceFile
from sourcier.evidence.recipes.recipe import Recipe
from sourcier.evidence.recipes.source_files import check_body

_PLACE = re.compile(r"\{(\+?)([a-z_][a-z0-9_.]*)\}")
MOST_PAGES = 500
"""Files of one import at most, so that a source that never ends its pages is left."""
Fetch = Callable[[str, int], tuple[bytes, date]]
"""Return the bytes at an address, refused past a number of bytes, and the day on which they were had."""


def download(
    recipe: Recipe, parameters: Mapping[str, str], fetch: Fetch, progress: Callable[[str], None] | None = None
) -> tuple[File, ...]:
    """Return the recipe's files, in the order of its addresses; pages that follow come after them.

    Raises:
        BadParameter: One that is needed is missing.
        BadSourceFile: A file is empty or a web page, or the pages do not end.
        SourcierError: Whatever the fetching raises.
    """
    own, _ = split_parameters(recipe, parameters, to_fetch=True)
    if not recipe.addresses:
        raise BadParameter.at("--from", f"recipe {recipe.name} reads downloaded files only: {recipe.source[1]}")
    waiting = [address_of(template, own) for template in recipe.addresses]
    files: list[File] = []
    while waiting:
        if len(files) == MOST_PAGES:
            raise BadSourceFile.at(waiting[0], f"more than {MOST_PAGES} pages")
        address = waiting.pop(0)
        if progress:
            progress(address)
        body, day = fetch(address, recipe.largest_mb * 1024 * 1024)
        file = File(address, body, day)
        check_body(file)
        files.append(file)
        if not waiting and recipe.follow is not None:
            following = recipe.follow(tuple(files), own)
            waiting += [following] if following else []
    return tuple(files)


def address_of(template: str, parameters: Mapping[str, str]) -> str:
    """Return an address from its template.

    >>> address_of("https://example.org/{code}?q={+rest}", {"code": "A B", "rest": "x/y"})
    'https://example.org/A%20B?q=x/y'
    """

    def put(match: re.Match[str]) -> str:
        raw, name = match.groups()
        if name not in parameters:
            raise BadParameter.at(name, "missing, and needed for the address to fetch")
        return parameters[name] if raw else quote(parameters[name], safe="")

    return _PLACE.sub(put, template)
