"""The waterfall from the gross change of jobs to the net one, in the regional and the national view."""

from __future__ import annotations

import pandas as pd

from simulation.outcomes.additionality import GROSS_TO_NET, VIEWS
from simulation.outcomes.verdicts import FEWEST_RUNS, carry_a_band
from simulation.report.alt_text import rows_told, spread_of
from simulation.report.framing import described
from simulation.report.picture import Picture, canvas
from simulation.report.series import Setting
from simulation.report.style import number, styled
from simulation.report.waterfall import draw_steps
from simulation.report.words import say
from simulation.units import UNITS

HEIGHT, HEAD, ROOM = 5.2, 1.14, 0.3
"""Inches of the picture and of what stands above its panels; share of the reach of the bars left for figures."""


@styled()
def net_waterfall(rows: pd.DataFrame, setting: Setting, *, language: str = "ko") -> Picture:
    """Gross to net jobs of the last year, a panel a view; the parts add up to the net.

    Args:
        rows: rows of ``additionality.csv``.
        setting: what the picture says about the result.
        language: ``ko`` or ``en``.
    """
    jobs = rows[(rows["table"] == "parts") & (rows["measure"] == "jobs")]
    held = {view: jobs[jobs["view"] == view].set_index("part").loc[list(GROSS_TO_NET)] for view in VIEWS}
    figure, panels = canvas(panels=len(VIEWS), height=HEIGHT)
    reached = pd.concat([own["mean"].iloc[:-1].cumsum() for own in held.values()]).tolist()
    reached += [0.0, *(float(own["mean"].iloc[-1]) for own in held.values())]
    span = (max(reached) - min(reached)) or 1.0
    told = []
    for axes, own in zip(panels, held.values(), strict=True):
        names = own[f"part_{language}"].astype(str).tolist()
        steps = dict(zip(names, own["mean"].astype(float), strict=True))
        draw_steps(axes, steps, language=language)
        axes.set_xlim(min(reached) - 0.04 * span, max(reached) + ROOM * span)
        view = str(own[f"view_{language}"].iloc[0])
        axes.set_title(
            f"{view} ({UNITS['persons'].in_language(language)})", fontsize=8.4, fontweight="normal", loc="left", pad=5
        )
        spread = zip(names, own["mean"], own["q10"], own["q90"], strict=True)
        listed = [(name, float(mean), float(low), float(high)) for name, mean, low, high in spread]
        told.append(
            rows_told(listed, across=view, language=language, spread=spread_of(int(own["runs"].iloc[0])), order=False)
        )
    panels[1].set_yticklabels([])
    first = held[VIEWS[0]].iloc[0]
    net = {view: number(float(own["q50"].iloc[-1]), language) for view, own in held.items()}
    runs = int(first["runs"])
    found = "net_found" if carry_a_band(runs) else "net_few"
    title = say(found, language, year=int(first["year"]), runs=runs, enough=FEWEST_RUNS, **net)
    remarks = [say("net_note", language, runs=runs)]
    described(figure, title, setting=setting, remarks=remarks, language=language, legend_rows=0)
    figure.subplots_adjust(left=0.29, wspace=0.1, top=1.0 - HEAD / HEIGHT)
    data = jobs[["view", "part", "year", "runs", "mean", "q10", "q50", "q90"]]
    return Picture("gross_to_net", title, figure, data, " ".join(told))
