"""Every measure of the catalogue, counted on Spark as on DuckDB: the very same expressions and equal sums."""

import importlib.util
import os
import shutil
from pathlib import Path

import pytest
from django.conf import settings

from bluelamp.kernel.figures.periods import Month
from bluelamp.performance import catalogue
from bluelamp.performance.tests.factories import Asked, interviewed
from bluelamp.warehouse import cube, engine
from bluelamp.warehouse.rollup import slices_of
from bluelamp.warehouse.store import Store


@pytest.mark.skipif(
    importlib.util.find_spec("pyspark") is None, reason="PySpark is not installed (bluelamp[spark])"
)
@pytest.mark.skipif(not (os.environ.get("JAVA_HOME") or shutil.which("java")), reason="Spark needs Java")
def test_the_whole_catalogue_counts_the_same_on_both_engines(tmp_path):
    for m in (8, 9, 10):
        about = Asked(Month(2013, m), 60, 40, weight=1.37)
        interviewed([about, about._replace(survey="crime", crime_group="vehicle", lpu="DY", weight=0.61)])
    declared = (measure.tally for measure in catalogue.MEASURES)
    tallies = list({t.key: t for t in declared if t.fact.name == "survey_interviews"}.values())
    found = []
    for name in engine.ENGINES:
        copy = shutil.copytree(settings.WAREHOUSE, Path(tmp_path) / name)
        made = cube.count(Store(copy), tallies, con=engine.connect(name))
        grids = {which: made.grid(which) for which in slices_of(tallies)}
        found.append(
            {which: (g.keys, {n: s.tolist() for n, s in g.sums.items()}) for which, g in grids.items()}
        )
    assert found[0] == found[1]
    assert any(sums["n"] for _, sums in found[0].values())
