"""The sign map drawn: net regional jobs over demand gain and displacement, and the line at which they turn."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from simulation.catalogue import parameters_for
from simulation.report import style
from simulation.report.alt_text import joined
from simulation.report.framing import described
from simulation.report.picture import Picture, canvas
from simulation.report.series import Setting
from simulation.report.style import number, span, styled
from simulation.report.words import outlook_name, say
from simulation.scenario import Scenario

HEIGHT = 4.7
PANELS = {0.0: "sign_all", 1.0: "sign_alike"}


@styled()
def sign_figure(table: pd.DataFrame, scenario: Scenario, *, setting: Setting, language: str = "ko") -> Picture:
    """A panel for each reading of who the rivals are; rows are the local share, columns the demand gain.

    Args:
        table: rows of :func:`simulation.experiments.sign_map.sign_map`.
        scenario: the world with the programme.
        setting: what the picture says about it.
        language: ``ko`` or ``en``.
    """
    readings = sorted(table["alike"].unique())
    figure, panels = canvas(panels=len(readings), height=HEIGHT, share_y=True)
    for axes, alike in zip(panels, readings, strict=True):
        _draw(axes, table, alike=float(alike), language=language)
        axes.set_title(say(PANELS[float(alike)], language), fontsize=9.4, pad=6)
    panels[0].set_ylabel(say("sign_y", language))
    title = say("sign_title", language, won=int((table["jobs"] > 0.0).sum()), all=len(table))
    name = scenario.name.ko if language == "ko" else scenario.name.en
    subtitle = say(
        "sign_subtitle", language, name=name, period=span(scenario.start, scenario.end, language=language),
        outlook=outlook_name(setting.outlook, language), runs=int(table["runs"].iloc[0]),
        supported=number(float(table["supported"].mean()), language),
    )  # fmt: skip
    subtitle = setting.with_scale(subtitle, language)
    gain = {**{k: q.value for k, q in parameters_for(scenario.complex).items()}, **scenario.parameters}
    held = say("sign_held", language, gain=number(100.0 * gain["technology.productivity_gain"], language, decimals=1))
    remarks = [say("sign_cell", language), held]
    described(figure, title, setting=setting, remarks=remarks, language=language, subtitle=subtitle)
    figure.subplots_adjust(left=0.09, wspace=0.06)
    return Picture("sign_map", title, figure, table, _told(table, language))


def _told(table: pd.DataFrame, language: str) -> str:
    """The axes, and the ends of every row of cells."""
    said = [f"{say('sign_x', language)}, {say('sign_y', language)}"]
    for (alike, share), row in table.groupby(["alike", "local_share"]):
        ends = row.sort_values("demand_gain").iloc[[0, -1]]
        low, high = (number(100.0 * float(gain), language) for gain in ends["demand_gain"])
        least, most = (number(float(jobs), language) for jobs in ends["jobs"])
        panel = say(PANELS[float(str(alike))], language)
        said.append(
            say("sign_told", language, panel=panel, share=f"{share:g}", low=low, high=high, least=least, most=most)
        )
    return joined(said)


def _draw(axes: Axes, table: pd.DataFrame, *, alike: float, language: str) -> None:
    """Cells with their numbers; gains plain, losses hatched, and the turning line between columns."""
    rows = table[np.isclose(table["alike"], alike)]
    gains, shares = sorted(rows["demand_gain"].unique()), sorted(rows["local_share"].unique())
    strongest = max(float(table["jobs"].abs().max()), 1e-9)
    for row in rows.itertuples():
        x, y = gains.index(row.demand_gain), shares.index(row.local_share)
        loses = float(row.jobs) < 0.0  # type: ignore[arg-type]
        depth = 0.12 + 0.6 * (abs(float(row.jobs)) / strongest) ** 0.5  # type: ignore[arg-type]
        colour = style.ORANGE if loses else style.SKY
        axes.add_patch(Rectangle((x - 0.5, y - 0.5), 1, 1, facecolor=colour, alpha=depth, linewidth=0))
        axes.add_patch(
            Rectangle(
                (x - 0.5, y - 0.5), 1, 1, fill=False, hatch="////" if loses else "", edgecolor=style.GREY, linewidth=0.4
            )
        )
        box = (
            {"boxstyle": "square,pad=0.12", "facecolor": "white", "edgecolor": "none", "alpha": 0.85} if loses else None
        )
        axes.text(
            x, y, f"{number(float(row.jobs), language)}\n{number(float(row.jobs_percent), language, decimals=1)} %",  # type: ignore[arg-type]
            ha="center", va="center", fontsize=7.4, linespacing=1.25, bbox=box,
        )  # fmt: skip
    _turning_line(axes, table, alike=alike, gains=gains, shares=shares)
    axes.set_xlim(-0.5, len(gains) - 0.5)
    axes.set_ylim(-0.5, len(shares) - 0.5)
    axes.set_xticks(range(len(gains)), [number(100.0 * gain, language) for gain in gains])
    axes.set_yticks(range(len(shares)), [f"{share:g}" for share in shares])
    axes.tick_params(length=0)
    axes.grid(False)
    axes.set_xlabel(say("sign_x", language))


def _turning_line(axes: Axes, table: pd.DataFrame, *, alike: float, gains: list[float], shares: list[float]) -> None:
    """A step along the edges of the cells: jobs are lost left of it and won right of it."""
    points: list[tuple[float, float]] = []
    for y, share in enumerate(shares):
        here = np.isclose(table["alike"], alike) & np.isclose(table["local_share"], share)
        jobs = table[here].sort_values("demand_gain")["jobs"].to_numpy(dtype=float)
        won = np.flatnonzero(jobs >= 0.0)
        x = float(won[0] if won.size else len(gains)) - 0.5
        points += [(x, y - 0.5), (x, y + 0.5)]
    axes.plot(*zip(*points, strict=True), color=style.BLACK, linewidth=2.0, zorder=5, clip_on=False)
