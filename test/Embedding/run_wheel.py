#!/usr/bin/env python3
"""Builds the wheel of the Python package against LLVM from PyPI, and uses it where nothing else is.

usage: run_wheel.py SOURCE_DIR WORK_DIR
WORK_DIR is removed first. Exits 1 where a step fails or the output is not as expected.
"""

import os
import pathlib
import shutil
import subprocess
import sys
import venv

MODULE = """
func.func @main(%x: complex<f32>) -> f32 {
  %y = milcomplex.real %x : complex<f32>
  return %y : f32
}
"""
LOWERED = """
  func.func @main(%arg0: f32, %arg1: f32) -> f32 {
    return %arg0 : f32
  }
"""
PROGRAM = f"import milcomplex; print(milcomplex.lower({MODULE!r}))"
# Neither a compiler nor a linker is at hand.
CALL = f"import milcomplex; print(milcomplex.Module.from_mlir({MODULE!r}).compile()(3 + 4j))"


def run(command: list[str], environment: dict[str, str], text: str = "") -> str:
    """Run a command and return its output; exit where it fails."""
    done = subprocess.run(command, input=text, env=environment, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)} failed:\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
    return done.stdout


def main() -> None:
    """Build the wheel, install it and run what is in it."""
    source, work = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    shutil.rmtree(work, ignore_errors=True)
    venv.create(work / "venv", with_pip=True)
    scripts = work / "venv" / "bin"
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("CMAKE_PREFIX_PATH", "MILC_OPT", "PYTHONPATH")
    }
    install = [str(scripts / "pip"), "install", "--quiet", "--disable-pip-version-check"]
    # Its build folder beside the venv: the checkout stays as it is.
    run([*install, f"--config-settings=build-dir={work / 'build'}", str(source)], environment)
    bare = {"PATH": "/nonexistent"}
    outputs = {
        "milcomplex.lower": run([str(scripts / "python"), "-c", PROGRAM], bare),
        "milc": run([str(scripts / "milc"), "lower", "-"], bare, MODULE),
        "milc-opt": run([str(scripts / "milc-opt"), "--lower-complex"], bare, MODULE),
    }
    for name, output in outputs.items():
        if LOWERED not in f"\n{output}":
            sys.exit(f"{name}: expected:\n{LOWERED}but found:\n{output}")
    if (output := run([str(scripts / "python"), "-c", CALL], bare)) != "3.0\n":
        sys.exit(f"compile: expected 3.0 but found: {output}")


main()
