"""Reading scenarios: one parent, named overrides, every change listed, every fault reported at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from simulation import strict_yaml
from simulation.catalogue import complex_data, complexes, parameters_for
from simulation.errors import InputFault, ScenarioError, Text
from simulation.scenario.faults import explained, fault_of, listed, nearest, parameter_faults
from simulation.scenario.schema import Scenario
from simulation.strict_yaml import KeyPath, Located
from simulation.units import Month

GALLERY = Path(str(files("simulation"))) / "scenarios"
REPOSITORY = Path(str(files("simulation"))).parent / "scenarios"
MAPPINGS = ("parameters", "instruments")
COMMAND = "--set"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A resolved scenario and how it came about."""

    scenario: Scenario
    changes: tuple[str, ...]
    chain: tuple[str, ...]


@dataclass(slots=True)
class _Options:
    """Options gathered over the chain of files: value, and the file and place that set it."""

    values: dict[KeyPath, Any] = field(default_factory=dict)
    origin: dict[KeyPath, tuple[Located, KeyPath]] = field(default_factory=dict)
    changes: list[str] = field(default_factory=list)
    faults: list[InputFault] = field(default_factory=list)


def gallery() -> dict[str, Path]:
    """Scenarios that ship with the package, by name such as ``changwon/history``."""
    root = GALLERY if GALLERY.is_dir() else REPOSITORY
    return {str(path.relative_to(root).with_suffix("")): path for path in sorted(root.glob("*/*.yaml"))}


def load(name: str | Path, overrides: Mapping[str, str] | Sequence[str] = ()) -> Scenario:
    """Load and resolve one scenario; see :func:`load_with_changes`."""
    return load_with_changes(name, overrides).scenario


def load_with_changes(name: str | Path, overrides: Mapping[str, str] | Sequence[str] = ()) -> Loaded:
    """Load a scenario by shipped name or path, apply its parents and overrides, and validate it.

    Args:
        name: ``changwon/history`` or a path to a YAML file.
        overrides: ``a.b=c`` strings or a mapping of dotted keys to texts, read as YAML values.

    Raises:
        ScenarioError: with every fault found, each with file, line, column, key, value and remedy.
    """
    path = find(name)
    chain = _chain(path)
    options = _Options()
    for document, parent in zip(chain, [None, *chain], strict=False):
        _gather(options, document, parent is not None)
    _apply(options, overrides)
    scenario = _validated(options, path)
    return Loaded(scenario, tuple(options.changes), tuple(document.file for document in chain))


def find(name: str | Path) -> Path:
    """The file of a scenario: a path that exists, or a shipped name.

    Raises:
        ScenarioError: neither; names the nearest shipped scenarios.
    """
    path = Path(name)
    if path.is_file():
        return path
    shipped = gallery()
    if str(name) in shipped:
        return shipped[str(name)]
    problem = Text("시나리오 파일이나 이름을 찾을 수 없습니다.", "there is no scenario file or shipped name like this.")
    known, close = listed(shipped), nearest(str(name), shipped)
    remedy = Text(f"제공되는 시나리오: {known}.{close.ko}", f"Shipped: {known}.{close.en}")
    raise ScenarioError([InputFault(str(name), 1, 1, "", "", problem, remedy)])


def _chain(path: Path) -> list[Located]:
    """Documents from the first ancestor down to the file itself."""
    chain: list[Located] = []
    seen: set[Path] = set()
    current: Path | None = path
    while current is not None:
        document = strict_yaml.load(current)
        if document.value is None or not isinstance(document.value, dict):
            problem = Text("키와 값으로 된 시나리오가 아닙니다.", "this is no scenario of keys and values.")
            example = f"extends: {next(iter(gallery()))}"
            remedy = Text(f"'{example}' 한 줄로 시작해 보십시오.", f"Start from one line: {example}.")
            raise ScenarioError([InputFault(document.file, 1, 1, "", "", problem, remedy)])
        chain.insert(0, document)
        seen.add(current.resolve())
        current = _parent(document, current, seen)
    return chain


def _parent(document: Located, path: Path, seen: set[Path]) -> Path | None:
    name = document.value.get("extends")
    if name is None:
        return None
    beside = path.parent / str(name)
    candidates = (beside, beside.with_suffix(".yaml"), gallery().get(str(name)))
    parent = next((each for each in candidates if each is not None and each.is_file()), None)
    if parent is None or parent.resolve() in seen:
        problem = (
            Text("상위 시나리오를 찾을 수 없습니다.", "the parent scenario does not exist.")
            if parent is None
            else Text("상위 시나리오가 서로를 가리킵니다.", "the scenarios extend one another in a circle.")
        )
        known = listed(gallery())
        raise ScenarioError(
            [fault_of(document, ("extends",), problem, Text(f"제공되는 이름: {known}.", f"Shipped names: {known}."))]
        )
    return parent


def _leaves(value: Any, path: KeyPath) -> list[tuple[KeyPath, Any]]:
    """Options of a document: top-level keys, and one level down where the top level is a collection by name."""
    if len(path) == 1 and path[0] in MAPPINGS and isinstance(value, dict):
        return [((*path, key), leaf) for key, leaf in value.items()]
    return [(path, value)]


def _gather(options: _Options, document: Located, has_parent: bool) -> None:
    for key, value in document.value.items():
        if key in ("extends", "override"):
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
        options.faults.append(fault_of(document, ("override",), problem, Text("", "")))
        return
    for key, value in changed.items():
        _set(options, str(key), value, (document, ("override", key)))


def _apply(options: _Options, overrides: Mapping[str, str] | Sequence[str]) -> None:
    pairs = overrides.items() if isinstance(overrides, Mapping) else [_pair(text) for text in overrides]
    for key, text in pairs:
        document = strict_yaml.loads(text, f"{COMMAND} {key}")
        _set(options, key, document.value, (document, ()))


def _pair(text: str) -> tuple[str, str]:
    key, separator, value = text.partition("=")
    if not separator or not key:
        problem = Text("키=값 꼴이 아닙니다.", "this is not key=value.")
        remedy = Text("예: --set scale=0.1", "For example: --set scale=0.1")
        raise ScenarioError([InputFault(COMMAND, 1, 1, text, "", problem, remedy)])
    return key.strip(), value.strip()


def _set(options: _Options, dotted: str, value: Any, origin: tuple[Located, KeyPath]) -> None:
    """Change one option by dotted key, inside collections and instruments too, and note old and new."""
    parts = tuple(dotted.split("."))
    if parts[0] == "parameters":
        parts = ("parameters", ".".join(parts[1:]))
    head = parts[:2] if parts[0] in MAPPINGS else parts[:1]
    inner = parts[len(head) :]
    holder = options.values.get(head)
    old = holder
    for part in inner:
        old = old.get(part) if isinstance(old, dict) else None
    if inner:
        options.values[head] = _replaced(holder, inner, value)
    else:
        options.values[head] = value
    options.origin.setdefault(head, origin)
    options.origin[(*head, *inner)] = origin
    if not inner:
        options.origin[head] = origin
    options.changes.append(f"{dotted}: {_shown(old)} -> {_shown(value)}")


def _replaced(holder: Any, inner: KeyPath, value: Any) -> Any:
    changed = dict(holder) if isinstance(holder, dict) else {}
    first, rest = str(inner[0]), inner[1:]
    changed[first] = _replaced(changed.get(first), rest, value) if rest else value
    return changed


def _shown(value: Any) -> str:
    return "(기본값/default)" if value is None else str(value)


def _validated(options: _Options, path: Path) -> Scenario:
    nested: dict[str, Any] = {}
    for option, value in options.values.items():
        if len(option) == 1:
            nested[str(option[0])] = value
        else:
            nested.setdefault(str(option[0]), {})[str(option[1])] = value
    nested["key"] = f"{path.parent.name}/{path.stem}"
    faults = list(options.faults)
    scenario: Scenario | None = None
    try:
        scenario = Scenario.model_validate(nested)
    except ValidationError as error:
        # Parameters are judged below, with their units and ranges.
        findings = [dict(item) for item in error.errors() if item["loc"][:1] != ("parameters",)]
        faults += [_pydantic_fault(options, item, path) for item in findings]
    name = nested.get("complex")
    if name is not None and name not in complexes():
        known = listed(complexes())
        problem = Text("자료가 없는 산업단지입니다.", "there are no data for this complex.")
        faults.append(_fault_at(options, ("complex",), problem, Text(f"가능한 값: {known}.", f"Allowed: {known}.")))
    elif name is not None:
        known_parameters = parameters_for(str(name))
        faults += [
            _fault_at(options, ("parameters", key), problem, remedy)
            for key, problem, remedy in parameter_faults(nested.get("parameters", {}), known_parameters)
        ]
        if scenario is not None:
            faults += _record_faults(options, scenario)
    if faults or scenario is None:
        raise ScenarioError(faults)
    return scenario


def _record_faults(options: _Options, scenario: Scenario) -> list[InputFault]:
    """The start must be a quarter of the record; the recorded outlook must end within it."""
    quarters = complex_data(scenario.complex).quarters
    span = f"{quarters[0]}~{quarters[-1]}"
    faults = []
    if Month.parse(scenario.start).quarter not in quarters:
        problem = Text("실적 자료가 있는 분기가 아닙니다.", "the record does not cover this quarter.")
        remedy = Text(f"{span} 안에서 고르십시오.", f"Choose one within {span}.")
        faults.append(_fault_at(options, ("start",), problem, remedy))
    if scenario.outlook == "recorded" and Month.parse(scenario.end).quarter > quarters[-1]:
        problem = Text(
            "실적 여건(recorded)은 실적 자료의 끝까지만 가능합니다.", "the recorded outlook ends with the record."
        )
        remedy = Text(
            f"{quarters[-1]}까지로 줄이거나 outlook: announced로 바꾸십시오.",
            f"End by {quarters[-1]} or use outlook: announced.",
        )
        faults.append(_fault_at(options, ("end",), problem, remedy))
    return faults


def _fault_at(options: _Options, path: KeyPath, problem: Text, remedy: Text) -> InputFault:
    for end in range(len(path), 0, -1):
        if path[:end] in options.origin:
            document, place = options.origin[path[:end]]
            return fault_of(document, (*place, *path[end:]), problem, remedy, ".".join(map(str, path)))
    document = next(iter(options.origin.values()))[0]
    return fault_of(document, path, problem, remedy, ".".join(map(str, path)))


def _pydantic_fault(options: _Options, item: Mapping[str, Any], path: Path) -> InputFault:
    """Turn one finding of pydantic into a fault with place, what is allowed and the nearest key."""
    location = tuple(part for part in item["loc"] if not str(part).startswith("function-"))
    if not location and "key" in item.get("ctx", {}):
        location = (item["ctx"]["key"],)
    location = _without_tags(location, options)
    if item["type"] == "missing" and not options.origin:
        problem = Text("빠진 키입니다.", "this key is missing.")
        return InputFault(str(path), 1, 1, ".".join(map(str, location)), "", problem, Text("", ""))
    problem, remedy = explained(item, location)
    return _fault_at(options, location or ("name",), problem, remedy)


def _without_tags(location: tuple[Any, ...], options: _Options) -> KeyPath:
    """Drop the tag that pydantic puts into the place of an instrument of several kinds."""
    if len(location) > 2 and location[0] == "instruments":
        return (location[0], location[1], *location[3:])
    return location
