"""Verbs that say what ships with the program and what a key means."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from simulation.cli.shared import (
    RESULTS,
    ComplexOption,
    console,
    errors,
    folder_for_results,
    say,
    scale_allowed,
    settings,
    tell,
)
from simulation.errors import SandanError
from simulation.outcomes.folder import PARTS_FOLDER
from simulation.report.terminal import print_table, progress_bar, refuse_below

LISTS = (
    "scenarios",
    "parameters",
    "variables",
    "sources",
    "instruments",
    "targets",
    "studies",
    "complexes",
    "programmes",
)


def list_(
    what: Annotated[str, typer.Argument(help=" | ".join(LISTS))],
    *,
    complex_: Annotated[
        str | None, typer.Option("--complex", help="parameters, targets: 산업단지 / complex, the first when missing")
    ] = None,
    status: Annotated[str | None, typer.Option(help="구분 / status, such as assumed")] = None,
    effects: Annotated[
        bool, typer.Option(help="programmes: 사업별 단독 효과 / effect of each programme alone")
    ] = False,
    runs: Annotated[int, typer.Option(help="--effects: 반복 수 / runs")] = 4,
    scale: Annotated[
        float, typer.Option(callback=scale_allowed, help="--effects: 축소 세계의 크기 / size of the worlds")
    ] = 0.05,
    out: Annotated[
        Path, typer.Option("--out", callback=folder_for_results, help="--effects: 결과 폴더 / folder of results")
    ] = RESULTS,
) -> None:
    """목록을 보여 줍니다. / List what ships with the program."""
    from simulation.report.listings import listing

    if what not in LISTS:
        allowed = ", ".join(LISTS)
        raise SandanError(
            f"list {what}: 없는 목록입니다. 가능: {allowed}.", f"list {what}: no such list; allowed: {allowed}."
        )
    if effects:
        if what != "programmes":
            raise SandanError("--effects는 list programmes에만 있습니다.", "--effects goes with list programmes alone.")
        refuse_below(1, runs=runs)
        from simulation.report.mission import mission_effects, save_effects

        with progress_bar(errors, settings.language) as advance:
            header, rows = mission_effects(
                settings.language, runs=runs, scale=scale, parts=out / PARTS_FOLDER, progress=advance
            )
        file = save_effects(header, rows, out=out)
        console.print(
            say(
                f"{runs}회 반복, {scale:g} 축척의 작은 세계: {file}",
                f"{runs} runs of worlds of scale {scale:g}: {file}",
            ),
            highlight=False,
            soft_wrap=True,
        )
    else:
        header, rows, unread = listing(what, settings.language, complex_key=complex_, status=status)
        for each in unread:
            errors.print(each.in_language(settings.language), highlight=False, markup=False, soft_wrap=True)
    print_table(console, header, rows=rows)
    console.print(say(f"{len(rows)}건", f"{len(rows)} entries"), highlight=False)


def explain(
    key: Annotated[
        str,
        typer.Argument(
            help="매개변수·변수·출처의 키나 시나리오 옵션 / key of a parameter, variable or source, or an option"
        ),
    ],
    complex_: ComplexOption,
) -> None:
    """키 하나를 설명합니다. / Unit, meaning, source and status of one key."""
    from simulation.report.explanations import explanation

    tell(*explanation(key, settings.language, complex_key=complex_))


def schema() -> None:
    """시나리오 파일의 JSON Schema를 출력합니다. / JSON Schema of a scenario file, for editors."""
    import json

    from simulation.scenario import json_schema

    sys.stdout.write(json.dumps(json_schema(), ensure_ascii=False, indent=2, sort_keys=True) + "\n")
