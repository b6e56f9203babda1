"""Nobody is shown, and nobody changes, what is not theirs: the first half of twenty thousand cells."""

from __future__ import annotations

from tests.matrix import halves, world


def test_nobody_is_shown_or_changes_what_is_not_theirs_and_what_is_shown_is_written_down(db):
    outcome = halves.asked(world.build(), 0)
    assert outcome.faults == []
    assert halves.reasons_to_doubt(outcome) == []
