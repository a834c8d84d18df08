"""Reduces a failing module, with mlir-reduce."""

from __future__ import annotations

import pathlib
import re
import shlex
import stat
import sys
from collections.abc import Callable

CALL = re.compile(r"^ *(?:func\.)?call @run_\d+\(\).*\n", re.M)


def keep_calls(module: str, fails: Callable[[str], bool]) -> str:
    """Drop the calls of @main without which `module` still fails, half of them at a time."""
    calls = CALL.findall(module)
    chunk = len(calls)
    while chunk > 1:
        chunk = (chunk + 1) // 2
        start = 0
        while start < len(calls) and len(calls) > 1:
            fewer = calls[:start] + calls[start + chunk :]
            text = "".join(fewer)
            candidate = CALL.sub("", module).replace(
                "func.func @main() {\n", "func.func @main() {\n" + text
            )
            if fewer and fails(candidate):
                module, calls = candidate, fewer
            else:
                start += chunk
    return module


def write_tester(path: pathlib.Path, arguments: list[str]) -> None:
    """Write a program that exits with 1, as mlir-reduce wants it, where its input fails."""
    script = pathlib.Path(__file__).with_name("milc_smith.py")
    command = shlex.join([sys.executable, str(script), *arguments, "--interesting"])
    path.write_text(f'#!/bin/sh\nexec {command} "$1" >/dev/null 2>&1\n')
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def pipeline(tester: pathlib.Path) -> str:
    """Write the passes for mlir-reduce: drop functions, then ops, then what is unused."""
    test = f"test={tester}"
    tree = f"reduction-tree{{traversal-mode=0 {test}}}"
    dead = f"opt-reduction-pass{{opt-pass=symbol-dce {test}}}"
    simple = f"opt-reduction-pass{{opt-pass=cse {test}}}"
    return f"builtin.module({dead},{tree},func.func({tree}),{simple},{dead})"
