import io

from sourcier.app.cli import outcome


class Terminal(io.StringIO):
    def isatty(self):
        return True


def steps(monkeypatch, stream, *, seconds):
    now = iter([0.0, *[seconds] * 10])
    monkeypatch.setattr(outcome.time, "monotonic", lambda: next(now))
    monkeypatch.setattr("sys.stderr", stream)
    with outcome.Progress() as progress:
        progress.step("a\x1b.txt")("reading")
        progress.step("a.txt")("checking")
    return stream.getvalue()


def test_progress_says_nothing_in_the_first_second(monkeypatch):
    assert steps(monkeypatch, io.StringIO(), seconds=0.5) == ""


def test_progress_gives_a_line_a_step_after_a_second(monkeypatch):
    assert steps(monkeypatch, io.StringIO(), seconds=2.0) == "a\ufffd.txt: reading…\na.txt: checking…\n"


def test_progress_takes_its_line_away_on_a_terminal(monkeypatch):
    said = steps(monkeypatch, Terminal(), seconds=2.0)
    assert said.endswith("a.txt: checking…\r\x1b[K")


def test_progress_says_what_is_running_when_the_second_is_over(monkeypatch):
    stream = io.StringIO()
    monkeypatch.setattr("sys.stderr", stream)
    monkeypatch.setattr(outcome, "_PATIENCE_S", 0.01)
    with outcome.Progress() as progress:
        progress.step("a.txt")("reading")
        progress._timer.join(timeout=5)
    assert stream.getvalue() == "a.txt: reading…\n"
