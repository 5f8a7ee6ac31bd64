"""What the phases of a month hand to one another, and the stocks that it opened with."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulation.arrays import Column, Counts, Flags
from simulation.equations.displacement import Displacement
from simulation.state import Firms


@dataclass(slots=True)
class Opening:
    """Per firm at the start of the month: goods (volume), inputs and money (million KRW), capacity, tenants.

    ``productivity`` is that at which the month before worked.
    """

    inventory: Column
    inputs: Column
    capacity: Column
    active: Flags
    cash: Column
    productivity: Column

    @classmethod
    def of(cls, firms: Firms) -> Opening:
        """The stocks of a moment."""
        stocks = firms.inventory.copy(), firms.input_stock.copy(), firms.capacity.copy()
        return cls(*stocks, firms.active.copy(), firms.cash.copy(), firms.productivity.copy())


@dataclass(slots=True)
class Flows:
    """Per firm unless said otherwise.

    ``needed_posts`` posts that the plan needs and ``kept_posts`` those kept for the retention subsidy;
    ``lost_to_labour`` planned output that hands could not make (volume); ``step_cost`` of
    the next step and ``adoption_spending`` on steps taken (million KRW); ``commercialised`` whose project became sales;
    ``filled_advertised`` advertised posts filled; ``fill`` share of orders delivered; ``competition`` what it did to
    outside demand; ``orders_placed`` of tenants for next month and ``ordered_output`` whose inputs they are (volume);
    ``reached`` output by area and sector (million KRW); ``outside_complex`` other numbers of the month by name;
    ``output_history`` output by month and firm; ``minimum_pay`` full-time pay at the minimum wage of last month.
    """

    needed_posts: Column
    kept_posts: Column
    lost_to_labour: Column
    step_cost: Column
    adoption_spending: Column
    commercialised: Flags
    filled_advertised: Counts
    fill: Column
    competition: Displacement
    orders_placed: Column
    ordered_output: Column
    reached: Column
    outside_complex: dict[str, float]
    output_history: Column
    minimum_pay: float

    @classmethod
    def at_start(cls, firms: Firms, areas: int, *, sectors: int, months: int, minimum_pay: float) -> Flows:
        """Orders and posts of the start, and nothing yet of a month."""
        rows = firms.identifier.size
        return cls(
            needed_posts=firms.established_posts.copy(),
            kept_posts=np.zeros(rows),
            lost_to_labour=np.zeros(rows),
            step_cost=np.full(rows, np.inf),
            adoption_spending=np.zeros(rows),
            commercialised=np.zeros(rows, dtype=np.bool_),
            filled_advertised=np.zeros(rows, dtype=np.int64),
            fill=np.ones(rows),
            competition=Displacement(firms.orders_outside.copy(), np.zeros(rows), np.zeros(rows), 0.0, 0.0, 0.0),
            orders_placed=firms.orders_inside.copy(),
            ordered_output=firms.output.copy(),
            reached=np.zeros((areas, sectors)),
            outside_complex={},
            output_history=np.zeros((months, rows)),
            minimum_pay=minimum_pay,
        )
