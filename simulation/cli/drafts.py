"""Verbs that write what a planner starts from: a scenario, a spreadsheet of budget items, a complex."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from simulation.cli.shared import console, first_complex, say, settings
from simulation.errors import SandanError, ScenarioError, Text

new = typer.Typer(
    no_args_is_help=True,
    help="시나리오·산업단지 초안을 씁니다. / Write a draft of a scenario or a complex.",
    epilog="예 / Example: sandan new scenario late --from changwon/smart_complex",
)


@new.command("scenario", epilog="예 / Example: sandan new scenario late --from changwon/smart_complex")
def new_scenario(
    name: Annotated[str, typer.Argument(help="새 시나리오 이름 / name of the new file")],
    base: Annotated[
        str | None, typer.Option("--from", help="바탕 시나리오, 없으면 기준전망 / scenario it builds on")
    ] = None,
    table: Annotated[
        Path | None, typer.Option("--from-xlsx", help="사업비 표(엑셀) / spreadsheet of budget items")
    ] = None,
) -> None:
    """주석이 달린 시나리오 파일을 씁니다. / Write a commented scenario that validates."""
    from simulation.drafts.scenario_file import checked, draft_text, new_file, parent_as_seen_from
    from simulation.scenario import gallery, load

    if base is not None and table is not None:
        raise SandanError(
            Text(
                "--from과 --from-xlsx는 함께 쓸 수 없습니다. 표의 extends 칸에 바탕을 적으십시오.",
                "--from and --from-xlsx exclude one another. Name the base in the cell extends of the table.",
            )
        )
    target = new_file(name)
    if table is not None:
        _from_table(table, target)
    else:
        base = base or f"{first_complex()}/baseline"
        parent = parent_as_seen_from(base, target, gallery())
        with checked(target, draft_text(target.stem, parent, load(base), settings.language)):
            pass
    console.print(say(f"썼습니다: {target}", f"Written: {target}"), highlight=False, soft_wrap=True)


def _from_table(table: Path, target: Path) -> None:
    from simulation.drafts.reading import read_tables
    from simulation.drafts.scenario_file import checked, scenario_text
    from simulation.drafts.spreadsheet import at_cells
    from simulation.drafts.tables import document_of

    tables = read_tables(table)
    document = document_of(tables)
    document.setdefault("name", {"ko": target.stem, "en": target.stem})
    about = [say(f"{table.name}에서 옮김", f"From {table.name}")]
    try:
        with checked(target, scenario_text(document, about, settings.language)):
            pass
    except ScenarioError as error:
        raise at_cells(error, tables.places, table.name) from error


def template(
    file: Annotated[Path, typer.Argument(help="쓸 엑셀 파일 / spreadsheet to write")],
    base: Annotated[str | None, typer.Option("--from", help="채워 넣을 시나리오 / scenario to fill in")] = None,
) -> None:
    """사업비 표(엑셀)를 씁니다. / Write the spreadsheet of budget items."""
    from simulation.drafts.spreadsheet import spreadsheet_of
    from simulation.report.folder import write_whole
    from simulation.scenario import load

    if file.suffix != ".xlsx":
        raise SandanError(
            Text(f"{file}: 이름이 .xlsx로 끝나야 합니다.", f"{file}: the name of a spreadsheet ends with .xlsx.")
        )
    if file.exists():
        raise SandanError(
            Text(
                f"{file}: 이미 있는 파일입니다. 다른 이름을 쓰거나 그 파일을 옮기십시오.",
                f"{file}: there is such a file. Choose another name, or move the file away.",
            )
        )
    write_whole(file, spreadsheet_of(load(base or f"{first_complex()}/baseline"), settings.language))
    console.print(say(f"썼습니다: {file}", f"Written: {file}"), highlight=False, soft_wrap=True)
