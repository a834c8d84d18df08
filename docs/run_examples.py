#!/usr/bin/env python3
"""Runs every example of docs/generated/Dialect.md: lowers it and compiles the result to LLVM IR.

usage: run_examples.py DIALECT_MD MILC_OPT MLIR_OPT
Fails where an op has no example, where an example does not hold its op, or where
one does not compile.
"""

import pathlib
import re
import subprocess
import sys

TO_LLVM = (
    "builtin.module(func.func(convert-elementwise-to-linalg),"
    "one-shot-bufferize{bufferize-function-boundaries},convert-linalg-to-loops,"
    "expand-strided-metadata,lower-affine,convert-scf-to-cf,"
    "arith-expand{include-bf16},convert-math-to-llvm,convert-math-to-libm,convert-to-llvm,"
    "reconcile-unrealized-casts)"
)


def find_examples(text: str) -> dict[str, str]:
    """Return the code of each op's example by the op's name, empty where it has none."""
    examples = {}
    for section in re.split(r"^### ", text, flags=re.MULTILINE)[1:]:
        name = re.match(r"`([\w.]+)`", section)
        if name:
            code = re.search(r"```mlir\n(.*?)```", section, flags=re.DOTALL)
            examples[name.group(1)] = code.group(1) if code else ""
    return examples


def run(command: list[str], text: str) -> str:
    """Run a command on `text` and return its output; raise CalledProcessError."""
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=True)
    return done.stdout


def main() -> None:
    """Run the examples; exit 1 where one fails."""
    document, milc_opt, mlir_opt = sys.argv[1:]
    examples = find_examples(pathlib.Path(document).read_text())
    failed = not examples
    for name, code in examples.items():
        try:
            if name not in code:
                raise ValueError("the example does not hold the op")
            lowered = run([milc_opt, "--lower-complex"], code)
            compiled = run([mlir_opt, f"--pass-pipeline={TO_LLVM}"], lowered)
            if "llvm.func" not in compiled:
                raise ValueError("the example has no function")
            print(f"{name}: ok")
        except subprocess.CalledProcessError as error:
            print(f"{name}: {error.stderr}")
            failed = True
        except ValueError as error:
            print(f"{name}: {error}")
            failed = True
    sys.exit(failed)


main()
