"""The folder of living conditions: two tables, one picture and two sentences."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from simulation.experiments.living import answers
from simulation.outcomes.folder import whole_folder
from simulation.report import style
from simulation.report.alt_text import joined
from simulation.report.framing import described
from simulation.report.picture import Picture, canvas
from simulation.report.series import Setting
from simulation.report.style import number, styled
from simulation.report.tables import Rows, write_csv
from simulation.report.words import outlook_name
from simulation.scenario import Scenario
from simulation.texts import Say

say = Say("living")
LITTLE_JOBS = 10.0
"""Jobs a hundred homes below which the answer is called little: one home in ten brings a job."""


def save_living(
    retention: pd.DataFrame, homes: pd.DataFrame, *, baseline: Scenario, runs: int, folder: Path, language: str
) -> tuple[list[str], Rows, list[str]]:
    """Write both tables and the picture into a folder, whole.

    Args:
        retention, homes: tables of :func:`simulation.experiments.living.living_conditions`.
        baseline: the world without programmes.
        runs: runs a cell.
        folder: what stood there is replaced.
        language: ``ko`` or ``en``.

    Returns:
        Header and rows of the table of homes, and the two sentences.
    """
    world = {**baseline.model_dump(mode="json"), "runs": runs, "outlook": "announced"}
    picture = living_figure(retention, homes, scenario=baseline, setting=Setting.of(world, runs), language=language)
    with whole_folder(folder) as draft:
        write_csv(retention, draft / "allowance.csv")
        write_csv(homes, draft / "homes.csv")
        picture.save(draft)
    kept, filled = answers(retention, homes)
    shown = [number(value, language, decimals=1) for value in kept]
    said = [
        say("said_kept", language, centre=shown[0], low=shown[1], high=shown[2], study=shown[3]),
        homes_sentence(filled, language),
    ]
    header = [say(each, language) for each in ("latent", "jobs")]
    pairs = homes[["latent_posts", "jobs_per_100_homes"]].to_numpy(float)
    rows: Rows = [[number(float(value), language, decimals=1) for value in pair] for pair in pairs]
    return header, rows, said


def homes_sentence(filled: Sequence[float], language: str) -> str:
    """What a hundred homes do for jobs, and whether that is little.

    Args:
        filled: jobs per 100 homes at the centre of the prior of latent posts, and the least and most over it.
        language: ``ko`` or ``en``.
    """
    centre, low, high = (number(value, language, decimals=1) for value in filled)
    size = say("little" if max(abs(value) for value in filled) < LITTLE_JOBS else "enough", language)
    return say("said_homes", language, centre=centre, low=low, high=high, size=size)


@styled()
def living_figure(
    retention: pd.DataFrame, homes: pd.DataFrame, *, scenario: Scenario, setting: Setting, language: str = "ko"
) -> Picture:
    """Two panels: retention by the allowance over the elasticity of quits, jobs by homes over latent posts.

    Args:
        retention, homes: tables of :func:`simulation.experiments.living.living_conditions`.
        scenario: the world without programmes.
        setting: what the picture says about it.
        language: ``ko`` or ``en``.
    """
    figure, panels = canvas(panels=2, height=4.2)
    kept, filled = answers(retention, homes)
    scale = 100.0 / homes["homes"].clip(lower=1.0)
    drawn = (
        (retention["quit_elasticity"], retention["difference"], retention["difference_low"],
         retention["difference_high"], "elasticity", "keep"),
        (homes["latent_posts"], homes["jobs_per_100_homes"], scale * homes["jobs_low"], scale * homes["jobs_high"],
         "latent", "jobs"),
    )  # fmt: skip
    for axes, (x, mean, low, high, below, beside) in zip(panels, drawn, strict=True):
        axes.axhline(0.0, color=style.GREY, linewidth=0.8)
        axes.vlines(x, low, high, color=style.SKY, linewidth=3.0)
        axes.plot(x, mean, "o-", color=style.BLACK, linewidth=1.2, markersize=5)
        axes.set_xlabel(say(below, language))
        axes.set_ylabel(say(beside, language))
    study = say("study", language, value=number(kept[3], language, decimals=1))
    panels[0].axhline(kept[3], color=style.ORANGE, linestyle="--", linewidth=1.2)
    panels[0].annotate(
        study, (0.98, kept[3]), xycoords=("axes fraction", "data"), xytext=(0, -4), textcoords="offset points",
        ha="right", va="top", fontsize=8,
    )  # fmt: skip
    name = scenario.name.ko if language == "ko" else scenario.name.en
    subtitle = say(
        "subtitle", language, name=name, outlook=outlook_name("announced", language), runs=int(homes["runs"].iloc[0])
    )
    subtitle = setting.with_scale(subtitle, language)
    remark = say("remark", language)
    figures = [number(value, language, decimals=1) for value in (kept[0], filled[0])]
    title = say("title", language, points=figures[0], jobs=figures[1])
    described(figure, title, setting=setting, remarks=[remark], language=language, subtitle=subtitle)
    figure.subplots_adjust(left=0.09, wspace=0.26)
    rows, said = [], []
    for x, mean, low, high, below, beside in drawn:
        about = {"across": say(below, "en"), "up": say(beside, "en")}
        rows.append(pd.DataFrame({**about, "x": x, "mean": mean, "low": low, "high": high}))
        said.append(f"{say(below, language)}, {say(beside, language)}")
        for point in rows[-1].to_dict("records"):
            shown = {key: number(float(point[key]), language, decimals=1) for key in ("mean", "low", "high")}
            x_told = f"{float(point['x']):g}"
            said.append(say("told", language, x=x_told, value=shown["mean"], low=shown["low"], high=shown["high"]))
    return Picture("living", title, figure, pd.concat(rows), joined(said))
