"""Runs milc-opt."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

# In a wheel, and in a checkout that is built.
PLACES = (
    Path(__file__).parent / "bin" / "milc-opt",
    Path(__file__).parents[2] / "build" / "bin" / "milc-opt",
)


def find_milc_opt() -> str:
    """Return the path of milc-opt.

    That is what the environment variable MILC_OPT says; else the one in this package, or built in
    its checkout; else the one on the PATH.

    Raises
    ------
    FileNotFoundError
        If there is none.
    """
    if path := os.environ.get("MILC_OPT"):
        return path
    for place in PLACES:
        if place.exists():
            return str(place)
    if path := shutil.which("milc-opt"):
        return path
    raise FileNotFoundError(
        "milc-opt is neither in the package nor on the PATH; set MILC_OPT to where it is"
    )


def run_milc_opt(
    arguments: Sequence[str], module: str | bytes | Path
) -> subprocess.CompletedProcess[bytes]:
    """Run milc-opt on a module, as text, as bytecode or in a file.

    Its exit status, output and messages are in what is returned.
    """
    if isinstance(module, Path):
        # A name that begins with a dash is no option.
        path = f"./{module}" if str(module).startswith("-") else str(module)
        return subprocess.run([find_milc_opt(), *arguments, path], capture_output=True)
    text = module.encode() if isinstance(module, str) else module
    return subprocess.run([find_milc_opt(), *arguments], input=text, capture_output=True)


def main() -> None:
    """Run milc-opt in the place of this process, with the arguments that it was given."""
    path = find_milc_opt()
    os.execv(path, [path, *sys.argv[1:]])
