#!/usr/bin/env python3
"""Checks the result of --lower-complex on a test file against the contract.

usage: check_contract.py MILC_OPT MLIR_OPT FILE

The modules of FILE, split at `// -----`, are lowered one by one. Of one that is
lowered, no complex type and no milcomplex op is left, a stock mlir-opt parses it,
lowering it again changes nothing, and threads make no difference; one without complex
values comes out as from mlir-opt. One that is rejected has errors of ours and no
output. Exits 1 where something does not hold.
"""

import pathlib
import re
import subprocess
import sys

UNREGISTERED = "--allow-unregistered-dialect"
FOREIGN_ERROR = re.compile(
    r"failed to legalize|unresolved materialization|its patterns declined"
    r"|PLEASE submit a bug report|Assertion"
)
# The word, also after a dimension: neither hypercomplex<f32> nor !other.complex<f32>.
COMPLEX = re.compile(r"(?:(?<![\w.$:-])|(?<=[\d?*\]]x))complex *<|\bmilcomplex\.|\bcomplex\.\w")
COMMENT = re.compile(r"//.*")
# The name of an op in generic form, which operands follow, is not a string.
STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"(\(?)')
# An op of the transform dialect describes other ops.
DESCRIPTION = re.compile(r"^.*\btransform\.\w+\..*$", re.MULTILINE)
# A discardable attribute, which is the user's own, has the prefix of a dialect.
DISCARDABLE = re.compile(r"\b[a-z_]\w*\.[\w.]+ = (dense<[^>]*> : [^,}]+|[^,}]+)")


class ContractError(Exception):
    """What does not hold."""


def run(command: list[str], text: str) -> subprocess.CompletedProcess[str]:
    """Run a command on `text`."""
    return subprocess.run(command, input=text, capture_output=True, text=True)


def expect(condition: bool, rule: str, found: str) -> None:
    """Raise ContractError where `condition` does not hold."""
    if not condition:
        raise ContractError(f"{rule}, but found:\n{found}")


def has_complex(module: str) -> bool:
    r"""Tell whether there is a complex type or op.

    Comments, strings, ops of the transform dialect and discardable attributes do not
    count.

    >>> has_complex('%0 = "complex.add"(%a, %b) : (f32, f32) -> f32')
    True
    >>> has_complex('"some.op"() {text = "x"} : () -> complex<f32>')
    True
    >>> has_complex(r'"some.op"() {text = "a \"complex<f32>", other = "complex<f32>"} : () -> ()')
    False
    >>> has_complex("// complex<f32>")
    False
    """
    code = re.sub(
        f"{COMMENT.pattern}|{STRING.pattern}", lambda match: match[0] if match[1] else "", module
    )
    return bool(COMPLEX.search(DISCARDABLE.sub("", DESCRIPTION.sub("", code))))


def check(milc_opt: str, mlir_opt: str, module: str) -> str:
    """Check one module and return its outcome; raise ContractError."""
    lower = [milc_opt, UNREGISTERED, "--lower-complex"]
    lowered = run(lower, module)
    if lowered.returncode != 0:
        errors = lowered.stderr
        expect(lowered.returncode == 1, "a failure must exit with 1", str(lowered.returncode))
        expect("error:" in errors, "a failure must report an error", errors)
        expect(not FOREIGN_ERROR.search(errors), "errors must be ours", errors)
        expect(not lowered.stdout, "a failure must print no module", lowered.stdout)
        return "refused"
    text = lowered.stdout
    expect(not has_complex(text), "nothing complex must be left", text)
    parsed = run([mlir_opt, UNREGISTERED], text)
    expect(parsed.stdout == text, "a stock mlir-opt must parse the output", parsed.stderr)
    again = run(lower, text)
    expect(again.stdout == text, "lowering twice must change nothing", again.stdout)
    serial = run([*lower, "--mlir-disable-threading"], module)
    expect(serial.stdout == text, "threads must make no difference", serial.stdout)
    if not has_complex(module):
        plain = run([mlir_opt, UNREGISTERED], module)
        expect(plain.stdout == text, "a module without complex must stay as it is", text)
        return "unchanged"
    return "lowered"


def main() -> None:
    """Check every module of the file."""
    milc_opt, mlir_opt, path = sys.argv[1:]
    modules = re.split(r"^// -----.*$", pathlib.Path(path).read_text(), flags=re.MULTILINE)
    failed = False
    for index, module in enumerate(modules):
        try:
            print(f"module {index}: {check(milc_opt, mlir_opt, module)}")
        except ContractError as error:
            print(f"module {index}: {error}")
            failed = True
    sys.exit(failed)


if __name__ == "__main__":
    main()
