#!/usr/bin/env python3
"""Plants bugs in a copy of the sources, one at a time, and lets milc-smith look for them.

usage: plant_bugs.py [--seeds COUNT] [--only N ...] [--check]

The bugs are in planted_bugs.py. The copy is built in build/planted; each bug costs an
incremental build and as many modules as it takes to find it, `--seeds` at most. Exits 1
where one is not found. --check only checks that every bug still fits the sources.
"""

from __future__ import annotations

import argparse
import pathlib
import shutil
import subprocess
import sys

from planted_bugs import BUGS, Bug

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent


def find_misfits() -> list[str]:
    """Name the bugs whose text does not occur exactly once in the sources."""
    return [bug.what for bug in BUGS if (ROOT / bug.file).read_text().count(bug.old) != 1]


def copy_sources(target: pathlib.Path) -> None:
    """Copy all files that git lists."""
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    for name in listed.stdout.splitlines():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, target / name)


def build(source: pathlib.Path, target: pathlib.Path) -> None:
    """Build milc-opt from a copy of the sources; configure it the first time."""
    if not (target / "build.ninja").exists():
        subprocess.run(
            [
                *("cmake", "-G", "Ninja", "-S", source, "-B", target),
                *("-DCMAKE_BUILD_TYPE=Release", "-DCMAKE_CXX_COMPILER=clang++-22"),
                *("-DCMAKE_C_COMPILER=clang-22", f"-DMILC_PYTHON={sys.executable}"),
                "-DCMAKE_PREFIX_PATH=/usr/lib/llvm-22",
            ],
            check=True,
            stdout=subprocess.DEVNULL,
        )
    subprocess.run(["ninja", "-C", target, "milc-opt"], check=True, stdout=subprocess.DEVNULL)


def find(target: pathlib.Path, seeds: int) -> str:
    """Return the report of milc-smith on the first batch of seeds that fails."""
    for first in range(0, seeds, 14):
        done = subprocess.run(
            [
                *(sys.executable, HERE / "milc_smith.py", "--build", target),
                *("--seeds", str(first), "14", "--functions", "20", "--out", target / "smith"),
            ],
            capture_output=True,
            text=True,
        )
        if done.returncode != 0:
            return done.stdout.splitlines()[0]
    return ""


def plant(bug: Bug, copy: pathlib.Path, target: pathlib.Path, seeds: int) -> str:
    """Plant a bug, look for it and take it out again; return how it was found."""
    path = copy / bug.file
    text = path.read_text()
    path.write_text(text.replace(bug.old, bug.new))
    try:
        build(copy, target)
        return find(target, seeds)
    finally:
        path.write_text(text)


def main() -> None:
    """Plant the bugs and count those that are found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seeds", type=int, default=140, help="modules for a bug, at most")
    parser.add_argument("--only", type=int, nargs="*", help="numbers of bugs")
    parser.add_argument("--check", action="store_true", help="only look whether all bugs fit")
    options = parser.parse_args()

    if misfits := find_misfits():
        sys.exit("not once in the sources: " + "; ".join(misfits))
    if options.check:
        return
    copy, target = ROOT / "build" / "planted" / "source", ROOT / "build" / "planted" / "build"
    copy_sources(copy)
    missed = 0
    for number, bug in enumerate(BUGS):
        if options.only is not None and number not in options.only:
            continue
        found = plant(bug, copy, target, options.seeds)
        missed += not found
        print(f"{number}: {bug.what}: {found or 'NOT FOUND'}", flush=True)
    sys.exit(missed > 0)


if __name__ == "__main__":
    main()
