"""Verbs that simulate scenarios, keep what they found in a folder and write its report."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from simulation.cli.options import ChangedOptions, one_by_one
from simulation.cli.shared import (
    RESULTS,
    OutOption,
    ScenarioArgument,
    SetOption,
    WorkersOption,
    at_work,
    console,
    settings,
    tell,
    tell_folder,
)
from simulation.report.terminal import print_table, refuse_below


@one_by_one
def run(
    file: ScenarioArgument,
    changed: ChangedOptions,
    *,
    workers: WorkersOption = None,
    impact_runs: Annotated[
        int | None,
        typer.Option(
            help="파급경로 분해 반복 수(기본 10회, 1회에 반복 2~3회만큼 더) / "
            "runs decomposed (10 by default), each two to three runs more"
        ),
    ] = None,
    out: OutOption = RESULTS,
    set_: SetOption = [],  # noqa: B006
) -> None:
    """모의실험을 돌려 결과 폴더를 만듭니다. / Simulate and write a result folder."""
    from simulation import run as run_scenario

    refuse_below(0, impact_runs=impact_runs)
    with at_work(workers) as crew:
        result = run_scenario(
            file,
            overrides=changed.overrides() + set_,
            workers=crew,
            out=out,
            impact_runs=impact_runs,
            language=settings.language,
        )
    show_result(result)


def rerun(
    result: Annotated[Path, typer.Argument(help="결과 폴더나 manifest.json / result folder or manifest")],
    workers: WorkersOption = None,
    *,
    out: OutOption = RESULTS,
) -> None:
    """기록(manifest)만으로 같은 실험을 다시 합니다. / Repeat a run from its manifest alone."""
    from simulation import rerun as rerun_manifest

    with at_work(workers) as crew:
        repeated = rerun_manifest(result, workers=crew, out=out, language=settings.language)
    show_result(repeated)


@one_by_one
def compare(
    scenarios: Annotated[list[str], typer.Argument(help="시나리오 둘에서 여덟, 또는 결과 폴더 / two to eight")],
    changed: ChangedOptions,
    *,
    workers: WorkersOption = None,
    out: OutOption = RESULTS,
    set_: SetOption = [],  # noqa: B006
) -> None:
    """대안들을 같은 난수로 나란히 돌려 비교합니다. / Simulate alternatives under the same luck and compare them."""
    from simulation import compare as compared

    refuse_below(1, runs=changed.runs)
    # The number of runs is that of all of them; what else is changed is an option of each scenario.
    overrides = replace(changed, runs=None).overrides() + set_
    with at_work(workers) as crew:
        found = compared(
            *scenarios, runs=changed.runs, workers=crew, out=out, language=settings.language, overrides=overrides
        )
    tell(*found.sentences(settings.language))
    tell_folder(found.folder)


def report(
    result: Annotated[Path, typer.Argument(help="결과 폴더나 비교 폴더 / folder of a result or a comparison")],
    docx: Annotated[bool, typer.Option("--docx", help="한글·Word 문서 / a document to edit")] = False,
    *,
    pdf: Annotated[bool, typer.Option("--pdf", help="PDF(Edge·Chrome 필요) / printed by a browser")] = False,
    iamc: Annotated[bool, typer.Option("--iamc", help="pyam용 표 iamc.csv / a table for pyam")] = False,
    parquet: Annotated[bool, typer.Option("--parquet", help="series.parquet / every run by month")] = False,
) -> None:
    """결과 폴더에 보고서를 씁니다. / Write the report of a result: report.ko.html and report.en.html."""
    from simulation.report.comparison import stored
    from simulation.report.handed_on import write_other
    from simulation.report.keeping import write_pages

    found = stored(result)
    asked = [name for name, wanted in (("docx", docx), ("pdf", pdf), ("iamc", iamc), ("parquet", parquet)) if wanted]
    for path in [*write_pages(found, result), *write_other(found, result, kinds=asked)]:
        tell(str(path))


def show_result(result: Any) -> None:
    """Print the key results and where everything is."""
    header, rows = result.key_results(settings.language)
    print_table(console, header, rows=rows)
    tell(*result.remarks(settings.language))
    tell_folder(result.folder)
