"""An article checked with a library beside the tables: what enters the dossier, what the reports show, what a replay finds."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assessment.passages.shelves import judge
from evidence.library.shelves import Directions
from sourcier.assessment.entailment import judging
from sourcier.core.dossier import Dossier, from_json, to_json
from sourcier.core.findings import Caveat, Verdict
from sourcier.core.ids import digest, make_id
from sourcier.core.library import Document, FactCheck
from sourcier.core.testimony import FactCheckFinding, QuoteStatus, Veto, VetoKind
from sourcier.dossier import check, replay, replay_whole
from sourcier.dossier.report.page import page
from sourcier.dossier.report.replaying import lines
from sourcier.dossier.report.terminal import report
from sourcier.evidence.library import Library, open_library
from sourcier.evidence.packs import Packs
from sourcier.ingest import from_text

DAY = date(2021, 6, 1)
TEXT = """Le pont de Valmorand a coûté 14 200 euros au département en 2020. L’usine Sivatec de Brissac emploie 450 salariés.

« Ce pont est une chance pour toute la vallée », a déclaré la maire, Odile Marchand.
"""
SAME = "En 2020, le pont de Valmorand a coûté 14 200 euros au département. La chambre des comptes a relu les factures."
OTHER = "L’usine Sivatec de Brissac emploie 310 salariés. Un accord de branche y protège les apprentis."
SAID = (
    "« Ce pont est une chance pour toute la vallée, mais il faudra l’entretenir », a déclaré la maire, Odile Marchand."
)


def document(text: str, publisher: str, day: date | None) -> Document:
    return Document(
        id=make_id("doc", publisher, digest(text)),
        digest=digest(text),
        text=text,
        lang="fr",
        media_type="text/plain",
        location=f"/textes/{publisher}.txt",
        title=f"Dans {publisher}",
        url=f"https://{publisher.rsplit(maxsplit=1)[-1].lower()}.example/article",
        publisher=publisher,
        published=day,
    )


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    found = open_library(tmp_path_factory.mktemp("library"), encoder=Directions())
    found.add(
        [
            document(SAME, "La Gazette", date(2021, 3, 2)),
            document(SAME, "Le Relais", date(2021, 3, 4)),
            document(OTHER, "Le Courrier", date(2021, 4, 12)),
            document(SAID, "La Tribune", date(2021, 5, 3)),
        ]
    )
    return found


@pytest.fixture(scope="module")
def dossier(library: Library, packs: Packs) -> Dossier:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(judging, "judge", judge)
        patch.setattr(judging, "IS_TRUSTED", True)
        return check(from_text(TEXT, lang="fr", published=DAY), packs, library=library)


def assessed(dossier: Dossier, words: str) -> tuple[Verdict | None, tuple[Caveat, ...]]:
    claim = next(one for one in dossier.claims if words in one.anchor.exact)
    (found,) = (one for one in dossier.assessments if one.claim_id == claim.id)
    return found.verdict, found.caveats


def test_passages_and_quotations_enter_the_dossier(dossier: Dossier, library: Library) -> None:
    assert assessed(dossier, "14 200 euros")[0] is Verdict.SUPPORTED
    assert assessed(dossier, "450 salariés") == (Verdict.REFUTED, (Caveat.SINGLE_SOURCE,))
    assert [one.status for one in dossier.quote_findings] == [QuoteStatus.TRUNCATED]
    assert dossier.run.library == library.ref
    assert [one.copies for one in dossier.passage_findings if one.stance is Verdict.SUPPORTED] == [1]


def test_a_dossier_with_a_library_survives_json(dossier: Dossier) -> None:
    assert from_json(to_json(dossier)) == dossier


def test_the_same_article_without_a_library_has_nothing_of_it(packs: Packs) -> None:
    plain = check(from_text(TEXT, lang="fr", published=DAY), packs)
    assert (plain.passage_findings, plain.factcheck_findings, plain.quote_findings, plain.run.library) == (
        (),
        (),
        (),
        None,
    )


def test_the_terminal_shows_passages_and_quotations_with_the_deciding_words_marked(dossier: Dossier) -> None:
    text = "\n".join(line.plain for line in report(dossier, width=80))
    joined = re.sub(r"[\s\u202f\u00a0]+", " ", text)
    assert "*En 2020*, le pont de Valmorand a *coûté* *14 200 euros* au département" in joined
    assert "La Gazette, « Dans La Gazette », 2 mars 2021 ; repris dans 1 autre texte (Le Relais) ; connu" in joined
    assert "emploie *310 salariés*" in joined
    assert "tronquée – « Ce pont est une chance pour toute la vallée »" in joined
    assert "toute la vallée, *mais il faudra l’entretenir*" in joined
    assert "Bibliothèque : 4 documents, 0 vérification" in joined
    assert max(map(len, text.splitlines())) <= 80


def test_the_page_marks_them_and_runs_nothing_of_theirs(dossier: Dossier) -> None:
    (finding, *rest) = dossier.passage_findings
    hostile = replace(finding.passage, publisher="<script>alert(1)</script>", url="javascript:alert(1)")
    shown = page(replace(dossier, passage_findings=(replace(finding, passage=hostile), *rest)))
    assert "<mark>310 salariés</mark>" in shown.replace("\u00a0", " ").replace("\u202f", " ")
    assert "&lt;script&gt;alert(1)" in shown
    assert "javascript:alert" not in shown
    assert "Vérifications antérieures" not in shown


def rated(dossier: Dossier, *vetoes: Veto) -> Dossier:
    claim = next(one for one in dossier.claims if "450 salariés" in one.anchor.exact)
    earlier = FactCheck(
        id="fck-1",
        claim="Sivatec emploie 450 personnes à Brissac",
        rating="Plutôt faux",
        publisher="Le Vérificateur",
        lang="fr",
        url="https://verif.example/sivatec",
        published=date(2021, 5, 20),
        claimant="un élu",
    )
    found = FactCheckFinding("fcf-1", claim.id, earlier, 0.9, "publication", "", vetoes=vetoes)
    return replace(dossier, factcheck_findings=(found,))


def test_an_earlier_fact_check_is_shown_in_its_publishers_words(dossier: Dossier) -> None:
    text = " ".join(" ".join(line.plain.split()) for line in report(rated(dossier)))
    assert "« Plutôt faux » – Le Vérificateur, 20 mai 2021" in text.replace("\u202f", " ").replace("\u00a0", " ")
    assert "https://verif.example/sivatec" in text
    assert "Vérifications antérieures" in page(rated(dossier))


def test_a_fact_check_of_another_claim_is_shown_on_demand_only(dossier: Dossier) -> None:
    other = rated(dossier, Veto(VetoKind.NUMBER, "450 salariés", "540 salariés"))
    plain, explained = (
        " ".join(line.plain for line in report(other, explain=explain)).replace("\u202f", " ")
        for explain in (False, True)
    )
    assert "Plutôt faux" not in plain
    assert "autre chiffre : « 540 salariés », et non « 450 salariés »" in " ".join(explained.split())


def kinds(dossier: Dossier, packs: Packs, library: Library | None) -> list[str]:
    return [one.kind for one in replay(dossier, packs, library).differences]


def test_replay_reads_the_passages_again(dossier: Dossier, packs: Packs, library: Library) -> None:
    assert kinds(dossier, packs, library) == []
    assert kinds(dossier, packs, None) == ["missing-library"]
    changed = [replace(one, passage=replace(one.passage, document_id="doc-gone")) for one in dossier.passage_findings]
    assert "lost-passage" in kinds(replace(dossier, passage_findings=tuple(changed)), packs, library)
    assert "lost-finding" in kinds(replace(dossier, passage_findings=()), packs, library)


def test_a_whole_replay_finds_an_edited_passage(
    dossier: Dossier, packs: Packs, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judging, "judge", judge)
    monkeypatch.setattr(judging, "IS_TRUSTED", True)
    assert replay_whole(from_json(to_json(dossier)), packs, library).is_identical
    (first, *rest) = dossier.passage_findings
    edited = replace(dossier, passage_findings=(replace(first, statement="Tout est vrai."), *rest))
    found = replay_whole(edited, packs, library)
    assert [(one.kind, one.subject) for one in found.differences] == [("edited", first.id)]


def test_without_its_library_only_what_the_tables_say_is_read_again(dossier: Dossier, packs: Packs) -> None:
    found = replay_whole(from_json(to_json(dossier)), packs)
    assert [one.kind for one in found.differences] == ["missing-library"]
    assert "bibliothèque absente" in " ".join(line.plain for line in lines(dossier, found))


def test_another_library_is_said_to_be_one(dossier: Dossier, packs: Packs, tmp_path: Path) -> None:
    other = open_library(tmp_path, encoder=Directions())
    other.add([document("Rien à voir.", "La Gazette", DAY)])
    assert set(kinds(dossier, packs, other)) == {"other-library", "lost-passage"}


def test_the_command_takes_the_users_library_where_there_is_one(
    sourcier_command: Callable[..., object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = tmp_path / "article.txt"
    article.write_text(TEXT, encoding="utf-8")
    missing = sourcier_command("check", article, "--library", tmp_path / "nowhere")
    assert (missing.code, "sourcier library add" in missing.err) == (2, True)
    monkeypatch.setenv("SOURCIER_LIBRARY", str(tmp_path / "nowhere"))
    assert sourcier_command("check", article).code == 0
    assert sourcier_command("check", article, "--no-library").code == 0


HEAVY = ("lancedb", "pyarrow", "onnxruntime", "tokenizers", "sourcier.evidence.library", "sourcier.dossier.testifying")


def test_a_check_without_a_library_loads_nothing_of_it(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text("L’Union européenne compte 27 États membres.", encoding="utf-8")
    code = (
        "import sys; from sourcier.app.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        f"sys.exit([name for name in {HEAVY!r} if name in sys.modules] or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "check", str(article)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-500:]
