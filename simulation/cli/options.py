"""Options that belong together, declared as one object: a verb takes the object, the user types single options."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import wraps
from inspect import Parameter, signature
from typing import Annotated, Any, get_type_hints

import typer


@dataclass(frozen=True, slots=True)
class ChangedOptions:
    """Options of a scenario that have an option of the command line of their own."""

    runs: Annotated[int | None, typer.Option(help="반복 수 / number of runs")] = None
    seed: Annotated[int | None, typer.Option(help="난수 기준값 / base of the seeds")] = None
    from_: Annotated[str | None, typer.Option("--from", help="시작 월 YYYY-MM / start of the run")] = None
    to: Annotated[str | None, typer.Option(help="마지막 월 YYYY-MM / last month")] = None
    scale: Annotated[float | None, typer.Option(help="축소 비율 / shrink for a quick look")] = None
    outlook: Annotated[str | None, typer.Option(help="announced 또는 recorded / outlook")] = None
    parameters: Annotated[
        str | None, typer.Option(help="posterior 또는 prior / layer the parameters are drawn from")
    ] = None

    def overrides(self) -> list[str]:
        """The changes as a scenario is told them, ``--key=value``."""
        given = {field.name.rstrip("_"): getattr(self, field.name) for field in fields(self)}
        return [
            f"--{key}={f'{value:g}' if isinstance(value, float) else value}"
            for key, value in given.items()
            if value is not None
        ]


def one_by_one(verb: Callable[..., None]) -> Callable[..., None]:
    """The verb with every field of an argument that is a dataclass as an option of its own, in its place.

    The library of the command line reads single arguments from the signature of a function; this writes one.
    """
    hints = get_type_hints(verb, include_extras=True)
    single: list[Parameter] = []
    grouped: dict[str, tuple[Any, list[str]]] = {}
    for name, each in signature(verb).parameters.items():
        kind = hints[name]
        if not hasattr(kind, "__dataclass_fields__"):
            single.append(each.replace(kind=Parameter.KEYWORD_ONLY, annotation=hints[name]))
            continue
        said = get_type_hints(kind, include_extras=True)
        grouped[name] = (kind, [field.name for field in fields(kind)])
        single += [
            Parameter(field.name, Parameter.KEYWORD_ONLY, default=field.default, annotation=said[field.name])
            for field in fields(kind)
        ]

    @wraps(verb)
    def spoken(**given: Any) -> None:
        for name, (kind, parts) in grouped.items():
            given[name] = kind(**{part: given.pop(part) for part in parts})
        verb(**given)

    spoken.__signature__ = signature(verb).replace(parameters=single)  # type: ignore[attr-defined]
    return spoken
