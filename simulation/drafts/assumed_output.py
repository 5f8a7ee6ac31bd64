"""Production of an industry where only its workers are known: what a worker makes in the industry it is like."""

from __future__ import annotations

from functools import cache

from simulation.catalogue import complex_data, complexes

AROUND = (0.5, 2.0)
"""Range of the assumption around its value: 0.8 to 1.1 억원 a worker and quarter over all industries that ship."""


@cache
def output_a_worker(industry: str, quarter: str) -> float:
    """Production of a quarter for each worker (억원) of an industry, in the first complex whose record has it.

    Args:
        industry: key of an industry with a record.
        quarter: quarter of the form; where the record does not hold it, the nearest one that it holds.

    Source: Korea Industrial Complex Corporation, quarterly record of the complexes that ship.
    """
    data = next(data for data in map(complex_data, complexes()) if industry in data.industries)
    place = data.industries.index(industry)
    held = min(data.quarters, key=lambda each: abs(_number(each) - _number(quarter)))
    made = data.production_levels([held])[0][0, place]
    return float(made / data.industry_levels("employment", [held])[0, place])


def _number(quarter: str) -> int:
    return 4 * int(quarter[:4]) + int(quarter[-1])
