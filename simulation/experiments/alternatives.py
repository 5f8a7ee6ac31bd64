"""What a comparison is asked of: scenarios, files and folders of results, told apart and fit to stand side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from simulation.errors import SandanError, whole_number
from simulation.experiments.manifest import main_of
from simulation.experiments.worlds import SHARED, doing_nothing, worlds_beside
from simulation.outcomes.folder import MANIFEST, read_manifest
from simulation.scenario import Scenario, gallery, load
from simulation.scenario.schema import Name

MOST = 8
COMPARED = "compared"
"""Entry of the manifest that tells a comparison from a result: keys of the worlds shown, the baseline first."""
SAME_LUCK = ("complex", *SHARED, "parameter_layer")
"""Options in which alternatives may not differ: their runs could not be paired."""
KEY_LENGTH = 6
"""Letters of the key of a run that tell two results of one scenario apart."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """One scenario to compare, the folder of the result it was read from, if any, and what was changed for it."""

    scenario: Scenario
    folder: str = ""
    run_key: str = ""
    changes: tuple[str, ...] = ()


def alternatives(
    given: Sequence[Scenario | str | Path], *, runs: int | None = None, overrides: Sequence[str] = ()
) -> list[Scenario]:
    """The scenarios that are meant, each under a key and a name of its own.

    Two results of one scenario are told apart by what was changed for them, or else by the key of their run.

    Args:
        given: resolved scenarios, shipped names, paths to files, or folders of results.
        runs: number of runs of all; their own when missing.
        overrides: changes as ``key=value`` to each scenario that is named; folders stay as they ran.

    Raises:
        SandanError: a folder holds a comparison, one result stands twice, results do not share their luck, or changes
            are asked of nothing but folders.
    """
    found = [_read(each, overrides) for each in given]
    if overrides and found and all(each.folder for each in found):
        raise SandanError(
            "--set은 시나리오에만 씁니다. 결과 폴더는 실행한 그대로 비교합니다. 바꾸려면 시나리오를 적으십시오.",
            "--set changes scenarios; folders of results are compared as they ran. Name scenarios to change them.",
        )
    if runs is not None:
        whole_number("runs", runs, least=1)
        found = [_with(each, runs=runs) for each in found]
    folders = [each for each in found if each.folder]
    refuse_twice([each.run_key for each in folders], [each.folder for each in folders])
    refuse_other_luck([(each.folder or each.scenario.key, each.scenario) for each in found])
    return [each.scenario for each in _told_apart(found)]


def _read(given: Scenario | str | Path, overrides: Sequence[str]) -> Alternative:
    """The scenario of a name, a file or a result folder."""
    if isinstance(given, Scenario):
        return Alternative(given)
    if not (Path(given) / MANIFEST).is_file():
        return Alternative(load(given, overrides))
    manifest = read_manifest(given)
    if COMPARED in manifest:
        listed = ", ".join(manifest[COMPARED])
        raise SandanError(
            f"{given}: 비교 결과 폴더입니다. 비교하려면 그 시나리오나 실행 결과 폴더를 적으십시오({listed}).",
            f"{given} holds a comparison; name its scenarios or folders of single results instead ({listed}).",
        )
    # The options that all results share tell none of them apart.
    changes = tuple(each for each in manifest["overrides"] if each.split(":")[0] not in SAME_LUCK)
    return Alternative(main_of(manifest), str(given), str(manifest["run_key"]), changes)


def _with(found: Alternative, **changes: Any) -> Alternative:
    scenario = found.scenario.model_copy(update=changes)
    return Alternative(scenario, found.folder, found.run_key, found.changes)


def _told_apart(found: Sequence[Alternative]) -> list[Alternative]:
    """What stands there before gets a key and a name that say what differs.

    A result of the same scenario what was changed for it, a file that goes by the name of another its own key.
    """
    keys: list[str] = []
    told: list[Alternative] = []
    for each in found:
        key = each.scenario.key
        called = [*(other.scenario.name for other in told), *_name_of_doing_nothing(each.scenario)]
        if each.folder and key in keys:
            mark = ", ".join(each.changes).replace(" -> ", "→") or each.run_key[:KEY_LENGTH]
            each = _with(each, key=f"{key}@{each.run_key[:KEY_LENGTH]}", name=_marked(each.scenario.name, mark))
        elif any(one.ko == each.scenario.name.ko or one.en == each.scenario.name.en for one in called):
            each = _with(each, name=_marked(each.scenario.name, key))
        keys.append(key)
        told.append(each)
    return told


def _name_of_doing_nothing(scenario: Scenario) -> list[Name]:
    """The name of the shipped baseline beside which a scenario is drawn, if there is one."""
    baseline = doing_nothing(scenario)
    return [] if baseline is None or baseline.key not in gallery() else [baseline.name]


def _marked(name: Name, mark: str) -> Name:
    return Name(**{language: f"{text}: {mark}" for language, text in name})


def refuse_twice(keys: Sequence[str], names: Sequence[str]) -> None:
    """Refuse what is given twice under one key.

    Raises:
        SandanError: names the second place.
    """
    for place, key in enumerate(keys):
        if key in keys[:place]:
            raise SandanError(
                f"'{names[place]}'이(가) 두 번 있습니다. 서로 다른 시나리오나 결과를 적으십시오.",
                f"'{names[place]}' stands twice; name different scenarios or results.",
            )


def refuse_other_luck(named: Sequence[tuple[str, Scenario]]) -> None:
    """Refuse alternatives whose runs do not share complex, months, outlook, seed, scale and held parameters.

    Args:
        named: each scenario with the name by which it was asked for.

    Raises:
        SandanError: one sentence on the first option that differs, and what to do.
    """
    for option in SAME_LUCK:
        held = {name: getattr(scenario, option) for name, scenario in named}
        if len({str(value) for value in held.values()}) < 2:
            continue
        listed = ", ".join(f"{name}: {_shown(value, held)}" for name, value in held.items())
        if option == "complex":
            raise SandanError(
                f"서로 다른 산업단지는 업체, 실적, 외부수요가 달라 같은 난수로 짝지을 수 없습니다({listed}). 단지마다 "
                "'sandan run'이나 'sandan compare'로 실행해 나란히 보십시오. 발표된 주장은 'sandan claims'가 단지를 "
                "나란히 놓고 답합니다.",
                "Complexes have firms, records and outside demand of their own, so their runs cannot be paired "
                f"({listed}). Run each complex with 'sandan run' or 'sandan compare' and lay the results side by side; "
                "'sandan claims' answers every announced claim for all complexes in one table.",
            )
        least = min(held.values()) if option == "runs" else None
        ko = "같은 값으로 맞추십시오" if least is None else f"'--runs {least}'처럼 하나로 정하십시오"
        en = "give them one value" if least is None else f"settle it, for instance with '--runs {least}'"
        raise SandanError(
            f"비교할 대안의 '{option}' 값이 서로 달라 같은 난수로 짝지을 수 없습니다({listed}). {ko}.",
            f"The alternatives differ in '{option}', so their runs cannot be paired ({listed}); {en}.",
        )


def _shown(value: object, held: Mapping[str, object]) -> str:
    """A value as the sentence lists it: of a table only the entries that differ."""
    if not isinstance(value, Mapping):
        return str(value)
    tables = [each for each in held.values() if isinstance(each, Mapping)]
    own = [f"{key}={entry}" for key, entry in value.items() if any(each.get(key) != entry for each in tables)]
    return " ".join(own) or "-"


def worlds_to_compare(asked: Sequence[Scenario]) -> tuple[Scenario, ...]:
    """Every world that a set of alternatives needs, each once, the alternatives in their order at the end.

    Raises:
        SandanError: the alternatives cannot stand beside each other.
    """
    if not 2 <= len(asked) <= MOST:
        raise SandanError(
            f"비교할 시나리오는 2~{MOST}개입니다. 지금은 {len(asked)}개입니다.",
            f"A comparison takes 2 to {MOST} scenarios; {len(asked)} were given.",
        )
    keys = [scenario.key for scenario in asked]
    refuse_twice(keys, keys)
    refuse_other_luck([(scenario.key, scenario) for scenario in asked])
    needed: dict[str, Scenario] = {}
    for scenario in asked:
        for world in worlds_beside(scenario, doing_nothing(scenario))[:-1]:
            needed.setdefault(world.key, world)
    others = [world for key, world in needed.items() if key not in keys]
    return (*others, *asked)
