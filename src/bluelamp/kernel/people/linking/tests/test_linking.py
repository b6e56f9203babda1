"""The linking as a whole, on made-up records whose truth is known: right often enough, and again the same."""

from __future__ import annotations

import importlib.util
import shutil

import pytest

from bluelamp.kernel.people.linking import engine, made_up, measuring, model, proposing
from bluelamp.kernel.people.linking.entries import Entry
from bluelamp.kernel.people.linking.measuring import Quality

SIZE, SEED = 2_000, 41


@pytest.fixture(scope="module")
def told():
    return made_up.records(SIZE, SEED)


@pytest.fixture(scope="module")
def scored(told):
    return engine.score(one.entry for one in told)


def test_the_same_seed_makes_up_the_same_records(told):
    assert made_up.records(SIZE, SEED) == told
    assert len({one.entry.id for one in told}) == SIZE
    assert made_up.records(20, SEED + 1) != told[:20]


def test_what_is_put_forward_is_right_and_nearly_all_is_found(told, scored):
    truth = {one.entry.id: one.human for one in told}
    found = proposing.propose([one.entry for one in told], scored, proposing.policy())
    links = [(one.scored.left, one.scored.right) for one in found if one.outcome == proposing.LINK]
    ours = measuring.of_links(truth, links)
    plain = measuring.of_links(truth, measuring.exact_matches(one.entry for one in told))
    assert ours.precision >= 0.997
    assert ours.recall >= 0.93
    assert ours.recall > plain.recall + 0.3
    asked = [one for one in found if one.outcome == proposing.ASK]
    assert len(asked) < SIZE * 0.04


def test_twins_are_never_put_forward(told, scored):
    found = proposing.propose([one.entry for one in told], scored, proposing.policy())
    twins = [one for one in found if any("twins" in sentence for sentence in one.against)]
    assert twins
    assert {one.outcome for one in twins} == {proposing.APART}


def test_evidence_and_prior_add_up_to_the_whole(scored):
    prior = {round(one.bits - sum(clue.bits for clue in one.evidence), 1) for one in scored}
    assert len(prior) == 1
    assert {len(one.evidence) for one in scored} == {len(model.settings()["comparisons"])}


def test_again_it_finds_the_same(told, scored):
    few = [one.entry for one in told[:300]]
    assert engine.score(few) == engine.score(list(reversed(few)))


def test_one_record_alone_is_compared_with_nothing():
    assert engine.score([Entry("1", "Liz")]) == []


def test_spark_finds_what_duckdb_finds(told):
    if importlib.util.find_spec("pyspark") is None or shutil.which("java") is None:
        pytest.skip("Spark is not installed here: pip install bluelamp[spark], and Java")
    few = [one.entry for one in told[:150]]
    on_spark, here = engine.score(few, engine="spark"), engine.score(few)
    assert [(one.left, one.right) for one in on_spark] == [(one.left, one.right) for one in here]
    assert [one.probability for one in on_spark] == pytest.approx([one.probability for one in here])


def test_without_spark_it_says_how_to_get_it():
    if importlib.util.find_spec("pyspark") is not None:
        pytest.skip("Spark is installed here")
    with pytest.raises(engine.NoEngine, match=r"pip install bluelamp\[spark\]"):
        engine.score([Entry("1"), Entry("2")], engine="spark")


def test_settings_that_are_not_there_are_named():
    with pytest.raises(LookupError, match="there are 2026-11"):
        model.settings("1066")


def test_quality_is_counted_by_pairs_and_by_whole_people():
    truth = {"a": 1, "b": 1, "c": 1, "d": 2, "e": 2, "f": 3}
    assert measuring.of_links(truth, [("a", "b"), ("d", "e"), ("e", "f")]) == Quality(0.5, 0.5, 0.0)
    assert measuring.of_links(truth, [("a", "b"), ("b", "c")]) == Quality(1.0, 0.75, 0.5)
