"""The folder of living conditions: two tables, one picture and two sentences."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from simulation.errors import Text
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

TITLE = Text(
    "통근비 지원 월 5만원은 1년 고용유지율을 {points} %p, 주거 100호는 종사자를 {jobs}명 바꿈",
    "50,000 won a month moves one-year retention by {points} points, 100 homes move jobs by {jobs}",
)
TOLD = Text("{x}: {value}({low}~{high})", "{x}: {value} ({low} to {high})")
SUBTITLE = Text("{name}, 전망 기준: {outlook}, 칸마다 {runs}회", "{name}; {outlook}; {runs: run| runs} a cell")
KEEP = Text("1년 고용유지율 차이(%p)", "Difference in one-year retention (points)")
ELASTICITY = Text(
    "이직의 임금 탄력성(사전분포의 하한·중심·상한)", "Elasticity of quits to pay (low, centre, high of prior)"
)
STUDY = Text("공단 조사(비무작위) {value}", "Printed comparison (not randomised) {value}")
JOBS = Text("100호당 늘어난 종사자(명)", "Jobs gained per 100 homes (persons)")
LATENT = Text("잠재 빈일자리(정원 대비 %, 하한·중심·상한)", "Latent posts (percent of posts: low, centre, high)")
REMARK = Text(
    "세로선은 반복 중 최솟값과 최댓값. 300인 미만 업체에 새로 들어온 35세 미만, 월 5만원. "
    "주거는 종사자의 2 %에 해당하는 호수",
    "Bars: smallest and largest run. People under 35 newly hired by firms under 300 workers, 50,000 won a month. "
    "Homes for 2 % of the jobs",
)
SAID_KEPT = Text(
    "월 5만원의 통근비 지원에 따른 1년 고용유지율의 차이는 {centre} %p임(사전분포 안에서 {low}~{high}). "
    "비교 조사의 {study} %p는 무작위 비교가 아니며, 모형의 이직 탄력성으로는 재현되지 않음.",
    "With an allowance of 50,000 won a month, one-year retention differs by {centre} points ({low} to {high} "
    "over the prior). The {study} points of the printed comparison are not randomised and are not "
    "reproduced by the elasticity of quits.",
)
SAID_HOMES = Text(
    "단지 내 주거 100호는 종사자를 {centre}명({low}~{high}) 늘림: {size}. "
    "입주자는 대부분 이미 단지에 근무하거나 근무했을 사람임.",
    "A hundred homes in the complex add {centre} jobs ({low} to {high}): {size}. Most who move in work there already "
    "or would have.",
)
LITTLE_JOBS = 10.0
"""Jobs a hundred homes below which the answer is called little: one home in ten brings a job."""
SIZES = {
    True: Text("잠재 빈일자리 범위 전체에서 작음", "little over the whole range of latent posts"),
    False: Text("잠재 빈일자리에 따라 작지 않음", "not little everywhere in the range of latent posts"),
}


def in_language(text: Text, language: str, **values: object) -> str:
    """The text in a language, filled in."""
    return text.filled(language, **values)


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
        in_language(SAID_KEPT, language, centre=shown[0], low=shown[1], high=shown[2], study=shown[3]),
        homes_sentence(filled, language),
    ]
    header = [in_language(each, language) for each in (LATENT, JOBS)]
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
    size = in_language(SIZES[max(abs(value) for value in filled) < LITTLE_JOBS], language)
    return in_language(SAID_HOMES, language, centre=centre, low=low, high=high, size=size)


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
         retention["difference_high"], ELASTICITY, KEEP),
        (homes["latent_posts"], homes["jobs_per_100_homes"], scale * homes["jobs_low"], scale * homes["jobs_high"],
         LATENT, JOBS),
    )  # fmt: skip
    for axes, (x, mean, low, high, below, beside) in zip(panels, drawn, strict=True):
        axes.axhline(0.0, color=style.GREY, linewidth=0.8)
        axes.vlines(x, low, high, color=style.SKY, linewidth=3.0)
        axes.plot(x, mean, "o-", color=style.BLACK, linewidth=1.2, markersize=5)
        axes.set_xlabel(in_language(below, language))
        axes.set_ylabel(in_language(beside, language))
    study = in_language(STUDY, language, value=number(kept[3], language, decimals=1))
    panels[0].axhline(kept[3], color=style.ORANGE, linestyle="--", linewidth=1.2)
    panels[0].annotate(
        study, (0.98, kept[3]), xycoords=("axes fraction", "data"), xytext=(0, -4), textcoords="offset points",
        ha="right", va="top", fontsize=8,
    )  # fmt: skip
    name = scenario.name.ko if language == "ko" else scenario.name.en
    subtitle = in_language(
        SUBTITLE, language, name=name, outlook=outlook_name("announced", language), runs=int(homes["runs"].iloc[0])
    )
    subtitle = setting.with_scale(subtitle, language)
    remark = in_language(REMARK, language)
    figures = [number(value, language, decimals=1) for value in (kept[0], filled[0])]
    title = in_language(TITLE, language, points=figures[0], jobs=figures[1])
    described(figure, title, setting=setting, remarks=[remark], language=language, subtitle=subtitle)
    figure.subplots_adjust(left=0.09, wspace=0.26)
    rows, said = [], []
    for x, mean, low, high, below, beside in drawn:
        about = {"across": in_language(below, "en"), "up": in_language(beside, "en")}
        rows.append(pd.DataFrame({**about, "x": x, "mean": mean, "low": low, "high": high}))
        said.append(f"{in_language(below, language)}, {in_language(beside, language)}")
        for point in rows[-1].to_dict("records"):
            shown = {key: number(float(point[key]), language, decimals=1) for key in ("mean", "low", "high")}
            x_told = f"{float(point['x']):g}"
            said.append(
                in_language(TOLD, language, x=x_told, value=shown["mean"], low=shown["low"], high=shown["high"])
            )
    return Picture("living", title, figure, pd.concat(rows), joined(said))
