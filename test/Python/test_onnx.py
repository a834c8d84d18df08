"""Programs without complex values, as ONNX models, run by ONNX Runtime."""

from typing import Any

import onnx
import onnxruntime
import pytest
import torch
from complex_models import CASES, Case, draw
from torch.utils import _pytree as pytree

from milcomplex.torch import realize

# Relative to the largest element.
TOLERANCE = 3e-6


def convert(model: Any, case: Case) -> onnx.ModelProto:
    program = realize(model, *case.arguments(), dynamic_shapes=case.dynamic_shapes)
    with torch.no_grad():
        exported = torch.onnx.export(program, dynamo=True, verbose=False)
    assert exported is not None
    return exported.model_proto


def run(model: onnx.ModelProto, arguments: Any) -> list[torch.Tensor]:
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), providers=["CPUExecutionProvider"]
    )
    names = [given.name for given in session.get_inputs()]
    arrays = [x.numpy() for x in pytree.tree_leaves(arguments)]
    return list(map(torch.from_numpy, session.run(None, dict(zip(names, arrays, strict=True)))))


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_model(case: Case) -> None:
    model = case.make()
    converted = convert(model, case)
    # ONNX Runtime's own DFT is slow, and missing on GPUs.
    assert not {"DFT", "STFT"} & {node.op_type for node in converted.graph.node}
    given = [case.arguments()] if case.dynamic_shapes is None else [case.arguments(), case.others()]
    for arguments in given:
        with torch.no_grad():
            expected = pytree.tree_leaves(model(*arguments))
        for x, y in zip(run(converted, arguments), expected, strict=True):
            torch.testing.assert_close(x, y, rtol=0, atol=TOLERANCE * float(y.abs().max()))


@pytest.mark.filterwarnings("ignore")
def test_factorizations_need_only_products() -> None:
    """ONNX has no op that factors matrices."""

    def model(x: torch.Tensor) -> list[torch.Tensor]:
        a = torch.view_as_complex(x)
        factors = (*torch.linalg.lu(a)[1:], *torch.linalg.qr(a), torch.linalg.det(a))
        sign, logarithm = torch.linalg.slogdet(a)
        return [logarithm, *(torch.view_as_real(y) for y in (sign, *factors))]

    x = draw(2, 4, 4, 2)
    with torch.no_grad():
        exported = torch.onnx.export(realize(model, x), dynamo=True, verbose=False)
    assert exported is not None
    for found, expected in zip(run(exported.model_proto, [x]), model(x), strict=True):
        torch.testing.assert_close(found, expected, rtol=0, atol=1e-5)
