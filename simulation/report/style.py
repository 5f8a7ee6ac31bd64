"""The look of every picture: own font, colours safe for colour-blind readers, and marks that survive a copier."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.ticker import Formatter
from matplotlib.typing import LineStyleType

from simulation.units import EOK, EOK_IN_BILLION, JO

FONTS = Path(__file__).parent / "fonts"
FAMILY = "Sandan Gothic"
DPI = 300
WIDTH, HEIGHT = 7.2, 4.6
"""Inches; 7.2 fills the text width of an A4 page."""

BLACK, GREY, LIGHT = "#000000", "#5f5f5f", "#d9d9d9"
ORANGE, SKY, GREEN = "#E69F00", "#56B4E9", "#009E73"
BLUE, RED, PURPLE = "#0072B2", "#D55E00", "#CC79A7"
"""Okabe and Ito (2008), Color Universal Design."""


@dataclass(frozen=True, slots=True)
class Mark:
    """How one series is drawn. No two series share a line style and a hatch, so colour is never the only difference."""

    colour: str
    line: LineStyleType
    hatch: str = ""
    marker: str = ""
    run: LineStyleType = ""
    """Of a single run, where it differs from that of the median."""


SERIES = (
    Mark(BLUE, "solid"),
    Mark(RED, (0, (5.0, 2.0)), "////"),
    Mark(GREEN, (0, (1.2, 1.4)), "...."),
    Mark(PURPLE, (0, (6.0, 1.6, 1.2, 1.6)), "\\\\\\\\"),
)
"""Marks of worlds drawn in one picture, in order."""
WITHOUT = Mark(GREY, "solid", "////", "o", run=(0, (1.0, 1.2)))
"""The world without programmes, wherever alternatives stand beside it."""
PAIR = {"without": WITHOUT, "with": SERIES[0]}
"""Marks of the two worlds of a run, the one without the programme first and below."""
ALTERNATIVES = (
    Mark(BLUE, "solid", "", "s"),
    Mark(RED, (0, (5.0, 2.0)), "", "^"),
    Mark(GREEN, (0, (1.2, 1.4)), "", "D"),
    Mark(PURPLE, (0, (6.0, 1.6, 1.2, 1.6)), "", "v"),
    Mark(ORANGE, (0, (8.0, 2.0)), "", "P"),
    Mark(SKY, (0, (3.0, 1.0, 1.0, 1.0, 1.0, 1.0)), "", "X"),
    Mark(BLACK, (0, (2.0, 3.0)), "", "*"),
)
"""Marks of alternatives in the order asked for: colour, line and mark differ, so that they read apart in grey."""
RIVAL = Mark(BLACK, (0, (5.0, 2.0)), "", "s")
RECORD = Mark(BLACK, "none", "", "o")
BANDS = (("q025", "q975", 0.16), ("q10", "q90", 0.28), ("q25", "q75", 0.45))
"""Lower and upper quantile and opacity of the nested bands, widest first."""
EDGES: tuple[LineStyleType, ...] = ((0, (1.0, 2.0)), (0, (3.0, 2.0)), "none")
"""Line style of the edge of each band, so that the three read apart without shades."""

EOK_IN_JO = JO / EOK
"""억원 in one 조원."""
THOUSAND = 1000.0
"""From here on a plain number has separators and no decimals."""
STORED_MONEY, READ_MONEY = "100 million KRW", "billion KRW"
"""English names of 억원, in which tables hold money, and of the unit in which people read it."""

SETTINGS: Any = {
    "font.family": FAMILY,
    "font.size": 9.0,
    "axes.unicode_minus": False,
    "axes.titlesize": 11.0,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.labelsize": 9.0,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "axes.axisbelow": True,
    "grid.color": LIGHT,
    "grid.linewidth": 0.6,
    "legend.frameon": False,
    "legend.fontsize": 8.0,
    "hatch.linewidth": 0.5,
    "text.parse_math": False,
    "text.hinting": "none",
    "svg.fonttype": "path",
    "svg.hashsalt": "sandan",
    "path.simplify": False,
    "savefig.facecolor": "white",
    "figure.facecolor": "white",
}


@cache
def register_fonts() -> tuple[Path, ...]:
    """Make the shipped font known to matplotlib, once a process."""
    paths = tuple(sorted(FONTS.glob("*.ttf")))
    for path in paths:
        font_manager.fontManager.addfont(str(path))
    return paths


@contextmanager
def styled() -> Iterator[None]:
    """Draw and save inside this block; settings of the caller's session are left as they were."""
    register_fonts()
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(SETTINGS)
        yield


def number(value: float, language: str, *, decimals: int = 0) -> str:
    """A number with thousands separators; a negative one carries △ in Korean, as in official tables; none is "-"."""
    if value != value:
        return "-"
    # Nine digits first: what a table keeps and what a run holds round alike.
    return _signed(f"{float(f'{abs(value):.9g}'):,.{decimals}f}", language, value=value)


def plain(value: float, language: str) -> str:
    """A value of any size in four figures, as a list of assumptions says it; from a thousand on with separators."""
    text = f"{abs(value):,.0f}" if abs(value) >= THOUSAND else f"{abs(value):.4g}"
    return _signed(text, language, value=value)


def _signed(text: str, language: str, *, value: float) -> str:
    """The figures of a value with the sign of the language, where any of them is not zero."""
    negative = value < 0 and any(digit not in "0.," for digit in text)
    return f"{'△' if language == 'ko' else '-'}{text}" if negative else text


def counted(unit: str) -> tuple[float, str]:
    """What a stored amount is multiplied by where people read it, and the unit it then has.

    Tables that both languages share hold 억원. English has no word for a hundred million: what is read counts billions.
    """
    return (1.0 / EOK_IN_BILLION, unit.replace(STORED_MONEY, READ_MONEY)) if STORED_MONEY in unit else (1.0, unit)


def with_unit(name: str, unit: str) -> str:
    """A name and the unit that people read it in, in one bracket: 매출액 (억원), Revenue (sales, billion KRW)."""
    told = counted(unit)[1]
    return f"{name[:-1]}, {told})" if name.endswith(")") else f"{name} ({told})"


def amount(value: float, unit: str, *, language: str, decimals: int = 0) -> str:
    """A stored value in the unit that :func:`counted` makes of its own, as exact in either language."""
    factor, _ = counted(unit)
    return number(factor * value, language, decimals=decimals if factor == 1.0 else decimals + 1)


def money_unit(language: str) -> str:
    """Unit of money as people read it."""
    return "억원" if language == "ko" else READ_MONEY


def amounts(values: Sequence[float], language: str) -> tuple[list[str], str]:
    """Money of so many 억원 as a sentence says it, and its unit, after a space where the language puts one."""
    unit = "억원" if language == "ko" else STORED_MONEY
    return [amount(each, unit, language=language) for each in values], measured("", counted(unit)[1], language=language)


def money_told(values: Sequence[float], language: str) -> tuple[list[str], str]:
    """Money of so many 억원 with one unit that suits the first of them: 조원 and trillions from one of them on."""
    if abs(values[0]) < EOK_IN_JO:
        return amounts(values, language)
    unit = "조원" if language == "ko" else " trillion KRW"
    return [number(each / EOK_IN_JO, language, decimals=1) for each in values], unit


def decimals_in_jo(value: float) -> int:
    """Decimals of so many 조원: one, two below one and three below a tenth, so that little is not told as nothing."""
    size = abs(value)
    return 1 if size >= 1.0 or size == 0.0 else 2 if size >= 0.1 else 3


def measured(figures: str, unit: str, *, language: str) -> str:
    """Figures with their unit as a language writes them: 2,974개사, 2,974 firms, in either 15 %."""
    if not unit or figures == "-":
        return figures
    return f"{figures}{'' if language == 'ko' and not unit.startswith('%') else ' '}{unit}"


def span(low: str, high: str, *, language: str) -> str:
    """From one end to another as a text says it: 12~15, in English 12 to 15, which no minus sign makes unclear."""
    return f"{low}~{high}" if language == "ko" else f"{low} to {high}"


class ExactTicks(Formatter):
    """Axis labels with as many decimals as the ticks that are drawn need, so that none is rounded."""

    def __init__(self, language: str, least: int, factor: float) -> None:
        self.language, self.least, self.factor = language, least, factor

    def __call__(self, value: float, pos: int | None = None) -> str:
        """The label of one value by itself."""
        return self.format_ticks([value])[0]

    def format_ticks(self, values: Sequence[float]) -> list[str]:
        """The labels of all ticks of an axis, with the same decimals."""
        told = [self.factor * float(value) for value in values]
        decimals = max([self.least, *(decimals_for(value) for value in told)])
        return [number(value, self.language, decimals=decimals) for value in told]


def ticks(language: str, least: int = 0, *, unit: str = "") -> ExactTicks:
    """Exact axis labels in a language.

    Args:
        language: ``ko`` or ``en``.
        least: decimals to show even where the ticks need none.
        unit: of what is drawn; the labels are in what :func:`counted` makes of it.
    """
    return ExactTicks(language, least, counted(unit)[0])


def decimals_for(step: float) -> int:
    """Fewest decimals (three at most) that write every multiple of a tick step exactly."""
    scaled = [abs(step) * 10**decimals for decimals in range(3)]
    return next((decimals for decimals, value in enumerate(scaled) if abs(value - round(value)) < 1e-6), 3)
