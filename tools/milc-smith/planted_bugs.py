"""Bugs for plant_bugs.py."""

from __future__ import annotations

import dataclasses


@dataclasses.dataclass(frozen=True)
class Bug:
    """A change to the sources that makes the lowering wrong.

    Attributes
    ----------
    what : str
        What goes wrong.
    file : str
        From the root of the repository.
    old : str
        Text that occurs there exactly once.
    new : str
        Its replacement.
    """

    what: str
    file: str
    old: str
    new: str


BUGS = [
    Bug(
        what="imaginary part for real part",
        file="lib/Conversion/MilcToReal/Dialects/Complex.cpp",
        old="return {operands[0][index]};",
        new="return {operands[0][1 - index]};",
    ),
    Bug(
        what="parts of a new number swapped",
        file="lib/Conversion/MilcToReal/Dialects/Complex.cpp",
        old="    return flatten(operands);\n",
        new=(
            "    SmallVector<Value> parts = flatten(operands);\n"
            "    std::swap(parts[0], parts[1]);\n"
            "    return parts;\n"
        ),
    ),
    Bug(
        what="only the real parts are compared",
        file="lib/Conversion/MilcToReal/Dialects/Complex.cpp",
        old="im = compare(1);",
        new="im = compare(0);",
    ),
    Bug(
        what="wrong sign in the textbook product",
        file="include/milcomplex/Math/Arithmetic.h",
        old="return {reRe - imIm, reIm + imRe};",
        new="return {reRe - imIm, reIm - imRe};",
    ),
    Bug(
        what="wrong sign in the improved product",
        file="include/milcomplex/Math/Arithmetic.h",
        old="Real re = robustSumOfProducts(x.re, y.re, minusIm, y.im);",
        new="Real re = robustSumOfProducts(x.re, y.re, x.im, y.im);",
    ),
    Bug(
        what="conj does nothing",
        file="include/milcomplex/Math/Arithmetic.h",
        old="conj(Pair<Real> x) { return {x.re, -x.im}; }",
        new="conj(Pair<Real> x) { return {x.re, x.im}; }",
    ),
    Bug(
        what="difference of the imaginary parts the wrong way round",
        file="include/milcomplex/Math/Arithmetic.h",
        old="return {x.re - y.re, x.im - y.im};",
        new="return {x.re - y.re, y.im - x.im};",
    ),
    Bug(
        what="moves take the real part twice",
        file="lib/Conversion/MilcToReal/PairPatterns.cpp",
        old="return parts.size() == 2 ? parts[index] : parts.front();",
        new="return parts.front();",
    ),
    Bug(
        what="parts of a constant swapped",
        file="lib/Dialect/ComplexElements.cpp",
        old=(
            "  return {DenseElementsAttr::getFromRawBuffer(partType, real),\n"
            "          DenseElementsAttr::getFromRawBuffer(partType, imag)};"
        ),
        new=(
            "  return {DenseElementsAttr::getFromRawBuffer(partType, imag),\n"
            "          DenseElementsAttr::getFromRawBuffer(partType, real)};"
        ),
    ),
    Bug(
        what="strides and dilations of a convolution lost",
        file="lib/Conversion/MilcToReal/Dialects/LinalgBody.cpp",
        old="  Operation *real = createLike(builder, op, resultTypes, operands);\n",
        new=(
            "  Operation *real = createLike(builder, op, resultTypes, operands);\n"
            '  if (auto strides = real->getInherentAttr("strides"))\n'
            "    if (*strides)\n"
            '      real->setInherentAttr(builder.getStringAttr("strides"), Attribute());\n'
        ),
    ),
    Bug(
        what="wrong sign in a contraction",
        file="lib/Conversion/MilcToReal/Dialects/LinalgContractions.cpp",
        old="builder.accumulate(a[0], b[0], builder.subtract(a[1], b[1], c[0]));",
        new="builder.accumulate(a[0], b[0], builder.accumulate(a[1], b[1], c[0]));",
    ),
    Bug(
        what="the third of three products taken for the imaginary part",
        file="lib/Conversion/MilcToReal/Dialects/LinalgContractions.cpp",
        old="builder.addTo<arith::SubFOp>(p3, builder.combine<arith::AddFOp>(p1, p2));",
        new="builder.addTo<arith::SubFOp>(p3, builder.combine<arith::SubFOp>(p1, p2));",
    ),
    Bug(
        what="the start value of a contraction dropped",
        file="lib/Conversion/MilcToReal/Dialects/LinalgContractions.cpp",
        old="builder.accumulate(a[1], b[0], builder.accumulate(a[0], b[1], c[1]));",
        new="builder.accumulate(a[1], b[0], builder.accumulate(a[0], b[1], c[0]));",
    ),
    Bug(
        what="parts of an interleaved tensor swapped",
        file="lib/Conversion/MilcToReal/Dialects/Interleave.cpp",
        old="  const Value parts[] = {re, im};",
        new="  const Value parts[] = {im, re};",
    ),
    Bug(
        what="a view of the wrong part",
        file="lib/Conversion/MilcToReal/Dialects/Interleave.cpp",
        old="    offsets.push_back(builder.getIndexAttr(part));",
        new="    offsets.push_back(builder.getIndexAttr(0));",
    ),
    Bug(
        what="both pads with the real part",
        file="lib/Conversion/MilcToReal/Dialects/Tensor.cpp",
        old="createPad<ImagOp>(op,",
        new="createPad<RealOp>(op,",
    ),
    Bug(
        what="a dynamic size of tensor.generate lost",
        file="lib/Conversion/MilcToReal/Dialects/Tensor.cpp",
        old="auto index = linalg::IndexOp::create(rewriter, loc, i);",
        new="auto index = linalg::IndexOp::create(rewriter, loc, 0);",
    ),
    Bug(
        what="an inseparable reduction taken for a separable one",
        file="lib/Conversion/MilcToReal/Dialects/SCFReductions.cpp",
        old="  return (result.re & 2) || (result.im & 1);",
        new="  return false;",
    ),
    Bug(
        what="a yield dropped: both results of a region are the first one",
        file="lib/Conversion/MilcToReal/PairPatterns.cpp",
        old="    op->setOperands(flatten(operands));\n",
        new=(
            "    SmallVector<Value> flat = flatten(operands);\n"
            "      if (flat.size() == 2 && operands.size() == 1 &&\n"
            "          op->hasTrait<OpTrait::IsTerminator>())\n"
            "        flat[1] = flat[0];\n"
            "      op->setOperands(flat);\n"
        ),
    ),
    Bug(
        what="operands of a later successor given to an earlier one",
        file="lib/Conversion/MilcToReal/Dialects/ControlFlow.cpp",
        old="ArrayRef(operands).take_back(size)",
        new="ArrayRef(operands).take_front(size)",
    ),
    Bug(
        what="the name of the other part of a global",
        file="lib/Conversion/MilcToReal/Dialects/Globals.cpp",
        old="  StringAttr name = getPartName(symbol.getLeafReference(), part);\n",
        new="  StringAttr name = getPartName(symbol.getLeafReference(), Part::Re);\n",
    ),
    Bug(
        what="the offset of an interleaved view not doubled",
        file="lib/Conversion/MilcToReal/Dialects/MemRefInterleaved.cpp",
        old="    OpFoldResult offset = twice(builder, op.getMixedOffsets().front());",
        new="    OpFoldResult offset = op.getMixedOffsets().front();",
    ),
    Bug(
        what="CSE merges the buffers of one tensor",
        file="lib/Conversion/Tidy.cpp",
        old="      if (allocates(op))\n        mark(op, numAllocations++);\n      else if",
        new="      if",
    ),
]
