"""What may not be in the tree, and tests that could not fail."""

from __future__ import annotations

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path

from tests.house.tree import ROOT, kept, modules, texts

# Written in pieces, so that this file does not find itself.
LEFT_FOR_LATER = re.compile(
    r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X", "NotImplemented" + "Error")) + r")\b"
)
REGISTRIES = (
    "npm" + "js.",
    "pypi" + ".org",
    "python" + "hosted",
    "deb.deb" + "ian",
    "crates" + ".io",
    "yarn" + "pkg.",
)
PLACES = {"/ro" + "ot", str(Path.home()), str(ROOT), str(ROOT.parent)} - {"/"}
OWN_MACHINE = re.compile(r"(?<![\w.~}>)/-])(" + "|".join(map(re.escape, sorted(PLACES))) + r")/\w")


def test_nothing_is_left_for_later():
    assert [str(path) for path, text in texts() if LEFT_FOR_LATER.search(text)] == []


def test_no_registry_is_named():
    assert [(str(path), host) for path, text in texts() for host in REGISTRIES if host in text] == []


def test_no_path_of_one_machine_is_named():
    assert [(str(path), found[0]) for path, text in texts() if (found := OWN_MACHINE.search(text))] == []


def test_no_file_is_too_large_to_read_or_send():
    assert [path.name for path in kept() if path.stat().st_size > 5_000_000] == []


def test_no_name_of_a_module_is_given_twice():
    """The second would stand for the first also where the first was meant."""
    assert [(str(path), name) for path, module in modules("*.py") for name in given_twice(module)] == []


def given_twice(module: ast.Module) -> list[str]:
    """The names that stand at the top of a module more than once, for functions, classes or values."""
    names = Counter(name for node in module.body for name in _given(node))
    return [name for name, many in names.items() if many > 1]


def _given(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return [] if node.decorator_list else [node.name]
    targets: list[ast.expr] = []
    match node:
        case ast.Assign():
            targets = node.targets
        case ast.AnnAssign():
            targets = [node.target]
    return [target.id for target in targets if isinstance(target, ast.Name)]


def test_a_name_that_is_given_twice_is_found():
    module = ast.parse("FAR = 4\ndef near(): ...\nFAR = 8\nALL = 1\nALL += 2\nnear: int = 3\n")
    assert given_twice(module) == ["FAR", "near"]


def test_every_folder_of_tests_is_a_package_so_that_names_do_not_clash():
    folders = {path.parent for path in kept() if path.name.startswith("test_") and path.suffix == ".py"}
    assert [str(folder) for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []


def asserts(test: ast.AST) -> bool:
    return any(
        isinstance(node, ast.Assert) and not isinstance(node.test, ast.Constant) for node in ast.walk(test)
    )


@cache
def checks() -> frozenset[str]:
    """What the tests call that asserts by itself."""
    return frozenset(
        node.name
        for path, module in modules("*.py")
        if "tests" in path.parts
        for node in ast.walk(module)
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("test_") and asserts(node)
    )


def can_fail(test: ast.FunctionDef) -> bool:
    """An assertion of something, an expected refusal, or a call to a check that has one."""
    if asserts(test):
        return True
    for node in ast.walk(test):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in {"raises", "warns", "fail", "call_and_validate", *checks()} or called.startswith(
                ("assert_", "check_", "assert", "expect")
            ):
                return True
    return False


def test_every_test_can_fail():
    tests = [
        (path, node)
        for path, module in modules("test_*.py")
        for node in ast.walk(module)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    ]
    assert len(tests) > 100
    assert [f"{path}: {test.name}" for path, test in tests if not can_fail(test)] == []


def test_no_two_tests_of_a_file_share_a_name():
    doubled = []
    for path, module in modules("test_*.py"):
        for scope in [module, *(node for node in module.body if isinstance(node, ast.ClassDef))]:
            names = [node.name for node in scope.body if isinstance(node, ast.FunctionDef)]
            doubled += [f"{path}: {name}" for name in set(names) if names.count(name) > 1]
    assert doubled == []
