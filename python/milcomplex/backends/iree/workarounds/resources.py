"""Constants in the resource section that are not integers are rejected or crash the compiler.

What goes wrong: a dense_resource of bf16, i1 or 8-bit floats becomes an invalid constant, or the
    compiler crashes.
Way around: they are read as integers of as many bytes, which are cast to the type where they are
    used. IREE's bindings lose the data of those they parse, so the text is changed.
Seen in: iree-base-compiler 3.13.0.
Report: not reported.
"""

import re

import numpy as np

from milcomplex.backends.iree.workaround import Example, Workaround

EXAMPLE = Example(
    """
func.func @main(%x: tensor<3xf32>) -> tensor<3xf32> {
  %c = arith.constant dense_resource<r> : tensor<3xbf16>
  %f = arith.extf %c : tensor<3xbf16> to tensor<3xf32>
  %y = arith.addf %f, %x : tensor<3xf32>
  return %y : tensor<3xf32>
}
{-# dialect_resources: { builtin: { r: "0x04000000803f0040803f" } } #-}
""",
    [np.ones(3, np.float32)],
    [np.array([2, 3, 2], np.float32)],
)
RESOURCE = re.compile(
    r"(%[\w$.-]+) = arith\.constant (dense_resource<[^>]*>) : (tensor<((?:\d+x)*)(bf16|i1|f8\w+)>)"
)


def read_resources_as_integers(mlir: str) -> str:
    """Return a module in whose resource section no constant is of a type that IREE rejects."""
    return RESOURCE.sub(convert_integers, mlir)


def convert_integers(constant: re.Match[str]) -> str:
    """Return a constant of integers, and the ops that cast them to a type."""
    name, resource, type, sizes, element = constant.groups()
    integers = f"tensor<{sizes}{'i16' if element == 'bf16' else 'i8'}>"
    conversion = "trunci" if element == "i1" else "bitcast"
    return (
        f"{name}.integers = arith.constant {resource} : {integers}\n"
        f"{name} = arith.{conversion} {name}.integers : {integers} to {type}"
    )


WORKAROUND = Workaround(EXAMPLE, rewrite=read_resources_as_integers)
