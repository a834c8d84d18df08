"""Programs without complex values, compiled ahead of time by AOTInductor."""

import shutil
from pathlib import Path

import pytest
import torch
from complex_models import Spectrogram, draw
from torch._inductor import aoti_compile_and_package, aoti_load_package, config
from torch.export import Dim

from milcomplex.torch import realize


@pytest.mark.skipif(shutil.which("g++") is None, reason="needs a compiler with OpenMP")
@pytest.mark.filterwarnings("ignore")
def test_spectrogram_of_any_batch(tmp_path: Path) -> None:
    model, x = Spectrogram(), draw(2, 256)
    shapes = ({0: Dim("batch", min=2, max=64)},)
    with torch.no_grad(), config.patch({"cpp.cxx": ("g++",)}):
        program = realize(model, x, dynamic_shapes=shapes)
        path = aoti_compile_and_package(program, package_path=str(tmp_path / "model.pt2"))
        run = aoti_load_package(path)
        for y in (x, draw(5, 256)):
            torch.testing.assert_close(run(y), model(y), rtol=0, atol=1e-5)
