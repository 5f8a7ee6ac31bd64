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

from simulation.errors import InputFault, ScenarioError, Text

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
CAUSES: tuple[tuple[str, Text, Text], ...] = (
    (
        r"'\\t'",
        Text("탭 문자가 있습니다.", "there is a tab here."),
        Text("탭을 빈칸으로 바꾸십시오.", "Use blanks in place of tabs."),
    ),
    (
        "another document",
        Text("한 파일에 문서가 둘 있습니다(---).", "a second document begins here (---)."),
        Text("하나만 남기거나 파일을 나누십시오.", "Keep one, or make two files."),
    ),
    (
        "special characters",
        Text("쓸 수 없는 제어 문자가 있습니다.", "there is a control character here."),
        Text("이 자리의 글자를 지우고 다시 적으십시오.", "Delete it and type the text again."),
    ),
    (
        "end of stream|<stream end>",
        Text("따옴표나 괄호가 닫히지 않았습니다.", "a quote or a bracket was opened and is not closed."),
        Text("여는 자리부터 확인하십시오.", "Look from where it opens."),
    ),
    (
        "mapping values are not allowed|expected ',' or",
        Text("글자 안의 쌍점이나 괄호가 키처럼 읽힙니다.", "a colon or a bracket in a text is read as a sign of YAML."),
        Text(
            "그 글자 전체를 따옴표로 묶거나, 빠진 쉼표와 괄호를 적으십시오.",
            "Put the whole text into quotes, or add the comma or bracket that is missing.",
        ),
    ),
    (
        "could not find expected ':'",
        Text("키 다음에 쌍점이 없습니다.", "there is no colon after a key."),
        Text("'키: 값'처럼 쌍점과 빈칸을 적으십시오.", "Write 'key: value', with a colon and a blank."),
    ),
    (
        "expected <block end>",
        Text("들여쓰기가 위의 줄들과 맞지 않습니다.", "this is indented otherwise than the lines above."),
        Text("같은 깊이의 줄을 같은 칸에서 시작하십시오.", "Begin lines of one level in one column."),
    ),
)
"""What the parser says, what it means, and what to do."""
UNCLEAR = (
    Text("YAML 문법에 맞지 않습니다.", "this is not valid YAML."),
    Text("들여쓰기, 따옴표, 괄호를 확인하십시오.", "Check indentation, quotes and brackets here."),
)


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
        problem = Text("UTF-8 파일이 아닙니다.", "the file is not UTF-8 text.")
        remedy = Text("UTF-8로 저장하십시오.", "Save it as UTF-8.")
        if error.object.startswith(DOCUMENT):
            problem = Text("글자 파일이 아니라 엑셀 같은 문서입니다.", "this is a workbook or a document, not text.")
            remedy = Text(
                "사업비 표이면 'sandan new scenario 이름 --from-xlsx 파일'로 옮기십시오.",
                "A table of budget items becomes a scenario with 'sandan new scenario NAME --from-xlsx FILE'.",
            )
        raise ScenarioError([InputFault(name, 1, 1, "", "", problem, remedy)]) from error
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
        problem = Text("너무 깊게 겹친 파일입니다.", "the file is nested too deeply.")
        remedy = Text("겹침을 줄이십시오.", "Flatten it.")
        raise ScenarioError([InputFault(name, 1, 1, "", "", problem, remedy)]) from error
    if faults:
        raise ScenarioError(faults)
    return Located(name, value, document.keys, document.values)


def _syntax_fault(name: str, text: str, *, error: yaml.YAMLError) -> InputFault:
    line, column = _place_of(text, error)
    if isinstance(error, _Refused):
        problem = Text(
            "태그(!), 앵커(&), 별칭(*)은 쓸 수 없습니다.", "tags (!), anchors (&) and aliases (*) are refused."
        )
        remedy = Text("값을 그대로 적으십시오.", "Write the value out; put quotes around text that begins so.")
        return InputFault(name, line, column, "", "", problem, remedy)
    detail = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "")
    said = next((texts for pattern, *texts in CAUSES if re.search(pattern, detail)), UNCLEAR)
    return InputFault(name, line, column, "", "", *said)


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
            problem = Text("숫자가 너무 깁니다.", "this number is too long.")
            remedy = Text(
                f"{LONGEST_NUMBER}자 이내로 적으십시오.", f"Write it with {LONGEST_NUMBER} characters at most."
            )
            faults.append(InputFault(document.file, *place, _dotted(path), "", problem, remedy))
            return None
        return _scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*path, index), document=document, faults=faults) for index, item in enumerate(node.value)]
    mapping: dict[str, Any] = {}
    for key_node, value_node in node.value:
        place = _place(key_node)
        if not isinstance(key_node, yaml.ScalarNode):
            problem = Text("키가 한 단어가 아닙니다.", "this key is a list or a mapping.")
            remedy = Text("키를 한 단어로 적으십시오.", "Write a key as one word.")
            faults.append(InputFault(document.file, *place, _dotted(path), "", problem, remedy))
            continue
        key = str(key_node.value)
        here = (*path, key)
        if isinstance(node, yaml.MappingNode) and _torn(node, key_node, value=value_node):
            problem = Text("숫자 안에 쉼표가 있습니다.", "there is a comma inside a number.")
            remedy = Text("쉼표 없이 1000처럼 적으십시오.", "Write it without, like 1000.")
            faults.append(InputFault(document.file, *place, _dotted(path), "", problem, remedy))
            continue
        if HIDDEN.search(key):
            problem = Text("키에 보이지 않는 글자가 있습니다.", "there is a letter in this key that cannot be seen.")
            remedy = Text("키를 지우고 다시 적으십시오.", "Delete the key and type it again.")
            faults.append(InputFault(document.file, *place, _dotted(here), "", problem, remedy))
            continue
        if key in mapping:
            first = document.keys[here]
            problem = Text(f"{first[0]}행에 이미 있는 키입니다.", f"this key already stands on line {first[0]}.")
            remedy = Text("둘 중 하나를 지우십시오.", "Delete one of the two.")
            faults.append(InputFault(document.file, *place, _dotted(here), "", problem, remedy))
            continue
        document.keys[here] = place
        mapping[key] = _plain(value_node, here, document=document, faults=faults)
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
