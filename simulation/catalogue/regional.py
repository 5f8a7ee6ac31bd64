"""What an effect in a province is held against: its gross regional product, and means of appraised projects."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from simulation.catalogue.files import table
from simulation.errors import Text


@dataclass(frozen=True, slots=True)
class RegionalProduct:
    """Gross regional product of a province at the prices of its year (trillion KRW), with the range of its rounding."""

    year: int
    value: float
    low: float
    high: float
    source: str


@dataclass(frozen=True, slots=True)
class AppraisalMean:
    """Mean regional activation index (percent) and employment induced (persons) of projects that were appraised."""

    name: Text
    first: int
    last: int
    projects: int
    index: float
    jobs: float
    source: str


def regional_product(province: str) -> RegionalProduct | None:
    """The newest gross regional product that ships for a province, or nothing.

    Args:
        province: key such as the complex names.
    """
    rows = table("regional_product")
    own = rows[rows["province"] == province].sort_values("year")
    if own.empty:
        return None
    row = own.iloc[-1]
    return RegionalProduct(
        int(row["year"]), float(row["value"]), float(row["low"]), float(row["high"]), str(row["source"])
    )


@cache
def appraisal_means() -> tuple[AppraisalMean, ...]:
    """Means of preliminary feasibility studies, for comparison only."""
    return tuple(
        AppraisalMean(
            name=Text(str(row["ko"]), str(row["en"])),
            first=int(row["first"]),
            last=int(row["last"]),
            projects=int(row["projects"]),
            index=float(row["index"]),
            jobs=float(row["jobs"]),
            source=str(row["source"]),
        )
        for row in table("appraisal_averages").to_dict("records")
    )
