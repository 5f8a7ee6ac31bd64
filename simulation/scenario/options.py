"""Options of a chain of scenario files: who set what where, and every change by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from simulation import strict_yaml
from simulation.errors import InputFault, ScenarioError, Text
from simulation.scenario.faults import fault_of, listed, nearest
from simulation.scenario.relative import is_relative, relative_to
from simulation.strict_yaml import KeyPath, Located

MAPPINGS = ("parameters", "instruments", "switches")
"""Options that are collections by name: their entries are set and changed one by one."""
_COLLECTIONS = tuple((name,) for name in MAPPINGS)
COMMAND = "--set"
OPTIONS = {"--from": "start", "--to": "end", "--parameters": "parameter_layer"}
"""Options of the command line whose scenario option has another name."""
OFF = "off"
RESERVED = ("key", "extends", "override")
"""Words of the file itself, which are no options to be changed."""

Origin = tuple[Located, KeyPath]
"""The document that set something, and where in it."""


@dataclass(slots=True)
class Options:
    """Options gathered over the chain of files: value, and the file and place that set it."""

    values: dict[KeyPath, Any] = field(default_factory=dict)
    origin: dict[KeyPath, Origin] = field(default_factory=dict)
    changes: list[str] = field(default_factory=list)
    faults: list[InputFault] = field(default_factory=list)
    changed: dict[KeyPath, Origin] = field(default_factory=dict)
    """What the document being read has changed so far."""


def gather(options: Options, document: Located) -> None:
    """Take the options of one document: those under ``override`` change what its parents set, others must be new."""
    options.changed = {}
    _override(options, document)
    for key, value in document.value.items():
        if key in RESERVED[1:]:
            continue
        if key in RESERVED:
            options.faults.append(_reserved(document, (key,)))
            continue
        for path, leaf in _leaves(value, (key,)):
            twice = next((each for each in options.changed if _within(path, each)), None)
            if twice is not None:
                options.faults.append(_clash(options, twice, second=path, origin=(document, path)))
            elif path in options.values and path not in (("name",), ("summary",)):
                first = options.origin[path][0]
                line = first.key_place(options.origin[path][1])[0]
                problem = Text(
                    f"{first.file} {line}행이 이미 정한 값입니다.", f"{first.file} already sets this on line {line}."
                )
                remedy = Text(
                    "바꾸려면 override: 아래에 적으십시오.", "To change it on purpose, put it under override:."
                )
                options.faults.append(fault_of(document, path, problem=problem, remedy=remedy))
            options.values[path] = leaf
            options.origin[path] = (document, path)


def _override(options: Options, document: Located) -> None:
    changed = document.value.get("override", {})
    if changed is None:
        return
    if not isinstance(changed, dict):
        problem = Text("키와 값이어야 합니다.", "this must be keys and values.")
        remedy = Text("예: override: {runs: 8}", "For example: override: {runs: 8}")
        options.faults.append(fault_of(document, ("override",), problem=problem, remedy=remedy))
        return
    for key, value in changed.items():
        _set(options, str(key), value=value, origin=(document, ("override", key)))


def apply(options: Options, overrides: Mapping[str, str] | Sequence[str]) -> None:
    """Apply changes from the command line or from Python, read as YAML values.

    Args:
        options: what the files say.
        overrides: texts by dotted key, or ``a.b=c``; ``--scale=0`` is a change made by that option of the command
            line, and a fault of it speaks of the option.
    """
    options.changed = {}
    pairs = overrides.items() if isinstance(overrides, Mapping) else [_pair(text) for text in overrides]
    for given, text in pairs:
        flag = given.startswith("--")
        key = OPTIONS.get(given, given[2:]) if flag else given
        document = strict_yaml.loads(text, f"{given} {text}" if flag else f"{COMMAND} {given}={text}")
        _set(options, key, value=document.value, origin=(document.without_places(), ()))


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
        raise ScenarioError([InputFault(f"{COMMAND} {text}", 0, 0, "", "", problem, remedy)])
    return key.strip(), value.strip()


def _set(options: Options, dotted: str, *, value: Any, origin: Origin) -> None:
    """Change one option by dotted key, inside collections and instruments too, and note old and new."""
    parts = tuple(dotted.split("."))
    if parts[0] in RESERVED:
        options.faults.append(_reserved(*origin))
        return
    if parts in _COLLECTIONS:
        _set_collection(options, parts[0], value=value, origin=origin)
        return
    if parts[0] == "parameters":
        parts = ("parameters", ".".join(parts[1:]))
    head = parts[:2] if parts[0] in MAPPINGS else parts[:1]
    inner = parts[len(head) :]
    holder = options.values.get(head)
    refusal = _refused(options, head, inner=inner, origin=origin)
    if refusal is not None:
        options.faults.append(refusal)
        return
    old = holder
    for part in inner:
        old = old.get(_as_written(old, part)) if isinstance(old, dict) else None
    if head[0] == "instruments" and not inner and (value == OFF or value is False):
        _take_away(options, str(head[1]), origin=origin)
        return
    if is_relative(value):
        value = relative_to(old, value)
    options.values[head] = _replaced(holder, inner, value=value) if inner else value
    _note(options, (*head, *inner), origin=origin)
    options.changes.append(f"{dotted}: {_shown(old)} -> {_shown(value)}")


def _refused(options: Options, head: KeyPath, *, inner: KeyPath, origin: Origin) -> InputFault | None:
    """Why an option cannot be changed here: a change beside it, no instrument to change, or nothing inside."""
    path = (*head, *inner)
    clash = next((each for each in options.changed if _within(each, path) or _within(path, each)), None)
    if clash is not None:
        return _clash(options, clash, second=path, origin=origin)
    holder = options.values.get(head)
    if head[0] == "instruments" and holder is None and inner:
        return _no_instrument(options, str(head[1]), origin=origin)
    for depth, part in enumerate(inner):
        if isinstance(holder, dict):
            holder = holder.get(_as_written(holder, part))
            continue
        if holder is None:
            break
        name = _dotted((*head, *inner[:depth]))
        if isinstance(holder, list):
            problem = Text(
                f"{name}은(는) 목록이며, 목록의 항목은 하나씩 바꿀 수 없습니다.",
                f"{name} is a list, and entries of a list cannot be set singly.",
            )
            remedy = Text(f"'{name}: [...]'처럼 목록 전체를 적으십시오.", f"Write the whole list: '{name}: [...]'.")
        else:
            problem = Text(f"{name}은(는) 한 값이라 그 안에 키가 없습니다.", f"{name} is one value with no keys in it.")
            remedy = Text(f"'{name}: 값'으로 적으십시오.", f"Write '{name}: VALUE'.")
        return fault_of(*origin, problem=problem, remedy=remedy)
    return None


def _within(outer: KeyPath, inner: KeyPath) -> bool:
    """Whether an option lies inside another or is the same."""
    return inner[: len(outer)] == outer


def _clash(options: Options, first: KeyPath, *, second: KeyPath, origin: Origin) -> InputFault:
    document, place = options.changed[first]
    line = document.key_place(place)[0]
    where = Text(f"{line}행의 '{_dotted(first)}'", f"'{_dotted(first)}' on line {line}")
    if not line:
        where = Text(f"'{_dotted(first)}'", f"'{_dotted(first)}'")
    if first == second:
        problem = Text(f"{where.ko}에서 이미 바꾼 값입니다.", f"{where.en} changes this as well.")
    else:
        problem = Text(
            f"{where.ko}와(과) 하나가 다른 하나 안에 들어 있습니다.", f"this and {where.en} lie one inside the other."
        )
    remedy = Text("둘 중 하나만 남기십시오.", "Keep one of the two.")
    return fault_of(*origin, problem=problem, remedy=remedy)


def _note(options: Options, path: KeyPath, *, origin: Origin) -> None:
    """Remember who changed an option; what was changed inside it before counts no more."""
    for each in [each for each in options.origin if _within(path, each)]:
        del options.origin[each]
    options.origin[path] = options.changed[path] = origin
    options.origin.setdefault(path[:2] if path[0] in MAPPINGS else path[:1], origin)


def _set_collection(options: Options, name: str, *, value: Any, origin: Origin) -> None:
    """Set every entry that is given; an empty collection takes all entries away."""
    document, path = origin
    if isinstance(value, dict) and value:
        for key, entry in value.items():
            dotted = f"{name}.{key}"
            _set(options, dotted, value=entry, origin=(document, (*path, key)))
        return
    refusal = _refused(options, (name,), inner=(), origin=origin)
    if refusal is not None:
        options.faults.append(refusal)
        return
    gone = [each for each in options.values if each[0] == name]
    for each in gone:
        del options.values[each]
    _note(options, (name,), origin=origin)
    options.values[(name,)] = value
    options.changes.append(f"{name}: {_shown(value)}")
    if name == "instruments":
        _drop_levers(options, [str(each[1]) for each in gone if len(each) > 1], origin=origin)


def _take_away(options: Options, name: str, *, origin: Origin) -> None:
    """Turn one instrument off; it keeps its place in a pool, so that the money of the others stays the same."""
    path = ("instruments", name)
    holder = options.values.get(path)
    if holder is None:
        options.faults.append(_no_instrument(options, name, origin=origin))
        return
    options.values[path] = {**holder, OFF: True} if isinstance(holder, dict) else holder
    options.origin[(*path, OFF)] = options.changed[path] = origin
    options.changes.append(f"instruments.{name}: on -> off")
    _drop_levers(options, [name], origin=origin)


def _drop_levers(options: Options, names: Sequence[str], *, origin: Origin) -> None:
    """Drop the handles that a parent put on instruments which are taken away."""
    held, where = options.values.get(("levers",)), options.origin.get(("levers",))
    if not isinstance(held, list) or where is None or where[0] is origin[0]:
        return
    starts = tuple(f"instruments.{name}." for name in names)
    moved = [str(each.get("name", "")) if isinstance(each, dict) else "" for each in held]
    gone = [key for key in moved if starts and key.startswith(starts)]
    if gone:
        options.values[("levers",)] = [each for each, key in zip(held, moved, strict=True) if key not in gone]
        options.changes += [f"levers: - {key}" for key in gone]


def _reserved(document: Located, path: KeyPath) -> InputFault:
    problem = Text("바꿀 수 있는 설정이 아닙니다.", "this is no option that can be set here.")
    remedy = Text("이 키를 지우십시오.", "Delete this key.")
    return fault_of(document, path, problem=problem, remedy=remedy)


def _no_instrument(options: Options, name: str, *, origin: Origin) -> InputFault:
    known = [str(path[1]) for path in options.values if path[0] == "instruments" and len(path) > 1]
    close = nearest(name, known)
    problem = Text(f"'{name}'은(는) 없는 정책수단입니다.", f"there is no instrument '{name}' to change.")
    if not known:
        remedy = Text("상위 시나리오에 정책수단이 없습니다.", "The parent has no instruments.")
    else:
        remedy = Text(f"있는 이름: {listed(known)}.{close.ko}", f"There are: {listed(known)}.{close.en}")
    return fault_of(origin[0], origin[1], problem=problem, remedy=remedy)


def _replaced(holder: Any, inner: KeyPath, *, value: Any) -> Any:
    changed = dict(holder) if isinstance(holder, dict) else {}
    first, rest = _as_written(changed, inner[0]), inner[1:]
    changed[first] = _replaced(changed.get(first), rest, value=value) if rest else value
    return changed


def _as_written(holder: Mapping[Any, Any], part: Any) -> Any:
    """The key of a mapping that a part of a dotted key means: years and levels are numbers there."""
    return next((key for key in holder if str(key) == str(part)), str(part))


def _dotted(path: KeyPath) -> str:
    return ".".join(map(str, path))


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
