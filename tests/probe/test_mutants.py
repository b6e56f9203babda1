"""The tool that takes permission checks out still finds them, and a check that is gone is still noticed."""

from __future__ import annotations

from tests.probe import ground, mutants


def test_there_are_mutants_enough_and_each_patch_still_fits():
    every = mutants.mutants()
    assert len(every) >= 30
    assert len({mutant.name for mutant in every}) == len(every)
    for mutant in every:
        assert all(patch.applied(mutants.ROOT) for patch in mutant.patches)


def test_a_check_that_is_gone_is_noticed(tmp_path):
    tree = mutants.copied(tmp_path)
    base = ground.migrated_apart(tree / "base.sqlite3")
    (gone,) = [mutant for mutant in mutants.mutants() if mutant.name == "ownership is not asked"]
    assert mutants.caught(gone, tree, base, cells=300) == "matrix"
