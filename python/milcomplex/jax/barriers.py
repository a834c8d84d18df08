"""Removes what only concerns JAX's own compiler: barriers and shardings."""

from jaxlib.mlir import ir

from milcomplex.jax.traversal import list_ops

SHARDING = "sdy.sharding"
FORWARDS = ("stablehlo.optimization_barrier", "sdy.sharding_constraint")


def drop_barriers(module: ir.Module) -> None:
    """Replace the results of every op of FORWARDS with its operands, and drop all shardings."""
    for op in list_ops(module):
        if SHARDING in op.attributes:
            del op.attributes[SHARDING]
        if op.name in FORWARDS:
            for result, operand in zip(op.results, op.operands, strict=True):
                result.replace_all_uses_with(operand)
            op.erase()
        elif op.name == "sdy.mesh":
            op.erase()
