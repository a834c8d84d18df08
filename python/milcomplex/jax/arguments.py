"""Converts pytrees to arrays and back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Any

import jax
import numpy as np
from jax.sharding import SingleDeviceSharding
from jaxlib.mlir import ir

from milcomplex.jax.internals import core, pxla
from milcomplex.jax.statics import Statics
from milcomplex.jax.tracing import Program
from milcomplex.signature import DTYPES, Array, Value, find_part


def read_values(program: Program) -> tuple[tuple[Value, ...], tuple[Value, ...]]:
    """Return the arguments and the results of the main function of a program."""
    (main,) = [
        op for op in program.module.body if ir.StringAttr(op.attributes["sym_name"]).value == "main"
    ]
    function = ir.FunctionType(ir.TypeAttr(main.attributes["function_type"]).value)
    inputs = zip(program.input_names, function.inputs, strict=True)
    names = name_results(program.out_tree, program.out_avals)
    outputs = zip(names, function.results, strict=True)
    return (
        tuple(read_value(name, type) for name, type in inputs),
        tuple(read_value(name, type) for name, type in outputs),
    )


def read_value(name: str, type: ir.Type) -> Value:
    """Return the description of a tensor of a type.

    Raises
    ------
    ValueError
        If its elements are of a type that NumPy lacks.
    """
    tensor = ir.RankedTensorType(type)
    element = str(tensor.element_type)
    if find_part(element) not in DTYPES:
        raise ValueError(f"{name!r} must be of a type that NumPy has, but is of {element}")
    sizes = enumerate(tensor.shape)
    shape = tuple(None if tensor.is_dynamic_dim(axis) else size for axis, size in sizes)
    return Value(name, shape, element)


def name_results(tree: Any, avals: Sequence[Any]) -> list[str]:
    """Return the paths of the leaves of a tree; that of a tree that is a leaf is `result`."""
    try:
        template = jax.tree_util.tree_unflatten(tree, avals)
    except Exception:
        # A class of the model may accept nothing but arrays.
        return [f"[{i}]" for i in range(tree.num_leaves)]
    leaves, _ = jax.tree_util.tree_flatten_with_path(template)
    return [jax.tree_util.keystr(path) or "result" for path, _ in leaves]


@dataclass(frozen=True)
class Adapter:
    """Calls a function of arrays as the function of pytrees that it was made from.

    Attributes
    ----------
    in_tree, out_tree : jax.tree_util.PyTreeDef
        Of its arguments, `(positional, keywords)`, and its result.
    in_avals, out_avals : tuple of jax.core.ShapedArray
        The types in JAX of the flat arguments that the program accepts, and of its flat results.
    statics : Statics
        Its static arguments, which a call may leave out.
    kept : tuple of int
        Which of its flat arguments the program accepts.
    """

    in_tree: Any
    out_tree: Any
    in_avals: tuple[Any, ...]
    out_avals: tuple[Any, ...]
    statics: Statics
    kept: tuple[int, ...]

    @staticmethod
    def of(program: Program) -> Adapter:
        """Return that of a program."""
        return Adapter(
            program.in_tree,
            program.out_tree,
            program.in_avals,
            program.out_avals,
            program.statics,
            program.kept,
        )

    @cached_property
    def keeps_all(self) -> bool:
        """Whether the program accepts all of its flat arguments."""
        return self.kept == tuple(range(self.in_tree.num_leaves))

    def flatten(self, arguments: tuple[Any, ...], keywords: dict[str, Any]) -> list[Array]:
        """Return the arrays of the arguments of a call.

        Raises
        ------
        TypeError
            If they make another tree than those the function was exported with.
        ValueError
            If a static one has another value than when it was exported.
        """
        return [np.asarray(read_key(leaf)) for leaf in self.list_leaves(arguments, keywords)]

    def list_leaves(self, arguments: tuple[Any, ...], keywords: dict[str, Any]) -> list[Any]:
        """Return the arguments of the program as they are, and raise what `flatten` does."""
        leaves, tree = jax.tree_util.tree_flatten((arguments, keywords))
        if tree != self.in_tree:
            leaves, tree = jax.tree_util.tree_flatten(self.statics.drop(arguments, keywords))
        if tree != self.in_tree:
            raise TypeError(
                f"the function accepts {write_tree(self.in_tree)}, less what was static when it was"
                f" exported, but was given {write_tree(tree)}"
            )
        return leaves if self.keeps_all else [leaves[i] for i in self.kept]

    def unflatten(self, arrays: list[Array]) -> Any:
        """Return the result of a call."""
        leaves = [to_jax(array, aval) for array, aval in zip(arrays, self.out_avals, strict=True)]
        return self.out_tree.unflatten(leaves)


class Star:
    """A placeholder for an array."""

    def __repr__(self) -> str:
        """Write it."""
        return "*"


def write_tree(tree: Any) -> str:
    """Write the arguments of a call with a star in place of each array."""
    arguments, keywords = jax.tree_util.tree_unflatten(tree, [Star()] * tree.num_leaves)
    words = [repr(argument) for argument in arguments]
    return f"({', '.join([*words, *(f'{name}={value!r}' for name, value in keywords.items())])})"


def read_key(leaf: Any) -> Any:
    """Return random keys as their data, anything else as it is."""
    return jax.random.key_data(leaf) if is_key(getattr(leaf, "dtype", None)) else leaf


def write_key(data: Any, aval: Any) -> Any:
    """Return random keys of a type from their data, anything else as it is."""
    return jax.random.wrap_key_data(data, impl=aval.dtype._impl) if is_key(aval.dtype) else data


def to_jax(array: Array, aval: Any) -> Any:
    """Return a NumPy array of a type as a JAX array on the default device.

    One that JAX would narrow, because 64-bit types are off, stays a NumPy array.
    """
    if is_key(aval.dtype):
        return write_key(jax.numpy.asarray(array), aval)
    if array.dtype in WIDE and jax.dtypes.canonicalize_dtype(array.dtype) != array.dtype:
        return array
    return put_array(array)


WIDE = {np.dtype(name) for name in ("int64", "uint64", "float64", "complex128")}


@cache
def is_key(type: Any) -> bool:
    """Whether a type is that of random keys."""
    return type is not None and jax.numpy.issubdtype(type, jax.dtypes.prng_key)


def put_array(array: Array) -> Any:
    """Return an array on the default device, which jax.numpy.asarray takes five times as long for.

    The array must not be changed any more.
    """
    config: Any = jax.config
    device = config.jax_default_device or find_first_device()
    if isinstance(device, str):
        device = jax.local_devices(backend=device)[0]
    aval, sharding = place(array.shape, array.dtype, device)
    return pxla.batched_device_put(aval, sharding, [array], [device], committed=False)


@lru_cache(maxsize=1024)
def place(shape: tuple[int, ...], dtype: Any, device: Any) -> tuple[Any, Any]:
    """Return the type of an array in JAX and where it is on a device."""
    return core.ShapedArray(shape, dtype), SingleDeviceSharding(device)


@cache
def find_first_device() -> Any:
    """Return the device that JAX uses by default."""
    return jax.local_devices()[0]
