"""Calls native programs from XLA, which passes arrays where they are."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, partial
from typing import Any

import jax
import numpy as np

from milcomplex.backends.native.library import open_library
from milcomplex.backends.native.running import NativeProgram
from milcomplex.guards import check_shapes
from milcomplex.jax.arguments import WIDE, Adapter, is_key, read_key, write_key
from milcomplex.jax.internals import ArrayImpl, core
from milcomplex.jax.symbols import evaluate_shapes, has_symbols
from milcomplex.module import Call, Compiled
from milcomplex.signature import Form, Signature, check_type

TARGET = "milcomplex"
ARRAYS = (ArrayImpl, np.ndarray)
# XLA keeps their addresses for as long as it likes.
CALLED: list[NativeProgram] = []


@cache
def register() -> None:
    """Tell XLA of the handler of our calls."""
    handler = jax.ffi.pycapsule(open_library().milcHandleXlaCall)
    jax.ffi.register_ffi_target(TARGET, handler, platform="cpu")


def link(adapter: Adapter, compiled: Compiled) -> Call | None:
    """Return how a program that was exported from a JAX function is called, once compiled.

    XLA calls it if it is native and of static shapes, and JAX's default back end is that for CPUs
    at the first call. Otherwise this is None: arguments and results are NumPy's on the way, as they
    are for types that JAX narrows while 64-bit ones are off. A program of symbolic sizes is a
    callback in what JAX traces.
    """
    signature = compiled.module.signature
    if has_symbols(adapter.in_avals):
        return partial(call_dynamic, adapter, compiled)
    program = compiled.program
    if not (
        isinstance(program, NativeProgram)
        and program.accepts_memory(signature)
        and jax.default_backend() == "cpu"
    ):
        return None
    run = XlaCall(program, signature)
    has_keys = any(is_key(aval.dtype) for aval in adapter.out_avals)
    is_wide = any(form.dtype in WIDE for form in (*signature.input_forms, *signature.output_forms))

    def call(arguments: tuple[Any, ...], keywords: dict[str, Any]) -> Any:
        if is_wide and not jax.config.read("jax_enable_x64"):
            check_untraced(arguments, keywords)
            return compiled.call_by_numpy(arguments, keywords)
        results = run(adapter.list_leaves(arguments, keywords))
        if has_keys:
            results = list(map(write_key, results, adapter.out_avals))
        return adapter.out_tree.unflatten(results)

    return call


def check_untraced(arguments: tuple[Any, ...], keywords: dict[str, Any]) -> None:
    """Check that JAX traces no argument of a program of wide types while those are off.

    Raises
    ------
    TypeError
        If it does.
    """
    if any(isinstance(x, core.Tracer) for x in jax.tree_util.tree_leaves((arguments, keywords))):
        raise TypeError(
            "a program with 64-bit types can be called in what JAX traces only if they are on:"
            " jax_enable_x64"
        )


def call_dynamic(
    adapter: Adapter, compiled: Compiled, arguments: tuple[Any, ...], keywords: dict[str, Any]
) -> Any:
    """Call a program of symbolic sizes, in what JAX traces by a callback.

    Raises
    ------
    ValueError
        If an array has another type, or its sizes do not match those of others.
    """
    leaves = adapter.list_leaves(arguments, keywords)
    if not any(isinstance(leaf, core.Tracer) for leaf in leaves):
        return compiled.call_by_numpy(arguments, keywords)
    signature = compiled.module.signature
    forms = (*signature.input_forms, *signature.output_forms)
    if any(form.dtype in WIDE for form in forms) and not jax.config.read("jax_enable_x64"):
        check_untraced(arguments, keywords)
    wholes = [read_key(leaf) for leaf in leaves]
    shapes = [np.shape(whole) for whole in wholes]
    for form, whole, shape in zip(signature.input_forms, wholes, shapes, strict=True):
        check_type(form.value, shape, jax.dtypes.result_type(whole))
    check_shapes(signature.guards, [value.name for value in signature.inputs], shapes)
    sizes = evaluate_shapes(adapter.in_avals, adapter.out_avals, [np.shape(x) for x in leaves])
    results = [
        jax.ShapeDtypeStruct((*shape, *form.value.shape[len(shape) :]), form.dtype)
        for form, shape in zip(signature.output_forms, sizes, strict=True)
    ]

    def run(*arrays: Any) -> list[Any]:
        return compiled.call_arrays([np.asarray(array) for array in arrays])

    found = jax.pure_callback(run, results, *wholes, vmap_method="sequential")
    return adapter.out_tree.unflatten(map(write_key, found, adapter.out_avals))


class XlaCall:
    """A native program as a function of JAX arrays, which jax.jit and jax.vmap accept.

    Attributes
    ----------
    forms : list of Form
        What its arguments are.
    """

    def __init__(self, program: NativeProgram, signature: Signature) -> None:
        """Accept a program that can be called, and its signature."""
        register()
        CALLED.append(program)
        self.forms = signature.input_forms
        results = [
            jax.ShapeDtypeStruct(form.value.shape, form.dtype) for form in signature.output_forms
        ]
        call = jax.ffi.ffi_call(TARGET, results, vmap_method="sequential")
        attributes = {
            "function": np.int64(program.packed),
            "messages": "".join(message.replace("\n", " ") + "\n" for message in program.messages),
        }

        def compiled_program(*arrays: Any) -> Any:
            return call(*arrays, **attributes)

        self.jitted = jax.jit(compiled_program)
        # An assertion that fails is an exception of the call, as it is elsewhere.
        self.waits = bool(program.messages)

    def __call__(self, leaves: Sequence[Any]) -> Sequence[Any]:
        """Return the results of a call with arrays or with what JAX traces.

        Raises
        ------
        ValueError
            If an array has another shape or a type that is not safely converted.
        RuntimeError
            If an assertion of the program fails, or there is not enough memory.
        """
        arrays = [convert(form, leaf) for form, leaf in zip(self.forms, leaves, strict=True)]
        results: Sequence[Any] = self.jitted(*arrays)
        return jax.block_until_ready(results) if self.waits else results


def convert(form: Form, leaf: Any) -> Any:
    """Return an array of JAX or NumPy, or what JAX traces, as one of the type of an argument."""
    if type(leaf) in ARRAYS and leaf.dtype == form.dtype and leaf.shape == form.value.shape:
        return leaf
    whole = read_key(leaf)
    if isinstance(whole, core.Tracer):
        check_type(form.value, whole.shape, whole.dtype)
        if form.dtype.kind in "iu" and not np.can_cast(whole.dtype, form.dtype):
            raise ValueError(
                f"argument {form.value.name!r} is of {form.dtype}, but what is traced is of"
                f" {whole.dtype}, which may be too large"
            )
        return whole.astype(form.dtype)
    return form.convert(np.asarray(whole))
