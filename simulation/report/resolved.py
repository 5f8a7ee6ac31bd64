"""A resolved scenario as text that can be read and used as a file again."""

from __future__ import annotations

import json
from typing import Any

from simulation.scenario import Scenario


def resolved_yaml(scenario: Scenario) -> str:
    """The scenario as YAML: nested keys by indentation, lists and texts in JSON form (which is YAML)."""
    lines: list[str] = []
    _write(scenario.model_dump(mode="json", exclude={"key"}, exclude_none=True), 0, lines=lines)
    return "\n".join(lines)


def _write(mapping: dict[str, Any], depth: int, *, lines: list[str]) -> None:
    for key, value in mapping.items():
        indent = "  " * depth
        if isinstance(value, dict) and value:
            lines.append(f"{indent}{key}:")
            _write(value, depth + 1, lines=lines)
        else:
            lines.append(f"{indent}{key}: {json.dumps(value, ensure_ascii=False)}")
