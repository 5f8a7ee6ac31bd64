"""Options of a chain of scenario files: who set what where, and every change by name."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from simulation import strict_yaml
from simulation.errors import InputFault, ScenarioError, Text
from simulation.policy.specification import ABOUT
from simulation.scenario.faults import fault_of
from simulation.scenario.gathered import BY_VALUE, Options, Origin, as_written, within
from simulation.scenario.known import assumed_now
from simulation.scenario.refusals import clash, no_instrument, refused, reserved
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
Changes: TypeAlias = Mapping[str, Any] | Sequence[str]
"""Options to change: ``a.b=c``, or by dotted key a text that is read as YAML or any other value as it is."""


def gather(options: Options, document: Located) -> None:
    """Take the options of one document: those under ``override`` change what its parents set, others must be new."""
    options.changed = {}
    _override(options, document)
    for key, value in document.value.items():
        if key in RESERVED[1:]:
            continue
        if key in RESERVED:
            options.faults.append(reserved(document, (key,)))
            continue
        for path, leaf in _leaves(value, (key,)):
            twice = next((each for each in options.changed if within(path, each)), None)
            if twice is not None:
                options.faults.append(clash(options, twice, second=path, origin=(document, path)))
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


def apply(options: Options, overrides: Changes) -> None:
    """Apply changes from the command line or from Python, read as YAML values.

    Args:
        options: what the files say.
        overrides: texts or values by dotted key, or ``a.b=c``; ``--scale=0`` is a change made by that option of the
            command line, and a fault of it speaks of the option.
    """
    options.changed = {}
    pairs = overrides.items() if isinstance(overrides, Mapping) else [_pair(text) for text in overrides]
    for given, said in pairs:
        text = said if isinstance(said, str) else in_yaml(said)
        flag = given.startswith("--")
        key = OPTIONS.get(given, given[2:]) if flag else given
        document = strict_yaml.loads(text, f"{given} {text}" if flag else f"{COMMAND} {given}={text}")
        _set(options, key, value=document.value, origin=(document.without_places(), ()))


def in_yaml(value: Any) -> str:
    """A value of Python as a text that is read as YAML; numbers of NumPy are numbers."""
    return json.dumps(
        value, ensure_ascii=False, default=lambda each: each.item() if hasattr(each, "item") else str(each)
    )


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
        options.faults.append(reserved(*origin))
        return
    if parts in _COLLECTIONS:
        _set_collection(options, parts[0], value=value, origin=origin)
        return
    if parts[0] == "parameters":
        parts = ("parameters", ".".join(parts[1:]))
    if parts[0] == "instruments" and parts[2:3] and parts[2] in BY_VALUE and parts[3:]:
        parts = (*parts[:3], ".".join(parts[3:]))
    head = parts[:2] if parts[0] in MAPPINGS else parts[:1]
    inner = parts[len(head) :]
    holder = options.values.get(head)
    refusal = refused(options, head, inner=inner, origin=origin)
    if refusal is not None:
        options.faults.append(refusal)
        return
    old = holder
    for part in inner:
        old = old.get(as_written(old, part)) if isinstance(old, dict) else None
    if head[0] == "instruments" and not inner and (value == OFF or value is False):
        _take_away(options, str(head[1]), origin=origin)
        return
    if is_relative(value):
        value = relative_to(old, value)
    options.values[head] = _replaced(holder, inner, value=value) if inner else value
    if head[0] == "instruments" and inner and inner[0] not in ABOUT and value != old:
        # Who says in the same document how the new value is known is not overruled, whichever stands first.
        key, said = ".".join(map(str, inner)), (*head, BY_VALUE[0])
        if said not in options.changed and (*said, key) not in options.changed:
            options.values[head] = assumed_now(options.values[head], key)
    _note(options, (*head, *inner), origin=origin)
    if value != old:
        options.changes.append(f"{dotted}: {_shown(old)} -> {_shown(value)}")


def _note(options: Options, path: KeyPath, *, origin: Origin) -> None:
    """Remember who changed an option; what was changed inside it before counts no more."""
    for each in [each for each in options.origin if within(path, each)]:
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
    refusal = refused(options, (name,), inner=(), origin=origin)
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
        options.faults.append(no_instrument(options, name, origin=origin))
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


def _replaced(holder: Any, inner: KeyPath, *, value: Any) -> Any:
    changed = dict(holder) if isinstance(holder, dict) else {}
    first, rest = as_written(changed, inner[0]), inner[1:]
    changed[first] = _replaced(changed.get(first), rest, value=value) if rest else value
    return changed


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
