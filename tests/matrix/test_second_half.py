"""Nobody is shown, and nobody changes, what is not theirs: the second half of twenty thousand cells."""

from __future__ import annotations

import pytest

from tests.matrix import halves, world


@pytest.mark.parametrize("part", [1, 3])
def test_nobody_is_shown_or_changes_what_is_not_theirs_and_what_is_shown_is_written_down(db, part):
    outcome = halves.asked(world.build(), part)
    assert outcome.faults == []
    assert halves.reasons_to_doubt(outcome) == []
