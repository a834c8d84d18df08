"""Whole programs of the benchmarks, small, agree with their frameworks through a back end.

The environment variable MILC_BACKEND names the back end.
"""

import os

import pytest
from measurement import check
from programs import SUITES, list_programs
from programs.program import EMPTY, Program
from rivals import FRAMEWORKS

from milcomplex.backends.backend import MODULES

BACKEND = os.environ.get("MILC_BACKEND", "native")
CASES = [
    pytest.param(suite, program, id=f"{suite}: {program.name}")
    for suite in SUITES
    for program in (EMPTY, *list_programs(suite))
]


@pytest.mark.skipif(BACKEND not in MODULES, reason=f"there is no back end {BACKEND}")
@pytest.mark.parametrize(("suite", "program"), CASES)
def test_program(suite: str, program: Program) -> None:
    framework = FRAMEWORKS[suite]()
    case = program.make(**program.small)
    expected = framework.to_numpy(framework.build(framework.reference, case).call())
    found = framework.to_numpy(framework.build(BACKEND, case).call())
    check(found, expected, program.tolerance)
