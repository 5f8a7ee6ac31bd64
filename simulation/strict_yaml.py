"""YAML 1.2 read strictly: no duplicate keys, no surprises with ``no`` and ``on``, every key knows its line and column.

Tags, anchors and aliases are refused: a value stands where it is used, and no file can grow while it is read.
The only room that imports yaml.
"""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from simulation.errors import InputFault, ScenarioError
from simulation.texts import Say

Place = tuple[int, int]
NOWHERE: Place = (0, 0)
KeyPath = tuple[str | int, ...]

_SCALARS: tuple[tuple[str, str], ...] = (
    ("null", r"~|null|Null|NULL|"),
    ("bool", r"true|True|TRUE|false|False|FALSE"),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"),
)
"""The core schema of YAML 1.2.2, section 10.3.2; anything else is a string."""
LONGEST_NUMBER = 400
"""Characters of the longest number that is read; Python itself refuses whole numbers of 4,301 digits."""


HIDDEN = re.compile(r"[\u00a0\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u206f\u3000\ufeff]")
"""Letters that a page shows as nothing or as a blank, and that come along when a key is pasted."""
DOCUMENT = b"PK"
"""First bytes of a workbook or a text document, which are packed folders."""
CAUSES = {
    r"'\\t'": "tab",
    "another document": "two_documents",
    "special characters": "control_letter",
    "end of stream|<stream end>": "open_quote",
    "mapping values are not allowed|expected ',' or": "mapping_in_text",
    "could not find expected ':'": "no_colon",
    "expected <block end>": "indentation",
}
"""What the parser says, and the text of what it means and what to do."""
say = Say("yaml")


class _Refused(yaml.MarkedYAMLError):
    """A tag, an anchor or an alias, with its place."""


class _Composer(yaml.SafeLoader):
    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        """One node, unless it is written with a tag, an anchor or an alias."""
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None or event.tag is not None:
            raise _Refused(problem_mark=event.start_mark)
        return super().compose_node(parent, index)


@dataclass(frozen=True, slots=True)
class Located:
    """A document as plain Python values, with the place of every key and every value."""

    file: str
    value: Any
    keys: dict[KeyPath, Place] = field(default_factory=dict)
    values: dict[KeyPath, Place] = field(default_factory=dict)

    def without_places(self) -> Located:
        """The same document where lines and columns say nothing, such as a value on the command line."""
        return Located(self.file, self.value, {}, {(): NOWHERE})

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
        text = Path(path).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        what = "workbook" if error.object.startswith(DOCUMENT) else "no_utf8"
        raise ScenarioError([InputFault(name, 1, 1, "", "", *say.fault(what))]) from error
    return loads(text, name)


def loads(text: str, name: str) -> Located:
    """Read YAML from a string; see :func:`load`."""
    found = _read(text, name)
    return replace(found, value=deepcopy(found.value))


@lru_cache(maxsize=256)
def _read(text: str, name: str) -> Located:
    """The document, parsed once: a shipped parent is read again for every scenario that extends it."""
    document = Located(name, None)
    faults: list[InputFault] = []
    try:
        root = yaml.compose(text, Loader=_Composer)
        value = None if root is None else _plain(root, (), document=document, faults=faults)
    except yaml.YAMLError as error:
        raise ScenarioError([_syntax_fault(name, text, error=error)]) from error
    except RecursionError as error:
        raise ScenarioError([InputFault(name, 1, 1, "", "", *say.fault("too_deep"))]) from error
    if faults:
        raise ScenarioError(faults)
    return Located(name, value, document.keys, document.values)


def _syntax_fault(name: str, text: str, *, error: yaml.YAMLError) -> InputFault:
    line, column = _place_of(text, error)
    detail = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "")
    cause = next((key for pattern, key in CAUSES.items() if re.search(pattern, detail)), "unclear")
    what = "refused" if isinstance(error, _Refused) else cause
    return InputFault(name, line, column, "", "", *say.fault(what))


def _place_of(text: str, error: yaml.YAMLError) -> Place:
    mark = getattr(error, "problem_mark", None)
    if mark is not None:
        return mark.line + 1, mark.column + 1
    # Characters that no YAML may hold are met before there are marks; the error counts characters instead.
    before = text[: int(getattr(error, "position", 0))]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _plain(node: yaml.Node, path: KeyPath, *, document: Located, faults: list[InputFault]) -> Any:
    place = document.values[path] = _place(node)
    if isinstance(node, yaml.ScalarNode):
        if node.style is None and len(node.value) > LONGEST_NUMBER and _kind(node.value) is not None:
            told = say.fault("long_number", most=LONGEST_NUMBER)
            faults.append(InputFault(document.file, *place, _dotted(path), "", *told))
            return None
        return _scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*path, index), document=document, faults=faults) for index, item in enumerate(node.value)]
    mapping: dict[str, Any] = {}
    for key_node, value_node in node.value:
        place, key = _place(key_node), str(key_node.value)
        here = (*path, key)
        if not isinstance(key_node, yaml.ScalarNode):
            at, told = path, say.fault("key_of_many")
        elif isinstance(node, yaml.MappingNode) and _torn(node, key_node, value=value_node):
            at, told = path, say.fault("torn_number")
        elif HIDDEN.search(key):
            at, told = here, say.fault("hidden_letter")
        elif key in mapping:
            at, told = here, say.fault("key_twice", line=document.keys[here][0])
        else:
            document.keys[here] = place
            mapping[key] = _plain(value_node, here, document=document, faults=faults)
            continue
        faults.append(InputFault(document.file, *place, _dotted(at), "", *told))
    return mapping


def _torn(mapping: yaml.MappingNode, key: yaml.ScalarNode, *, value: yaml.Node) -> bool:
    """Whether a key of ``{...}`` is the rest of a number that was written with a comma, as in ``{2019: 1,000}``."""
    alone = isinstance(value, yaml.ScalarNode) and value.style is None and not value.value
    return bool(mapping.flow_style and alone and re.fullmatch(r"[0-9]{3}(\.[0-9]+)?", key.value))


def _place(node: yaml.Node) -> Place:
    return node.start_mark.line + 1, node.start_mark.column + 1


def _dotted(path: KeyPath) -> str:
    return ".".join(map(str, path))


def _scalar(node: yaml.ScalarNode) -> Any:
    text = str(node.value)
    if node.style is not None:
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
