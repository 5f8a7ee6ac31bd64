"""The budget spreadsheet as data: its sheets, the columns of its items, and what a cell may be chosen from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, get_args

from simulation.catalogue import complexes, labels, sources
from simulation.errors import Text
from simulation.policy.instrument import INSTRUMENT_MODELS
from simulation.policy.specification import PAYERS, Specification
from simulation.policy.spending import spending_vectors
from simulation.scenario import Scenario, gallery

Choices = Callable[[], list[tuple[str, Text]]]
"""What a cell may hold: each key with its name in both languages."""

GUIDE = Text("안내", "guide")
SETTINGS = Text("시나리오", "scenario")
ITEMS = Text("사업", "items")
OPTIONS = Text("추가설정", "options")
LISTS = Text("목록", "lists")
HEADER_ROW = 1
"""Row of the header on every sheet; the rows below hold what is read."""
ROOM = 200
"""Rows of a sheet whose cells carry lists of choices."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the key it fills, its header, what it means, and what it may be chosen from."""

    key: str
    header: Text
    help: Text
    choices: Choices | None = None
    strict: bool = True
    width: int = 12


def _labelled(keys: list[str], stem: str) -> list[tuple[str, Text]]:
    known = labels()
    return [(key, known[f"{stem}.{key}"].name if f"{stem}.{key}" in known else Text("", "")) for key in keys]


def kinds() -> list[tuple[str, Text]]:
    """Every kind of instrument, named."""
    return _labelled(sorted(INSTRUMENT_MODELS), "instrument")


def cost_items() -> list[tuple[str, Text]]:
    """Every cost item that money can buy."""
    return [(key, Text("", "")) for key in spending_vectors()]


def _literals(option: str) -> list[str]:
    return [str(each) for each in get_args(Specification.model_fields[option].annotation)]


def stages() -> list[tuple[str, Text]]:
    """Stages of planning."""
    return _labelled(_literals("stage"), "status")


def statuses() -> list[tuple[str, Text]]:
    """How well a number may be known."""
    return _labelled(_literals("status"), "status")


def source_keys() -> list[tuple[str, Text]]:
    """Keys of the sources that ship; a citation in words may stand instead."""
    return [(key, Text("", "")) for key in sources()]


LARGEST, OLDEST = "largest", "oldest"
MONTHS = ("start", "end")
"""Columns and settings that hold a month."""
MONEY = Text("전체 기간 금액(억원)", "100 million KRW over all years")
FIRST = (
    Column("key", Text("사업 키", "key"), Text("영문 이름, 한 번만", "name of the item, once"), width=20),
    Column("name_ko", Text("사업명", "name in Korean"), Text("한국어", "Korean"), width=30),
    Column("name_en", Text("사업명(영문)", "name in English"), Text("영어", "English"), width=30),
    Column("kind", Text("종류", "kind"), Text("목록에서 고름", "choose from the list"), kinds, width=34),
    Column(
        "item",
        Text("비목", "cost item"),
        Text("무엇을 사는지(종류에 따라 필요)", "what is bought, where the kind asks for it"),
        cost_items,
        width=18,
    ),
    Column("start", Text("시작", "start"), Text("YYYY-MM, 빈칸이면 제한 없음", "YYYY-MM, open if blank")),
    Column("end", Text("끝", "end"), Text("YYYY-MM, 빈칸이면 제한 없음", "YYYY-MM, open if blank")),
    Column("state", Text("국비", "state money"), MONEY),
    Column("province", Text("도비", "province money"), MONEY),
    Column("city", Text("시비", "city money"), MONEY),
    Column("private", Text("민자", "private money"), MONEY),
)
LAST = (
    Column(
        LARGEST,
        Text("지원 대상 종사자 상한", "most workers served"),
        Text("명, 빈칸이면 기본값", "persons, the default if blank"),
    ),
    Column(
        OLDEST,
        Text("지원 대상 업력 상한", "oldest firm served"),
        Text("개월, 빈칸이면 기본값", "months, the default if blank"),
    ),
    Column("stage", Text("단계", "stage"), Text("계획·예산·결산", "plan, budget or outturn"), stages, width=18),
    Column(
        "source",
        Text("출처", "source"),
        Text("목록의 키나 '기관, 문서, 날짜'", "a key of the list, or office, document and date"),
        source_keys,
        strict=False,
        width=28,
    ),
    Column("status", Text("구분", "status"), Text("값이 얼마나 확실한지", "how well known"), statuses, width=18),
    Column("note", Text("비고", "note"), Text("", ""), width=40),
)
COLUMNS = {column.key: column for column in (*FIRST, *LAST)}
YEARS = Text("그 해 금액(억원)", "100 million KRW in that year")

SETTING_COLUMNS = (
    Column("key", Text("설정", "option"), Text("", ""), width=18),
    Column("value", Text("값", "value"), Text("", ""), width=44),
    Column("meaning", Text("뜻", "meaning"), Text("", ""), width=80),
)
OPTION_COLUMNS = (
    Column("item", Text("사업 키", "key of the item"), Text("", ""), width=24),
    Column("option", Text("설정", "option"), Text("", ""), width=34),
    Column("value", Text("값", "value"), Text("", ""), width=80),
)
OPTION_HELP = (
    Text("빈칸이면 시나리오 설정", "blank for an option of the scenario"),
    Text("예: rate, cap.2022, parameters.이름", "such as rate, cap.2022, parameters.NAME"),
    Text("숫자, 글자, 또는 {2019: 0.5} 꼴", "a number, a text, or {2019: 0.5}"),
)

PARENT = "extends"
SHARES = tuple(PAYERS)
TITLES = ("name.ko", "name.en")
NAMES = (*TITLES, "summary.ko", "summary.en")


def plain_settings() -> list[str]:
    """Options of a scenario that hold one value: they have rows of their own on the sheet of settings."""
    simple = (str, int, float, bool)
    fields = {name: field.annotation for name, field in Scenario.model_fields.items() if name != "key"}
    return [name for name, kind in fields.items() if kind in simple or getattr(kind, "__origin__", None) is Literal]


def setting_choices(key: str) -> list[str]:
    """What the value of a setting may be chosen from; nothing where it is free."""
    if key == PARENT:
        return list(gallery())
    if key == "complex":
        return list(complexes())
    annotation = Scenario.model_fields[key].annotation if key in Scenario.model_fields else None
    if annotation is bool:
        return ["true", "false"]
    return [str(each) for each in get_args(annotation)] if getattr(annotation, "__origin__", None) is Literal else []
