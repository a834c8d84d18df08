"""Runs the passes of torch-mlir that need no back end of its own."""

from __future__ import annotations

from torch_mlir import ir
from torch_mlir.passmanager import PassManager

from milcomplex.torch.unsupported import check_converted, check_module, read_failure

SIMPLIFY_TORCH = (
    "builtin.module(func.func(torch-match-quantized-custom-ops),"
    "torchdynamo-export-to-torch-backend-pipeline{extra-library=})"
)
# Its pipeline for linalg on tensors, without the check that only its dialects are left.
CONVERT_TO_LINALG = (
    "builtin.module("
    "func.func(torch-restructure-non-constant-axes,torch-fuse-quantized-ops,"
    "convert-torch-to-linalg{allow-non-finites=true},canonicalize,"
    "convert-torch-to-scf,convert-torch-to-arith,convert-torch-to-tensor))"
)
CONVERT_TYPES = (
    "builtin.module(convert-torch-conversion-to-mlprogram,"
    "func.func(memref-expand,canonicalize,resolve-shaped-type-result-dims,cse),"
    "torch-func-backend-type-conversion,"
    "func.func(canonicalize,torch-finalizing-backend-type-conversion,canonicalize,cse,"
    "lower-affine))"
)


def convert_to_linalg(module: ir.Module) -> None:
    """Convert a module of the torch dialect to linalg, tensor, arith, scf and milcomplex, in place.

    Raises
    ------
    LoweringError
        If it has an op that torch-mlir does not convert.
    """
    with module.context:
        try:
            for pipeline in (SIMPLIFY_TORCH, CONVERT_TO_LINALG):
                PassManager.parse(pipeline).run(module.operation)
            check_converted(module)
            PassManager.parse(CONVERT_TYPES).run(module.operation)
        except ir.MLIRError as error:
            raise read_failure(error) from error
        check_module(module)
