"""Programs without complex values, of PyTorch models.

`realize` rewrites what torch.export returns. A call with complex operands is expressed by the rules
of `milcomplex.torch.decompositions` (`decomposition`), whose ops become real ones (`rules`):
functions by the formulas that milc-opt writes (`formulas`, `scalars`), transforms by products with
constant matrices (`transforms`). `explain` reports what each call becomes.
"""

from milcomplex.torch.realization.boundary import Boundary
from milcomplex.torch.realization.explaining import explain
from milcomplex.torch.realization.realizing import realize

__all__ = ["Boundary", "explain", "realize"]
