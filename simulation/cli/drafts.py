"""Verbs that write what a planner starts from: a scenario, a spreadsheet of budget items, a complex."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from simulation.cli.shared import ComplexOption, first_complex, say, settings, tell
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
    *,
    table: Annotated[
        Path | None, typer.Option("--from-xlsx", help="사업비 표(엑셀) / spreadsheet of budget items")
    ] = None,
) -> None:
    """주석이 달린 시나리오 파일을 씁니다. / Write a commented scenario that validates."""
    from simulation.drafts.names import new_file
    from simulation.drafts.scenario_file import checked, draft_text, parent_as_seen_from
    from simulation.scenario import gallery, load, load_with_changes

    if base is not None and table is not None:
        raise SandanError(
            "--from과 --from-xlsx는 함께 쓸 수 없습니다. 표의 extends 칸에 바탕을 적으십시오.",
            "--from and --from-xlsx exclude one another. Name the base in the cell extends of the table.",
        )
    target = new_file(name)
    unread: list[Text] = []
    if table is not None:
        unread = _from_table(table, target)
    else:
        base = f"{first_complex()}/baseline" if base is None else base
        parent = parent_as_seen_from(base, target, shipped=gallery())
        with checked(target, draft_text(target.stem, parent, base=load(base), language=settings.language)):
            pass
    remarks = [say(each.ko, each.en) for each in [*unread, *load_with_changes(target).remarks]]
    tell(say(f"썼습니다: {target}", f"Written: {target}"), *(f"  {each}" for each in remarks))


def _from_table(table: Path, target: Path) -> list[Text]:
    """Write the scenario of a table, and say which sheets were not read, and what was read though it is hidden."""
    from simulation.drafts.layout import TITLES
    from simulation.drafts.reading import read_tables
    from simulation.drafts.scenario_file import checked, scenario_text
    from simulation.drafts.spreadsheet import at_cells
    from simulation.drafts.tables import document_of

    tables = read_tables(table)
    given = [tables.settings.get(each) for each in TITLES]
    title = next((each for each in given if each is not None), target.stem)
    tables.settings |= {name: each or title for name, each in zip(TITLES, given, strict=True)}
    document = document_of(tables)
    about = [say(f"{table.name}에서 옮김", f"From {table.name}")]
    try:
        with checked(target, scenario_text(document, about, language=settings.language)):
            pass
    except ScenarioError as error:
        raise at_cells(error, tables.places, table=table.name) from error
    names = ", ".join(f"'{each}'" for each in tables.unread)
    hidden = ", ".join(f"'{each}'" for each in tables.hidden)
    said = [
        (names, Text(f"읽지 않은 시트: {names}", f"Sheets that were not read: {names}")),
        (hidden, Text(f"숨겨져 있으나 읽은 곳: {hidden}", f"Hidden, and read all the same: {hidden}")),
    ]
    return [text for which, text in said if which]


@new.command("complex", epilog="예 / Example: sandan new complex mine --from form.yaml")
def new_complex(
    name: Annotated[str, typer.Argument(help="새 산업단지의 키 / key of the new complex")],
    form: Annotated[
        Path | None, typer.Option("--from", help="요약 양식, 없으면 보기 / short form, an example if missing")
    ] = None,
    *,
    out: Annotated[
        Path | None,
        typer.Option("--out", help="자료 폴더, 없으면 키와 같은 이름 / data folder, named by the key if missing"),
    ] = None,
) -> None:
    """요약 양식에서 산업단지 자료 폴더를 씁니다. / Write the data folder of a complex from a short form."""
    from simulation.catalogue.files import looking_in
    from simulation.drafts.complex_folder import check_complex, files_of
    from simulation.drafts.short_form import EXAMPLE, new_key, read_form
    from simulation.outcomes.folder import whole_folder

    target = out or Path(name)
    new_key(name)
    if target.exists():
        raise SandanError(
            f"{target}: 이미 있는 폴더나 파일입니다. --out으로 다른 폴더를 적거나 그것을 옮기십시오.",
            f"{target}: there is such a folder or file. Name another with --out, or move it away.",
        )
    source = form or EXAMPLE
    files = files_of(name, read_form(source), form_text=source.read_text(encoding="utf-8"), language=settings.language)
    with whole_folder(target) as draft:
        for path, text in files.items():
            (draft / path).parent.mkdir(parents=True, exist_ok=True)
            (draft / path).write_text(text, encoding="utf-8")
        with looking_in(draft):
            try:
                check_complex(draft, name)
            except ScenarioError as error:
                raise error.moved(str(draft), str(target)) from error
    assumed = len(files[f"complexes/{name}/assumed.csv"].splitlines()) - 1
    for line in (
        say(
            f"썼습니다: {target} (가정한 값 {assumed}개는 complexes/{name}/assumed.csv)",
            f"Written: {target} ({assumed} assumed values stand in complexes/{name}/assumed.csv)",
        ),
        say("실행: ", "Run: ") + f"sandan --data {target} run {name}/baseline",
    ):
        tell(line)


def template(
    file: Annotated[Path, typer.Argument(help="쓸 엑셀 파일 / spreadsheet to write")],
    base: Annotated[str | None, typer.Option("--from", help="채워 넣을 시나리오 / scenario to fill in")] = None,
) -> None:
    """사업비 표(엑셀)를 씁니다. / Write the spreadsheet of budget items."""
    from simulation.drafts.spreadsheet import spreadsheet_of
    from simulation.outcomes.folder import write_whole
    from simulation.scenario import load

    if file.suffix != ".xlsx":
        raise SandanError(
            f"{file}: 이름이 .xlsx로 끝나야 합니다.", f"{file}: the name of a spreadsheet ends with .xlsx."
        )
    if file.exists():
        raise SandanError(
            f"{file}: 이미 있는 파일입니다. 다른 이름을 쓰거나 그 파일을 옮기십시오.",
            f"{file}: there is such a file. Choose another name, or move the file away.",
        )
    scenario = load(f"{first_complex()}/baseline" if base is None else base)
    write_whole(file, spreadsheet_of(scenario, settings.language, named=base is not None))
    tell(say(f"썼습니다: {file}", f"Written: {file}"))


def update(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="실적 CSV: 전체, 업종별 / CSV of the whole, by industry")
    ],
    complex_: ComplexOption,
    *,
    vintage: Annotated[str, typer.Option(help="공표한 달 YYYY-MM / month of publication")],
) -> None:
    """새로 나온 산업단지 실적을 더합니다. / Add new figures of the office to the record, as one vintage."""
    from simulation.catalogue.files import data_folders
    from simulation.drafts.record_file import quarters_without_prices, update_record

    data = data_folders()[-1]
    if len(data_folders()) == 1:
        raise SandanError(
            "어디에 더할지 적으십시오: sandan --data 내_자료_폴더 update ... (없으면 빈 폴더를 만드십시오.)",
            "Say where to add it: sandan --data MY_FOLDER update ... (an empty folder will do).",
        )
    written = update_record(files, complex_, vintage=vintage, data=data)
    unpriced = ", ".join(quarters_without_prices(complex_))
    lines = [
        say(f"더했습니다: {written}", f"Added: {written}")
        if written
        else say(f"{vintage}: 이미 같은 값이 있습니다.", f"{vintage}: the same figures are there already.")
    ]
    if unpriced:
        lines.append(
            say(
                f"생산자물가가 없어 비교에만 쓰는 분기: {unpriced}",
                f"Compared with only, for want of producer prices: {unpriced}",
            )
        )
    tell(*lines)
