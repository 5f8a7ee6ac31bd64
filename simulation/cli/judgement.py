"""Verbs that hold the model against the record, and look past it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from simulation.cli.shared import (
    RESULTS,
    ComplexArgument,
    OutOption,
    ScaleOption,
    WorkersOption,
    at_work,
    console,
    say,
    settings,
    tell,
    tell_folder,
)
from simulation.errors import SandanError
from simulation.outcomes.folder import PARTS_FOLDER
from simulation.report.terminal import print_table, refuse_above, refuse_below

MOST_QUARTERS = 200
"""Quarters of the 600 months that a run lasts at most."""


def calibrate(
    complex_: ComplexArgument,
    draws: Annotated[int, typer.Option(help="사전분포에서 뽑을 조합 수 / draws of the joint prior")] = 2000,
    *,
    predictive: Annotated[int, typer.Option(help="사후분포로 재현할 횟수 / histories under the posterior")] = 60,
    scale: ScaleOption = 0.15,
    workers: WorkersOption = None,
    out: OutOption = RESULTS,
) -> None:
    """불확실한 모수를 2018~2021년 실적에서 배웁니다. / Learn the uncertain parameters from the record of 2018-21."""
    from simulation.catalogue import complex_data
    from simulation.experiments.calibrate import calibrate as learn
    from simulation.experiments.calibrate import predicted
    from simulation.report import calibration

    refuse_below(100, draws=draws)
    refuse_below(2, predictive=predictive)
    with at_work(workers) as crew:
        found = learn(complex_, draws, scale=scale, workers=crew, parts=out / complex_ / PARTS_FOLDER)
    with at_work(workers) as crew:
        histories = predicted(complex_, found.values, runs=predictive, scale=scale, workers=crew)
    folder = out / complex_ / "calibration"
    calibration.save_calibration(found, histories, data=complex_data(complex_), scale=scale, folder=folder)
    header = calibration.say("learned_header", settings.language).split("|")
    print_table(console, header, rows=calibration.learned_rows(found, complex_, language=settings.language))
    tell_folder(folder)


def backtest(
    complex_: ComplexArgument,
    runs: Annotated[int, typer.Option(help="시점마다 반복 수 / runs from every origin")] = 24,
    *,
    only: Annotated[
        str | None, typer.Option("--only", help="announced, recorded, drivers 중 하나 / one question only")
    ] = None,
    scale: ScaleOption = 1.0,
    workers: WorkersOption = None,
    out: OutOption = RESULTS,
) -> None:
    """모형을 과거의 매 분기에서 출발시켜 실적과 견줍니다. / The model from every quarter of the record, scored."""
    from simulation.catalogue import complex_data
    from simulation.experiments.backtest import backtest as judged
    from simulation.experiments.backtest_scores import pool_weights, summary
    from simulation.experiments.origins import MODES
    from simulation.report import backtest_words as words
    from simulation.report.backtest_page import save_backtest, verdict_rows

    refuse_below(2, runs=runs)
    if only is not None and only not in MODES:
        allowed = ", ".join(MODES)
        raise SandanError(f"--only {only}: {allowed} 중에서 고르십시오.", f"--only {only}: choose one of {allowed}.")
    data = complex_data(complex_)
    modes = MODES if only is None else (only,)
    with at_work(workers) as crew:
        single = judged(complex_, runs, modes=modes, workers=crew, parts=out / complex_ / PARTS_FOLDER, scale=scale)
    means, weights = summary(single), pool_weights(single)
    folder = out / complex_ / "backtest"
    save_backtest(single, means, weights=weights, data=data, runs=runs, folder=folder)
    header, rows = (
        words.said("verdict_header", settings.language).split("|"),
        verdict_rows(means, settings.language),
    )
    print_table(console, header, rows=rows)
    tell_folder(folder)


def forecast(
    complex_: ComplexArgument,
    runs: Annotated[int, typer.Option(help="반복 수 / number of runs")] = 200,
    *,
    quarters: Annotated[int, typer.Option(help="앞으로 몇 분기 / quarters ahead")] = 12,
    scale: ScaleOption = 1.0,
    workers: WorkersOption = None,
    out: OutOption = RESULTS,
) -> None:
    """자료가 끝난 뒤 분기별 전망을 만듭니다. / Quarterly forecast past the record, pooled with the best rival."""
    from simulation.catalogue import complex_data, has_table
    from simulation.experiments.forecast import forecast as made
    from simulation.report import backtest_words as words
    from simulation.report.backtest_page import save_forecast

    refuse_below(2, runs=runs)
    refuse_below(1, quarters=quarters)
    refuse_above(MOST_QUARTERS, quarters=quarters)
    data = complex_data(complex_)
    with at_work(workers) as crew:
        found = made(complex_, runs, quarters=quarters, workers=crew, parts=out / complex_ / PARTS_FOLDER, scale=scale)
    folder = out / complex_ / "forecast"
    rows = save_forecast(found, data=data, runs=runs, folder=folder, language=settings.language)
    print_table(console, words.said("forecast_header", settings.language).split("|"), rows=rows)
    if not has_table(complex_, "pool_weights"):
        unpooled = (
            "결합 가중치(pool_weights)가 없어 모형만의 전망임",
            "No weights of a pool are at hand: the model alone",
        )
        tell(say(*unpooled))
    tell_folder(folder)


def score(
    file: Annotated[Path, typer.Argument(metavar="FORECAST", help="forecast.csv")],
    record: Annotated[Path, typer.Option("--record", help="나온 실적 CSV / CSV of what came")],
    *,
    out: Annotated[Path | None, typer.Option(help="점수 CSV를 쓸 곳 / where to write the scores")] = None,
) -> None:
    """전망을 새로 나온 실적과 견줍니다. / Score a forecast against the record that came."""
    from simulation.experiments.origins import MEASURES
    from simulation.outcomes.folder import write_whole
    from simulation.outcomes.forecast_scores import read_forecast, read_record, score_forecast, score_means
    from simulation.report import backtest_words as words
    from simulation.report.backtest_page import record_rows

    scores = score_forecast(read_forecast(file), read_record(record, MEASURES))
    if scores.empty:
        raise SandanError(
            f"{record}: {file}의 분기와 겹치는 실적이 없습니다. 분기를 2024Q1처럼 적었는지 보십시오.",
            f"{record}: no quarter of {file} is in it; write quarters like 2024Q1.",
        )
    rows = record_rows(score_means(scores), settings.language)
    print_table(console, words.said("record_header", settings.language).split("|"), rows=rows)
    if out is not None:
        write_whole(out, scores.to_csv(index=False))
        tell(say(f"점수: {out}", f"Scores: {out}"))


def referee(
    complex_: ComplexArgument,
    runs: Annotated[int, typer.Option(help="반복 수 / number of runs")] = 16,
    *,
    scale: ScaleOption = 1.0,
    workers: WorkersOption = None,
    out: OutOption = RESULTS,
) -> None:
    """한 가지씩 바꾸어 부호·크기·시차를 봅니다. / One change at a time: sign, size and lag, beside the literature."""
    from simulation.experiments.referee import referee as answered
    from simulation.report.referee import save_referee

    refuse_below(2, runs=runs)
    with at_work(workers) as crew:
        found = answered(complex_, runs, scale=scale, workers=crew, parts=out / complex_ / PARTS_FOLDER)
    folder, header, rows = save_referee(found, scale=scale, out=out, language=settings.language)
    print_table(console, header, rows=rows)
    tell_folder(folder)
