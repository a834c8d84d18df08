"""Has IREE 3.13 take constants whose elements stand beside the module.

Of some types it makes invalid ones of them, or crashes: those are read as integers of as many
bytes, which become numbers of the type as they are used.
"""

import re

# How IREE's bindings parse a resource of another type, they lose its data: this is done to text.
RESOURCE = re.compile(
    r"(%[\w$.-]+) = arith\.constant (dense_resource<[^>]*>) : (tensor<((?:\d+x)*)(bf16|i1|f8\w+)>)"
)


def read_resources_as_integers(mlir: str) -> str:
    """Return a module in which no constant beside it is of a type that IREE does not take."""
    return RESOURCE.sub(convert_integers, mlir)


def convert_integers(constant: re.Match[str]) -> str:
    """Return a constant of integers, and what makes numbers of a type of them."""
    name, resource, type, sizes, element = constant.groups()
    integers = f"tensor<{sizes}{'i16' if element == 'bf16' else 'i8'}>"
    conversion = "trunci" if element == "i1" else "bitcast"
    return (
        f"{name}.integers = arith.constant {resource} : {integers}\n"
        f"{name} = arith.{conversion} {name}.integers : {integers} to {type}"
    )
