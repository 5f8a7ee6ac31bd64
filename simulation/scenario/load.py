"""Reading scenarios: one parent, named overrides, every change listed, every fault reported at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from simulation import strict_yaml
from simulation.catalogue import complexes, parameters_for
from simulation.errors import InputFault, ScenarioError, Text
from simulation.policy.by_year import TAGS
from simulation.scenario.blame import at_the_last_change, at_what_made_it, fault_at, when_set
from simulation.scenario.faults import explained, fault_of, listed, parameter_faults
from simulation.scenario.files import (
    BASELINE,
    EXTENSION,
    find,
    folder_instead,
    gallery,
    is_folder,
    is_there,
    where_names_are,
)
from simulation.scenario.gathered import Options
from simulation.scenario.money import money_faults
from simulation.scenario.options import Changes, apply, gather, nested
from simulation.scenario.references import reference_faults
from simulation.scenario.remarks import remarks_of
from simulation.scenario.schema import Scenario
from simulation.strict_yaml import KeyPath, Located

NAMELESS = Text(
    "이름(name)을 적지 않아 상위 시나리오의 이름으로 불립니다. 예: name: {ko: 우리 계획, en: Our plan}",
    "It has no name of its own and goes by that of its parent. Write one: name: {ko: 우리 계획, en: Our plan}",
)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A resolved scenario and how it came about; ``named`` says whether its own file names it."""

    scenario: Scenario
    changes: tuple[str, ...]
    chain: tuple[str, ...]
    named: bool = True

    @property
    def remarks(self) -> list[Text]:
        """What is no fault and yet should be known: a name it shares, money outside the months, what is assumed."""
        return [*([] if self.named else [NAMELESS]), *remarks_of(self.scenario)]


def load(name: str | Path, overrides: Changes = ()) -> Scenario:
    """Load and resolve one scenario; see :func:`load_with_changes`."""
    return load_with_changes(name, overrides).scenario


def load_with_changes(name: str | Path, overrides: Changes = ()) -> Loaded:
    """Load a scenario by shipped name or path, apply its parents and overrides, and validate it.

    Args:
        name: ``changwon/history`` or a path to a YAML file.
        overrides: ``a.b=c`` strings, or by dotted key a text read as YAML or any other value as it is.

    Raises:
        ScenarioError: with every fault found, each with file, line, column, key, value and remedy.
    """
    path = find(name)
    chain = _chain(path)
    options = Options()
    for document in chain:
        gather(options, document)
    apply(options, overrides)
    scenario = resolved(options, path, chain=chain)
    files = tuple(document.file for document in chain)
    return Loaded(scenario, tuple(options.changes), files, named="name" in chain[-1].value)


def _chain(path: Path) -> list[Located]:
    """Documents from the first ancestor down to the file itself."""
    chain: list[Located] = []
    seen: set[Path] = set()
    current: Path | None = path
    while current is not None:
        document = strict_yaml.load(current)
        if document.value is None or not isinstance(document.value, dict):
            problem = Text("키와 값으로 된 시나리오가 아닙니다.", "this is no scenario of keys and values.")
            first = next(name for name in gallery() if name.endswith(f"/{BASELINE}"))
            example = f"extends: {first}"
            remedy = Text(f"'{example}' 한 줄로 시작해 보십시오.", f"Start from one line: {example}.")
            raise ScenarioError([InputFault(document.file, 1, 1, "", "", problem, remedy)])
        chain.insert(0, document)
        seen.add(current.resolve())
        current = _parent(document, current, seen=seen)
    return chain


def _parent(document: Located, path: Path, *, seen: set[Path]) -> Path | None:
    name = document.value.get("extends")
    if name is None:
        return None
    beside = path.parent / str(name)
    # A shipped name means the same scenario whatever lies beside the file.
    with_ending = beside.parent / f"{beside.name}{EXTENSION}"
    found = beside if is_there(beside) else gallery().get(str(name), with_ending)
    parent = found if is_there(found) else None
    if parent is None and is_folder(beside):
        problem, remedy = folder_instead(beside)
        raise ScenarioError([fault_of(document, ("extends",), problem=problem, remedy=remedy)])
    if parent is None or parent.resolve() in seen:
        problem = (
            Text("상위 시나리오를 찾을 수 없습니다.", "the parent scenario does not exist.")
            if parent is None
            else Text("상위 시나리오가 서로를 가리킵니다.", "the scenarios extend one another in a circle.")
        )
        remedy = where_names_are(str(name) if parent is None else "")
        raise ScenarioError([fault_of(document, ("extends",), problem=problem, remedy=remedy)])
    return parent


def _cut_off(options: Options, scenario: Scenario, *, chain: Sequence[Located]) -> dict[str, bool]:
    """Instruments that stood before the months of the run were changed: who shortens a run knows what falls out."""

    def latest(start: KeyPath) -> int:
        return when_set(options, start, chain=chain)

    months = max(latest(("start",)), latest(("end",)))
    return {
        name: max(latest(("instruments", name)), -1 if spec.fixed_dates else latest(("shift",))) < months
        for name, spec in scenario.instruments.items()
    }


def resolved(options: Options, path: Path, *, chain: Sequence[Located], lost: Collection[str] = ()) -> Scenario:
    """The scenario that gathered options make.

    Args:
        options: values and who set them.
        path: file that gives the scenario its name.
        chain: documents from the first ancestor down to the file itself.
        lost: instruments whose money lay outside the months before, which was said then and is no fault now.

    Raises:
        ScenarioError: with every fault found.
    """
    document = nested(options)
    document["key"] = _key(path)
    faults = list(options.faults)
    scenario: Scenario | None = None
    try:
        scenario = Scenario.model_validate(document)
    except ValidationError as error:
        # Parameters are judged below, with their units and ranges.
        findings = [dict(item) for item in error.errors() if item["loc"][:1] != ("parameters",) or len(item["loc"]) < 2]
        faults += [_pydantic_fault(options, item, path=path, chain=chain) for item in findings]
    name = document.get("complex")
    if name is not None and name not in complexes():
        known = listed(complexes())
        problem = Text("자료가 없는 산업단지입니다.", "there are no data for this complex.")
        faults.append(
            fault_at(options, ("complex",), problem=problem, remedy=Text(f"가능한 값: {known}.", f"Allowed: {known}."))
        )
    elif name is not None:
        known_parameters = parameters_for(str(name))
        faults += [
            fault_at(options, ("parameters", key), problem=problem, remedy=remedy)
            for key, problem, remedy in parameter_faults(document.get("parameters", {}), known_parameters)
        ]
        if scenario is not None:
            dangling = reference_faults(scenario)
            faults += [at_the_last_change(options, finding, chain=chain) for finding in dangling]
            if not faults:
                cut = _cut_off(options, scenario, chain=chain) | dict.fromkeys(lost, True)
                unspent = money_faults(scenario, cut)
                faults += [
                    at_what_made_it(options, at, problem=what, remedy=how, chain=chain) for at, what, how in unspent
                ]
    if faults or scenario is None:
        raise ScenarioError(faults)
    return scenario


def _key(path: Path) -> str:
    """Name of a scenario: the shipped name, or that of the file; it also names the folder of results."""
    here = path.resolve()
    named = {name: each for name, each in gallery().items() if each.name in (path.name, here.name)}
    shipped = next((name for name, each in named.items() if each.resolve() == here), None)
    return shipped or path.stem


def _pydantic_fault(options: Options, item: Mapping[str, Any], *, path: Path, chain: Sequence[Located]) -> InputFault:
    """Turn one finding of pydantic into a fault with place, what is allowed and the nearest key."""
    location = tuple(part for part in item["loc"] if part != "[key]" and not str(part).startswith("function-"))
    if not location and "key" in item.get("ctx", {}):
        ends = [(item["ctx"]["key"],), ("start",)]
        location = max(ends, key=lambda each: when_set(options, each, chain=chain))
    kind = str(location[2]) if len(location) > 2 and location[0] == "instruments" else None
    location = _without_tags(location)
    problem, remedy = explained(item, location, instrument=kind)
    if not options.origin:
        return InputFault(str(path), 1, 1, ".".join(map(str, location)), "", problem, remedy)
    return at_what_made_it(options, location or ("name",), problem=problem, remedy=remedy, chain=chain)


def _without_tags(location: tuple[Any, ...]) -> KeyPath:
    """Drop the tags that pydantic puts into the place of an instrument: its kind, and the form of a rule by year."""
    if len(location) > 2 and location[0] == "instruments":
        return (location[0], location[1], *(part for part in location[3:] if part not in TAGS))
    return location
