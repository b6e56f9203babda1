"""Taking a permission check out of the running product, and putting it back.

The source is patched and compiled again, and every function of the file that reads otherwise is given its new code
where it stands: whoever imported it before calls what is left of it. A start of the product for each check would take
longer than asking what the lack of it lets through.
"""

from __future__ import annotations

import ast
import functools
import gc
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FunctionType, ModuleType

from django.db import connection

import bluelamp

PACKAGE = Path(bluelamp.__file__).parent


@dataclass(frozen=True)
class Patch:
    """``before`` stands exactly once in ``file``, and becomes ``after``."""

    file: str
    before: str
    after: str

    @property
    def path(self) -> Path:
        return PACKAGE / self.file

    def applied(self, text: str) -> str:
        """The text of the file without the check. LookupError where the patch fits nowhere, or in two places."""
        if (times := text.count(self.before)) != 1:
            raise LookupError(f"{self.file} holds {self.before!r} {times} times, and not once.")
        return text.replace(self.before, self.after)


def patched(patches: tuple[Patch, ...]) -> dict[Path, str]:
    """Each file that is patched, and how it then reads."""
    texts: dict[Path, str] = {}
    for patch in patches:
        texts[patch.path] = patch.applied(texts.get(patch.path) or patch.path.read_text(encoding="utf-8"))
    return texts


@contextmanager
def removed(patches: tuple[Patch, ...], *, is_unheld: bool = False) -> Iterator[None]:
    """The product without the check, and nothing remembered from before or from then.

    With ``is_unheld`` the records take what their own conditions refuse; SQLite alone lets them.
    """
    with ExitStack() as back:
        if is_unheld:
            back.enter_context(_unheld())
        for path, text in patched(patches).items():
            back.enter_context(_reads(_module(path), path, text))
        _forget()
        yield
    _forget()


@contextmanager
def _unheld() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA ignore_check_constraints = ON")
        try:
            yield
        finally:
            cursor.execute("PRAGMA ignore_check_constraints = OFF")


def _module(path: Path) -> ModuleType:
    return next(one for one in list(sys.modules.values()) if getattr(one, "__file__", None) == str(path))


@contextmanager
def _reads(module: ModuleType, path: Path, text: str) -> Iterator[None]:
    """The module as if its file read ``text``: other code in its functions, and other values under its names."""
    before = path.read_text(encoding="utf-8")
    new = _new_codes(compile(before, str(path), "exec"), compile(text, str(path), "exec"))
    swapped = [
        (function, function.__code__, new[_key(function.__code__)])
        for function in _functions(path)
        if _key(function.__code__) in new
    ]
    names = dict(vars(module))
    for statement in _other_values(before, text):
        exec(compile(ast.Module([statement], []), str(path), "exec"), vars(module))
    for function, _, code in swapped:
        function.__code__ = code
    try:
        yield
    finally:
        for function, code, _ in swapped:
            function.__code__ = code
        vars(module).update(names)


def _functions(path: Path) -> list[FunctionType]:
    """Every function that was made from a file, under whatever decorators, in whatever class."""
    return [
        one for one in gc.get_objects() if type(one) is FunctionType and one.__code__.co_filename == str(path)
    ]


def _key(code: CodeType) -> tuple[str, int]:
    return code.co_qualname, code.co_firstlineno


def _new_codes(old: CodeType, new: CodeType) -> dict[tuple[str, int], CodeType]:
    """Name and line of each function as it stood → its code as it now stands, where that differs.

    What is made within a function is made anew by it, and may be gone.
    """
    before, after = _by_name(old), _by_name(new)
    return {
        _key(was): now
        for name in before
        if "<locals>" not in name or len(before[name]) == len(after[name])
        for was, now in zip(before[name], after[name], strict=True)
        if was.co_code != now.co_code or was.co_consts != now.co_consts or was.co_names != now.co_names
    }


def _by_name(code: CodeType) -> Mapping[str, list[CodeType]]:
    """The codes of everything that is defined in a code, by qualified name, in the order of their lines."""
    found: dict[str, list[CodeType]] = defaultdict(list)
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            found[inner.co_qualname].append(inner)
            for name, several in _by_name(inner).items():
                found[name] += several
    return found


def _other_values(old: str, new: str) -> list[ast.stmt]:
    """The assignments and imports at the top of a file that read otherwise now, and the functions that are new."""
    before = ast.parse(old).body
    known = {ast.dump(each) for each in before}
    names = {each.name for each in before if isinstance(each, ast.FunctionDef)}
    return [
        each
        for each in ast.parse(new).body
        if (isinstance(each, ast.Assign | ast.AnnAssign | ast.ImportFrom) and ast.dump(each) not in known)
        or (isinstance(each, ast.FunctionDef) and each.name not in names)
    ]


def _forget() -> None:
    """What functions of ours keep of their answers."""
    for one in gc.get_objects():
        if type(one) is functools._lru_cache_wrapper and str(one.__module__).startswith("bluelamp"):
            one.cache_clear()
