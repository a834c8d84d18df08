"""Walks modules."""

from jaxlib.mlir import ir


def list_ops(module: ir.Module | ir.Operation) -> list[ir.Operation]:
    """Return the ops in a module, the inner ones first."""
    found = []

    def visit(op: ir.Operation) -> ir.WalkResult:
        found.append(op)
        return ir.WalkResult.ADVANCE

    module.operation.walk(visit)
    return found[:-1]
