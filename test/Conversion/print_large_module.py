#!/usr/bin/env python3
"""Print a module of a depth or length that nobody writes by hand.

usage: print_large_module.py deep|long COUNT
"""

import sys
from collections.abc import Iterator


def nest(depth: int) -> Iterator[str]:
    """Yield the lines of `depth` nested scf.if."""
    yield "func.func @deep(%c: i1, %z: complex<f32>) -> complex<f32> {"
    for i in range(depth):
        yield f"%{i} = scf.if %c -> complex<f32> {{"
    yield "scf.yield %z : complex<f32>"
    for i in reversed(range(depth)):
        yield "} else {"
        yield "scf.yield %z : complex<f32>"
        yield "}"
        yield f"{'scf.yield' if i > 0 else 'return'} %{i} : complex<f32>"
    yield "}"


def chain(length: int) -> Iterator[str]:
    """Yield the lines of a chain of `length` additions."""
    yield "func.func @long(%z: complex<f32>) -> complex<f32> {"
    yield "%0 = complex.add %z, %z : complex<f32>"
    for i in range(1, length):
        yield f"%{i} = complex.add %{i - 1}, %z : complex<f32>"
    yield f"return %{length - 1} : complex<f32>"
    yield "}"


_, shape, count = sys.argv
print(*{"deep": nest, "long": chain}[shape](int(count)), sep="\n")
