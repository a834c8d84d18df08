"""The command `milc`: lowers modules of MLIR and programs of PyTorch, runs and explains them."""

import argparse
import json
import sys
import time
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from milcomplex.explanation import Explanation, explain
from milcomplex.lowering import LoweringError, lower
from milcomplex.module import Module
from milcomplex.options import OPTIONS
from milcomplex.signature import Array

# A process runs one module.
LOWERING_OPTIONS = [option for option in OPTIONS if option.name != "release-resources"]


def add_module(parser: argparse.ArgumentParser) -> None:
    """Add the argument of a module and the options of its lowering."""
    parser.add_argument("module", help="a module of MLIR, text or bytecode; - is standard input")
    for option in LOWERING_OPTIONS:
        meanings = "; ".join(f"{value}: {meaning}" for value, meaning in option.values.items())
        parser.add_argument(
            f"--{option.name}",
            choices=list(option.values) or None,
            type=str if option.values else int,
            help=option.description + (f" ({meanings})" if meanings else ""),
        )


def make_parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = argparse.ArgumentParser(prog="milc", description=(__doc__ or "").splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    lowering = commands.add_parser("lower", help="print a module without complex numbers")
    add_module(lowering)
    lowering.add_argument("-o", "--output", type=Path, help="a file in the place of the terminal")
    lowering.add_argument(
        "--allow-unregistered-dialect",
        action="store_true",
        help="accept ops without complex numbers of dialects that milc-opt lacks",
    )
    running = commands.add_parser("run", help="lower a module, compile it and run it")
    add_module(running)
    running.add_argument("--function", help="what to call, where there are several functions")
    running.add_argument(
        "--input",
        action="append",
        default=[],
        type=Path,
        help="a .npy file for the next argument, or a .npz file for the next ones",
    )
    running.add_argument(
        "--output", action="append", default=[], type=Path, help="a .npy file for the next result"
    )
    running.add_argument("--target", default="native", help="this processor, or a backend of IREE")
    running.add_argument("--device", help="a device of IREE's runtime")
    running.add_argument(
        "--flag",
        "--iree-flag",
        dest="flags",
        action="append",
        default=[],
        help="a flag for milc-compile or iree-compile",
    )
    deploying = commands.add_parser(
        "deploy", help="make a PyTorch program without complex values of an exported one"
    )
    deploying.add_argument("program", type=Path, help="a file of torch.export.save, MODEL.pt2")
    deploying.add_argument("-o", "--output", type=Path, required=True, help="the file to write")
    deploying.add_argument(
        "--complex-range", default="portable", choices=["basic", "portable"], help="of formulas"
    )
    deploying.add_argument(
        "--boundary",
        default="interleaved",
        choices=["interleaved", "pair", "as-is"],
        help="what complex arguments and results become",
    )
    explaining = commands.add_parser(
        "explain",
        help="report which complex ops and types a module, or a PyTorch program MODEL.pt2, has "
        "and what they become",
    )
    add_module(explaining)
    explaining.add_argument("--json", action="store_true", help="print JSON")
    return parser


def find_module(name: str) -> bytes | Path:
    """Return the path of a module, or the contents of standard input.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    """
    if name == "-":
        return sys.stdin.buffer.read()
    if not Path(name).is_file():
        raise FileNotFoundError(f"there is no file {name}")
    return Path(name)


def read_inputs(paths: Sequence[Path]) -> Iterator[Array]:
    """Yield the arrays of files.

    Raises
    ------
    ValueError
        If a file holds none.
    """
    for path in paths:
        try:
            loaded = np.load(path)
        except (EOFError, zipfile.BadZipFile, ValueError) as error:
            raise ValueError(f"{path} holds no arrays: {error}") from error
        if isinstance(loaded, np.ndarray):
            yield loaded
        else:
            yield from (loaded[name] for name in loaded.files)


def list_options(arguments: argparse.Namespace) -> dict[str, Any]:
    """Return the options of the lowering that are given."""
    names = [option.name.replace("-", "_") for option in LOWERING_OPTIONS]
    values = {name: getattr(arguments, name) for name in names}
    return {name: value for name, value in values.items() if value is not None}


@contextmanager
def report_progress(step: str) -> Iterator[None]:
    """Report progress and its duration on standard error."""
    print(f"milc: {step} ...", end="", file=sys.stderr, flush=True)
    start = time.monotonic()
    try:
        yield
    except BaseException:
        print(file=sys.stderr)
        raise
    print(f" {time.monotonic() - start:.1f} s", file=sys.stderr)


def run(arguments: argparse.Namespace) -> None:
    """Lower, compile and call a function; print its results or save them."""
    source = find_module(arguments.module)
    with report_progress(f"lowering {arguments.module}"):
        module = Module.from_mlir(source, function=arguments.function, **list_options(arguments))
    inputs = list(read_inputs(arguments.input))
    module.signature.split(inputs)
    if len(arguments.output) > len(module.signature.outputs):
        raise ValueError(
            f"the function has {len(module.signature.outputs)} results, "
            f"but {len(arguments.output)} --output were given"
        )
    for path in arguments.output:
        if not path.parent.is_dir():
            raise FileNotFoundError(f"there is no directory {path.parent}")
    try:
        with report_progress(f"compiling for {arguments.target}"):
            compiled = module.compile(
                arguments.target, device=arguments.device, flags=arguments.flags
            )
        with report_progress("running"):
            results = compiled.call_arrays(inputs)
    except (ImportError, TypeError, ValueError):
        raise
    except Exception as error:
        # IREE's compiler and runtime have errors of many types.
        compiler = "milc-compile" if arguments.target == "native" else "IREE"
        raise ValueError(f"{compiler}: {error}") from error
    for i, (value, result) in enumerate(zip(module.signature.outputs, results, strict=True)):
        if i < len(arguments.output):
            np.save(arguments.output[i], result)
        else:
            print(f"{value.name}: {result.dtype}[{'x'.join(map(str, result.shape))}]")
            print(result)


def load_program(path: Path) -> Any:
    """Read a program of torch.export.

    Raises
    ------
    ValueError
        If the file has none, or one that cannot be read.
    """
    # Only `deploy` and `explain` of a program need PyTorch.
    import torch

    if not zipfile.is_zipfile(path):
        raise ValueError(f"{path} is not a program of torch.export: write it by torch.export.save")
    try:
        return torch.export.load(path)
    except RuntimeError as error:
        raise ValueError(f"{path} cannot be read as a program of torch.export: {error}") from error


def explain_file(arguments: argparse.Namespace) -> Explanation:
    """Explain a module, or a program of torch.export as `milc deploy` makes it real.

    Raises
    ------
    ValueError
        If an option of the lowering is given that a program has none of.
    """
    options = list_options(arguments)
    if not arguments.module.endswith(".pt2"):
        return explain(find_module(arguments.module), **options)
    if others := sorted(options.keys() - {"complex_range"}):
        names = ", ".join("--" + name.replace("_", "-") for name in others)
        raise ValueError(f"of a PyTorch program only --complex-range is an option, not {names}")
    from milcomplex.torch import explain as explain_program

    path = find_module(arguments.module)
    assert isinstance(path, Path)
    return explain_program(load_program(path), options.get("complex_range", "portable"))


def deploy(arguments: argparse.Namespace) -> None:
    """Read a program of torch.export, and write one without complex values."""
    # Only this and `explain` need PyTorch.
    import torch

    from milcomplex.torch import realize

    if not arguments.program.is_file():
        raise FileNotFoundError(f"there is no file {arguments.program}")
    program = realize(
        load_program(arguments.program),
        complex_range=arguments.complex_range,
        boundary=arguments.boundary,
    )
    torch.export.save(program, arguments.output)
    calls = sum(node.op == "call_function" for node in program.graph.nodes)
    print(f"{arguments.output}: {calls} ops, none of complex values")


def main(words: Sequence[str] | None = None) -> None:
    """Run the command; exits 1, with the reason, where it fails."""
    arguments = make_parser().parse_args(words)
    try:
        match arguments.command:
            case "lower":
                lowered = lower(
                    find_module(arguments.module),
                    allow_unregistered_dialects=arguments.allow_unregistered_dialect,
                    **list_options(arguments),
                )
                if arguments.output:
                    arguments.output.write_text(lowered)
                else:
                    print(lowered, end="")
            case "run":
                run(arguments)
            case "deploy":
                deploy(arguments)
            case "explain":
                report = explain_file(arguments)
                print(json.dumps(report.to_json(), indent=2) if arguments.json else report)
    except LoweringError as error:
        print(error, file=sys.stderr)
        sys.exit(1)
    except (OSError, ValueError, TypeError, ImportError) as error:
        sys.exit(f"milc: {error}")
