"""The methods page shows what the code gives, and leaves out no method."""

import doctest
import pkgutil
from pathlib import Path

import pytest

from bluelamp import analysis
from bluelamp.analysis import spc

PAGE = Path(__file__).parents[4] / "docs/explanation/methods.md"
GROUNDWORK = {"arrays", "exact", "tests"}


@pytest.fixture(scope="module")
def page() -> str:
    return PAGE.read_text(encoding="utf-8")


def test_the_worked_examples_print_what_the_page_says(page) -> None:
    examples = doctest.DocTestParser().get_doctest(page, {}, PAGE.name, str(PAGE), 0)
    told: list[str] = []
    failed, tried = doctest.DocTestRunner().run(examples, out=told.append)
    assert tried > 30
    assert not failed, "".join(told)


def test_every_method_has_its_place_on_the_page(page) -> None:
    modules = {module.name for module in pkgutil.iter_modules(analysis.__path__)} - GROUNDWORK
    assert {name for name in modules if f"(`{name}`)" not in page} == set()


@pytest.mark.parametrize("rule_set", spc.RULE_SETS.values(), ids=lambda r: r.name)
def test_every_rule_set_is_on_the_page(page, rule_set) -> None:
    assert rule_set.title in page
