"""Anchor attraction (앵커기업·연구기관 유치): a large firm moves in, as far as money brings it."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np
from pydantic import Field

from simulation.policy.actions import NOTHING, Actions, PolicyView
from simulation.policy.by_year import UnitCost
from simulation.policy.capital_spending import BUILDING, CapitalSpending
from simulation.policy.registry import instrument
from simulation.policy.specification import MONTH
from simulation.units import EOK, Month

ADDITIONAL = "policy.attraction_additional"


@instrument
class AnchorAttraction(CapitalSpending):
    """Pays for the site and what else brings a firm of ``industry``, which moves in after ``opens``.

    It comes with a p posts (lever ``attraction``): p those that the money paid so far buys at ``cost`` a post, at most
    ``posts``, and a the drawn part of attracted posts that would not have come anyway. It is the first candidate for a
    lot of its industry in or after that month, brings its customers and is an anchor from then on. Announced numbers
    of posts are what the money must buy.
    """

    # Worked example: 60억 at 0.3억 a post buys 200 posts; with a = 0.15 the firm has 30 posts on top of those it would
    # have had as the small firm it takes after.

    kind: Literal["anchor_attraction"]  # type: ignore[assignment]
    item: str = Field(default=BUILDING, description="비목 / cost item")
    opens: str = Field(pattern=MONTH, description="입주 가능 월 / first month in which it can move in")
    industry: str = Field(description="업종 / its industry")
    cost: UnitCost = Field(description="일자리당 지원액(억원) / money for each post, 억원")
    posts: int | None = Field(default=None, ge=1, description="최대 일자리 / most posts, else no limit")

    def apply(self, view: PolicyView, month: Month) -> Actions:
        """Spend as any purchase does; in the month its place is due, the firm moves in."""
        bought = super().apply(view, month)
        promised = view.spent / (self.cost * EOK)
        promised = promised if self.posts is None else min(view.scale * self.posts, promised)
        first = view.step + (Month.parse(self.opens) - month)
        waiting = np.flatnonzero(view.in_industries((self.industry,)) & (view.due >= max(0, first)))
        if promised == 0.0 or waiting.size == 0:
            return bought
        row = waiting[np.lexsort((view.identifier[waiting], view.due[waiting]))[0]]
        if view.due[row] != view.step:
            return bought
        posts = np.zeros(view.rows)
        posts[row] = view.values[ADDITIONAL] * promised
        return replace(bought if bought is not NOTHING else Actions(), levers={"attraction": posts})
