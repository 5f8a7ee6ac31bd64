"""Lists and explanations for the command line: what ships, with unit, source and status."""

from __future__ import annotations

from simulation.catalogue import (
    INFORMED,
    Quantity,
    complex_data,
    complexes,
    labels,
    parameters_for,
    sources,
    table,
    variables,
)
from simulation.errors import SandanError, Text
from simulation.policy.instrument import INSTRUMENT_MODELS
from simulation.report.evidence import evidence_lines, study_rows
from simulation.report.mission import mission
from simulation.report.questions import question, source_of
from simulation.scenario import gallery, load
from simulation.scenario.explained import option_keys, option_lines
from simulation.scenario.faults import nearest
from simulation.units import UNITS

Rows = list[list[str]]


def listing(what: str, language: str, *, complex_key: str, status: str | None) -> tuple[list[str], Rows]:
    """Header and rows of one list.

    Args:
        what: scenarios, parameters, variables, sources, instruments, targets, studies, programmes or complexes.
        language: ``ko`` or ``en``.
        complex_key: complex whose parameters are listed.
        status: keep parameters, targets and studies of this status only.
    """
    korean = language == "ko"
    if what == "scenarios":
        header = ["이름", "제목", "묻는 것", "전망", "기간", "출처"]
        if not korean:
            header = ["name", "title", "question", "outlook", "months", "source"]
        rows = []
        for name in gallery():
            scenario = load(name)
            title = scenario.name.ko if korean else scenario.name.en
            months = f"{scenario.start} - {scenario.end}"
            asked, source = question(scenario, language), source_of(scenario, language)
            rows.append([name, title, asked, scenario.outlook, months, source])
        return header, rows
    if what == "parameters":
        header = (
            ["키", "이름", "값", "범위", "단위", "구분", "출처"]
            if korean
            else ["key", "name", "value", "range", "unit", "status", "source"]
        )
        known = parameters_for(complex_key).values()
        _refuse_unknown(status, {q.status for q in known})
        return header, [_parameter_row(q, language) for q in known if status in (None, q.status)]
    if what == "variables":
        header = ["키", "이름", "단위", "종류"] if korean else ["key", "name", "unit", "kind"]
        return header, [
            [v.key, v.name.in_language(language), v.unit.in_language(language), v.kind] for v in variables().values()
        ]
    if what == "sources":
        header = ["키", "자료", "기관", "위치"] if korean else ["key", "title", "office", "detail"]
        return header, [
            [s.key, s.title.in_language(language), s.office.in_language(language), s.detail] for s in sources().values()
        ]
    if what == "instruments":
        header = ["kind", "이름", "설명"] if korean else ["kind", "name", "what it does"]
        return header, [_instrument_row(kind, language) for kind in INSTRUMENT_MODELS]
    if what == "targets":
        return _targets(language, status, complex_key=complex_key)
    if what == "programmes":
        return mission(language)
    if what == "studies":
        return study_rows(language, status)
    header = ["키", "이름", "면적(천㎡)"] if korean else ["key", "name", "area (thousand m2)"]
    places = [complex_data(key) for key in complexes()]
    return header, [[p.key, p.name.in_language(language), f"{p.area.value:,.0f}"] for p in places]


def _refuse_unknown(status: str | None, known: set[str]) -> None:
    """Refuse a status that nothing in the list has."""
    if status is not None and status not in known:
        close = nearest(status, known)
        allowed = ", ".join(sorted(known))
        raise SandanError(
            Text(
                f"--status {status}: 없는 구분입니다. 가능: {allowed}.{close.ko}",
                f"--status {status}: no such status; allowed: {allowed}.{close.en}",
            )
        )


def _parameter_row(quantity: Quantity, language: str) -> list[str]:
    span = "-" if quantity.low is None else f"{quantity.low:g} ~ {quantity.high:g}"
    return [
        quantity.key,
        quantity.name.in_language(language),
        f"{quantity.value:g}",
        span,
        UNITS[quantity.unit].in_language(language),
        labels()[f"status.{quantity.status}"].name.in_language(language),
        quantity.source,
    ]


def _instrument_row(kind: str, language: str) -> list[str]:
    label = labels().get(f"instrument.{kind}")
    meaning = (INSTRUMENT_MODELS[kind].__doc__ or "").strip().splitlines()[0]
    if label is None:
        return [kind, kind, meaning]
    return [kind, label.name.in_language(language), label.definition.in_language(language) or meaning]


def _targets(language: str, status: str | None, *, complex_key: str | None = None) -> tuple[list[str], Rows]:
    header = (
        ["키", "목표", "해석", "값", "단위", "지역", "시점", "출처"]
        if language == "ko"
        else ["key", "target", "reading", "value", "unit", "area", "at", "source"]
    )
    rows = table("targets").fillna({"reading_ko": "", "reading_en": ""})
    if complex_key is not None:
        rows = rows[rows["complex"] == complex_key]
    _refuse_unknown(status, {str(each) for each in rows["status"]})
    name, reading = f"name_{language}", f"reading_{language}"
    kept = rows if status is None else rows[rows["status"] == status]
    return header, [
        [
            str(r["key"]),
            str(r[name]),
            str(r[reading]) or "-",
            f"{r['value']:,g}",
            str(r["unit"]),
            str(r["area"]),
            str(r["at"]),
            str(r["source"]),
        ]
        for _, r in kept.iterrows()
    ]


def explanation(key: str, language: str, *, complex_key: str) -> list[str]:
    """Everything known of one key, line by line.

    Raises:
        SandanError: no parameter, option, variable, source, instrument or target has the key; names the nearest.
    """
    korean = language == "ko"
    known = parameters_for(complex_key)
    if key in known:
        q = known[key]
        source = sources()[q.source]
        status = labels()[f"status.{q.status}"].name.in_language(language)
        span = "-" if q.low is None else f"{q.low:g} ~ {q.high:g}"
        lines = [
            f"{q.key}: {q.name.in_language(language)}",
            f"{'값' if korean else 'value'}: {q.value:g} {UNITS[q.unit].in_language(language)}",
            f"{'범위' if korean else 'range'}: {span} ({q.distribution})",
            f"{'구분' if korean else 'status'}: {status}",
            f"{'출처' if korean else 'source'}: {source.title.in_language(language)}, "
            f"{source.office.in_language(language)} ({q.year})",
        ]
        lines += [f"{'비고' if korean else 'note'}: {q.note}"] if q.note else []
        return [*lines, *evidence_lines(INFORMED[key], language)] if key in INFORMED else lines
    if key in variables():
        v = variables()[key]
        return [
            f"{v.key}: {v.name.in_language(language)} ({v.unit.in_language(language)})",
            v.definition.in_language(language),
            f"{'종류' if korean else 'kind'}: {v.kind}",
        ]
    if key in sources():
        s = sources()[key]
        return [f"{s.key}: {s.title.in_language(language)}", s.office.in_language(language), s.detail]
    if key in INSTRUMENT_MODELS:
        return [": ".join(_instrument_row(key, language)[:2]), _instrument_row(key, language)[2]]
    option = option_lines(key, language)
    if option:
        return option
    header, rows = _targets(language, None)
    target = [row for row in rows if row[0] == key]
    if target:
        return [f"{name}: {value}" for row in target for name, value in zip(header, row, strict=True)]
    close = nearest(
        key, [*known, *option_keys(), *variables(), *sources(), *INSTRUMENT_MODELS, *(row[0] for row in rows)]
    )
    raise SandanError(Text(f"{key}: 없는 키입니다.{close.ko}", f"{key}: there is no such key.{close.en}"))
