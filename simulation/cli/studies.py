"""Verbs that ask one question of a scenario by an experiment of their own."""

from __future__ import annotations

from typing import Annotated

import typer

from simulation.cli.shared import (
    RESULTS,
    ComplexArgument,
    OutOption,
    ScaleOption,
    ScenarioArgument,
    SetOption,
    WorkersOption,
    at_work,
    console,
    errors,
    settings,
    tell,
    tell_folder,
)
from simulation.report.terminal import print_table, progress_bar, refuse_below


def sign_map(
    file: ScenarioArgument,
    runs: Annotated[int, typer.Option(help="칸마다 반복 수 / runs a cell")] = 4,
    *,
    workers: WorkersOption = None,
    out: OutOption = RESULTS,
    set_: SetOption = [],  # noqa: B006
) -> None:
    """순고용의 부호가 바뀌는 경계를 찾습니다. / Where net regional jobs turn: demand gain by displacement."""
    from simulation.experiments.sign_map import sign_map as mapped
    from simulation.experiments.worlds import compared
    from simulation.report.sign_table import save_sign_map
    from simulation.scenario import load

    refuse_below(1, runs=runs)
    scenario = load(file, set_)
    baseline, *_ = compared(file, scenario)
    with at_work(workers) as crew:
        table = mapped(baseline, scenario, runs=runs, workers=crew)
    folder, header, rows = save_sign_map(table, scenario, runs=runs, out=out, language=settings.language)
    print_table(console, header, rows=rows)
    tell_folder(folder)


def living(
    file: ScenarioArgument,
    runs: Annotated[int, typer.Option(help="칸마다 반복 수 / runs a cell")] = 4,
    *,
    workers: WorkersOption = None,
    out: OutOption = RESULTS,
) -> None:
    """통근비 지원과 단지 내 주거의 효과를 찾습니다. / What a commuting allowance and homes do for jobs."""
    from simulation.experiments.living import living_conditions
    from simulation.experiments.worlds import baseline_of
    from simulation.report.living import save_living
    from simulation.scenario import load

    refuse_below(1, runs=runs)
    scenario = load(file)
    baseline, folder = baseline_of(scenario) or scenario, out / scenario.key / "living"
    with at_work(workers) as crew:
        retention, homes = living_conditions(baseline, runs, workers=crew)
    header, rows, said = save_living(
        retention, homes, baseline=baseline, runs=runs, folder=folder, language=settings.language
    )
    print_table(console, header, rows=rows)
    tell(*said)
    tell_folder(folder)


def interaction(
    file: ScenarioArgument,
    of: Annotated[str, typer.Option("--of", help="사업 이름, 쉼표로 구분 / instruments, parted by commas")],
    *,
    runs: Annotated[int, typer.Option(help="반복 수 / number of runs")] = 8,
    workers: WorkersOption = None,
    out: OutOption = RESULTS,
    set_: SetOption = [],  # noqa: B006
) -> None:
    """지정한 사업과 나머지 사업의 상호작용을 봅니다. / What some instruments and all others do beyond their sum."""
    from simulation.experiments.interaction import groups_of
    from simulation.experiments.interaction import interaction as found_together
    from simulation.experiments.worlds import compared, programme_of
    from simulation.report.interaction import save_interaction
    from simulation.scenario import load

    refuse_below(1, runs=runs)
    scenario = load(file, set_)
    worlds = compared(file, scenario)
    groups = groups_of(file, programme_of(scenario).instruments, of=of)
    with at_work(workers) as crew:
        table = found_together(worlds, groups.named, others=groups.others, runs=runs, workers=crew)
    folder, header, rows, said = save_interaction(table, groups, scenario=scenario, out=out, language=settings.language)
    print_table(console, header, rows=rows)
    tell(*said)
    tell_folder(folder)


def claims(
    runs: Annotated[int, typer.Option(help="시나리오마다 반복 수 / runs a scenario")] = 16,
    scale: ScaleOption = 1.0,
    *,
    workers: WorkersOption = None,
    out: OutOption = RESULTS,
    set_: SetOption = [],  # noqa: B006
) -> None:
    """발표된 주장마다 한 문장으로 답합니다. / One sentence on each announced claim, the complexes side by side."""
    from simulation.experiments.claims import claims as answered
    from simulation.outcomes.folder import PARTS_FOLDER
    from simulation.report.claims import save_claims

    refuse_below(1, runs=runs)
    with at_work(workers) as crew:
        found = answered(runs, scale=scale, workers=crew, parts=out / PARTS_FOLDER, changes=set_)
    folder, lines = save_claims(found, runs=runs, scale=scale, out=out, language=settings.language)
    tell(*lines)
    tell_folder(folder)


def gallery(
    runs: Annotated[int, typer.Option(help="시나리오마다 반복 수 / runs a scenario")] = 10,
    scale: ScaleOption = 0.05,
    *,
    workers: WorkersOption = None,
    out: OutOption = RESULTS,
) -> None:
    """모든 시나리오의 그림과 한 줄 결과를 모읍니다. / A small picture and a headline of every shipped scenario."""
    from simulation.experiments.headlines import headlines
    from simulation.outcomes.folder import PARTS_FOLDER
    from simulation.report.gallery import FOLDER, save_gallery

    refuse_below(1, runs=runs)
    with at_work(workers) as crew:
        found = headlines(runs, scale=scale, workers=crew, parts=out / PARTS_FOLDER)
    save_gallery(found, runs=runs, scale=scale, folder=out / FOLDER / "scenarios")
    tell_folder(out / FOLDER)


def score_demand(
    complex_: ComplexArgument,
    paths: Annotated[int, typer.Option(help="시점마다 경로 수 / paths drawn from every origin")] = 1000,
    *,
    out: OutOption = RESULTS,
) -> None:
    """외부수요 경로를 과거 자료에 견줍니다. / How well the announced path of demand would have known the record."""
    from simulation.catalogue import complex_data
    from simulation.experiments.demand_score import score_demand as scored
    from simulation.report.demand_score import save_demand_score

    refuse_below(2, paths=paths)
    name = complex_data(complex_).name
    with progress_bar(errors, settings.language) as advance:
        scores, single = scored(complex_, paths, step=advance)
    folder = out / complex_ / "demand_score"
    header, rows = save_demand_score(scores, single, name=name, paths=paths, folder=folder, language=settings.language)
    print_table(console, header, rows=rows)
    tell_folder(folder)
