"""One score for one set of answers, at every desk: the published vectors, and what holds for any answers at all."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bluelamp.practice.instruments.questionnaire import Question
from bluelamp.practice.instruments.scoring import NotAnAnswer, Weight, score, what_if
from bluelamp.practice.instruments.tests.factories import FOURTEEN, LOWEST, RAM

CORE = Weight("location", (("In a Priority Area", 3),))
FULL = Weight("location", (("In a Priority Area", 3), ("Repeat location", 1)))
OVER = Weight("location", (("In a Priority Area", 3), ("Repeat location", 9)))


@pytest.mark.parametrize(
    ("answers", "weights", "base", "total", "band"),
    [
        ({}, [], 0, 0, "STANDARD"),
        (FOURTEEN, [], 14, 14, "MEDIUM"),
        (FOURTEEN, [CORE], 14, 17, "MEDIUM"),
        (FOURTEEN | {"q15": ("threat",), "q14": ("dependant",)}, [CORE], 20, 23, "HIGH"),
        (FOURTEEN | {"q10": ("little",)}, [FULL], 12, 16, "MEDIUM"),
        (FOURTEEN | {"q10": ("little",)}, [OVER], 12, 16, "MEDIUM"),
        ({"q11": ("self_harm",)}, [], 6, 6, "HIGH"),
        ({"q11": ("physical", "mental")}, [], 4, 4, "STANDARD"),
        ({"q11": ("physical", "self_harm")}, [], 6, 6, "HIGH"),
        ({"q15": ("weapon",)}, [], 5, 5, "HIGH"),
        ({"q15": ("used",)}, [], 5, 5, "STANDARD"),
    ],
)
def test_the_vectors_of_the_matrix_come_out(answers, weights, base, total, band):
    found = score(RAM, LOWEST | answers, weights)
    assert (found.base, found.total, found.band.code) == (base, total, band)


def test_the_answers_come_to_fifty_two_at_most():
    highest = {
        question.key: (max(question.options, key=lambda option: option.points).code,)
        for question in RAM.questions
    }
    assert (RAM.ceiling, score(RAM, highest).base) == (52, 52)


def test_the_place_raises_the_band_by_one_at_most_and_says_so():
    steep = _with_cap(30)
    found = score(steep, LOWEST, [Weight("location", (("A place", 30),))])
    assert (found.total, found.band.code) == (30, "MEDIUM")
    assert (found.added[0].moved, found.added[0].held_back) == (True, True)


def _with_cap(cap):
    from dataclasses import replace

    return replace(RAM, modifiers=(replace(RAM.modifiers[0], cap=cap),))


def test_self_harm_asks_for_a_referral_and_hate_opens_its_pathway():
    found = score(RAM, {"q11": ("self_harm",), "q8": ("yes",)})
    assert (found.tasks, found.pathways) == (("safeguarding_referral",), ("hate",))


def test_nobody_s_answers_are_unassessed_and_treated_as_medium():
    found = score(RAM, {})
    assert (found.code, found.band.code, found.base) == ("UNASSESSED", "MEDIUM", 0)


def test_whole_answers_are_never_provisional():
    assert not score(RAM, LOWEST).is_provisional


def test_a_question_about_information_leaves_nothing_open():
    said = {key: codes for key, codes in LOWEST.items() if key != "q6"}
    assert (score(RAM, said).missing, score(RAM, said).is_provisional) == ((), False)


def test_provisional_names_the_answers_that_could_still_change_the_band_and_to_what():
    said = {key: codes for key, codes in (LOWEST | FOURTEEN).items() if key not in ("q4", "q5")}
    told = {one.question.key: (one.to, one.alone) for one in score(RAM, said).open}
    # 14 points: 6 more do not reach 22, nor do 3; together they do.
    assert told == {"q4": (("HIGH",), False), "q5": (("HIGH",), False)}


def test_an_answer_that_cannot_change_the_band_is_not_named():
    said = {key: codes for key, codes in LOWEST.items() if key not in ("q12", "q15")}
    assert [one.question.key for one in score(RAM, said).open] == ["q15"]


def test_high_already_is_high_for_good():
    assert score(RAM, {"q11": ("self_harm",)}).open == ()


def test_what_if_changes_nothing_but_what_was_asked():
    now, then = what_if(RAM, LOWEST | FOURTEEN, {"q10": ("none",)})
    assert (now.base, then.base) == (14, 11)
    assert (now.band.code, then.band.code) == ("MEDIUM", "STANDARD")


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ({"q99": ("yes",)}, "no question q99"),
        ({"q2": ("maybe",)}, "'maybe' is not one of no, unsure, yes"),
        ({"q2": ("no", "yes")}, "takes one answer, and 2 were given"),
        ({"q11": ("none", "mental")}, "is not chosen together with others"),
    ],
)
def test_what_is_not_offered_is_no_answer(answers, says):
    with pytest.raises(NotAnAnswer, match=says):
        score(RAM, answers)


def _one(question: Question) -> st.SearchStrategy[tuple[str, ...]]:
    codes = [option.code for option in question.options if not option.alone]
    if not question.takes_several:
        return st.sampled_from(codes).map(lambda code: (code,))
    return st.lists(st.sampled_from(codes), min_size=1, unique=True).map(tuple)


ANY = st.fixed_dictionaries({}, optional={question.key: _one(question) for question in RAM.questions})
WHOLE = st.fixed_dictionaries({question.key: _one(question) for question in RAM.questions})
SINGLE = [question.key for question in RAM.questions if question.is_scored and not question.takes_several]
PLACES = st.integers(0, 12).map(lambda points: [Weight("location", (("A place", points),))] if points else [])
FEW = settings(max_examples=60, deadline=None)


@FEW
@given(ANY, PLACES)
def test_the_parts_add_to_the_total_and_the_place_never_lowers_a_band(answers, weights):
    found = score(RAM, answers, weights)
    assert found.base == sum(line.points for line in found.lines)
    assert found.total == found.base + min(4, sum(weight.found for weight in weights))
    ranks = RAM.rank(found.by_answers.code), RAM.rank(found.by_points.code)
    assert ranks[0] <= ranks[1] <= ranks[0] + 1


@FEW
@given(ANY, PLACES)
def test_the_order_in_which_answers_come_in_changes_nothing(answers, weights):
    backwards = {key: tuple(reversed(answers[key])) for key in reversed(list(answers))}
    assert score(RAM, backwards, weights) == score(RAM, answers, weights)


@FEW
@given(ANY, PLACES, st.data())
def test_what_is_left_open_is_what_an_answer_can_change(answers, weights, data):
    """Answer everything that is missing, anyhow: another band than now is one that was named."""
    found = score(RAM, answers, weights)
    rest = {key: data.draw(_one(RAM.question(key))) for key in found.missing}
    after = score(RAM, answers | rest, weights).band.code
    named = {code for one in found.open for code in one.to}
    assert after == found.band.code or after in named


@FEW
@given(ANY, PLACES)
def test_an_answer_said_to_be_enough_alone_is(answers, weights):
    found = score(RAM, answers, weights)
    for one in found.open:
        reached = {
            score(RAM, answers | {one.question.key: (option.code,)}, weights).band.code
            for option in one.question.options
        }
        assert one.alone == (reached != {found.band.code})


def _rank(answers):
    return RAM.rank(score(RAM, answers).band.code)


def _open_by_trying(answers):
    """The ranks each missing answer moves between, with the other answers missing still or given in any way."""
    found = {}
    for key in score(RAM, answers).missing:
        others = [each for each in score(RAM, answers).missing if each != key]
        ways = [
            dict(zip(others, said, strict=True))
            for said in product(
                *([(option.code,) for option in RAM.question(each).options] for each in others)
            )
        ]
        each = [
            {_rank(answers | rest | {key: (option.code,)}) for option in RAM.question(key).options}
            for rest in ({}, *ways)
        ]
        found[key] = set().union(*(ranks for ranks in each if len(ranks) > 1)) - {_rank(answers)}
    return {key: ranks for key, ranks in found.items() if ranks}


@settings(max_examples=20, deadline=None)
@given(st.data())
def test_what_is_left_open_is_what_trying_every_way_finds(data):
    left = data.draw(st.lists(st.sampled_from(SINGLE), min_size=1, max_size=2, unique=True))
    answers = {key: codes for key, codes in data.draw(WHOLE).items() if key not in left}
    named = {one.question.key: {RAM.rank(code) for code in one.to} for one in score(RAM, answers).open}
    assert named == _open_by_trying(answers)


def test_nothing_answered_yet_leaves_every_scored_question_open():
    found = score(RAM, {})
    scored = [question.key for question in RAM.questions if question.is_scored]
    assert ([one.question.key for one in found.open], found.missing) == (scored, tuple(scored))
