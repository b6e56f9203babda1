"""Nothing kept back in one place of a paper can be had from another, nor from the paper before it.

`make bench` asks the same of a thousand.
"""

from __future__ import annotations

import numpy as np
import pytest

from bluelamp.board.assembling import assemble
from bluelamp.board.tests import random_papers
from bluelamp.board.tests.factories import BOARD, a_paper

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("seed", [1, 6, 9, 11])
def test_no_small_count_can_be_worked_out_of_two_papers(seed):
    found = random_papers.trial(seed)
    assert found.found == ()
    assert found.attacked > 0
    assert found.kept_back > 0


def test_the_attack_finds_what_the_papers_themselves_tell():
    draw = np.random.default_rng(6)
    world = random_papers.a_world(draw)
    random_papers.put_into_figures(world)
    document = assemble(a_paper(random_papers.a_text(draw)), BOARD)
    asked, told = random_papers.attack(list(random_papers.numbers(document)), world)
    assert asked >= len(told) > 0
