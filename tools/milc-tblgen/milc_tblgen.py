#!/usr/bin/env python3
"""Writes tables from TableGen definitions: of functions, element types and options.

usage: milc_tblgen.py RECORDS (--cpp | --python | --options) OUTPUT

RECORDS is the output of `llvm-tblgen --dump-json` for include/milcomplex/Dialect/Functions.td, for
--options of include/milcomplex/Conversion/Passes.td. --cpp writes milcomplex/Math/Functions.h.inc,
--python python/milcomplex/functions.py, --options python/milcomplex/options.py.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import pathlib
import re
from typing import Any

Records = dict[str, Any]

FUNCTION_CLASS = "Milcomplex_Function"
ELEMENT_TYPES = "Milcomplex_Float"


@dataclasses.dataclass(frozen=True)
class Function:
    """An op with formulas.

    Attributes
    ----------
    enumerator : str
        Its name in C++, `Log1p` of `log1p`.
    name : str
        Its mnemonic.
    operands : int
        How many complex operands it has; one of a pair of real ones, as of polar.
    is_real : bool
        Whether its result is real.
    takes_real : bool
        Whether its operands are real.
    in_complex : bool
        Whether the complex dialect has an op of the name.
    formulas : tuple of str
        Those of complex-range=basic, improved, full and portable.
    """

    enumerator: str
    name: str
    operands: int
    is_real: bool
    takes_real: bool
    in_complex: bool
    formulas: tuple[str, str, str, str]


def list_types(record: Records, field: str) -> list[str]:
    """Return the type constraints of the operands or of the results of an op."""
    types = [argument["def"] for argument, _ in record[field]["args"]]
    return [name for name in types if name.endswith("Like")]


def read_function(record: Records, in_complex: set[str]) -> Function:
    """Read the record of an op.

    Raises
    ------
    ValueError
        If its operands and result are not those of a function with formulas.
    """
    name = record["opName"]
    operands, results = list_types(record, "arguments"), list_types(record, "results")
    complex_like, real_like = "Milcomplex_ComplexLike", "Milcomplex_FloatLike"
    takes_real = operands == [real_like, real_like]
    if not (takes_real or operands in ([complex_like], [complex_like] * 2)) or results not in (
        [complex_like],
        [real_like],
    ):
        raise ValueError(
            f"milcomplex.{name} must have one or two complex operands, or two real ones, and one "
            f"result, complex or real, to be a {FUNCTION_CLASS}, but has {operands} and {results}"
        )
    return Function(
        enumerator=record["!name"].removeprefix("Milcomplex_").removesuffix("Op"),
        name=name,
        operands=1 if takes_real else len(operands),
        is_real=results == [real_like],
        takes_real=takes_real,
        in_complex=name in in_complex,
        formulas=tuple(record[r] for r in ("basic", "improved", "full", "portable")),
    )


def read_functions(records: Records) -> list[Function]:
    """Read the functions, in the order in which they are defined."""
    ops = [records[name] for name in records["!instanceof"]["Op"]]
    in_complex = {op["opName"] for op in ops if op["opDialect"]["def"] == "Complex_Dialect"}
    functions = [records[name] for name in records["!instanceof"][FUNCTION_CLASS]]

    def find_place(record: Records) -> tuple[str, int]:
        # FunctionOps.td:78.
        file, line = record["!locs"][-1].rsplit(":", 1)
        return file, int(line)

    return [read_function(record, in_complex) for record in sorted(functions, key=find_place)]


def write_macro(name: str, comment: str, functions: list[Function]) -> str:
    """Write an X-macro over functions."""
    rows = [", ".join([f.enumerator, f.name, *f.formulas]) for f in functions]
    lines = [f"#define {name}(X)", *(f"  X({row})" for row in rows)]
    return f"// {comment}\n" + " \\\n".join(lines) + "\n"


def write_cpp(functions: list[Function]) -> str:
    """Write the X-macros."""
    complex_valued = [f for f in functions if not f.is_real]
    return "\n".join(
        [
            "// Written by milc_tblgen.py from the definitions of the ops.\n"
            "//\n"
            "// Each list calls X(Name, name, basic, improved, full, portable), with the\n"
            "// enumerator, the mnemonic and the formulas of a function by complex-range.\n",
            write_macro(
                "MILC_REAL_VALUED_FUNCTIONS",
                "Of one complex operand, with a real result.",
                [f for f in functions if f.is_real],
            ),
            write_macro(
                "MILC_UNARY_FUNCTIONS",
                "Of one complex operand, or of two real ones in the place of its parts.",
                [f for f in complex_valued if f.operands == 1],
            ),
            write_macro(
                "MILC_BINARY_FUNCTIONS",
                "Of two complex operands.",
                [f for f in complex_valued if f.operands == 2],
            ),
            write_macro(
                "MILC_COMPLEX_DIALECT_FUNCTIONS",
                "Those that the complex dialect has too.",
                [f for f in functions if f.in_complex],
            ),
        ]
    )


PYTHON = '''"""The functions of the milcomplex dialect, and the element types of complex values.

Written by tools/milc-tblgen from the definitions of the ops; `ninja milc-docs` does it again.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Function:
    """An op of the milcomplex dialect that formulas compute.

    Attributes
    ----------
    name : str
        The op.
    operands : int
        How many complex operands it has. The two real ones of polar count as one.
    is_real : bool
        Whether the result is real.
    takes_real : bool
        Whether the operands are real.
    has_full : bool
        Whether complex-range=full has a formula of its own.
    in_complex : bool
        Whether the complex dialect has the op.
    """

    name: str
    operands: int = 1
    is_real: bool = False
    takes_real: bool = False
    has_full: bool = False
    in_complex: bool = False


'''


def write_python(functions: list[Function], element_types: list[str]) -> str:
    """Write the module with both tables."""
    rows = []
    for function in functions:
        facts = [f'"{function.name}"']
        if function.operands != 1:
            facts.append(f"operands={function.operands}")
        has_full = function.formulas[2] != function.formulas[1]
        for fact, holds in (
            ("is_real", function.is_real),
            ("takes_real", function.takes_real),
            ("has_full", has_full),
            ("in_complex", function.in_complex),
        ):
            if holds:
                facts.append(f"{fact}=True")
        rows.append(f"    Function({', '.join(facts)}),")
    names = ", ".join(f'"{name}"' for name in element_types)
    return PYTHON + "\n".join(["FUNCTIONS = (", *rows, ")", f"ELEMENT_TYPES = ({names})", ""])


OPTIONS = '''"""The options of --lower-complex.

Written by tools/milc-tblgen from the definitions of the passes; `ninja milc-docs` does it again.
"""

# ruff: noqa: E501

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Option:
    """An option.

    Attributes
    ----------
    name : str
        What milc-opt calls it.
    description : str
        What it decides.
    default : str
        Its value where none is given.
    values : Mapping
        What each of its values means; empty where it is a number or a bool.
    """

    name: str
    description: str
    default: str
    values: Mapping[str, str] = field(default_factory=dict)


'''
# clEnumValN(enumerator, "name", "what" " it means")
ENUM_VALUE = re.compile(r'clEnumValN\(([\w:]+),\s*"([^"]+)",\s*((?:"[^"]*"\s*)+)\)')


def write_options(records: Records) -> str:
    """Write the module with the options of --lower-complex."""
    rows = []
    for reference in records["LowerComplex"]["options"]:
        option = records[reference["def"]]
        values = {
            enumerator: (name, "".join(re.findall('"([^"]*)"', text)))
            for enumerator, name, text in ENUM_VALUE.findall(option["additionalOptFlags"])
        }
        default = option["defaultValue"]
        default = values[default][0] if default in values else default
        rows += [
            "    Option(",
            f'        "{option["argument"]}",',
            f'        "{option["description"]}",',
            f'        "{default}",',
            *(["        {"] if values else []),
            *(f'            "{name}": "{text}",' for name, text in values.values()),
            *(["        },"] if values else []),
            "    ),",
        ]
    return OPTIONS + "\n".join(["OPTIONS = (", *rows, ")", ""])


def main() -> None:
    """Write one of the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("records", type=pathlib.Path)
    language = parser.add_mutually_exclusive_group(required=True)
    language.add_argument("--cpp", action="store_true")
    language.add_argument("--python", action="store_true")
    language.add_argument("--options", action="store_true")
    parser.add_argument("output", type=pathlib.Path)
    options = parser.parse_args()
    records = json.loads(options.records.read_text())
    if options.options:
        text = write_options(records)
    elif options.cpp:
        text = write_cpp(read_functions(records))
    else:
        types = [entry["def"].lower() for entry in records[ELEMENT_TYPES]["allowedTypes"]]
        text = write_python(read_functions(records), types)
    options.output.write_text(text)


if __name__ == "__main__":
    main()
