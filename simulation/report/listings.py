"""Lists for the command line: what ships, with unit, source and status."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from simulation.catalogue import complex_data, complexes, labels, parameters_for, sources, table, variables
from simulation.errors import SandanError, Text
from simulation.policy.instrument import INSTRUMENT_MODELS
from simulation.report.at_hand import read_each
from simulation.report.evidence import study_rows
from simulation.report.questions import question, source_of
from simulation.scenario import gallery, load
from simulation.scenario.faults import nearest
from simulation.units import UNITS

BY_COMPLEX, BY_STATUS = ("parameters", "targets"), ("parameters", "targets", "studies")
"""Lists of one complex, and lists that can be told by status."""
Listed = tuple[list[str], list[list[str]]]
"""Header and rows."""


class Listing(NamedTuple):
    """A list, and in one sentence each what could not be read for it."""

    header: list[str]
    rows: list[list[str]]
    unread: list[Text]


@dataclass(frozen=True)
class Asked:
    """What a list is asked for."""

    language: str
    """``ko`` or ``en``."""
    complex_key: str | None
    """Complex whose parameters and targets are listed; of every complex when missing."""
    status: str | None
    """Keep parameters, targets and studies of this status only."""
    unread: list[Text] = field(default_factory=list)
    """Told while the list is made: what could not be read."""

    def say(self, korean: str, english: str) -> list[str]:
        """Names of columns, separated by commas, in the language asked for."""
        return (korean if self.language == "ko" else english).split(", ")

    def word(self, text: Text) -> str:
        """A text in the language asked for."""
        return text.in_language(self.language)


def listing(what: str, language: str, *, complex_key: str | None, status: str | None) -> Listing:
    """Header and rows of one list, and what could not be read for it.

    Args:
        what: a key of :data:`LISTS`.
        language: ``ko`` or ``en``.
        complex_key: complex whose parameters and targets are listed; the first that ships when missing.
        status: keep parameters, targets and studies of this status only.

    Raises:
        SandanError: nothing in the list has that status, or the list knows no complex or status.
    """
    for option, given, lists in (("complex", complex_key, BY_COMPLEX), ("status", status, BY_STATUS)):
        if given is not None and what not in lists:
            named = ", ".join(f"list {each}" for each in lists)
            raise SandanError(
                f"--{option}: list {what}에는 없는 선택지입니다. 쓸 수 있는 목록: {named}.",
                f"--{option} does not go with list {what}, but with {named}.",
            )
    asked = Asked(language, complex_data(complex_key or complexes()[0]).key, status)
    return Listing(*LISTS[what](asked), asked.unread)


def _scenarios(asked: Asked) -> Listed:
    def row(name: str) -> list[str]:
        scenario = load(name)
        months = f"{scenario.start} - {scenario.end}"
        title = scenario.name.ko if asked.language == "ko" else scenario.name.en
        told = [question(scenario, asked.language), scenario.outlook, months, source_of(scenario, asked.language)]
        return [name, title, *told]

    rows, unread = read_each(gallery(), row)
    asked.unread.extend(unread)
    return asked.say("이름, 제목, 묻는 것, 전망, 기간, 출처", "name, title, question, outlook, months, source"), rows


def _parameters(asked: Asked) -> Listed:
    known = parameters_for(asked.complex_key or complexes()[0]).values()
    _refuse_unknown(asked.status, {q.status for q in known})
    rows = [
        [
            q.key,
            asked.word(q.name),
            f"{q.value:g}",
            "-" if q.low is None else f"{q.low:g} ~ {q.high:g}",
            asked.word(UNITS[q.unit]),
            asked.word(labels()[f"status.{q.status}"].name),
            q.source,
        ]
        for q in known
        if asked.status in (None, q.status)
    ]
    return asked.say("키, 이름, 값, 범위, 단위, 구분, 출처", "key, name, value, range, unit, status, source"), rows


def _variables(asked: Asked) -> Listed:
    rows = [[v.key, asked.word(v.name), asked.word(v.unit), v.kind] for v in variables().values()]
    return asked.say("키, 이름, 단위, 종류", "key, name, unit, kind"), rows


def _sources(asked: Asked) -> Listed:
    rows = [[s.key, asked.word(s.title), asked.word(s.office), s.detail] for s in sources().values()]
    return asked.say("키, 자료, 기관, 위치", "key, title, office, detail"), rows


def _instruments(asked: Asked) -> Listed:
    rows = [instrument_row(kind, asked.language) for kind in INSTRUMENT_MODELS]
    return asked.say("kind, 이름, 설명", "kind, name, what it does"), rows


def _complexes(asked: Asked) -> Listed:
    places, unread = read_each(complexes(), complex_data)
    asked.unread.extend(unread)
    rows = [[each.key, asked.word(each.name), f"{each.area.value:,.0f}"] for each in places]
    return asked.say("키, 이름, 면적(천㎡)", "key, name, area (thousand m2)"), rows


def target_rows(asked: Asked) -> Listed:
    """Targets and their readings, with what each is asked of."""
    rows = table("targets").fillna({"reading_ko": "", "reading_en": ""})
    if asked.complex_key is not None:
        rows = rows[rows["complex"] == asked.complex_key]
    _refuse_unknown(asked.status, {str(each) for each in rows["status"]})
    name, reading = f"name_{asked.language}", f"reading_{asked.language}"
    kept = rows if asked.status is None else rows[rows["status"] == asked.status]
    header = asked.say(
        "키, 목표, 해석, 값, 단위, 지역, 시점, 출처", "key, target, reading, value, unit, area, at, source"
    )
    return header, [
        [str(r["key"]), str(r[name]), str(r[reading]) or "-", f"{r['value']:,g}"]
        + [str(r[each]) for each in ("unit", "area", "at", "source")]
        for _, r in kept.iterrows()
    ]


def instrument_row(kind: str, language: str) -> list[str]:
    """Kind, name and what it does, from the label table or from the docstring of the instrument."""
    label = labels().get(f"instrument.{kind}")
    meaning = (INSTRUMENT_MODELS[kind].__doc__ or "").strip().splitlines()[0]
    if label is None:
        return [kind, kind, meaning]
    return [kind, label.name.in_language(language), label.definition.in_language(language) or meaning]


def _refuse_unknown(status: str | None, known: set[str]) -> None:
    """Refuse a status that nothing in the list has."""
    if status is not None and status not in known:
        close = nearest(status, known)
        allowed = ", ".join(sorted(known))
        raise SandanError(
            f"--status {status}: 없는 구분입니다. 가능: {allowed}.{close.ko}",
            f"--status {status}: no such status; allowed: {allowed}.{close.en}",
        )


def _programmes(asked: Asked) -> Listed:
    from simulation.report.mission import mission  # It needs the model, for which no other list should wait.

    return mission(asked.language)


LISTS: dict[str, Callable[[Asked], Listed]] = {
    "scenarios": _scenarios,
    "parameters": _parameters,
    "variables": _variables,
    "sources": _sources,
    "instruments": _instruments,
    "targets": target_rows,
    "studies": lambda asked: study_rows(asked.language, asked.status),
    "programmes": _programmes,
    "complexes": _complexes,
}
"""Every list that can be asked for."""
