"""Values that the schema refuses, in words: what is wrong with the value, and what to write."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from simulation.errors import Text
from simulation.scenario.relative import is_relative
from simulation.texts import texts

RULES = {
    "end must be later than start": "end는 start보다 늦어야 합니다",
    "a run lasts 600 months at most": "한 번에 600개월까지만 됩니다",
    "start must be the last month of a quarter": "start는 분기의 마지막 달이어야 합니다",
    "low must be below high": "low는 high보다 작아야 합니다",
    "state, province, city and private must add to 1": "state, province, city, private의 합은 1이어야 합니다",
    "cap is by level 1, 2, 3, 4, or by year and then by level": "cap은 1~4단계별로, 또는 연도별로 단계를 적습니다",
    "a rule by year needs at least one year": "연도별로 적을 때는 한 해 이상이 있어야 합니다",
    "a pool needs scaled_by": "pool에는 scaled_by가 필요합니다",
    "space needs space_cost": "space에는 space_cost가 필요합니다",
    "rent_ratio needs units": "rent_ratio에는 units가 필요합니다",
    "an event has no budget: nobody would spend it": "여건 변화에는 사업비가 없습니다(지출할 곳이 없음)",
    "end lies before start": "end가 start보다 앞섭니다",
    "smallest lies above largest, so that it serves no firm": "smallest가 largest보다 커서 지원할 업체가 없습니다",
    "without cap and ai_cap it supports nothing": "cap도 ai_cap도 없으면 지원하는 것이 없습니다",
    "a year is written with four digits, once, like 2019": "연도는 2019처럼 네 자리로 한 번만 적습니다",
    "there is no such switch; allowed": "없는 스위치입니다. 가능한 값",
    "unknown item; allowed": "없는 비목입니다. 가능한 값",
}
"""Rules between values, in Korean; the schema states them in English."""
LIMITS = {
    "greater_than_equal": ("ge", "이상으로", "at least"),
    "greater_than": ("gt", "초과로", "more than"),
    "less_than_equal": ("le", "이하로", "at most"),
    "less_than": ("lt", "미만으로", "less than"),
}
FORMS = texts("value.form")
"""Forms of a value, by how the kind of a finding of the schema begins."""
OTHER_FORM = Text("다른 꼴의 값으로", "another form")
NOTHING_TO_CHANGE = Text(
    "바꿀 숫자가 상위 시나리오에 없습니다.", "the parent sets no number here that could be changed."
)
OUT_OF_RANGE = Text("허용 범위를 벗어납니다.", "this leaves the allowed range.")


def value_fault(item: Mapping[str, Any]) -> tuple[Text, Text]:
    """Problem and remedy of one finding of the schema about a value."""
    kind, context = str(item["type"]), item.get("ctx", {})
    if kind == "literal_error":
        expected = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ")
        problem = Text("허용되지 않는 값입니다.", "this value is not allowed.")
        return problem, Text(f"가능한 값: {expected}.", f"Allowed: {expected}.")
    if kind in ("value_error", "months"):
        return _broken_rule(str(context.get("error", item["msg"])))
    if kind == "too_short":
        least = context.get("min_length", 1)
        problem = Text("항목이 모자랍니다.", "there are too few entries.")
        return problem, Text(f"{least}개 이상 적으십시오.", f"Give at least {least}.")
    if kind == "string_too_short":
        return Text("빈 글자입니다.", "this text is empty."), Text("글자를 적으십시오.", "Give it some words.")
    if kind in LIMITS:
        name, ko, en = LIMITS[kind]
        bound = context.get(name)
        return OUT_OF_RANGE, Text(f"{bound:.16g} {ko} 적으십시오.", f"Give {en} {bound:.16g}.")
    return _wrong_form(kind, item.get("input"))


def _broken_rule(message: str) -> tuple[Text, Text]:
    known = max((rule for rule in RULES if message.startswith(rule)), key=len, default=None)
    korean = message if known is None else RULES[known] + message[len(known) :]
    return Text(f"{korean}.", f"{message}."), Text("값을 고치십시오.", "Mend the value.")


def _wrong_form(kind: str, given: Any) -> tuple[Text, Text]:
    if kind.startswith(("int", "float")) and isinstance(given, str) and is_relative(given):
        return NOTHING_TO_CHANGE, Text("숫자를 그대로 적으십시오.", "Write the number itself.")
    form = next((text for start, text in FORMS.items() if kind.startswith(start)), OTHER_FORM)
    problem = Text("값의 꼴이 맞지 않습니다.", "this value has the wrong form.")
    return problem, Text(f"{form.ko} 적으십시오.", f"Give {form.en}.")
