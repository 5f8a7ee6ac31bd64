"""From a scenario to the budget spreadsheet and back, with nothing lost on the way."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from simulation.drafts.layout import NAMES, OPTIONS
from simulation.drafts.reading import read_tables
from simulation.drafts.scenario_file import scenario_text
from simulation.drafts.tables import Places, Tables, document_of, tables_of
from simulation.drafts.workbook import workbook
from simulation.errors import InputFault, SandanError, ScenarioError, Text
from simulation.scenario import Scenario, load
from simulation.scenario.faults import MISSING
from simulation.units import Month

FURTHER_YEARS = 2
"""Years after those of the run that an empty table has columns for."""


def spreadsheet_of(scenario: Scenario, language: str, *, named: bool = True) -> bytes:
    """The budget spreadsheet of a resolved scenario.

    Args:
        scenario: what stands in it.
        language: of its words.
        named: whether it holds the names of the scenario; left blank, the file it becomes gives its own.

    Raises:
        SandanError: the scenario holds something that the spreadsheet cannot say.
    """
    tables = tables_of(scenario)
    if not named:
        tables.settings |= dict.fromkeys(NAMES)
    content = workbook(tables, _years(scenario, tables), language=language)
    if _said_again(content) != _said(scenario):
        raise SandanError(
            f"{scenario.key}: 표로 옮기면 잃는 값이 있습니다. 'sandan new scenario --from'을 쓰십시오.",
            f"{scenario.key}: a table would lose something of it. Use 'sandan new scenario --from'.",
        )
    return content


def _years(scenario: Scenario, tables: Tables) -> list[int]:
    budgeted = [year for item in tables.items for year in item if isinstance(year, int)]
    first = min([(Month.parse(scenario.start) + 1).year, *budgeted])
    last = max([Month.parse(scenario.end).year + FURTHER_YEARS, *budgeted])
    return list(range(first, last + 1))


def _said(scenario: Scenario) -> dict[str, Any]:
    return scenario.model_dump(exclude={"key"})


def _said_again(content: bytes) -> dict[str, Any]:
    """What a spreadsheet says, read back as a user would read it."""
    with tempfile.TemporaryDirectory() as folder:
        table, file = Path(folder) / "table.xlsx", Path(folder) / "again.yaml"
        table.write_bytes(content)
        try:
            file.write_text(scenario_text(document_of(read_tables(table)), (), language="en"), encoding="utf-8")
            return _said(load(file))
        except SandanError as error:
            return {"faults": error.message("en")}


def at_cells(error: ScenarioError, places: Places, *, table: str) -> ScenarioError:
    """The faults of a scenario made from a spreadsheet, each at the cell that says it.

    Args:
        error: faults of the scenario file.
        places: cell of each option.
        table: name of the spreadsheet.
    """
    return ScenarioError([_at_cell(fault, places, table=table) for fault in error.faults])


def _at_cell(fault: InputFault, places: Places, *, table: str) -> InputFault:
    """The fault at the cell of its option, of a part of it, or of what holds it; else at the table."""
    key = fault.key.removeprefix("override.")
    path = tuple(key.split("."))
    parts = [place for each, place in places.items() if each[: len(path)] == path]
    around = [places[path[:end]] for end in range(len(path), 0, -1) if path[:end] in places]
    place = next(iter([*around[:1], *parts] if path in places else [*parts, *around]), "")
    shown = key.removeprefix("instruments.") if place else key
    lacking = fault.problem == MISSING and path[0] == "instruments" and path not in places
    remedy = _on_the_sheet(path, fault.remedy) if lacking else fault.remedy
    return InputFault(f"{table} {place}".strip(), 0, 0, shown, fault.value, fault.problem, remedy)


def _on_the_sheet(path: tuple[str, ...], remedy: Text) -> Text:
    """What to do about an option of an item that has no column: it has a row on the sheet of options."""
    item, option = path[1], ".".join(path[2:])
    return Text(
        f"{remedy.ko} '{OPTIONS.ko}' 시트의 한 줄입니다(사업 키 {item}, 설정 {option}).",
        f"{remedy.en} It is a row of the sheet '{OPTIONS.en}' (item {item}, option {option}).",
    )
