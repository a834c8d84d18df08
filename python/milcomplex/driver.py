"""Finds the tools of milcomplex, and runs milc-opt."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from milcomplex.booleans import spell_out
from milcomplex.memory_files import MemoryFile
from milcomplex.server import run_on_file

# By this name tools map it into their memory.
STANDARD_INPUT = "/dev/stdin"
LIBRARY = "libMilcomplexC.so"
# In a wheel, and in a checkout that is built.
PLACES = (Path(__file__).parent / "bin", Path(__file__).parents[2] / "build" / "bin")


def find_tool(name: str) -> str:
    """Return the path of a tool, such as `milc-opt`.

    The environment variable of its name, MILC_OPT, has precedence, then the folder of the milc-opt
    that MILC_OPT names, then the tool in this package or built in its checkout, then the one on
    the PATH.

    Raises
    ------
    FileNotFoundError
        If there is none.
    """
    variable = name.upper().replace("-", "_")
    if path := os.environ.get(variable):
        return path
    places = list(PLACES)
    if path := os.environ.get("MILC_OPT"):
        places.insert(0, Path(path).parent)
    for place in places:
        if (place / name).exists():
            return str(place / name)
    if path := shutil.which(name):
        return path
    raise FileNotFoundError(
        f"{name} is neither in the package nor on the PATH; set {variable} to where it is"
    )


def find_library() -> str:
    """Return the path of the library of milcomplex for C, which is installed with milc-compile.

    The environment variable MILCOMPLEX_LIBRARY has precedence.

    Raises
    ------
    FileNotFoundError
        If there is none.
    """
    if path := os.environ.get("MILCOMPLEX_LIBRARY"):
        return path
    folder = Path(find_tool("milc-compile")).resolve().parent
    for place in (folder, *folder.parent.glob("lib*"), *folder.parent.glob("lib/*-linux-gnu")):
        if (place / LIBRARY).exists():
            return str(place / LIBRARY)
    raise FileNotFoundError(
        f"{LIBRARY} is not beside milc-compile, in {folder}; set MILCOMPLEX_LIBRARY to where it is"
    )


def find_milc_opt() -> str:
    """Return the path of milc-opt."""
    return find_tool("milc-opt")


def run_milc_opt(
    arguments: Sequence[str], module: str | bytes | Path | MemoryFile
) -> tuple[subprocess.CompletedProcess[bytes], MemoryFile]:
    """Run milc-opt on a module; return what it prints beside the result.

    Parameters
    ----------
    arguments : sequence of str
        Of milc-opt.
    module : str, bytes, Path or MemoryFile
        Of any version of MLIR, as text, as bytecode or in a file. In memory: bytecode of the
        version of milc-opt, which is not copied.
    """
    command = [find_milc_opt(), *arguments]
    if isinstance(module, MemoryFile):
        return run_on_file([*command, STANDARD_INPUT], module)
    text = read_text(module)
    readable = spell_out(text)
    if isinstance(module, Path) and readable == text:
        # Messages name the file. A name that begins with a dash must not be an option.
        path = f"./{module}" if str(module).startswith("-") else str(module)
        return run_on_file([*command, path], MemoryFile())
    return run_on_file(command, MemoryFile(readable))


def read_text(module: str | bytes | Path) -> bytes:
    """Return a module as text or bytecode; nothing for a file that cannot be read."""
    if isinstance(module, Path):
        return module.read_bytes() if module.is_file() else b""
    return module.encode() if isinstance(module, str) else module


def main() -> None:
    """Replace this process with milc-opt, run with the same arguments."""
    path = find_milc_opt()
    os.execv(path, [path, *sys.argv[1:]])
