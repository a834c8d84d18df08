"""The examples agree with their frameworks, and save a picture."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
# The example that the demo runs, and the module that the others share.
OTHERS = ("complex_buffer", "example", "gallery")
SCRIPTS = sorted(path for path in EXAMPLES.glob("*.py") if path.stem not in OTHERS)
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_example(script: Path, tmp_path: Path) -> None:
    picture = tmp_path / "picture.png"
    environment = {**os.environ, "PYTHONPATH": str(EXAMPLES.parent / "python")}
    done = subprocess.run(
        [sys.executable, str(script), str(picture)],
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "relative error" in done.stdout
    assert picture.read_bytes().startswith(PNG)


def test_check_refuses_what_is_off() -> None:
    program = "from example import check; check('x', [1.0, 2.0], [1.0, 2.1], 1e-3)"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=EXAMPLES, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "x: the relative error must be at most 0.001" in done.stderr
