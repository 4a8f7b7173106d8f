"""The JSON of the desk's pages: one model a page, described in the OpenAPI document."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class Answer(BaseModel):
    """What all have in common: fields are fixed, records are read by their attributes."""

    model_config = ConfigDict(from_attributes=True, extra="forbid", frozen=True)


class ErrorAnswer(Answer):
    """What went wrong."""

    error: str = Field(description="What kind of error: a stable slug.")
    message: str = Field(description="What happened, and what to do.")


class MatchAnswer(Answer):
    """A claim whose words were found."""

    claim_id: str
    text: str
    verdict: str | None
    path: str


class LineAnswer(Answer):
    """One dossier of the list."""

    article_id: str
    path: str
    name: str | None
    title: str | None
    publisher: str | None
    language: str
    published: date | None
    added_at: datetime
    edition: str
    tags: tuple[str, ...]
    verdicts: dict[str, int]
    claims: int
    decided: int
    open: int
    conflicts: int
    review: str
    matches: tuple[MatchAnswer, ...]


class ListAnswer(Answer):
    """One page of the list."""

    total: int
    page: int
    pages: int
    size: int
    dossiers: tuple[LineAnswer, ...]


class TagAnswer(Answer):
    """A tag, and how many dossiers have it."""

    tag: str
    dossiers: int
    path: str


class TagsAnswer(Answer):
    """Every tag."""

    tags: tuple[TagAnswer, ...]


class TaggingAnswer(Answer):
    """The tags of one dossier."""

    article_id: str
    tags: tuple[str, ...]
    known: tuple[str, ...]


class FormAnswer(Answer):
    """What is needed to send an article."""

    csrf: str = Field(description="Goes back with a form, in the field csrf or the header X-CSRF-Token.")
    endings: tuple[str, ...] = Field(description="Of the files that are read.")
    most_bytes: int
    languages: tuple[str, ...]


class JobAnswer(Answer):
    """Where the work on an article stands."""

    id: str
    state: Literal["waiting", "running", "done", "failed"]
    step: str | None
    steps_done: int
    steps_total: int
    name: str
    article_id: str | None
    slug: str | None
    message: str | None
    added_at: datetime
    added_by: str | None
    attempt: int
    resumed: bool
    path: str
    dossier: str | None = Field(description="Path of the dossier, once it is there.")


class JobsAnswer(Answer):
    """The last jobs, the newest first."""

    jobs: tuple[JobAnswer, ...]


class FormatAnswer(Answer):
    """A form in which a dossier is exported."""

    name: str
    media_type: str
    suffix: str
    path: str


class FormatsAnswer(Answer):
    """Every form in which a dossier is exported."""

    article_id: str
    formats: tuple[FormatAnswer, ...]
    print: str = Field(description="Path of the print view, from which a browser makes a PDF.")


class RatingAnswer(Answer):
    """A word of the newsroom's, and the verdict it stands for."""

    label: str
    verdict: str
    fr: str = Field(description="The word for dossiers in French.")
    en: str = Field(description="The word for dossiers in English.")


class SettingsAnswer(Answer):
    """What the newsroom set."""

    language: str | None
    ratings: tuple[RatingAnswer, ...]
    person: str
    role: str
    accounts: bool


class PersonAnswer(Answer):
    """Somebody with an account."""

    name: str
    role: Literal["reader", "reviewer", "admin"]
    is_active: bool
    added_at: datetime


class PeopleAnswer(Answer):
    """Everybody with an account."""

    people: tuple[PersonAnswer, ...]


class LoginAnswer(Answer):
    """Who is logged in."""

    csrf: str
    person: str | None
    role: str | None
    accounts: bool
