#!/usr/bin/env python3
"""Installs the formulas by themselves, and builds and runs the example of docs/Math.md with them.

usage: run_formulas.py CMAKE BUILD_DIR CXX
Once with CMake, where no MLIR is found, and once with the compiler and an include path.
All output is under BUILD_DIR. Exits 1 where a step fails or the output is not as
the page says.
"""

import pathlib
import re
import shutil
import subprocess
import sys

PAGE = pathlib.Path(__file__).parents[2] / "docs/Math.md"


def run(*command: object) -> str:
    """Run a command and return its output; exit where it fails."""
    words = [str(word) for word in command]
    done = subprocess.run(words, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(words)} failed:\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
    return done.stdout


def main() -> None:
    """Install, build, run and compare."""
    cmake, build, cxx = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3]
    work = build / "formulas"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    prefix = work / "install"
    run(cmake, "--install", build, "--component", "formulas", "--prefix", prefix)

    blocks = dict(re.findall(r"^```(\S+)\n(.*?)^```", PAGE.read_text(), re.MULTILINE | re.DOTALL))
    source = work / "example.cpp"
    source.write_text(blocks["cpp"])
    (work / "CMakeLists.txt").write_text(blocks["cmake"])

    alone = work / "example"
    flags = ["-std=c++17", "-ffp-contract=off", "-Wall", "-Wextra", "-Werror"]
    run(cxx, *flags, f"-I{prefix / 'include'}", source, "-o", alone)
    run(
        *(cmake, "-S", work, "-B", work / "build", "-G", "Ninja", f"-DCMAKE_CXX_COMPILER={cxx}"),
        *(f"-DCMAKE_PREFIX_PATH={prefix}", "-DCMAKE_DISABLE_FIND_PACKAGE_MLIR=ON"),
    )
    run(cmake, "--build", work / "build")
    for program in (alone, work / "build/example"):
        output = run(program)
        if output != blocks["text"]:
            sys.exit(f"{program}: expected:\n{blocks['text']}but found:\n{output}")


main()
