#!/usr/bin/env python3
"""Fails where the includes of the C++ code, or the imports of the Python package, have a cycle.

usage: check-cycles.py

A header and the .cpp of its name are one unit, a Python module is one, and so is each folder of
C++ code. An import inside of a function counts too; one for the type checker only does not.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
INCLUDE = re.compile(r'^#include "([^"]+)"', re.MULTILINE)
Graph = dict[str, set[str]]


def list_files(*patterns: str) -> list[Path]:
    """Return the files that git lists and that exist."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return sorted({ROOT / name for name in listed.stdout.split() if (ROOT / name).exists()})


def name_unit(path: Path) -> str:
    """Return a/b/C for include/milcomplex/a/b/C.h and for lib/a/b/C.cpp."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return "/".join(parts[2:] if parts[0] == "include" else parts[1:])


def resolve_include(path: Path, text: str) -> Path | None:
    """Return our file that an include names; None where it is not ours."""
    folders = [path.parent, ROOT / "include", *(ROOT / "lib").glob("*")]
    return next((f / text for f in folders if (f / text).exists()), None)


def find_includes() -> Graph:
    """Return which units of C++ include which."""
    files = list_files("include/*.h", "lib/*.h", "lib/*.cpp")
    headers = {
        name_unit(path).rsplit("/", 1)[-1]: name_unit(path) for path in files if path.suffix == ".h"
    }
    graph: Graph = {}
    for path in files:
        unit = name_unit(path)
        # The .cpp of a public header may lie deeper in lib than the header does in include.
        owner = headers.get(path.stem, unit)
        unit = owner if owner.split("/")[0] == unit.split("/")[0] else unit
        used = graph.setdefault(unit, set())
        for text in INCLUDE.findall(path.read_text()):
            included = resolve_include(path, text)
            if included and name_unit(included) != unit:
                used.add(name_unit(included))
    return graph


def group_folders(graph: Graph) -> Graph:
    """Return which folders of lib depend on which, a public header without code being in none."""
    homes = {}
    for path in list_files("lib/*.h", "lib/*.cpp"):
        folder = path.relative_to(ROOT).parent
        homes[folder.parts[1], path.stem] = str(folder)

    def find_home(unit: str) -> str | None:
        return homes.get((unit.split("/")[0], unit.rpartition("/")[2]))

    def list_used(unit: str, seen: set[str]) -> Iterator[str]:
        for used in graph[unit] - seen:
            seen.add(used)
            if home := find_home(used):
                yield home
            else:
                yield from list_used(used, seen)

    folders: Graph = {}
    for unit in graph:
        if home := find_home(unit):
            folders.setdefault(home, set()).update(set(list_used(unit, set())) - {home})
    return folders


def list_imports(tree: ast.AST, module: str, is_package: bool) -> Iterator[str]:
    """Yield the names that a module imports, each with the modules that may contain it."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = module.split(".")[: -node.level + is_package or None] if node.level else []
            source = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{source}.{alias.name}" for alias in node.names)
        else:
            yield from list_imports(node, module, is_package)


def find_imports() -> Graph:
    """Return which modules of the Python package import which."""
    python = ROOT / "python"
    modules = {}
    for path in list_files("python/*.py"):
        parts = path.relative_to(python).with_suffix("").parts
        modules[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    graph: Graph = {}
    for module, path in modules.items():
        used = graph.setdefault(module, set())
        tree = ast.parse(path.read_text())
        for name in list_imports(tree, module, path.name == "__init__.py"):
            owner = name if name in modules else name.rpartition(".")[0]
            if owner in modules and owner != module:
                used.add(owner)
    return graph


def find_cycles(graph: Graph) -> list[list[str]]:
    """Return the strongly connected components of more than one node (Tarjan, 1972)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(node: str) -> None:
        index[node] = low[node] = len(index)
        stack.append(node)
        for used in sorted(graph.get(node, ())):
            if used not in index:
                visit(used)
                low[node] = min(low[node], low[used])
            elif used in stack:
                low[node] = min(low[node], index[used])
        if low[node] == index[node]:
            start = stack.index(node)
            component = stack[start:]
            del stack[start:]
            if len(component) > 1:
                found.append(sorted(component))

    for node in sorted(graph):
        if node not in index:
            visit(node)
    return found


def main() -> None:
    """Print the cycles."""
    includes = find_includes()
    graphs = {
        "headers": includes,
        "folders": group_folders(includes),
        "modules": find_imports(),
    }
    cycles = [(kind, cycle) for kind, graph in graphs.items() for cycle in find_cycles(graph)]
    for kind, cycle in cycles:
        print(f"these {kind} depend on each other: {', '.join(cycle)}")
    sys.exit(bool(cycles))


if __name__ == "__main__":
    main()
