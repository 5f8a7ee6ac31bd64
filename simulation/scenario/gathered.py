"""Options gathered over a chain of scenario files: their values, and who set each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from simulation.errors import InputFault
from simulation.strict_yaml import KeyPath, Located

Origin = tuple[Located, KeyPath]
"""The document that set something, and where in it."""
BY_VALUE = ("status_of", "source_of")
"""Options of an instrument that say of values by name how well they are known, and from where."""


@dataclass(slots=True)
class Options:
    """Options gathered over the chain of files: value, and the file and place that set it."""

    values: dict[KeyPath, Any] = field(default_factory=dict)
    origin: dict[KeyPath, Origin] = field(default_factory=dict)
    changes: list[str] = field(default_factory=list)
    faults: list[InputFault] = field(default_factory=list)
    changed: dict[KeyPath, Origin] = field(default_factory=dict)
    """What the document being read has changed so far."""


def within(outer: KeyPath, inner: KeyPath) -> bool:
    """Whether an option lies inside another or is the same."""
    return inner[: len(outer)] == outer


def as_written(holder: Mapping[Any, Any], part: Any) -> Any:
    """The key of a mapping that a part of a dotted key means: years and levels are numbers there."""
    return next((key for key in holder if str(key) == str(part)), str(part))


def dotted(path: KeyPath) -> str:
    """An option as it is written in one line."""
    return ".".join(map(str, path))
