"""Options of a chain of scenario files: who set what where, and every change by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from simulation import strict_yaml
from simulation.errors import InputFault, ScenarioError, Text
from simulation.scenario.faults import fault_of, listed, nearest
from simulation.strict_yaml import KeyPath, Located

MAPPINGS = ("parameters", "instruments")
"""Options that are collections by name: their entries are set and changed one by one."""
_COLLECTIONS = tuple((name,) for name in MAPPINGS)
COMMAND = "--set"
RESERVED = ("key", "extends", "override")
"""Words of the file itself, which are no options to be changed."""


@dataclass(slots=True)
class Options:
    """Options gathered over the chain of files: value, and the file and place that set it."""

    values: dict[KeyPath, Any] = field(default_factory=dict)
    origin: dict[KeyPath, tuple[Located, KeyPath]] = field(default_factory=dict)
    changes: list[str] = field(default_factory=list)
    faults: list[InputFault] = field(default_factory=list)


def gather(options: Options, document: Located) -> None:
    """Take the options of one document: plain keys must be new, those under ``override`` may change what stands."""
    for key, value in document.value.items():
        if key in RESERVED[1:]:
            continue
        if key in RESERVED:
            options.faults.append(_reserved(document, (key,)))
            continue
        for path, leaf in _leaves(value, (key,)):
            if path in options.values and path not in (("name",), ("summary",)):
                first = options.origin[path][0]
                line = first.key_place(options.origin[path][1])[0]
                problem = Text(
                    f"{first.file} {line}행이 이미 정한 값입니다.", f"{first.file} already sets this on line {line}."
                )
                remedy = Text(
                    "바꾸려면 override: 아래에 적으십시오.", "To change it on purpose, put it under override:."
                )
                options.faults.append(fault_of(document, path, problem, remedy))
            options.values[path] = leaf
            options.origin[path] = (document, path)
    changed = document.value.get("override", {})
    if changed is None:
        return
    if not isinstance(changed, dict):
        problem = Text("키와 값이어야 합니다.", "this must be keys and values.")
        remedy = Text("예: override: {runs: 8}", "For example: override: {runs: 8}")
        options.faults.append(fault_of(document, ("override",), problem, remedy))
        return
    for key, value in changed.items():
        _set(options, str(key), value, (document, ("override", key)))


def apply(options: Options, overrides: Mapping[str, str] | Sequence[str]) -> None:
    """Apply changes from the command line or from Python, read as YAML values."""
    pairs = overrides.items() if isinstance(overrides, Mapping) else [_pair(text) for text in overrides]
    for key, text in pairs:
        document = strict_yaml.loads(text, f"{COMMAND} {key}")
        _set(options, key, document.value, (document, ()))


def _leaves(value: Any, path: KeyPath) -> list[tuple[KeyPath, Any]]:
    """Options of a document: top-level keys, and one level down where the top level is a collection by name."""
    if len(path) == 1 and path[0] in MAPPINGS and isinstance(value, dict):
        return [((*path, key), leaf) for key, leaf in value.items()]
    return [(path, value)]


def _pair(text: str) -> tuple[str, str]:
    key, separator, value = text.partition("=")
    if not separator or not key:
        problem = Text("키=값 꼴이 아닙니다.", "this is not key=value.")
        remedy = Text("예: --set scale=0.1", "For example: --set scale=0.1")
        raise ScenarioError([InputFault(COMMAND, 1, 1, text, "", problem, remedy)])
    return key.strip(), value.strip()


def _set(options: Options, dotted: str, value: Any, origin: tuple[Located, KeyPath]) -> None:
    """Change one option by dotted key, inside collections and instruments too, and note old and new."""
    parts = tuple(dotted.split("."))
    if parts[0] in RESERVED:
        options.faults.append(_reserved(*origin))
        return
    if parts in _COLLECTIONS:
        _set_collection(options, parts[0], value, origin)
        return
    if parts[0] == "parameters":
        parts = ("parameters", ".".join(parts[1:]))
    head = parts[:2] if parts[0] in MAPPINGS else parts[:1]
    inner = parts[len(head) :]
    holder = options.values.get(head)
    if inner and head[0] == "instruments" and holder is None:
        options.faults.append(_no_instrument(options, str(head[1]), origin))
        return
    old = holder
    for part in inner:
        old = old.get(_as_written(old, part)) if isinstance(old, dict) else None
    if inner:
        options.values[head] = _replaced(holder, inner, value)
    else:
        options.values[head] = value
    options.origin.setdefault(head, origin)
    options.origin[(*head, *inner)] = origin
    if not inner:
        options.origin[head] = origin
    options.changes.append(f"{dotted}: {_shown(old)} -> {_shown(value)}")


def _set_collection(options: Options, name: str, value: Any, origin: tuple[Located, KeyPath]) -> None:
    """Set every entry that is given; an empty collection takes all entries away."""
    document, path = origin
    if isinstance(value, dict) and value:
        for key, entry in value.items():
            _set(options, f"{name}.{key}", entry, (document, (*path, key)))
        return
    for each in [each for each in options.values if each[0] == name]:
        del options.values[each]
    options.values[(name,)] = value
    options.origin[(name,)] = origin
    options.changes.append(f"{name}: {_shown(value)}")


def _reserved(document: Located, path: KeyPath) -> InputFault:
    problem = Text("바꿀 수 있는 설정이 아닙니다.", "this is no option that can be set here.")
    remedy = Text("이 키를 지우십시오.", "Delete this key.")
    return fault_of(document, path, problem, remedy)


def _no_instrument(options: Options, name: str, origin: tuple[Located, KeyPath]) -> InputFault:
    known = [str(path[1]) for path in options.values if path[0] == "instruments" and len(path) > 1]
    close = nearest(name, known)
    problem = Text(f"'{name}'은(는) 없는 정책수단입니다.", f"there is no instrument '{name}' to change.")
    remedy = Text(f"있는 이름: {listed(known)}.{close.ko}", f"There are: {listed(known)}.{close.en}")
    return fault_of(origin[0], origin[1], problem, remedy)


def _replaced(holder: Any, inner: KeyPath, value: Any) -> Any:
    changed = dict(holder) if isinstance(holder, dict) else {}
    first, rest = _as_written(changed, inner[0]), inner[1:]
    changed[first] = _replaced(changed.get(first), rest, value) if rest else value
    return changed


def _as_written(holder: Mapping[Any, Any], part: Any) -> Any:
    """The key of a mapping that a part of a dotted key means: years and levels are numbers there."""
    return next((key for key in holder if str(key) == str(part)), str(part))


def _shown(value: Any) -> str:
    return "(기본값/default)" if value is None else str(value)


def nested(options: Options) -> dict[str, Any]:
    """All options as one document, as the schema reads it."""
    document: dict[str, Any] = {}
    for path, value in options.values.items():
        head = str(path[0])
        if len(path) == 1:
            document[head] = value
        elif isinstance(document.setdefault(head, {}), dict):
            document[head][str(path[1])] = value
    return document
