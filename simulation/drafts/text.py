"""Values as YAML text: short collections in one line, names and numbers as a file would have them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from simulation import strict_yaml
from simulation.errors import ScenarioError

SHORT = 100
"""Characters of a collection up to which it stands in one line."""


def flow(value: Any) -> str:
    """A value in one line of YAML."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(key)}: {flow(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(flow(each) for each in value) + "]"
    return json.dumps(value, ensure_ascii=False)


def plain(value: Any) -> str:
    """A value as a person would type it: a text without quotes where it reads back as the same text."""
    if isinstance(value, str) and value == value.strip() and "#" not in value:
        try:
            if strict_yaml.loads(value, "").value == value:
                return value
        except ScenarioError:
            pass
    return flow(value)


def block(mapping: Mapping[Any, Any], depth: int = 0) -> list[str]:
    """A mapping as indented lines; what is long or nested goes down one level."""
    lines: list[str] = []
    for key, value in mapping.items():
        start = f"{'  ' * depth}{_key(key)}:"
        if isinstance(value, Mapping) and value and (len(flow(value)) > SHORT or _nested(value)):
            lines += [start, *block(value, depth + 1)]
        else:
            lines.append(f"{start} {plain(value)}")
    return lines


def _nested(value: Mapping[Any, Any]) -> bool:
    return any(isinstance(each, Mapping) and each for each in value.values())


def _key(key: Any) -> str:
    return plain(key) if isinstance(key, str) else str(key)
