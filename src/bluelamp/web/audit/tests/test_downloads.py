"""What somebody typed into the record is no formula in the file of an auditor."""

from __future__ import annotations

import csv
import io

import pytest
from django.utils import timezone

from bluelamp.kernel.audit.models import Record
from bluelamp.web.audit.downloads import as_csv


@pytest.mark.parametrize("typed", ["=1+1", "\x0b=1+1", "\u200b=1+1", "\uff1d1+1", "\ufeff @SUM(1)", "\t1"])
def test_no_cell_of_the_record_is_run_by_a_spreadsheet(typed):
    record = Record(
        seq=1, at=timezone.now(), kind="other", result="done", objects_touched=[], recipient=typed
    )
    (row,) = csv.DictReader(io.StringIO(as_csv([record]).decode("utf-8-sig"), newline=""))
    assert row["recipient"] == f"'{typed}"
