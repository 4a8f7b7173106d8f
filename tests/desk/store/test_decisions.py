import threading
from collections import defaultdict
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from desk.store.conftest import decision
from sourcier.app.desk.store import tables
from sourcier.app.desk.store.decisions import fitting, latest, revisions_of, save, standings
from sourcier.app.desk.store.dossiers import dossier_of, remove_dossier
from sourcier.app.desk.store.engine import open_store
from sourcier.app.desk.store.errors import NoClaim, NoDossier
from sourcier.core.findings import Verdict
from sourcier.core.revisions import Action, AddedEvidence, added_key, standing
from sourcier.core.spans import Anchor, Span
from sourcier.dossier.exports import EXPORTS
from sourcier.dossier.exports.decisions import hold, parts
from sourcier.dossier.exports.errors import BadDecision
from sourcier.dossier.exports.labels import Labels


def span_of(of, words):
    start = of.article.text.index(words)
    return Span(start, start + len(words))


def summary(store, of):
    return dossier_of(store, of.article.id).summary


def test_two_reviewers_who_save_at_once_both_keep_their_decision_and_see_the_conflict(store, column):
    claim = column.claims[0].id
    ana = decision(column, claim, Action.CONFIRM, Verdict.SUPPORTED)
    ben = decision(column, claim, Action.CHANGE, Verdict.REFUTED, author="Ben Daoud")
    assert save(store, ana).conflicts == ()
    after = save(store, ben)
    assert after.conflicts == ((ana, ben),)
    assert after.verdict is Verdict.REFUTED
    assert revisions_of(store, column.article.id, claim) == (ana, ben)
    assert summary(store, column).conflicts == 1
    third = decision(column, claim, Action.CONFIRM, Verdict.SUPPORTED, author="Chloé Petit", seen=ben.id)
    save(store, third)
    assert summary(store, column).conflicts == 0
    assert standings(store, column.article.id)[claim].last == third


def test_what_people_decide_counts_before_what_the_program_says(store, column):
    supported, refuted = column.claims[0].id, column.claims[1].id
    before = summary(store, column)
    assert (before.decided, before.open, before.review) == (0, 6, "open")
    save(store, decision(column, supported, Action.CHANGE, Verdict.CONFLICTING, rating="Trompeur"))
    save(store, decision(column, refuted, Action.WITHHOLD))
    now = summary(store, column)
    assert (now.decided, now.open, now.review) == (2, 4, "begun")
    changed = {name: now.verdicts[name] - before.verdicts[name] for name in now.verdicts}
    assert changed == {"supported": -1, "refuted": -1, "conflicting": 1, "not_enough_evidence": 0, "none": 0}
    save(store, decision(column, refuted, Action.DISMISS))
    assert summary(store, column).verdicts["none"] == before.verdicts["none"]
    for claim in column.claims:
        save(store, decision(column, claim.id, Action.CONFIRM, Verdict.SUPPORTED, seen=None))
    assert summary(store, column).open == 0


def test_evidence_is_kept_and_decides_nothing(store, column):
    link = AddedEvidence("https://insee.example/serie", "Série", None, Verdict.REFUTED)
    one = decision(column, column.claims[0].id, Action.ADD_EVIDENCE, evidence=link)
    assert save(store, one).last is None
    assert summary(store, column).decided == 0
    assert revisions_of(store, column.article.id) == (one,)


def test_a_claim_that_a_person_added_can_be_decided_and_split_in_its_turn(store, column):
    words = span_of(column, "Il faut relire l'histoire avant de donner des leçons")
    added = added_key(column.article.id, words)
    with pytest.raises(NoClaim) as caught:
        save(store, decision(column, added, Action.CONFIRM, Verdict.SUPPORTED))
    assert caught.value.slug == "no-claim"
    save(store, decision(column, added, Action.ADD_CLAIM, spans=(words,)))
    assert summary(store, column).claims == len(column.claims) + 1
    split = decision(
        column, added, Action.SPLIT, spans=(Span(words.start, words.start + 10), Span(words.start + 11, words.end))
    )
    save(store, split)
    first, second = parts(split).values()
    save(store, decision(column, first, Action.CONFIRM, Verdict.REFUTED))
    now = summary(store, column)
    assert (now.claims, now.decided, now.open) == (len(column.claims) + 3, 2, 6 + 1)
    deeper = decision(column, second, Action.SPLIT, spans=(Span(words.start + 11, words.start + 20),))
    save(store, deeper)
    save(store, decision(column, added, Action.CONFIRM, Verdict.SUPPORTED, seen=split.id))
    assert summary(store, column).claims == len(column.claims) + 1, "parts are there while the split stands"
    save(store, decision(column, first, Action.DISMISS))  # somebody had its page open
    saved = revisions_of(store, column.article.id)
    hold(column, saved)
    assert EXPORTS["csv"].make(column, saved, Labels())


def test_two_people_may_add_the_same_words(store, column):
    words = span_of(column, "Quelle farce")
    added = added_key(column.article.id, words)
    for author in ("Ana Roux", "Ben Daoud"):
        save(store, decision(column, added, Action.ADD_CLAIM, spans=(words,), author=author))
    saved = revisions_of(store, column.article.id)
    assert [one.author for one in saved] == ["Ana Roux", "Ben Daoud"]
    assert summary(store, column).claims == len(column.claims) + 1
    hold(column, saved)


def test_the_words_around_a_span_are_kept_with_it(store, column):
    words = span_of(column, "Quelle farce")
    save(store, decision(column, added_key(column.article.id, words), Action.ADD_CLAIM, spans=(words,)))
    (saved,) = revisions_of(store, column.article.id)
    assert saved.anchors == (Anchor.at(words, column.article.text),)


@pytest.mark.parametrize(
    ("known", "kind"),
    [
        ({"author": "  "}, BadDecision),
        ({"reason": "demi \ud83d caractère"}, BadDecision),
        ({"claim_id": "clm-0000000000000000"}, NoClaim),
        ({"claim_id": "add-0000000000000000"}, NoClaim),
        ({"article_id": "art-0000000000000000"}, NoDossier),
    ],
    ids=str,
)
def test_a_decision_that_fits_nothing_is_refused(store, column, known, kind):
    one = replace(decision(column, column.claims[0].id, Action.CONFIRM, Verdict.SUPPORTED), **known)
    with pytest.raises(kind):
        save(store, one)
    assert revisions_of(store, column.article.id) == ()
    assert latest(store, column.article.id) == 0


@pytest.mark.parametrize(
    ("span", "anchor"),
    [((0, 90_000), None), ((5, 5), None), ((48, 50), None), ((0, 9), "autre chose")],
    ids=["outside", "empty", "blank", "other words"],
)
def test_a_claim_is_added_with_words_of_the_article_only(store, column, span, anchor):
    span = Span(*span)
    anchors = (Anchor(anchor, "", "", span.start, span.end),) if anchor else ()
    one = decision(column, added_key(column.article.id, span), Action.ADD_CLAIM, spans=(span,), anchors=anchors)
    with pytest.raises(BadDecision):
        save(store, one)
    with pytest.raises(BadDecision, match="the id made of it"):
        save(store, replace(one, claim_id="add-0000000000000000", spans=(Span(0, 9),), anchors=()))
    assert summary(store, column).claims == len(column.claims)


def test_a_decision_sent_twice_counts_once_and_an_id_is_never_reused(store, column):
    words = span_of(column, "Quelle farce")
    one = decision(column, added_key(column.article.id, words), Action.ADD_CLAIM, spans=(words,))
    save(store, one)
    save(store, one)
    assert len(revisions_of(store, column.article.id)) == 1
    with pytest.raises(BadDecision, match="ids are never reused"):
        save(store, replace(one, author="Ben Daoud"))


@pytest.mark.parametrize(
    ("later", "is_kept"),
    [
        ({}, False),
        ({"seen": "page"}, False),
        ({"wait": 3600}, True),
        ({"reason": "vu une deuxième fois"}, True),
        ({"rating": "Plutôt vrai"}, True),
        ({"verdict": Verdict.REFUTED}, True),
        ({"author": "Ben Daoud"}, True),
        ({"claim": 1}, True),
        ({"between": Verdict.REFUTED, "author_between": "Ana Roux"}, True),
        ({"between": Verdict.REFUTED, "author_between": "Ben Daoud"}, False),
        ({"between": Verdict.REFUTED, "author_between": "Ben Daoud", "seen": "page"}, True),
    ],
)
def test_a_click_too_many_is_answered_with_the_decision_of_the_first(store, column, later, is_kept):
    claim = column.claims[0].id
    first = decision(column, claim, Action.CHANGE, Verdict.SUPPORTED, rating="Vrai")
    answer = save(store, first)
    other = later.get("between")
    if other:
        between = decision(column, claim, Action.CHANGE, other, author=later["author_between"])
        answer = save(store, replace(between, at=first.at + timedelta(seconds=1)))
    last = revisions_of(store, column.article.id)[-1]
    again = decision(
        column,
        column.claims[later.get("claim", 0)].id,
        Action.CHANGE,
        later.get("verdict", Verdict.SUPPORTED),
        author=later.get("author", first.author),
        reason=later.get("reason", first.reason),
        rating=later.get("rating", "Vrai"),
        seen=last.id if "seen" in later else None,
    )
    before = revisions_of(store, column.article.id)
    now = save(store, replace(again, at=first.at + timedelta(seconds=later.get("wait", 2))))
    assert len(revisions_of(store, column.article.id)) - len(before) == is_kept
    assert (now == answer) is not is_kept


def test_a_reason_may_hold_any_character(store, column):
    one = decision(
        column, column.claims[0].id, Action.WITHHOLD, reason="a\0b \u202e 🙃 <script> '; DROP TABLE claims; --"
    )
    save(store, one)
    assert revisions_of(store, column.article.id) == (one,)


def test_decisions_about_a_claim_that_a_later_edition_lost_are_left_out_of_exports(store, column):
    gone, stays = column.claims[0], column.claims[1]
    split = decision(column, gone.id, Action.SPLIT, spans=(Span(gone.span.start, gone.span.end - 5),))
    part = decision(column, next(iter(parts(split).values())), Action.DISMISS)
    keep = decision(column, stays.id, Action.CONFIRM, Verdict.REFUTED)
    later = replace(column, claims=column.claims[1:])
    assert fitting(column, (split, part, keep)) == (split, part, keep)
    assert fitting(later, (split, part, keep)) == (keep,)


def test_many_savers_on_two_desks_lose_nothing(store, column):
    """Each thread saves what no other saw; every one must be there, and in the order of its own saving."""
    other = open_store(store.url)
    claims = [claim.id for claim in column.claims[:3]]
    saved, failed = defaultdict(list), []

    def reviewing(number):
        desk = (store, other)[number % 2]
        try:
            for turn in range(6):
                verdict = list(Verdict)[(number + turn) % 4]
                one = decision(column, claims[turn % 3], Action.CHANGE, verdict, author=f"Relecteur {number}")
                save(desk, one)
                saved[number].append(one.id)
        except Exception as error:  # noqa: BLE001  (asserted on below)
            failed.append(error)

    threads = [threading.Thread(target=reviewing, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    other.close()
    assert failed == []
    kept = revisions_of(store, column.article.id)
    assert len(kept) == 48
    for number, ids in saved.items():
        assert [one.id for one in kept if one.author == f"Relecteur {number}"] == ids
    assert summary(store, column).decided == 3


def test_an_article_taken_away_takes_its_decisions_along(store, column):
    save(store, decision(column, column.claims[0].id, Action.WITHHOLD))
    remove_dossier(store, column.article.id)
    assert revisions_of(store, column.article.id) == ()
    with pytest.raises(NoDossier):
        save(store, decision(column, column.claims[0].id, Action.WITHHOLD))


ACTIONS = st.sampled_from(
    [Action.CONFIRM, Action.CHANGE, Action.WITHHOLD, Action.DISMISS, Action.SPLIT, Action.ADD_EVIDENCE]
)
STEP = st.tuples(
    ACTIONS, st.integers(0, 4), st.sampled_from(list(Verdict)), st.text(min_size=1, max_size=8), st.booleans()
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, max_size=8))
def test_any_sequence_of_decisions_is_kept_whole_and_in_order(store, column, steps):
    with store.begin() as connection:  # one store for all examples
        connection.execute(delete(tables.revisions))
        connection.execute(delete(tables.claims).where(tables.claims.c.is_added))
        connection.execute(tables.claims.update().values(is_decided=False, is_disputed=False))
    ids, sent = [claim.id for claim in column.claims[:5]], []
    for action, number, verdict, author, sees in steps:
        known = {"author": author if author.strip() else "x", "seen": sent[-1].id if sees and sent else None}
        claim = column.claims[number]
        if action is Action.SPLIT:
            known["spans"] = (Span(claim.span.start, claim.span.start + 3),)
            known["anchors"] = (Anchor.at(known["spans"][0], column.article.text),)
        if action is Action.ADD_EVIDENCE:
            known["evidence"] = AddedEvidence("https://a.example", None, None, None)
        gives = action in {Action.CONFIRM, Action.CHANGE}
        one = decision(column, ids[number], action, verdict if gives else None, **known)
        assert save(store, one) == standing([*(r for r in sent if r.claim_id == ids[number]), one])
        sent.append(one)
    assert revisions_of(store, column.article.id) == tuple(sent)
    hold(column, sent)
    now, standing_now = summary(store, column), standings(store, column.article.id)
    if sent:
        assert now.decided == sum(one.last is not None for one in standing_now.values())
        assert now.conflicts == sum(any(b == one.last for _, b in one.conflicts) for one in standing_now.values())
        with store.read() as connection:
            shown = connection.execute(select(tables.claims.c.shown).where(tables.claims.c.is_present)).scalars().all()
        assert now.claims == len(shown)
        assert {name: shown.count(name) for name in now.verdicts} == dict(now.verdicts)
