"""Everything that is known of one key: a parameter, an option, a variable, a source, an instrument or a target."""

from __future__ import annotations

from simulation.catalogue import INFORMED, Quantity, labels, parameters_for, sources, variables
from simulation.errors import SandanError
from simulation.policy.instrument import INSTRUMENT_MODELS
from simulation.report.evidence import evidence_lines
from simulation.report.listings import Asked, instrument_row, target_rows
from simulation.scenario.explained import option_keys, option_lines
from simulation.scenario.faults import nearest
from simulation.units import UNITS


def explanation(key: str, language: str, *, complex_key: str) -> list[str]:
    """Everything known of one key, line by line.

    Raises:
        SandanError: no parameter, option, variable, source, instrument or target has the key; names the nearest.
    """
    known = parameters_for(complex_key)
    header, rows = target_rows(Asked(language, None, None))
    if key in known:
        return _parameter_lines(known[key], language)
    if key in variables():
        v = variables()[key]
        return [
            f"{v.key}: {v.name.in_language(language)} ({v.unit.in_language(language)})",
            v.definition.in_language(language),
            f"{'종류' if language == 'ko' else 'kind'}: {v.kind}",
        ]
    if key in sources():
        s = sources()[key]
        return [f"{s.key}: {s.title.in_language(language)}", s.office.in_language(language), s.detail]
    if key in INSTRUMENT_MODELS:
        kind, name, meaning = instrument_row(key, language)
        return [f"{kind}: {name}", meaning]
    told = option_lines(key, language) or [
        f"{name}: {value}" for row in rows if row[0] == key for name, value in zip(header, row, strict=True)
    ]
    if not told:
        everything = [
            *known,
            *option_keys(key),
            *variables(),
            *sources(),
            *INSTRUMENT_MODELS,
            *(row[0] for row in rows),
        ]
        close = nearest(key, everything)
        raise SandanError(f"{key}: 없는 키입니다.{close.ko}", f"{key}: there is no such key.{close.en}")
    return told


def _parameter_lines(q: Quantity, language: str) -> list[str]:
    korean, source = language == "ko", sources()[q.source]
    span = "-" if q.low is None else f"{q.low:g} ~ {q.high:g}"
    lines = [
        f"{q.key}: {q.name.in_language(language)}",
        f"{'값' if korean else 'value'}: {q.value:g} {UNITS[q.unit].in_language(language)}",
        f"{'범위' if korean else 'range'}: {span} ({q.distribution})",
        f"{'구분' if korean else 'status'}: {labels()[f'status.{q.status}'].name.in_language(language)}",
        f"{'출처' if korean else 'source'}: {source.title.in_language(language)}, "
        f"{source.office.in_language(language)} ({q.year})",
    ]
    lines += [f"{'비고' if korean else 'note'}: {q.note}"] if q.note else []
    return [*lines, *evidence_lines(INFORMED[q.key], language)] if q.key in INFORMED else lines
