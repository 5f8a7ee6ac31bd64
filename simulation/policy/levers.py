"""The closed table of levers: everything a programme may move, with unit, neutral value and how two pulls combine.

A lever with a ``column`` is a column of :class:`simulation.state.Levers` (one row per firm) or of
:class:`simulation.state.ZoneLevers` (one row per zone of residence) that phases read today; the others are reserved for
the mechanisms that will read them, so that a new instrument never needs a new path into the model.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from simulation.errors import Text
from simulation.state import Levers, ZoneLevers

Column = NDArray[np.float64]
Combine = Literal["add", "multiply", "lowest"]


@dataclass(frozen=True, slots=True)
class Lever:
    """One lever.

    ``combine``: ``add`` sums pulls, ``multiply`` multiplies them, ``lowest`` takes the lowest: a firm is funded
    once for a step, so the best offer stands.
    """

    key: str
    unit: str
    neutral: float
    combine: Combine
    label: Text
    column: bool = False


LEVERS: Mapping[str, Lever] = {
    lever.key: lever
    for lever in (
        Lever("adoption_cost", "ratio", 1.0, "lowest", Text("도입 비용 부담", "Adoption cost"), True),
        Lever("awareness", "hazard/month", 0.0, "add", Text("인지·확산", "Awareness"), True),
        Lever("treated_productivity", "ratio", 1.0, "multiply", Text("지원업체 생산성", "Treated productivity"), True),
        Lever("treated_quality", "ratio", 1.0, "multiply", Text("지원업체 품질", "Treated quality"), True),
        Lever("procurement", "million KRW/month", 0.0, "add", Text("수요 창출", "Procurement"), True),
        Lever("capital_spending", "million KRW/month", 0.0, "add", Text("건설·장비 수요", "Capital spending")),
        Lever("skill_supply", "persons/month", 0.0, "add", Text("기술인력 공급", "Skill supply"), True),
        Lever("data_spillover", "ratio", 1.0, "multiply", Text("데이터 공유 파급", "Data spill-over"), True),
        Lever("quality", "ratio", 1.0, "multiply", Text("품질·납기 경쟁력", "Quality and delivery")),
        Lever("housing_units", "homes", 0.0, "add", Text("주택 공급", "Housing units"), True),
        Lever("rent", "ratio", 1.0, "multiply", Text("임대료(정책)", "Rent"), True),
        Lever("amenity", "log points", 0.0, "add", Text("정주여건(정책)", "Amenity"), True),
        Lever("commuting_cost", "ratio", 1.0, "multiply", Text("통근비용", "Commuting cost"), True),
        Lever("entry_rate", "ratio", 1.0, "multiply", Text("신규 입주율", "Entry rate"), True),
        Lever("early_survival", "ratio", 1.0, "lowest", Text("초기 생존", "Early survival"), True),
        Lever("sites", "thousand m2", 0.0, "add", Text("용지·호실", "Sites and units"), True),
        Lever("attraction", "firms", 0.0, "add", Text("기업 유치(정책)", "Firm attraction")),
        Lever("export_access", "ratio", 1.0, "multiply", Text("수출시장 접근", "Export access")),
        Lever("visitor_spending", "million KRW/month", 0.0, "add", Text("방문객 지출", "Visitor spending")),
        Lever("normal_utilisation", "ratio", 1.0, "multiply", Text("정상 가동률", "Normal utilisation")),
        Lever("employment_retention", "share", 0.0, "add", Text("고용유지", "Employment retention"), True),
        Lever(
            "commuting_benefit", "million KRW/head/month", 0.0, "add", Text("통근비 지원", "Commuting benefit"), True
        ),
        Lever("foreign_worker_quota", "persons", 0.0, "add", Text("외국인력 허용인원", "Foreign-worker quota"), True),
        Lever("energy_price", "ratio", 1.0, "multiply", Text("에너지 가격", "Energy price")),
        Lever("rnd_success", "ratio", 1.0, "multiply", Text("연구개발·사업화 확률", "R&D success"), True),
        Lever("credit", "million KRW", 0.0, "add", Text("자금 접근", "Credit")),
    )
}


def combined(key: str, pulls: Sequence[Column]) -> Column:
    """Combine the pulls of several instruments on one lever, in an order that does not matter beyond rounding.

    Args:
        key: lever of the closed table.
        pulls: one column per instrument (unit of the lever); at least one.
    """
    lever = LEVERS[key]
    if len(pulls) == 1:
        return pulls[0]
    table = np.stack(pulls)
    if lever.combine == "add":
        return np.asarray(table.sum(axis=0))
    if lever.combine == "multiply":
        return np.asarray(table.prod(axis=0))
    return np.asarray(table.min(axis=0))


def set_levers(levers: Levers | ZoneLevers, pulls: Mapping[str, Column]) -> None:
    """Write a month's pulls into a table the phases read; every lever nobody pulled goes back to neutral."""
    for column in fields(levers):
        target: Column = getattr(levers, column.name)
        pulled = pulls.get(column.name)
        target[:] = column.metadata["neutral"] if pulled is None else pulled
