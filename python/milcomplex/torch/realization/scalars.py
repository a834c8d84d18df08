"""Ops of arith and math on numbers as ops of PyTorch on tensors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor
from torch.fx import Node

from milcomplex.formulas import Formula, Step
from milcomplex.torch.realization.builder import Builder
from milcomplex.torch.realization.values import Part, get_value

aten = torch.ops.aten
Operand = Part | float | bool

UNARY = {
    "arith.negf": aten.neg.default,
    "math.absf": aten.abs.default,
    "math.atan": aten.atan.default,
    "math.cos": aten.cos.default,
    "math.exp": aten.exp.default,
    "math.log": aten.log.default,
    "math.roundeven": aten.round.default,
    "math.sin": aten.sin.default,
    "math.sqrt": aten.sqrt.default,
    "math.tanh": aten.tanh.default,
}
# They accept a number in the place of the second tensor.
BINARY = {
    "arith.addf": aten.add.Tensor,
    "arith.divf": aten.div.Tensor,
    "arith.mulf": aten.mul.Tensor,
    "arith.subf": aten.sub.Tensor,
}
COMMUTATIVE = ("arith.addf", "arith.maximumf", "arith.minimumf", "arith.mulf")
# With two tensors, and with a tensor and a number.
BOUNDS = {
    "arith.maximumf": (aten.maximum.default, aten.clamp_min.default),
    "arith.minimumf": (aten.minimum.default, aten.clamp_max.default),
}
LOGIC = {
    "arith.andi": aten.logical_and.default,
    "arith.ori": aten.logical_or.default,
}
OF_TENSORS = {"math.atan2": aten.atan2.default, "math.copysign": aten.copysign.Tensor}
# By the predicate of arith.cmpf: equal, greater, greater or equal, less, less or equal, and
# unequal.
COMPARISONS = {1: aten.eq, 2: aten.gt, 3: aten.ge, 4: aten.lt, 5: aten.le, 13: aten.ne}
MIRRORED = {1: 1, 2: 4, 3: 5, 4: 2, 5: 3, 13: 13}
UNORDERED = 14


def is_tensor(value: Operand) -> bool:
    """Whether an operand is a tensor, known or not."""
    return isinstance(get_value(value), Tensor)


class Scalars:
    """Inserts formulas whose numbers are tensors of one type."""

    def __init__(self, builder: Builder) -> None:
        """Insert with a builder."""
        self.builder = builder
        self._numbers: dict[Any, Tensor] = {}

    def insert(self, formula: Formula, parts: Sequence[Part]) -> list[Part]:
        """Return the results of a formula.

        Raises
        ------
        NotImplementedError
            If it has an op that is not in the tables above.
        """
        dtype = get_value(parts[0]).dtype
        values: dict[str, Operand] = dict(zip(formula.arguments, parts, strict=True))
        for step in formula.steps:
            if step.number is not None:
                values[step.result] = step.number
            else:
                operands = [values[name] for name in step.operands]
                values[step.result] = self._insert_step(step, operands, dtype)
        return [self.to_tensor(values[name], dtype) for name in formula.results]

    def to_tensor(self, value: Operand, dtype: torch.dtype) -> Part:
        """Return a number as a tensor without axes; a tensor as it is."""
        if isinstance(value, (Node, Tensor)):
            return value
        key = (dtype, str(value))
        if key not in self._numbers:
            self._numbers[key] = torch.tensor(value, dtype=dtype)
        return self._numbers[key]

    def _insert_step(self, step: Step, operands: list[Operand], dtype: torch.dtype) -> Operand:
        name, call = step.op, self.builder.call
        tensors = [self.to_tensor(x, dtype) for x in operands]
        if name in UNARY:
            return call(UNARY[name], tensors[0])
        if not any(map(is_tensor, operands)):
            operands = list(tensors)
        if name in COMMUTATIVE and not is_tensor(operands[0]):
            operands = operands[::-1]
        if name in BINARY and is_tensor(operands[0]):
            return call(BINARY[name], *operands)
        if name == "arith.subf":
            return call(aten.rsub.Scalar, operands[1], operands[0])
        if name == "arith.divf":
            inverse = call(aten.reciprocal.default, operands[1])
            return inverse if operands[0] == 1 else call(aten.mul.Tensor, inverse, operands[0])
        if name in BOUNDS:
            return call(BOUNDS[name][not is_tensor(operands[1])], *operands)
        if name in LOGIC:
            return call(LOGIC[name], *operands)
        if name in OF_TENSORS:
            return call(OF_TENSORS[name], *tensors)
        if name == "arith.xori":
            negated = next(x for x in operands if is_tensor(x))
            return call(aten.logical_not.default, negated)
        if name == "arith.select":
            return call(aten.where.self, operands[0], *tensors[1:])
        if name == "arith.cmpf" and step.predicate == UNORDERED:
            return call(aten.isnan.default, operands[0])
        if name == "arith.cmpf" and step.predicate in COMPARISONS:
            return self._compare(step.predicate, *operands)
        raise NotImplementedError(f"{name} is no op of PyTorch")

    def _compare(self, predicate: int, x: Operand, y: Operand) -> Operand:
        if not is_tensor(x):
            x, y, predicate = y, x, MIRRORED[predicate]
        packet = COMPARISONS[predicate]
        return self.builder.call(packet.Tensor if is_tensor(y) else packet.Scalar, x, y)
