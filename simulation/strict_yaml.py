"""YAML 1.2 read strictly: no duplicate keys, no surprises with ``no`` and ``on``, every key knows its line and column.

The only room that imports yaml.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from simulation.errors import InputFault, ScenarioError, Text

Place = tuple[int, int]
KeyPath = tuple[str | int, ...]

_SCALARS: tuple[tuple[str, str], ...] = (
    ("null", r"~|null|Null|NULL|"),
    ("bool", r"true|True|TRUE|false|False|FALSE"),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"),
)
"""The core schema of YAML 1.2.2, section 10.3.2; anything else is a string."""


@dataclass(frozen=True, slots=True)
class Located:
    """A document as plain Python values, with the place of every key and every value."""

    file: str
    value: Any
    keys: dict[KeyPath, Place] = field(default_factory=dict)
    values: dict[KeyPath, Place] = field(default_factory=dict)

    def place(self, path: KeyPath) -> Place:
        """Line and column of a value, or of the nearest part of the document that holds it."""
        for end in range(len(path), -1, -1):
            found = self.values.get(path[:end])
            if found is not None:
                return found
        return 1, 1

    def key_place(self, path: KeyPath) -> Place:
        """Line and column of a key, or of the nearest part of the document that holds it."""
        return self.keys.get(path, self.place(path))


def load(path: Path | str, shown: str | None = None) -> Located:
    """Read one YAML file.

    Args:
        path: the file.
        shown: name of the file in messages; the path itself when missing.

    Raises:
        ScenarioError: the file is no YAML, or a key stands in it twice; with line and column.
    """
    name = shown or str(path)
    try:
        text = Path(path).read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        problem = Text("UTF-8 파일이 아닙니다.", "the file is not UTF-8 text.")
        remedy = Text("UTF-8로 저장하십시오.", "Save it as UTF-8.")
        raise ScenarioError([InputFault(name, 1, 1, "", "", problem, remedy)]) from error
    return loads(text, name)


def loads(text: str, name: str) -> Located:
    """Read YAML from a string; see :func:`load`."""
    document = Located(name, None)
    faults: list[InputFault] = []
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        value = None if root is None else _plain(root, (), document, faults)
    except yaml.YAMLError as error:
        raise ScenarioError([_syntax_fault(name, error)]) from error
    except RecursionError as error:
        problem = Text("너무 깊게 겹친 파일입니다.", "the file is nested too deeply.")
        remedy = Text("겹침을 줄이십시오.", "Flatten it.")
        raise ScenarioError([InputFault(name, 1, 1, "", "", problem, remedy)]) from error
    if faults:
        raise ScenarioError(faults)
    return Located(name, value, document.keys, document.values)


def _syntax_fault(name: str, error: yaml.YAMLError) -> InputFault:
    mark = getattr(error, "problem_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
    detail = str(getattr(error, "problem", None) or "unreadable")
    return InputFault(
        name,
        line,
        column,
        "",
        "",
        Text(f"YAML 문법에 맞지 않습니다({detail}).", f"this is not valid YAML ({detail})."),
        Text("들여쓰기, 따옴표, 괄호를 확인하십시오.", "Check indentation, quotes and brackets here."),
    )


def _plain(node: yaml.Node, path: KeyPath, document: Located, faults: list[InputFault]) -> Any:
    document.values[path] = (node.start_mark.line + 1, node.start_mark.column + 1)
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*path, index), document, faults) for index, item in enumerate(node.value)]
    mapping: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        here = (*path, key)
        place = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
        if key in mapping:
            first = document.keys[here]
            faults.append(
                InputFault(
                    document.file,
                    *place,
                    ".".join(map(str, here)),
                    "",
                    Text(f"{first[0]}행에 이미 있는 키입니다.", f"this key already stands on line {first[0]}."),
                    Text("둘 중 하나를 지우십시오.", "Delete one of the two."),
                )
            )
            continue
        document.keys[here] = place
        mapping[key] = _plain(value_node, here, document, faults)
    return mapping


def _scalar(node: yaml.ScalarNode) -> Any:
    text = str(node.value)
    if node.style is not None or (node.tag == "tag:yaml.org,2002:str" and _kind(text) is None):
        return text
    kind = _kind(text)
    if kind == "null":
        return None
    if kind == "bool":
        return text.lower() == "true"
    if kind == "int":
        return int(text, 0) if text[:2] in ("0o", "0x") else int(text)
    if kind == "float":
        return float(text.lower().replace(".inf", "inf").replace(".nan", "nan"))
    return text


def _kind(text: str) -> str | None:
    for kind, pattern in _SCALARS:
        if re.fullmatch(pattern, text):
            return kind
    return None
