"""From a short form to all that the model needs of a complex: what is given, and what is assumed with a range."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from simulation.catalogue import SIZE_CLASSES, complex_data, complexes, parameters_for
from simulation.drafts.assumed_sizes import Sizes, sizes_of
from simulation.drafts.short_form_fields import SERVICES, IndustryForm, ShortForm

OWN, GUESS = "own_form", "judgement"
TOP = SIZE_CLASSES[-1]
AREA_A_WORKER = 0.15
"""Thousand m2 a worker: 0.2 and 0.1 in the complexes that ship."""
POOL = (0.22, 0.14, 0.35)
"""Seekers within reach per worker: 0.21 and 0.23 in the complexes that ship."""
LOCAL_SUPPLY = (0.05, 0.01, 0.2)
EXPORTS = (20.0, 5.0, 40.0)
FOREIGN = (6.0, 1.0, 15.0)
AROUND = (0.6, 1.5)
"""Range of an assumption around its value."""
LARGEST_SHARE, SMALLEST_ANCHOR = 0.05, 350


def complex_document(form: ShortForm) -> dict[str, Any]:
    """The file ``complex.yaml`` of a short form, section by section."""
    year, sizes = int(form.quarter[:4]), sizes_of(form.workers / form.firms)
    sectors = dict.fromkeys(sector for each in form.industries for sector in each.sectors)
    upper = {name: int(np.floor(form.firms * sizes.firms[name] + 0.5)) for name in SIZE_CLASSES[1:]}
    largest = max(SMALLEST_ANCHOR, round(LARGEST_SHARE * form.workers))
    area = AREA_A_WORKER * form.workers if form.area is None else form.area
    return {
        "name": form.name.model_dump(),
        "city": form.city.model_dump(),
        "province": form.province,
        "area": {
            **_entry(area, "thousand m2", year=year, around=(0.5, 2.0)),
            **({} if form.area is None else {"source": OWN, "status": "measured"}),
        },
        "districts": [each.model_dump() for each in form.districts],
        "industries": [{"key": each.key, "ko": each.ko, "en": each.en} for each in form.industries],
        "like": {each.key: each.like for each in form.industries if each.key != each.like},
        "prices": {each.key: each.like for each in form.industries if each.key != each.like},
        "industry_shares": {
            "source": OWN,
            "year": year,
            "status": "estimated" if form.production_assumed else "measured",
            "operating_share": 1.0,
            "values": {each.key: _shares(each, form) for each in form.industries[:-1]},
        },
        "concordance": {
            "source": OWN,
            "year": year,
            "status": "assumed",
            "weights": {each.key: dict(each.sectors) for each in form.industries},
            "range": [0.5, 1.5],
        },
        "manufacturing": [sector for sector in sectors if sector not in SERVICES],
        "complex_share": {
            "source": GUESS,
            "year": year,
            "status": "assumed",
            "values": {sector: {"value": LOCAL_SUPPLY[0], "range": [*LOCAL_SUPPLY[1:]]} for sector in sectors},
        },
        "size_structure": {"source": GUESS, "year": year, "status": "assumed", "unit": "firms", "firms": upper},
        "anchors": {
            "count": {**_entry(upper[TOP], "firms", year=year), "range": [0, max(1, 2 * upper[TOP])]},
            "largest": _entry(largest, "persons", year=year, around=(0.8, 2.0)),
            "rank_sizes": {"value": [], "unit": "persons", "source": GUESS, "year": year, "status": "assumed"},
            "rank_industries": [],
        },
        "export_share": {
            "source": GUESS,
            "year": year,
            "status": "assumed",
            "unit": "percent",
            "values": {each.key: [*EXPORTS] for each in form.industries},
        },
        "record": {"source": OWN, "reclassified": []},
        "parameters": _parameters(form, sizes, year=year, with_anchors=upper[TOP] > 0),
    }


def _shares(industry: IndustryForm, form: ShortForm) -> dict[str, float]:
    return {
        "firms": industry.firms / form.firms,
        "employment": industry.workers / form.workers,
        "production": form.made_by(industry) / form.production,
    }


def _entry(value: float, unit: str, *, year: int, around: tuple[float, float] = AROUND) -> dict[str, Any]:
    """An assumed number with a range of factors around it."""
    low, high = (_short(value * factor) for factor in around)
    return {
        "value": _short(value),
        "range": [low, high],
        "unit": unit,
        "source": GUESS,
        "year": year,
        "status": "assumed",
    }


def _short(value: float) -> float:
    """Three digits say as much as an assumption knows."""
    short = float(f"{value:.3g}")
    return int(short) if short.is_integer() else short


def _parameters(form: ShortForm, sizes: Sizes, *, year: int, with_anchors: bool) -> dict[str, dict[str, Any]]:
    """Parameters that depend on the size or the make-up of a complex; all others are the general ones."""
    workers = form.workers
    found = {
        "labour.reachable_pool": _named(
            "구직 가능 인원", "Seekers within reach", entry=_span(workers, POOL, unit="persons", year=year)
        ),
        "people.foreign_share": _named(
            "종사자 중 고용허가 외국인 비중",
            "Workers under foreign permit",
            entry=_span(1.0, FOREIGN, unit="percent", year=year),
        ),
        "policy.national_share": _named(
            "전국 스마트공장 사업 중 단지 몫",
            "Share of the national smart-factory subsidy",
            entry=_entry(_national_share(workers), "share", year=year, around=(0.5, 2.0)),
        ),
        "start.under_ten_share": _named(
            "10인 미만 업체 비중",
            "Tenants with fewer than ten workers",
            entry=_part(sizes.under_ten, "share", year=year),
        ),
    }
    at_anchors = sizes.workers[TOP] if with_anchors else 0.0
    for key, ko, en in (
        ("start.anchor_worker_share", "앵커 기업의 고용 비중", "Worker share of the anchors"),
        ("start.anchor_output_share", "앵커 기업의 생산 비중", "Output share of the anchors"),
    ):
        found[key] = _named(ko, en, entry=_part(at_anchors, "share", year=year))
    for size, share in sizes.workers.items():
        entry = _part(100.0 * share, "percent", year=year, whole=100.0)
        found[f"start.employment_share.{size}"] = _named(
            f"규모별 종사자 비중({size})", f"Share of workers, {size}", entry=entry
        )
    for each in form.industries[:-1]:
        entry = _part(100.0 * at_anchors, "percent", year=year, whole=100.0)
        found[f"start.employment_share_300_plus.{each.key}"] = _named(
            f"300인 이상 종사자 비중({each.ko})", f"Share of workers at 300 and more, {each.en}", entry=entry
        )
    return found


def _named(ko: str, en: str, *, entry: Mapping[str, Any]) -> dict[str, Any]:
    return {"name": {"ko": ko, "en": en}, **entry}


def _span(size: float, span: tuple[float, float, float], *, unit: str, year: int) -> dict[str, Any]:
    value, low, high = (_short(size * each) for each in span)
    return {**_entry(1.0, unit, year=year), "value": value, "range": [low, high]}


def _part(value: float, unit: str, *, year: int, whole: float = 1.0) -> dict[str, Any]:
    """An assumed part of a whole, with a range that stays within it and is never a point."""
    low, high = AROUND[0] * value, min(AROUND[1] * value, 0.5 * (value + whole))
    entry = _entry(value, unit, year=year)
    return {**entry, "range": [_short(low), max(_short(high), 0.01 * whole)]}


def _national_share(workers: int) -> float:
    """As much of the national subsidy a worker as the first complex that ships."""
    first = complexes()[0]
    known = parameters_for(first)["policy.national_share"].value
    return float(known * workers / complex_data(first).record_total["employment"].iloc[-1])
