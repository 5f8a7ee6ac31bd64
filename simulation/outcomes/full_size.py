"""What a reduced world says of the whole complex: amounts and heads over its scale, shares and prices as they are.

A world of scale s holds s of the firms, people, homes and budgets, so that an amount of the whole is x / s. Everything
collected from a run passes here once, where it is collected; the record is never shrunk.
"""

from __future__ import annotations

from collections.abc import Mapping

from simulation.arrays import Table
from simulation.catalogue import variables
from simulation.errors import Text

SHARES = "evaluation."
"""Twin comparisons whose entries are shares of a level, but for the number of firms treated."""
TREATED = "evaluation.treated"
BLOWN_UP = Text("{ratio} 축소 세계에서 실제 규모로 환산", "simulated in a {ratio} world, figures at full size")


def at_full_size(values: Table, scale: float) -> Table:
    """Amounts and heads of the whole complex, x / s.

    Args:
        values: x, any extensive amounts of a world.
        scale: s, size of that world (share of the complex).
    """
    return values / scale


def series_at_full_size(series: Mapping[str, Table], scale: float) -> dict[str, Table]:
    """Monthly arrays of one world at full size where the variable is extensive.

    Args:
        series: arrays by variable, the first dimension the month, in the units of the variable table.
        scale: size of the world (share of the complex).
    """
    known = variables()
    return {name: at_full_size(x, scale) if known[name].extensive else x for name, x in series.items()}


def effects_at_full_size(effects: Mapping[str, Table], scale: float) -> dict[str, Table]:
    """Parts of an effect and sums over twins at full size; estimates in percent stay.

    Args:
        effects: arrays by name, as decompositions and twins of one run give them.
        scale: size of the world (share of the complex).
    """
    return {
        name: x if name.startswith(SHARES) and name != TREATED else at_full_size(x, scale)
        for name, x in effects.items()
    }


def scale_note(scale: float, language: str) -> str:
    """That amounts were blown up from a world of a scale, as one to so many; nothing at full size."""
    return "" if scale == 1.0 else BLOWN_UP.filled(language, ratio=ratio_of(scale))


def ratio_of(scale: float) -> str:
    """A scale as people write it: 0.2 is 1:5."""
    decimals = 0 if abs(1.0 / scale - round(1.0 / scale)) < 1e-6 else 1
    return f"1:{1.0 / scale:,.{decimals}f}"
