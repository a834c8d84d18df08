"""Describes the arguments and results of a lowered function."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any, Literal

import ml_dtypes
import numpy as np
from numpy.typing import NDArray

from milcomplex.functions import ELEMENT_TYPES
from milcomplex.guards import check_shapes

Array = NDArray[Any]
Abi = Literal["pair", "interleaved"]


def find_dtype(name: str) -> np.dtype[Any]:
    """Return the type of a name, `bfloat16` included."""
    return np.dtype(ml_dtypes.bfloat16 if name == "bfloat16" else name)


# NumPy's types by MLIR's; wider ones stand for those that NumPy lacks.
DTYPES = {
    "f16": "float16",
    "bf16": "bfloat16",
    "f32": "float32",
    "f64": "float64",
    "i1": "bool",
    "index": "int64",
    **{f"{sign}i{bits}": f"int{bits}" for sign in ("", "s") for bits in (8, 16, 32, 64)},
    **{f"ui{bits}": f"uint{bits}" for bits in (8, 16, 32, 64)},
}
COMPLEX_DTYPES = {
    element: np.result_type(find_dtype(DTYPES[element]), np.complex64).name
    for element in ELEMENT_TYPES
}


@dataclass(frozen=True)
class Part:
    """A real argument or result of the lowered function.

    Attributes
    ----------
    name : str
        The name of the complex or real value that it is a part of.
    part : str
        `real` or `imag`; `whole` of a real value; `interleaved` where the last dimension, of 2,
        holds both parts.
    shape : tuple of int or None
        None for a dynamic size.
    dtype : str
        NumPy's name of the element type, with `bfloat16`, as of ml_dtypes.
    """

    name: str
    part: Literal["real", "imag", "whole", "interleaved"]
    shape: tuple[int | None, ...]
    dtype: str


@dataclass(frozen=True)
class Value:
    """An argument or result of a function over complex numbers.

    Attributes
    ----------
    name : str
        Its name in the model, or its index.
    shape : tuple of int or None
        None for a dynamic size.
    element : str
        The element type as MLIR writes it: `complex<f32>`, `f32`, `i1`.
    is_scalar : bool
        Whether it is a scalar in MLIR, not a tensor of rank 0.
    """

    name: str
    shape: tuple[int | None, ...]
    element: str
    is_scalar: bool = False

    @property
    def is_complex(self) -> bool:
        """Whether it has an imaginary part."""
        return self.element.startswith("complex<")

    @property
    def part_dtype(self) -> str:
        """NumPy's name of the type of each part."""
        return DTYPES[find_part(self.element)]

    @property
    def dtype(self) -> str:
        """NumPy's name of the type of the whole.

        That of complex<f16> and complex<bf16> is complex64.
        """
        if self.is_complex:
            return COMPLEX_DTYPES[self.element[len("complex<") : -1]]
        return self.part_dtype

    def list_parts(self, abi: Abi) -> list[Part]:
        """Return its parts in the lowered function."""
        if not self.is_complex:
            return [Part(self.name, "whole", self.shape, self.part_dtype)]
        if abi == "interleaved" and not self.is_scalar:
            return [Part(self.name, "interleaved", (*self.shape, 2), self.part_dtype)]
        return [
            Part(self.name, "real", self.shape, self.part_dtype),
            Part(self.name, "imag", self.shape, self.part_dtype),
        ]


@dataclass(frozen=True)
class Signature:
    """The arguments and results of a function, and how they are split.

    Attributes
    ----------
    inputs, outputs : tuple of Value
        Of the function over complex numbers.
    abi : str
        What a complex tensor became: `pair` or `interleaved`.
    guards : tuple of str
        Conditions on the sizes of the inputs, as milcomplex.guards describes them.
    """

    inputs: tuple[Value, ...]
    outputs: tuple[Value, ...]
    abi: Abi = "pair"
    guards: tuple[str, ...] = ()

    @cached_property
    def arguments(self) -> tuple[Part, ...]:
        """The arguments of the lowered function."""
        return tuple(part for value in self.inputs for part in value.list_parts(self.abi))

    @cached_property
    def results(self) -> tuple[Part, ...]:
        """The results of the lowered function."""
        return tuple(part for value in self.outputs for part in value.list_parts(self.abi))

    @property
    def has_whole_arrays(self) -> bool:
        """Whether each array is one of the lowered function, which has all of its elements."""
        return all(
            part.part in ("whole", "interleaved") for part in (*self.arguments, *self.results)
        )

    @cached_property
    def result_dtypes(self) -> list[np.dtype[Any]]:
        """The element types of the results of the lowered function."""
        return [find_dtype(part.dtype) for part in self.results]

    def split(self, arrays: Sequence[Any]) -> list[Any]:
        """Return the arguments of the lowered function from those of the complex one.

        Raises
        ------
        TypeError
            If there are more or fewer than the function accepts.
        ValueError
            If an array has another shape or a type that is not safely converted, or its sizes
            do not match those of others.
        """
        if len(arrays) != len(self.inputs):
            raise TypeError(
                f"the function accepts {len(self.inputs)} arrays, but {len(arrays)} were given"
            )
        wholes = [form.convert(x) for form, x in zip(self.input_forms, arrays, strict=True)]
        if self.guards:
            names = [value.name for value in self.inputs]
            check_shapes(self.guards, names, [whole.shape for whole in wholes])
        parts: list[Any] = []
        for form, whole in zip(self.input_forms, wholes, strict=True):
            parts += form.split(whole)
        return parts

    def join(self, parts: Iterable[Array]) -> list[Array]:
        """Return the results of the complex function from those of the lowered one."""
        remaining = iter(parts)
        return [form.join(remaining) for form in self.output_forms]

    @cached_property
    def input_forms(self) -> list["Form"]:
        """What an array of each input is."""
        return [Form(value, self.abi) for value in self.inputs]

    @cached_property
    def output_forms(self) -> list["Form"]:
        """What an array of each output is."""
        return [Form(value, self.abi) for value in self.outputs]

    def to_json(self) -> dict[str, Any]:
        """Return a description that JSON can hold."""
        return asdict(self)

    @staticmethod
    def from_json(description: dict[str, Any]) -> "Signature":
        """Read what `to_json` returns."""

        def read(values: list[dict[str, Any]]) -> tuple[Value, ...]:
            return tuple(Value(**{**value, "shape": tuple(value["shape"])}) for value in values)

        return Signature(
            read(description["inputs"]),
            read(description["outputs"]),
            description["abi"],
            tuple(description["guards"]),
        )


def find_part(element: str) -> str:
    """Return the type of the parts of an element type, both as MLIR writes them."""
    return element.removeprefix("complex<").removesuffix(">")


def read_abi(options: Mapping[str, object]) -> Abi:
    """Return the ABI that options of `lower` choose."""
    return "interleaved" if options.get("abi") == "interleaved" else "pair"


def read_value(description: dict[str, Any]) -> Value:
    """Return a value as --milc-print-signatures describes it.

    Raises
    ------
    ValueError
        If it is neither a scalar nor a ranked tensor of elements that NumPy can hold.
    """
    type, element, shape = (description[key] for key in ("type", "element", "shape"))
    is_scalar = type == element
    if find_part(element) not in DTYPES or not (
        is_scalar or (shape is not None and type.startswith("tensor<"))
    ):
        raise ValueError(f"{description['name']!r} must be an array or a number, but is {type}")
    return Value(description["name"], tuple(shape or ()), element, is_scalar)


def to_numpy(array: Any) -> Array:
    """Return anything that NumPy accepts as an array as one."""
    if hasattr(array, "resolve_conj"):
        # PyTorch gives NumPy no tensor with a gradient or with a pending conjugation.
        array = array.detach().cpu().resolve_conj().resolve_neg()
    return np.asarray(array)


class Form:
    """What an array of the type of a value is, whole and in parts, looked up once for all calls.

    Attributes
    ----------
    value : Value
        The value.
    dtype, part_dtype : numpy.dtype
        Of the whole and of each part.
    is_interleaved : bool
        Whether the parts are elements of one array.
    """

    def __init__(self, value: Value, abi: Abi) -> None:
        """Accept a value and how it is passed."""
        self.value = value
        self.dtype = find_dtype(value.dtype)
        self.part_dtype = find_dtype(value.part_dtype)
        self.is_complex = value.is_complex
        self.is_interleaved = value.is_complex and abi == "interleaved" and not value.is_scalar
        # That of a view of the whole, which is wider for complex<f16>.
        self.view_dtype = np.zeros(0, self.dtype).real.dtype

    def convert(self, array: Any) -> Array:
        """Return an array as one of the type of the value.

        Raises
        ------
        ValueError
            If its shape does not match, or its type is not safely converted.
        """
        if (
            type(array) is np.ndarray
            and array.dtype == self.dtype
            and array.shape == self.value.shape
        ):
            return array
        return convert(self.value, array)

    def split(self, whole: Array) -> list[Any]:
        """Return the parts of an array of the type of the value; those of a scalar as numbers."""
        if self.is_interleaved:
            return [self.view_parts(whole)]
        if not self.is_complex:
            parts = [np.asarray(whole, order="C")]
        else:
            parts = [
                np.array(part, self.part_dtype, order="C") for part in (whole.real, whole.imag)
            ]
        if self.value.is_scalar:
            return [part.item() for part in parts]
        return parts

    def view_parts(self, whole: Array) -> Array:
        """Return a complex array with a last dimension of its parts: a view if contiguous."""
        if not whole.flags.c_contiguous:
            whole = np.ascontiguousarray(whole).reshape(whole.shape)
        parts = whole[..., np.newaxis].view(self.view_dtype)
        return parts if self.part_dtype == self.view_dtype else parts.astype(self.part_dtype)

    def join(self, parts: Iterator[Array]) -> Array:
        """Return an array from its parts, the next of an iterator."""
        first = np.asarray(next(parts))
        if not self.is_complex:
            return self.make_writable(first)
        if self.is_interleaved:
            if first.dtype == self.view_dtype and first.flags.c_contiguous:
                return self.make_writable(first.view(self.dtype)[..., 0])
            real, imag = first[..., 0], first[..., 1]
        else:
            real, imag = first, np.asarray(next(parts))
        # Not real + 1j * imag, which turns infinities into NaNs.
        whole = np.empty(real.shape, self.dtype)
        whole.real, whole.imag = real, imag
        return whole

    def make_writable(self, array: Array) -> Array:
        """Return an array of the type of the value; one of a runtime may be read-only."""
        if array.dtype == self.dtype and array.flags.writeable:
            return array
        return np.require(array, self.dtype, "W")


def check_type(value: Value, shape: Sequence[int], dtype: np.dtype[Any]) -> None:
    """Check that an array of a shape and a type can be passed as a value.

    Raises
    ------
    ValueError
        If the shape does not match, or the type is not safely converted.
    """
    fits = len(shape) == len(value.shape) and all(
        expected in (None, size) for expected, size in zip(value.shape, shape, strict=False)
    )
    if not fits:
        expected = "x".join("?" if size is None else str(size) for size in value.shape)
        found = "x".join(map(str, shape))
        raise ValueError(
            f"argument {value.name!r} has the shape [{expected}], but one of [{found}] was given"
        )
    if not np.can_cast(dtype, find_dtype(value.dtype), casting="same_kind"):
        raise ValueError(
            f"argument {value.name!r} is of {value.dtype}, but one of {dtype} was given"
        )


def convert(value: Value, array: Any) -> Array:
    """Return an array as one of the type of a value.

    Raises
    ------
    ValueError
        If its shape does not match, or its type is not safely converted.
    """
    given = to_numpy(array)
    check_type(value, given.shape, given.dtype)
    dtype = find_dtype(value.dtype)
    converted = given.astype(dtype, copy=False)
    if dtype.kind in "iu" and (lost := given[converted != given]).size:
        raise ValueError(
            f"argument {value.name!r} is of {value.dtype}, but one with {lost[0]} was given"
        )
    return converted
