"""Runs milc-opt."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from milcomplex.booleans import spell_out

# In a wheel, and in a checkout that is built.
PLACES = (
    Path(__file__).parent / "bin" / "milc-opt",
    Path(__file__).parents[2] / "build" / "bin" / "milc-opt",
)


def find_milc_opt() -> str:
    """Return the path of milc-opt.

    The environment variable MILC_OPT has precedence, then the milc-opt in this package or built in
    its checkout, then the one on the PATH.

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
    """Run milc-opt on a module of any version of MLIR, as text, as bytecode or in a file.

    The result has its exit status, output and messages.
    """
    command = [find_milc_opt(), *arguments]
    text = read_text(module)
    readable = spell_out(text)
    if isinstance(module, Path) and readable == text:
        # Messages name the file. A name that begins with a dash must not be an option.
        path = f"./{module}" if str(module).startswith("-") else str(module)
        done = subprocess.run([*command, path], capture_output=True)
    else:
        done = subprocess.run(command, input=readable, capture_output=True)
    done.stdout = spell_out(done.stdout)
    return done


def read_text(module: str | bytes | Path) -> bytes:
    """Return a module as text or bytecode; nothing for a file that cannot be read."""
    if isinstance(module, Path):
        return module.read_bytes() if module.is_file() else b""
    return module.encode() if isinstance(module, str) else module


def main() -> None:
    """Replace this process with milc-opt, run with the same arguments."""
    path = find_milc_opt()
    os.execv(path, [path, *sys.argv[1:]])
