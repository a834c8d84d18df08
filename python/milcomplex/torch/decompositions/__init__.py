"""Rules that express ops of PyTorch by ops of milcomplex and of torch-mlir."""

from __future__ import annotations

from typing import Any, cast

import torch
from torch._decomp import core_aten_decompositions, get_decompositions
from torch._ops import OpOverload
from torch.fx.experimental.symbolic_shapes import (
    GuardOnDataDependentSymNode,
    PendingUnbackedSymbolNotFound,
)
from torch.fx.traceback import get_current_meta
from torch_mlir.extras.fx_decomp_util import DEFAULT_DECOMPOSITIONS

from milcomplex.torch.decompositions import (
    arithmetic,
    bits,
    counting,
    data_movement,
    factories,
    factorizations,
    functions,
    polynomials,
    products,
    reductions,
    scatter,
    selection,
    shapes,
    sorting,
    special,
    spectra,
    transforms,
)
from milcomplex.torch.decompositions.rules import Rule, Rules, has_complex
from milcomplex.torch.unsupported import name_op, refuse

# Rules for complex operands or results.
COMPLEX_RULES: Rules = {
    **data_movement.RULES,
    **arithmetic.RULES,
    **functions.RULES,
    **products.RULES,
    **reductions.RULES,
}
# Rules for all.
RULES: Rules = {
    **arithmetic.REAL_RULES,
    **bits.RULES,
    **counting.RULES,
    **data_movement.REAL_RULES,
    **factories.RULES,
    **factorizations.RULES,
    **functions.REAL_RULES,
    **polynomials.RULES,
    **reductions.REAL_RULES,
    **scatter.RULES,
    **selection.RULES,
    **shapes.RULES,
    **sorting.RULES,
    **special.RULES,
    **spectra.RULES,
    **transforms.RULES,
}
# Ops that PyTorch can decompose, but that torch-mlir accepts as they are.
KEPT = """
all any empty_like eye isclose logaddexp logaddexp2 one_hot roll
""".split()
# Ops that PyTorch decomposes only where it is told to.
MORE = (torch.ops.aten._batch_norm_with_update_functional,)
# Errors of rules that are not implemented, or that need a static size where it is dynamic.
FAILURES = (
    NotImplementedError,
    GuardOnDataDependentSymNode,
    PendingUnbackedSymbolNotFound,
)
# Ops with real operands and a complex result.
JOINING = ("complex", "polar", "view_as_complex")


def choose(op: OpOverload, complex_rule: Rule, other: Rule | None) -> Rule:
    """Return a rule that is one for complex and another for real operands."""
    is_joining = op._overloadpacket.__name__ in JOINING

    def apply(*arguments: Any, **keywords: Any) -> Any:
        if is_joining or has_complex(arguments, keywords):
            return complex_rule(*arguments, **keywords)
        return NotImplemented if other is None else other(*arguments, **keywords)

    return apply


def name_failures(op: OpOverload, rule: Rule) -> Rule:
    """Return a rule whose error, where the given one is not implemented, names the op."""

    def apply(*arguments: Any, **keywords: Any) -> Any:
        try:
            return rule(*arguments, **keywords)
        except FAILURES as error:
            trace = get_current_meta().get("stack_trace")
            reason = str(error).split("\n")[0]
            raise refuse(f"'{name_op(op)}' is not supported: {reason}", trace) from error

    return apply


def find_decompositions() -> Rules:
    """Return PyTorch's own rules, but for ops that torch-mlir accepts as they are."""
    table: Rules = {
        op: rule
        for op, rule in core_aten_decompositions().items()
        if op._overloadpacket.__name__ not in KEPT
    }
    return table | cast(Rules, get_decompositions([*DEFAULT_DECOMPOSITIONS, *MORE]))


def build_table() -> Rules:
    """Return the rules for torch.export.ExportedProgram.run_decompositions."""
    table = find_decompositions()
    ours = {op: choose(op, rule, table.get(op)) for op, rule in COMPLEX_RULES.items()} | RULES
    return {op: name_failures(op, rule) for op, rule in (table | ours).items()}
