"""Faults of scenario files in words: what is wrong, what is allowed, which known key is nearest."""

from __future__ import annotations

import difflib
import math
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from simulation.catalogue import Quantity
from simulation.errors import InputFault, Text
from simulation.policy.instrument import INSTRUMENT_MODELS
from simulation.policy.specification import MoneySources, is_month
from simulation.scenario.gathered import BY_VALUE
from simulation.scenario.relative import is_relative
from simulation.scenario.schema import Lead, Lever, Name, Scenario
from simulation.scenario.value_faults import NOTHING_TO_CHANGE, OUT_OF_RANGE, value_fault
from simulation.scenario.written import EOK, MILLION, meant, month_meant
from simulation.strict_yaml import KeyPath, Located
from simulation.units import UNITS

MISSING = Text("빠진 키입니다.", "this key is missing.")


def listed(names: Iterable[str]) -> str:
    """Names in one line, sorted."""
    return ", ".join(sorted(str(name) for name in names))


def nearest(name: str, known: Iterable[str]) -> Text:
    """A sentence with the nearest known name, or nothing."""
    close = difflib.get_close_matches(name, [str(each) for each in known], n=1, cutoff=0.5)
    return Text(f" 혹시 '{close[0]}'?", f" Did you mean '{close[0]}'?") if close else Text("", "")


def allowed_keys(given: Any, known: Iterable[str]) -> Text:
    """A remedy for an unknown key: all that are known, and the nearest."""
    names = list(known)
    close = nearest(str(given), names)
    return Text(f"가능한 키: {listed(names)}.{close.ko}", f"Allowed keys: {listed(names)}.{close.en}")


def no_parameter(given: str, known: Iterable[str]) -> tuple[Text, Text]:
    """Problem and remedy of an unknown parameter."""
    close = nearest(given, known)
    return (
        Text("없는 매개변수입니다.", "there is no such parameter."),
        Text(f"'sandan list parameters'로 확인하십시오.{close.ko}", f"See 'sandan list parameters'.{close.en}"),
    )


def fault_of(document: Located, path: KeyPath, *, problem: Text, remedy: Text, key: str | None = None) -> InputFault:
    """A fault at a key of a document, with its value as written."""
    value: Any = document.value
    for part in path:
        value = value.get(part) if isinstance(value, dict) else value[part] if _is_index(value, part) else None
    line, column = document.key_place(path)
    shown = "" if isinstance(value, dict | list) or value is None else str(value)
    shown = shown.lower() if isinstance(value, bool) else shown
    named = key or ".".join(map(str, path))
    if not line and named in document.file:
        named = shown = ""
    return InputFault(document.file, line, column, named, shown, problem, remedy)


def _is_index(value: Any, part: Any) -> bool:
    return isinstance(value, list) and isinstance(part, int) and part < len(value)


UNDER_OVERRIDE = Text(
    "상위 시나리오의 값 하나를 바꾸려면 이 줄을 override: 아래로 옮기십시오.",
    "To change one value of the parent, move this line under override:.",
)


def parameter_faults(given: Any, known: Mapping[str, Quantity]) -> Iterator[tuple[str, Text, Text]]:
    """Faults of the parameters of a scenario: unknown keys, values that are no numbers or leave their range."""
    if not isinstance(given, dict):
        return
    for key, value in given.items():
        quantity = known.get(key)
        if quantity is None:
            yield key, *no_parameter(key, known)
        elif isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            problem = NOTHING_TO_CHANGE if is_relative(value) else Text("숫자여야 합니다.", "this must be a number.")
            yield key, problem, _within(quantity)
        elif quantity.low is not None and quantity.high is not None and not quantity.low <= value <= quantity.high:
            yield key, OUT_OF_RANGE, _within(quantity)


def _within(quantity: Quantity) -> Text:
    """What a parameter may be: its range, if it has one, and its unit."""
    unit = UNITS[quantity.unit]
    if quantity.low is None or quantity.high is None:
        return Text(f"단위는 {unit.ko}입니다.", f"Its unit is {unit.en}.")
    return Text(
        f"{quantity.low:g}~{quantity.high:g} 사이로 적으십시오. 단위: {unit.ko}.",
        f"Give a value from {quantity.low:g} to {quantity.high:g} ({unit.en}).",
    )


def explained(item: Mapping[str, Any], location: KeyPath, *, instrument: str | None = None) -> tuple[Text, Text]:
    """Problem and remedy of one finding of the schema.

    Args:
        item: the finding.
        location: its place among the options.
        instrument: kind of the instrument it is about, if it is about one.
    """
    kind, context = str(item["type"]), item.get("ctx", {})
    if location[:1] == ("instruments",) and len(location) == 2 and not isinstance(item.get("input"), dict):
        return _no_specification(str(location[1]), item.get("input"))
    if kind == "extra_forbidden":
        known, given = _known_keys(location, instrument), str(location[-1])
        inside = len(location) == 1 and given.partition(".")[0] in known
        remedy = UNDER_OVERRIDE if inside else allowed_keys(given, known)
        return Text("모르는 키입니다.", "this key is unknown."), remedy
    field = _field(location, instrument)
    if kind == "missing":
        return _missing(field)
    if len(location) == 4 and location[2] in BY_VALUE and isinstance(item.get("input"), dict):
        return _nested_key(str(location[3]), item["input"])
    if kind == "union_tag_not_found":
        return (
            Text("kind가 없습니다.", "kind is missing."),
            Text(
                f"가능한 kind: {listed(INSTRUMENT_MODELS)}. 상위 시나리오의 값 하나만 바꾸려면 override: 아래에 "
                f"'instruments.이름.설정: 값'으로 적으십시오.",
                f"Allowed kinds: {listed(INSTRUMENT_MODELS)}. To change one option of the parent's instrument, write "
                f"'instruments.NAME.OPTION: value' under override:.",
            ),
        )
    if kind == "union_tag_invalid":
        given = str(context.get("tag", ""))
        close = nearest(given, INSTRUMENT_MODELS)
        return (
            Text("kind가 모르는 정책수단입니다.", "kind names no instrument."),
            Text(
                f"가능한 kind: {listed(INSTRUMENT_MODELS)}.{close.ko}",
                f"Allowed kinds: {listed(INSTRUMENT_MODELS)}.{close.en}",
            ),
        )
    if kind.startswith(("int", "float", "dict")):
        said = meant(item.get("input"), _unit_of_money(location, instrument))
        if said is not None:
            return said
    if kind.startswith("string_") and field is not None and is_month(field):
        return _no_month(item.get("input"))
    return value_fault(item)


def _field(location: KeyPath, instrument: str | None) -> FieldInfo | None:
    """The option at a place of a scenario, as its schema knows it."""
    if len(location) == 1:
        return Scenario.model_fields.get(str(location[0]))
    known = INSTRUMENT_MODELS[instrument].model_fields if instrument in INSTRUMENT_MODELS else {}
    return known.get(str(location[2])) if len(location) > 2 else None


def _missing(field: FieldInfo | None) -> tuple[Text, Text]:
    """An option that has to be given, with what it means."""
    ko, _, en = ("" if field is None else field.description or "").partition(" / ")
    meaning = Text(f": {ko}", f": {en}") if ko and en else Text("", "")
    return MISSING, Text(f"값을 적으십시오{meaning.ko}.", f"Give it a value{meaning.en}.")


def _nested_key(option: str, given: Mapping[str, Any]) -> tuple[Text, Text]:
    """Keys inside keys where the parts of a value are named in one word."""
    parts = ", ".join(f"{option}.{part}: {value}" for part, value in given.items())
    return (
        Text("값의 일부는 점으로 이어 적습니다.", "parts of a value are named in one word, with a dot."),
        Text(f"{{{parts}}}처럼 적으십시오.", f"Write {{{parts}}}."),
    )


def _unit_of_money(location: KeyPath, instrument: str | None) -> int:
    """Money is in 억원, but for options whose description says million KRW."""
    field = _field(location, instrument)
    return MILLION if field is not None and "백만원" in (field.description or "") else EOK


def _no_month(given: Any) -> tuple[Text, Text]:
    """What is no month as the file writes it, and the month that is meant where only one can be."""
    month = month_meant(given) or "2018-12"
    like = Text(f"{month}처럼 적으십시오.", f"Write it like {month}.")
    return Text("연월의 꼴이 아닙니다.", "this is no month."), like


def _no_specification(name: str, given: Any) -> tuple[Text, Text]:
    """A word in place of an instrument: only ``off``, which takes away one of the parent's, is one."""
    close = nearest(str(given).lower(), ["off"])
    return (
        Text("정책수단도 off도 아닙니다.", "this is neither an instrument nor off."),
        Text(
            f"상위 시나리오의 사업을 빼려면 override: 아래에 'instruments.{name}: off'로(명령줄: --set "
            f"instruments.{name}=off), 새 사업이면 kind와 그 설정을 키와 값으로 적으십시오.{close.ko}",
            f"To take away the parent's, write 'instruments.{name}: off' under override: (or --set "
            f"instruments.{name}=off); for a new one, give kind and its options as keys and values.{close.en}",
        ),
    )


def _known_keys(location: KeyPath, instrument: str | None) -> list[str]:
    """Keys allowed at a place of a scenario."""
    if len(location) == 1:
        return [*(name for name in Scenario.model_fields if name != "key"), "extends", "override"]
    if location[0] == "instruments" and len(location) > 3:
        return sorted(MoneySources.model_fields)
    if location[0] == "instruments":
        return sorted(INSTRUMENT_MODELS[str(instrument)].model_fields)
    models: dict[str | int, type[BaseModel]] = {"name": Name, "summary": Name, "lead": Lead}
    return list(models.get(location[0], Lever).model_fields)
