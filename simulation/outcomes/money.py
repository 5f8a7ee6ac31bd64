"""What became of the money of the programmes of a scenario, by instrument and source, as a mean over runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulation.catalogue import name_of
from simulation.errors import LANGUAGES, Text
from simulation.policy.money import COLUMNS
from simulation.scenario import Scenario
from simulation.texts import texts
from simulation.units import EOK

ALL = "all"
REASONS = ("outside_window", "execution", "no_applicants")
"""Why money is not taken up."""
ROUNDING = 1e-6
TOTAL = Text("전체", "all")
WHY = {"": Text("", ""), **texts("money.why")}


def money_table(runs: Sequence[Mapping[str, NDArray[np.float64]]]) -> pd.DataFrame:
    """Rows by instrument and source, each instrument and all together with the source ``all`` last (억원).

    ``planned = paid + not_taken_up`` and ``not_taken_up = outside_window + execution + no_applicants``; ``in_window``
    is planned less what lies outside the months. ``why`` is the reason that keeps most.

    Args:
        runs: of each run, amounts by ``instrument.source`` in the order of ``policy.money.COLUMNS`` (million KRW).
    """
    if not runs or not runs[0]:
        return pd.DataFrame()
    means: dict[tuple[str, str], NDArray[np.float64]] = {}
    for key in runs[0]:
        name, _, source = key.rpartition(".")
        means[name, source] = np.mean([run[key] for run in runs], axis=0) / EOK

    def summed(name: str, source: str) -> dict[str, object]:
        parts = [x for (one, other), x in means.items() if name in (one, ALL) and source in (other, ALL)]
        return _row(name, source, amounts=np.sum(parts, axis=0))

    names, sources = (list(dict.fromkeys(key[place] for key in means)) for place in (0, 1))
    table: list[dict[str, object]] = []
    for name in (*names, ALL):
        held = [source for source in sources if name == ALL or (name, source) in means]
        table += [summed(name, source) for source in (*held, ALL)]
    return pd.DataFrame(table).assign(runs=len(runs))


def _row(instrument: str, source: str, *, amounts: NDArray[np.float64]) -> dict[str, object]:
    money = dict(zip(COLUMNS, map(float, amounts), strict=True))
    kept = {reason: money[reason] if abs(money[reason]) > ROUNDING else 0.0 for reason in REASONS}
    most = max(kept, key=lambda reason: kept[reason])
    return {
        "instrument": instrument,
        "source": source,
        "planned": money["planned"],
        "in_window": money["planned"] - money["outside_window"],
        "paid": money["paid"],
        "not_taken_up": sum(kept.values()),
        **kept,
        "why": most if kept[most] > 0.0 else "",
    }


def money_rows(runs: Sequence[Mapping[str, NDArray[np.float64]]], scenario: Scenario) -> pd.DataFrame:
    """Rows of ``money.csv`` of the instruments of a scenario, with names and the reason in both languages.

    Args:
        runs: of each run, amounts by ``instrument.source`` (million KRW).
        scenario: the scenario without what its baseline holds.
    """
    own = [
        {key: amounts for key, amounts in run.items() if key.rsplit(".", 1)[0] in scenario.instruments} for run in runs
    ]
    table = money_table(own)
    if table.empty:
        return table
    for language in LANGUAGES:
        table[f"instrument_{language}"] = [
            _named(scenario, str(name), language=language) for name in table["instrument"]
        ]
        table[f"source_{language}"] = [
            TOTAL.in_language(language) if source == ALL else name_of(f"money.{source}", language)
            for source in table["source"]
        ]
        table[f"why_{language}"] = [WHY[str(why)].in_language(language) for why in table["why"]]
    return table


def _named(scenario: Scenario, name: str, *, language: str) -> str:
    if name == ALL:
        return TOTAL.in_language(language)
    spec = scenario.instruments[name]
    return (spec.name_ko if language == "ko" else spec.name_en) or name
