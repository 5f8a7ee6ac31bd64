"""Tables by area: where the effect lands, and the indicators that every reader of an appraisal expects beside it."""

from __future__ import annotations

from collections.abc import Sequence

from simulation.catalogue import labels, name_of
from simulation.catalogue.regional import RegionalProduct, appraisal_means, regional_product
from simulation.outcomes.areas import OWN
from simulation.report.lacking import LACKING, lacks_year
from simulation.report.page.effect_tables import left_out, with_band
from simulation.report.page.notes import cited_beside, mean_band_note
from simulation.report.page.shells import LeftOut, Table
from simulation.report.page.words import word
from simulation.report.shown import Shown
from simulation.report.style import number, with_unit
from simulation.units import EOK, JO

Spread = tuple[float, float, float]
"""Mean over the decomposed runs and the ends of its band."""
COLUMNS = ("complex", "services", "rest_of_province", OWN, "rest_of_korea", "nation")
"""Areas as they stand side by side: three that add to the own province, the others, the country."""
ABROAD, BUYS = "imports", "production"
"""Measure of what leaves the country, and the measure in whose row it stands."""
ROWS = ("production", "value_added", "pay", "tax", "jobs", "jobs_employees")
INDEX_DECIMALS = 4
SPENDING = "spending_province"
"""Conventional estimate from the same formula as the index of an appraisal: spending times provincial coefficients."""


def area_table(result: Shown, language: str) -> Table | LeftOut | None:
    """Effect of the whole period by area, and what of it is bought abroad."""
    found = _areas(result)
    if found is None:
        return left_out(result, "table_areas", lacking=lacks_year(result.series) or LACKING["no_change"])
    rows = []
    for measure in (each for each in ROWS if (each, OWN) in found):
        label = labels()[f"impact.{measure}"]
        unit = label.unit.in_language(language)
        cells = [_cell(found[measure, area], language, unit=unit) for area in COLUMNS]
        abroad = _cell(found[ABROAD, "nation"], language, unit=unit) if measure == BUYS else "-"
        rows.append([with_unit(label.name.in_language(language), unit), *cells, abroad])
    named = [name_of(f"area.{area}", language) for area in COLUMNS]
    header = [word("item", language), *named, word("areas_abroad", language)]
    notes = [
        mean_band_note(result, int(result.manifest["impact_runs"]), language=language),
        word("areas_note", language),
        word("work_note", language),
    ]
    return Table(word("table_areas", language), header, rows, "", notes)


def reference_table(result: Shown, language: str) -> Table | LeftOut | None:
    """Regional activation index and employment induced beside means of appraised projects."""
    found, product = _areas(result), regional_product(result.setting.complex.province)
    if found is None:
        return left_out(result, "table_reference", lacking=lacks_year(result.series) or LACKING["no_change"])
    value_added, jobs = found["value_added", OWN], found["jobs_employees", OWN]
    rows = [[word("reference_model", language), _share(value_added, product, language=language), _cell(jobs, language)]]
    if (spending := _by_coefficients(result)) is not None:
        rows.insert(0, [word("reference_spending", language), _share((spending,), product, language=language), "…"])
    means = appraisal_means()
    rows += [
        [
            word("reference_mean", language, name=each.name.in_language(language), projects=each.projects,
                 first=each.first, last=each.last),
            number(each.index, language, decimals=INDEX_DECIMALS),
            number(each.jobs, language),
        ]
        for each in means
    ]  # fmt: skip
    notes = [
        mean_band_note(result, int(result.manifest["impact_runs"]), language=language),
        _product_note(product, language),
        word("reference_note", language),
    ]
    used = [*(each.source for each in means), *([] if product is None else [product.source])]
    header = word("reference_header", language).split("|")
    return Table(word("table_reference", language), header, rows, "", notes, cited_beside(used, language))


def _areas(result: Shown) -> dict[tuple[str, str], Spread] | None:
    """Effect by measure and area; none in a result that was stored without them."""
    table = result.tables.get("impact_areas")
    if table is None or table.empty:
        return None
    keys = zip(table["measure"], table["area"], strict=True)
    return dict(zip(keys, zip(table["mean"], table["q10"], table["q90"], strict=True), strict=True))


def _cell(spread: Spread, language: str, *, unit: str = "") -> str:
    return with_band(spread[0], spread[1:], language=language, unit=unit)


def _share(amounts: Sequence[float], product: RegionalProduct | None, *, language: str) -> str:
    """An amount (억원), with the ends of its band, in percent of the regional product; dots where that is unknown."""
    if product is None:
        return "…"
    mean, *ends = (100.0 * each * EOK / (product.value * JO) for each in amounts)
    return with_band(mean, (ends[0], ends[1]) if ends else None, language=language, decimals=INDEX_DECIMALS)


def _by_coefficients(result: Shown) -> float | None:
    """Value added of the spending by provincial coefficients (억원), where it was estimated."""
    rows = result.conventional
    own = None if rows is None else rows[rows["method"] == SPENDING]["value_added"].dropna()
    return None if own is None or own.empty else float(own.iloc[0])


def _product_note(product: RegionalProduct | None, language: str) -> str:
    if product is None:
        return word("no_product_note", language)
    low, high = (number(each, language, decimals=1) for each in (product.low, product.high))
    value = number(product.value, language)
    return word("product_note", language, year=product.year, value=value, low=low, high=high)
