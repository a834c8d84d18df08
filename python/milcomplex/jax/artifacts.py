"""Reads what JAX has lowered: jax.stages.Lowered and jax.export.Exported."""

from __future__ import annotations

from typing import Any

import jax

from milcomplex.jax.internals import list_kept, wrap_main
from milcomplex.jax.stablehlo import convert_ops, read_module
from milcomplex.jax.statics import Statics
from milcomplex.jax.symbols import has_symbols
from milcomplex.jax.tracing import Program

ARTIFACTS = (jax.stages.Lowered, jax.export.Exported)


def read_artifact(artifact: Any) -> Program:
    """Return the program of what JAX has lowered.

    Raises
    ------
    LoweringError
        If it holds an operation of a form that is not supported.
    ValueError
        If symbolic sizes do not follow from the shapes of the arguments.
    """
    if isinstance(artifact, jax.export.Exported):
        text, kept = artifact.mlir_module(), artifact.module_kept_var_idx
        results: Any = artifact.out_avals
    else:
        lowered: Any = artifact.compiler_ir("stablehlo")
        text, kept = lowered.operation.get_asm(enable_debug_info=True), list_kept(artifact)
        results = jax.tree_util.tree_leaves(artifact.out_info)
    avals = jax.tree_util.tree_leaves(artifact.in_avals)
    template = jax.tree_util.tree_unflatten(artifact.in_tree, avals)
    leaves, _ = jax.tree_util.tree_flatten_with_path(template)
    # The first key is that of the positional or the keyword arguments.
    names = [jax.tree_util.keystr(path[1:]) for path, _ in leaves]
    module = read_module(text)
    if has_symbols(avals) and not isinstance(artifact, jax.export.Exported):
        # JAX keeps all arguments of such.
        wrap_main(module, avals)
    convert_ops(module)
    return Program(
        module,
        artifact.in_tree,
        artifact.out_tree,
        tuple(names[i] for i in kept),
        tuple(avals[i] for i in kept),
        tuple(results),
        Statics({}, frozenset(), {}),
        tuple(kept),
    )
