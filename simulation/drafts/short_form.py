"""The short form of a complex: what a planner knows of it, read strictly; the rest is assumed elsewhere."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from simulation import strict_yaml
from simulation.catalogue import complexes, provinces
from simulation.drafts.names import is_reserved, refusal_of_reserved
from simulation.drafts.short_form_fields import KEY, IndustryForm, PlaceForm, ShortForm
from simulation.errors import InputFault, SandanError, ScenarioError, Text
from simulation.scenario.faults import explained, fault_of, listed, nearest
from simulation.scenario.schema import Name
from simulation.strict_yaml import Located

EXAMPLE = Path(str(files("simulation"))) / "data" / "short_form.yaml"
RULES = {
    "the program uses this key itself; taken": "프로그램이 쓰는 키입니다. 쓸 수 없는 키",
    "utilisation is in percent, from 1 to 100": "가동률은 퍼센트로, 1에서 100 사이로 적습니다",
    "production is in 100 million KRW (억원) a quarter": "생산은 한 분기의 억원으로 적습니다. 종사자 한 명당 허용 범위",
    "area is in thousand m2": "면적은 천㎡로 적습니다. 종사자 한 명당 허용 범위",
    "no industry lies in a sector of manufacturing; those that are none": (
        "제조업 부문에 드는 업종이 없습니다. 제조업이 아닌 부문"
    ),
    "unknown industry; allowed": "없는 업종입니다. 가능한 값",
    "unknown sector; allowed": "없는 부문입니다. 가능한 값",
    "no prices for this quarter; allowed": "물가 자료가 없는 분기입니다. 가능한 값",
    "shares of sectors must add to 1": "부문 비중의 합은 1이어야 합니다",
    "every firm has a worker: workers must not be below firms": "종사자 수는 업체 수보다 작을 수 없습니다",
    "tenant_share of the districts must add to 1": "구별 tenant_share의 합은 1이어야 합니다",
    "a key stands twice": "같은 key가 두 번 있습니다",
}
"""Rules between values, in Korean."""


def new_key(key: str) -> None:
    """Hold the key of a new complex against those there are.

    Raises:
        SandanError: it is no key, or a complex has it.
    """
    if not re.fullmatch(KEY, key):
        raise SandanError(
            f"{key}: 산업단지의 키는 소문자로 시작하고 소문자·숫자·밑줄만 씁니다. 예: my_complex",
            f"{key}: a key begins with a small letter and holds small letters, digits and underscores: my_complex.",
        )
    if is_reserved(key):
        raise refusal_of_reserved(key)
    if key in complexes():
        raise SandanError(
            f"{key}: 이미 있는 산업단지입니다({listed(complexes())}). 다른 키를 쓰십시오.",
            f"{key}: there is such a complex ({listed(complexes())}). Choose another key.",
        )


def read_form(path: Path) -> ShortForm:
    """Read a short form.

    Raises:
        ScenarioError: with every fault found, each with line, key, value and remedy.
    """
    document = strict_yaml.load(path)
    if not isinstance(document.value, dict):
        problem = Text("키와 값으로 된 양식이 아닙니다.", "this is no form of keys and values.")
        remedy = Text(
            "'sandan new complex 이름'이 쓰는 form.yaml을 고치십시오.",
            "Mend the form.yaml of 'sandan new complex NAME'.",
        )
        raise ScenarioError([InputFault(document.file, 1, 1, "", "", problem, remedy)])
    try:
        return ShortForm.model_validate(document.value)
    except ValidationError as error:
        found = [dict(item) for item in error.errors()]
        raise ScenarioError([_fault(document, item) for item in found if not _follows(item, found)]) from error


def _follows(item: dict[str, Any], found: list[dict[str, Any]]) -> bool:
    """Whether a list is too short only because entries of it have faults of their own."""
    inside = item["loc"]
    others = [each["loc"] for each in found if each is not item]
    return item["type"] == "too_short" and any(each[: len(inside)] == inside for each in others)


def _fault(document: Located, item: dict[str, Any]) -> InputFault:
    location = tuple(part for part in item["loc"] if part != "[key]")
    if item["type"] == "extra_forbidden":
        beside = _keys_beside(location)
        close = nearest(str(location[-1]), beside)
        problem = Text("모르는 키입니다.", "this key is unknown.")
        remedy = Text(f"가능한 키: {listed(beside)}.{close.ko}", f"Allowed keys: {listed(beside)}.{close.en}")
        return fault_of(document, location, problem=problem, remedy=remedy)
    if item["type"] == "string_pattern_mismatch":
        problem = Text(
            "소문자·숫자·밑줄로 된 이름이 아닙니다.", "this is no name of small letters, digits and underscores."
        )
        remedy = Text("예: machine_parts", "For example: machine_parts.")
        if location == ("province",):
            known = ", ".join(provinces())
            remedy = Text(
                f"도내 산업연관표가 있는 곳: {known}. 다른 도는 아무 이름이나 쓰며 전국표를 씁니다.",
                f"Provinces with a table of their own: {known}; any other name stands on the national table.",
            )
        return fault_of(document, location, problem=problem, remedy=remedy)
    problem, remedy = explained(item, location)
    if location == ("utilisation",) and isinstance(item.get("input"), str):
        remedy = Text("퍼센트로, 78처럼 숫자만 적으십시오.", "Write the percent as a number alone, like 78.")
    known_rule = next((rule for rule in RULES if rule in problem.en), None)
    if known_rule is not None:
        rest = re.sub(r"^.*?" + re.escape(known_rule), "", problem.en)
        rest = re.sub(r"([0-9.]+) to ([0-9.]+) for each worker", r"\1~\2", rest)
        problem = Text(f"{RULES[known_rule]}{rest}", problem.en)
    return fault_of(document, location or (item["ctx"]["key"],), problem=problem, remedy=remedy)


def _keys_beside(location: tuple[Any, ...]) -> list[str]:
    if len(location) == 1:
        return sorted(ShortForm.model_fields)
    forms: dict[str, type[BaseModel]] = {"industries": IndustryForm, "districts": PlaceForm}
    return sorted(forms.get(str(location[0]), Name).model_fields)
