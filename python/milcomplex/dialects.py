"""Modules of dialects that milc-opt lacks, which a front end converts to those that it has."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

from milcomplex.driver import read_text

STABLEHLO = re.compile(rb'^[ \t]*(%[^=\n]*=[ \t]*)?"?(stablehlo|chlo|vhlo)\.', re.MULTILINE)
BYTECODE = b"ML\xefR"
FRONT_END = "milcomplex.jax"


def is_stablehlo(content: bytes) -> bool:
    """Whether a module, as text or bytecode, has ops of StableHLO."""
    if content.startswith(BYTECODE):
        return b"stablehlo" in content or b"vhlo" in content or b"StableHLO" in content[:64]
    return (b"stablehlo." in content or b"chlo." in content) and bool(STABLEHLO.search(content))


def convert(module: str | bytes | Path) -> str | bytes | Path:
    """Return a module of dialects that milc-opt has; one of StableHLO converted to such.

    Raises
    ------
    ImportError
        If it is of StableHLO, and JAX is not installed.
    LoweringError
        If it holds an operation that is not supported.
    """
    content = read_text(module)
    if not is_stablehlo(content):
        return module
    try:
        front_end = import_module(FRONT_END)
    except ImportError as error:
        raise ImportError(f"a module of StableHLO needs milcomplex[jax]: {error}") from error
    text: str = front_end.convert_stablehlo(content)
    return text
