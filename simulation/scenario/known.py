"""How well each value of the programmes is known, and from where: as the instrument says, or a line of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from simulation.catalogue import sources
from simulation.errors import Text
from simulation.policy.specification import Specification
from simulation.scenario.faults import allowed_keys, nearest
from simulation.scenario.gathered import BY_VALUE, as_written
from simulation.scenario.schema import Scenario
from simulation.strict_yaml import KeyPath

ASSUMED = "assumed"
JUDGEMENT = "judgement"
"""Source of a value that is said to be assumed, where none is named."""


@dataclass(frozen=True, slots=True)
class Known:
    """One value of an instrument, or what is left of it where a part of it is known otherwise."""

    instrument: str
    option: str
    value: Any
    status: str
    source: str


def values_of(scenario: Scenario) -> list[Known]:
    """Every value that the instruments of a scenario are given, those switched off aside."""
    return [
        known
        for name, spec in scenario.instruments.items()
        if not spec.off
        for option, value in spec.model_dump(exclude_defaults=True).items()
        if option in spec.value_options()
        for known in _parts(name, spec, option=option, value=value)
    ]


def _parts(name: str, spec: Specification, *, option: str, value: Any) -> Iterator[Known]:
    """A value, and before it the parts of it that are known otherwise."""
    inside = [key for key in {**spec.status_of, **spec.source_of} if key.startswith(f"{option}.")]
    for key in inside:
        yield Known(name, key, part_of(spec, key), *_known(spec, key, whole=option))
    apart = {key.split(".")[1] for key in inside if key.count(".") == 1}
    rest = {key: each for key, each in value.items() if str(key) not in apart} if inside else value
    if rest != {}:
        yield Known(name, option, rest, *_known(spec, option, whole=option))


def _known(spec: Specification, key: str, *, whole: str) -> tuple[str, str]:
    """Status and source of a value: its own, those of the option it is a part of, or those of the instrument."""
    said = spec.status_of.get(key, spec.status_of.get(whole))
    source = spec.source_of.get(key, spec.source_of.get(whole))
    return said or spec.status, source or (JUDGEMENT if said == ASSUMED else spec.source)


def part_of(spec: Specification, key: str) -> Any:
    """The value of an option or of a part of it, such as ``budget.2021``; nothing where there is none."""
    value: Any = spec.model_dump()
    for part in key.split("."):
        value = value.get(as_written(value, part)) if isinstance(value, dict) else None
    return value


def assumed_now(instrument: Any, key: str) -> Any:
    """An instrument as a file has it, of which a value was changed: what was said of that value holds no more."""
    if not isinstance(instrument, dict):
        return instrument
    said = {table: instrument[table] for table in BY_VALUE if isinstance(instrument.get(table), dict)}
    for table, known in said.items():
        said[table] = {each: told for each, told in known.items() if not f"{each}.".startswith(f"{key}.")}
    status = BY_VALUE[0]
    return {**instrument, **said, status: {**said.get(status, {}), key: ASSUMED}}


def known_faults(scenario: Scenario) -> Iterator[tuple[KeyPath, Text, Text]]:
    """Statuses and sources of values that are no values of their instrument, and sources that there are not."""
    for name, spec in scenario.instruments.items():
        for table in BY_VALUE:
            for key in getattr(spec, table):
                yield from _no_value(spec, key, path=("instruments", name, table, key))
        yield from no_source(spec.source, ("instruments", name, "source"))
        for key, source in spec.source_of.items():
            yield from no_source(source, ("instruments", name, "source_of", key))


def _no_value(spec: Specification, key: str, *, path: KeyPath) -> Iterator[tuple[KeyPath, Text, Text]]:
    option, known = key.split(".")[0], spec.value_options()
    if part_of(spec, key) is not None and option in known:
        return
    problem = Text("이 종류의 정책수단에 그런 값이 없습니다.", "instruments of this kind have no such value.")
    if option in known:
        held = part_of(spec, option)
        problem = Text("적지 않은 값입니다.", "this value is not given.")
        known = [option, *(f"{option}.{part}" for part in held)] if isinstance(held, dict) else known
        known = [each for each in known if part_of(spec, each) is not None]
    yield path, problem, allowed_keys(key, known)


def no_source(given: str, path: KeyPath) -> Iterator[tuple[KeyPath, Text, Text]]:
    """One word is meant as a key; a citation in words needs no entry in the shipped list."""
    known = sources()
    if given not in known and len(given.split()) < 2:
        close = nearest(given, known)
        yield (
            path,
            Text("없는 출처입니다.", "there is no such source."),
            Text(
                f"'sandan list sources'의 키나 '기관, 문서, 날짜'를 적으십시오.{close.ko}",
                f"Give a key of 'sandan list sources', or office, document and date in words.{close.en}",
            ),
        )
