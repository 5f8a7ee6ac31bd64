"""What an option of a scenario means: its description, its form and, for switches, each of them."""

from __future__ import annotations

from dataclasses import fields

from pydantic.fields import FieldInfo

from simulation.policy.instrument import INSTRUMENT_MODELS
from simulation.scenario.schema import Scenario
from simulation.switches import Switches

SWITCHES, INSTRUMENTS = "switches", "instruments"


def option_lines(key: str, language: str) -> list[str]:
    """Lines about an option by dotted key, such as ``shift``, ``switches.own_prices`` or ``instruments.homes.budget``.

    Args:
        key: as in ``--set``; the name of an instrument may be any.
        language: ``ko`` or ``en``.

    Returns:
        Nothing where there is no such option.
    """
    first, *rest = key.split(".")
    if first not in Scenario.model_fields or first == "key":
        return []
    if first == SWITCHES:
        return _switches(language, rest)
    if first == INSTRUMENTS and len(rest) > 1:
        return _of_instruments(key, rest[1], language=language)
    return [] if rest else [f"{key}: {_meaning(Scenario.model_fields[first], language)}"]


def option_keys(like: str = "") -> list[str]:
    """Options of a scenario and every switch, by dotted key, and those of the instrument that a key names, if any."""
    options = [name for name in Scenario.model_fields if name != "key"]
    options += [f"{SWITCHES}.{each.name}" for each in fields(Switches)]
    first, *rest = like.split(".")
    if first == INSTRUMENTS and len(rest) > 1:
        known = {option for model in INSTRUMENT_MODELS.values() for option in model.model_fields}
        options += [f"{INSTRUMENTS}.{rest[0]}.{option}" for option in sorted(known)]
    return options


def _switches(language: str, wanted: list[str]) -> list[str]:
    found = [each for each in fields(Switches) if not wanted or [each.name] == wanted]
    if not found:
        return []
    lines = [f"{SWITCHES}: {_meaning(Scenario.model_fields[SWITCHES], language)}"]
    usual = "기본값" if language == "ko" else "if missing"
    return lines + [
        f"  {each.name} ({usual}: {str(each.default).lower()}): {each.metadata['meaning'].in_language(language)}"
        for each in found
    ]


def _of_instruments(key: str, option: str, *, language: str) -> list[str]:
    """The option of each kind that has it; kinds that say the same share a line."""
    kinds: dict[str, list[str]] = {}
    for kind, model in INSTRUMENT_MODELS.items():
        if option in model.model_fields:
            kinds.setdefault(_meaning(model.model_fields[option], language), []).append(kind)
    return [f"{key} ({', '.join(names)}): {meaning}" for meaning, names in kinds.items()]


def meaning_of(option: str, language: str) -> str:
    """What a top-level option of a scenario means."""
    return _meaning(Scenario.model_fields[option], language)


def option_meaning(kind: str, option: str, *, language: str) -> str:
    """What an option of one kind of instrument means; nothing where it has no such option."""
    field = INSTRUMENT_MODELS[kind].model_fields.get(option)
    return "" if field is None else _meaning(field, language)


def _meaning(field: FieldInfo, language: str) -> str:
    """The half of a description in the language asked for."""
    korean, _, english = (field.description or "").partition(" / ")
    return english if language == "en" and english else korean
