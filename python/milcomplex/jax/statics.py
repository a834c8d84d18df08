"""The static arguments of jitted functions, in a call of what was exported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from milcomplex.jax.internals import read_static_arguments


@dataclass(frozen=True)
class Statics:
    """The static arguments of a function, and the values that it was exported with.

    Attributes
    ----------
    positions : mapping of int to str
        Where they are among positional arguments, and the name of each.
    names : frozenset of str
        Of those that may be given by keyword.
    values : mapping of str to object
        The value of each.
    """

    positions: Mapping[int, str]
    names: frozenset[str]
    values: Mapping[str, Any]

    @staticmethod
    def of(function: Any, arguments: Sequence[Any], keywords: Mapping[str, Any]) -> Statics:
        """Return those of a function, and their values in a call."""
        positions, names, signature = read_static_arguments(function)
        parameters = list(signature.parameters.values()) if signature else []
        named = {
            i: parameters[i].name if i < len(parameters) else f"argument {i}" for i in positions
        }
        values = {
            parameter.name: parameter.default
            for parameter in parameters
            if parameter.default is not parameter.empty
        }
        values |= {name: arguments[i] for i, name in named.items() if i < len(arguments)}
        values |= keywords
        known = {*named.values(), *names}
        return Statics(named, names, {k: v for k, v in values.items() if k in known})

    def drop(
        self, arguments: Sequence[Any], keywords: Mapping[str, Any]
    ) -> tuple[tuple[Any, ...], dict[str, Any]]:
        """Return the arguments of a call without the static ones.

        Raises
        ------
        ValueError
            If one has another value than when the function was exported.
        """
        given = {name: arguments[i] for i, name in self.positions.items() if i < len(arguments)}
        given |= {name: value for name, value in keywords.items() if name in self.names}
        for name, value in given.items():
            known = self.values.get(name)
            if value is not known and value != known:
                raise ValueError(
                    f"argument {name!r} is {known!r} in this program, but {value!r} was given"
                )
        return (
            tuple(x for i, x in enumerate(arguments) if i not in self.positions),
            {name: value for name, value in keywords.items() if name not in self.names},
        )
