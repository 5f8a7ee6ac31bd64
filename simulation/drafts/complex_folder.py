"""The data folder of a new complex: its files, each with what it is, and the list of what is assumed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from simulation.catalogue import central_values, complex_data, complexes
from simulation.drafts.assumed_output import AROUND
from simulation.drafts.complex_file import GUESS, OWN, complex_document
from simulation.drafts.scenario_file import scenario_text
from simulation.drafts.short_form_fields import ShortForm
from simulation.drafts.text import block
from simulation.errors import Text
from simulation.scenario import load
from simulation.scenario.schema import SMALLEST
from simulation.start import start_state
from simulation.texts import texts
from simulation.units import MONTHS_A_YEAR, Month

SECTIONS = texts("complex_file.section")
HOMES_A_WORKER, YEARS = 3.0, 5
TRIED_ON = 2000.0
"""Workers of the small world that a new folder is tried on."""
ZONE_COLUMNS = (
    "housing_stock", "vacancy_rate", "rent", "amenity", "commute_minutes", "worker_share", "building_share",
    "outside_province",
)  # fmt: skip
INSIDE, RING = 0.01, 0.14
"""Shares of workers who live inside the complex and in the commuting ring."""
RING_ELSEWHERE = (0.3, 0.0, 1.0)
"""Part of the commuting ring that lies in another province, with its range."""


def files_of(key: str, form: ShortForm, *, form_text: str, language: str) -> dict[str, str]:
    """Text of every file of the folder, by its path below the folder.

    Args:
        key: key of the new complex.
        form: its short form.
        form_text: the form as it was written, which is kept beside the data.
        language: of the comments.
    """
    document = complex_document(form)
    folder = f"complexes/{key}"
    return {
        f"{folder}/form.yaml": form_text,
        f"{folder}/complex.yaml": complex_text(document, language),
        f"{folder}/record_total.csv": _record(form),
        f"{folder}/zones.csv": _zones(form),
        f"{folder}/tables.yaml": _tables(form),
        f"{folder}/assumed.csv": assumed_csv(document, form),
        f"scenarios/{key}/baseline.yaml": baseline_text(key, form, language=language),
    }


def complex_text(document: Mapping[str, Any], language: str) -> str:
    """``complex.yaml`` with a comment over every section."""
    lines: list[str] = []
    for name, value in document.items():
        if name in SECTIONS:
            lines.append(f"# {SECTIONS[name].in_language(language)}")
        lines += block({name: value})
    return "\n".join(lines) + "\n"


def _record(form: ShortForm) -> str:
    return _csv(
        ["quarter", "production", "employment", "tenants", "utilisation", "revised", "status"],
        [[form.quarter, form.production, form.workers, form.firms, form.utilisation, False, _known(form)]],
    )


def _known(form: ShortForm) -> str:
    """How well the record is known: as the form says it, unless production of an industry is assumed."""
    return "estimated" if form.production_assumed else "measured"


def _zones(form: ShortForm) -> str:
    """Districts, one commuting ring and housing inside the complex, all assumed."""
    homes = HOMES_A_WORKER * form.workers
    at_home = 1.0 - RING - INSIDE
    rows = [
        _zone((each.key, "district", each.ko, each.en), homes / len(form.districts), minutes=25.0,
              workers=at_home / len(form.districts), building=1.0 / len(form.districts))
        for each in form.districts
    ]  # fmt: skip
    around = ("ring", "ring", "통근권", "Commuting ring")
    rows.append(_zone(around, 5.0 * homes, minutes=50.0, workers=RING, building=0.0, elsewhere=RING_ELSEWHERE))
    inside = ("inside", "complex", "단지 내 주거", "Housing inside the complex")
    rows.append(_zone(inside, max(1.0, INSIDE * homes), minutes=10.0, workers=INSIDE, building=0.0))
    columns = [name for column in ZONE_COLUMNS for name in (column, f"{column}_low", f"{column}_high")]
    return _csv(["zone", "kind", "ko", "en", *columns, "status"], rows)


def _zone(
    named: tuple[str, str, str, str],
    homes: float,
    *,
    minutes: float,
    workers: float,
    building: float,
    elsewhere: Sequence[float] = (0.0, 0.0, 0.0),
) -> list[Any]:
    values = (
        _around(round(homes), 0.8, high=1.2),
        [0.06, 0.045, 0.08],
        [0.5, 0.4, 0.66],
        [0.0, -0.1, 0.1],
        _around(minutes, 0.7, high=1.4),
        _around(workers, 0.6, high=1.5),
        _around(building, 0.6, high=1.5),
        elsewhere,
    )
    return [*named, *(f"{each:.6g}" for value in values for each in value), "assumed"]


def _around(value: float, low: float, *, high: float) -> list[float]:
    return [value, low * value, high * value]


def _tables(form: ShortForm) -> str:
    year = int(form.quarter[:4])
    entries = {
        "record_total": {
            "title": {"ko": "분기 실적(전체)", "en": "Quarterly record, total"},
            "unit": "억원", "source": OWN, "year": year, "status": _known(form),
            "note": "고용 명, 업체 개사, 가동률 %",
        },
        "zones": {
            "title": {"ko": "거주지역", "en": "Zones of residence"},
            "unit": "see columns", "source": GUESS, "year": year, "status": "assumed",
        },
        "assumed": {
            "title": {"ko": "가정한 값의 목록", "en": "List of what is assumed"},
            "unit": "see columns", "source": GUESS, "year": year, "status": "assumed",
        },
    }  # fmt: skip
    return "\n".join(block(entries)) + "\n"


def assumed_csv(document: Mapping[str, Any], form: ShortForm) -> str:
    """Every number of the folder that is assumed: place in its file, value, range, unit."""
    made = [
        [
            f"record_total.production.{each.key}",
            *(f"{form.made_by(each) * edge:.4g}" for edge in (1.0, *AROUND)),
            "억원",
        ]
        for each in form.industries
        if each.production is None
    ]
    return _csv(["where", "value", "low", "high", "unit"], [*_assumed(document, "", around={}), *made])


def _assumed(value: Any, where: str, *, around: Mapping[str, Any]) -> Iterator[list[Any]]:
    """Rows of assumed numbers; status and unit of a section hold for what stands in it."""
    if not isinstance(value, Mapping):
        return
    inherited = {**around, **{key: value[key] for key in ("status", "unit") if key in value}}
    if inherited.get("status") != "assumed":
        for key, each in value.items():
            yield from _assumed(each, f"{where}.{key}".lstrip("."), around={})
        return
    span = value.get("range", ["", ""])
    unit = inherited.get("unit", "share")
    if isinstance(value.get("value"), int | float):
        yield [where, value["value"], *span, unit]
        return
    for key, each in value.items():
        place = f"{where}.{key}"
        if isinstance(each, Mapping):
            yield from _assumed(each, place, around={**inherited, **({"range": span} if "range" in value else {})})
        elif key in ("range", "year"):
            continue
        elif isinstance(each, list) and len(each) == len(("value", "low", "high")):
            yield [place, *each, unit]
        elif isinstance(each, int | float):
            low, high = inherited.get("range", ("", ""))
            yield [place, each, *(f"{edge * each:.4g}" if edge != "" else "" for edge in (low, high)), unit]


def baseline_text(key: str, form: ShortForm, *, language: str) -> str:
    """The scenario of doing nothing: five years from the quarter of the form, with the national subsidy as it came."""
    year, quarter = form.quarter.split("Q")
    start = Month.parse(f"{year}-{3 * int(quarter):02d}")
    document: dict[str, Any] = {
        "name": {"ko": f"{form.name.ko} 기준전망(사업 미시행)", "en": f"{form.name.en}: no programme"},
        "complex": key,
        "start": str(start),
        "end": str(start + MONTHS_A_YEAR * YEARS),
        "outlook": "announced",
        "runs": 16,
    }
    first = load(f"{complexes()[0]}/baseline")
    national = {
        name: spec.model_dump(exclude_defaults=True)
        for name, spec in first.instruments.items()
        if any(each > start.year for each in spec.budget)
    }
    if national:
        document["instruments"] = national
    about = Text(
        "사업을 하지 않는 경우. 전국 보조사업은 어차피 오므로 들어 있음",
        "Doing nothing; national subsidies came anyway",
    )
    return scenario_text(document, (about.in_language(language),), language=language)


def check_complex(folder: Path, key: str) -> None:
    """Resolve the scenario of a folder that was written, and make a start state at a small scale.

    The folder must be among those that data are looked for in.

    Raises:
        SandanError: it does not load, or its numbers do not fit together.
    """
    scenario, data = load(folder / "scenarios" / key / "baseline.yaml"), complex_data(key)
    values = central_values(key)
    scale = TRIED_ON / float(data.record_total["employment"].iloc[-1])
    start_state(data, Month.parse(scenario.start).quarter, draw=values, seed=1, scale=min(1.0, max(SMALLEST, scale)))


def _csv(header: list[str], rows: list[list[Any]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()
