"""Runs every example and puts their pictures into one, docs/images/examples.png.

Usage: PYTHONPATH=python .venv/bin/python examples/gallery.py
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import matplotlib

matplotlib.use("Agg")

from matplotlib import image, pyplot

FOLDER = Path(__file__).parent
# The example that demo.sh runs, and the module that the others share.
OTHERS = ("complex_buffer", "example", "gallery")
COLUMNS = 3


def list_examples() -> list[Path]:
    """Return the scripts that save a picture."""
    return sorted(path for path in FOLDER.glob("*.py") if path.stem not in OTHERS)


def main() -> None:
    """Run them and draw."""
    scripts = list_examples()
    rows = -(-len(scripts) // COLUMNS)
    figure, axes = pyplot.subplots(rows, COLUMNS, figsize=(12, 2.6 * rows))
    for axis in axes.ravel():
        axis.axis("off")
    with tempfile.TemporaryDirectory() as folder:
        for script, axis in zip(scripts, axes.ravel(), strict=False):
            picture = Path(folder) / f"{script.stem}.png"
            subprocess.run([sys.executable, str(script), str(picture)], check=True)
            axis.imshow(image.imread(picture))
            axis.set_title(script.stem, fontsize=9)
    path = FOLDER.parent / "docs/images/examples.png"
    figure.savefig(path, dpi=80, bbox_inches="tight")
    print(f"saved {path}")


if __name__ == "__main__":
    main()
