"""A new file of the office on a complex, held against its record and kept as one vintage of it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pandas as pd

from simulation.catalogue import complex_data
from simulation.catalogue.files import has_table
from simulation.catalogue.vintages import KEYS, VINTAGE, newest, record_table, vintage_folder
from simulation.drafts.record_faults import ADDED, INDUSTRY, NEEDED, TOTAL, WHOLE, RecordFile, faults_of, figure
from simulation.errors import SandanError, ScenarioError, Text
from simulation.outcomes.folder import whole_folder
from simulation.outcomes.stored import text_of
from simulation.scenario.faults import nearest
from simulation.units import Month


def update_record(files: Sequence[Path], complex_key: str, *, vintage: str, data: Path) -> Path | None:
    """Keep files of the office as one vintage of a complex's record.

    Args:
        files: one CSV of the whole complex (the columns of ``record_total.csv``), one by industry, or both.
        complex_key: the complex.
        vintage: month in which the office published them, ``YYYY-MM``.
        data: data folder that is written to; it must be among those that data are looked for in.

    Returns:
        The folder of the vintage; None where it was kept before with the same figures.

    Raises:
        ScenarioError: cells are wrong; every one is named with row and column.
        SandanError: there is no such complex; the vintage is no month, was kept with other figures, or lacks a table
            that the complex needs.
    """
    complex_data(complex_key)
    month = _month(vintage)
    read = {found.table: found for found in (_read(path, complex_key) for path in files)}
    if len(read) < len(files):
        raise SandanError(
            f"{files[-1]}: 같은 종류의 파일이 둘입니다. 전체 하나와 업종별 하나만 적으십시오.",
            f"{files[-1]}: two files of one kind. Name one of the whole complex and one by industry.",
        )
    faults = [fault for found in read.values() for fault in faults_of(found, complex_key, published=month)]
    if faults:
        raise ScenarioError(faults)
    tables = {name: _as_table(found, vintage) for name, found in read.items()}
    _whole_record(complex_key, tables)
    texts = {f"{name}.csv": table.to_csv(index=False, lineterminator="\n") for name, table in tables.items()}
    return _keep(vintage_folder(data, complex_key, vintage=vintage), texts)


def _month(vintage: str) -> Month:
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", vintage):
        raise SandanError(
            f"--vintage {vintage}: 공표한 달을 2022-02처럼 적으십시오.",
            f"--vintage {vintage}: write the month of publication like 2022-02.",
        )
    return Month.parse(vintage)


def _read(path: Path, complex_key: str) -> RecordFile:
    """The file as text; UTF-8 as the program writes it, or the encoding of Korean office programs."""
    lines = [[cell.strip() for cell in line] for line in csv.reader(io.StringIO(text_of(path))) if line]
    columns = _without_blanks_behind(lines[0] if lines else [])
    table = INDUSTRY if "industry" in columns else TOTAL
    _known_columns(path, columns, table=table, complex_key=complex_key)
    rows = []
    for number, line in enumerate(_without_blanks_behind(lines[1:]), start=2):
        beyond = "".join(line[len(columns) :])
        if beyond:
            raise SandanError(
                f"{path}:{number}: 첫 줄의 열({len(columns)}개)보다 칸이 많습니다({beyond}). "
                "숫자 안의 쉼표를 빼거나 열 이름을 적으십시오.",
                f"{path}:{number}: there are more cells than the {len(columns)} columns of the first line "
                f"({beyond}). Take commas out of numbers, or name the column.",
            )
        rows.append(dict(zip_longest(columns, line[: len(columns)], fillvalue="")))
    if not rows:
        raise SandanError(
            f"{path}: 자료 줄이 없습니다. 분기마다 한 줄을 적으십시오.",
            f"{path}: no row of data. Write one row a quarter.",
        )
    return RecordFile(str(path), table, columns, rows)


def _without_blanks_behind(cells: Sequence[Any]) -> list[Any]:
    """Cells, or lines of them, without those at the end that hold nothing: office programs save empty ones."""
    filled = [place for place, cell in enumerate(cells) if any(cell)]
    return list(cells[: filled[-1] + 1]) if filled else []


def _known_columns(path: Path, columns: Sequence[str], *, table: str, complex_key: str) -> None:
    if table == INDUSTRY and not has_table(complex_key, INDUSTRY):
        raise SandanError(
            f"{path}: {complex_key}에는 업종별 실적이 없습니다. 전체 실적만 더하십시오.",
            f"{path}: {complex_key} has no record by industry. Add the file of the whole complex alone.",
        )
    allowed = [name for name in record_table(complex_key, table).columns if name != VINTAGE]
    lacking = [name for name in NEEDED[table] if name not in columns]
    unknown = [name for name in columns if name not in allowed]
    if not lacking and not unknown and len(set(columns)) == len(columns):
        return
    wrong = next(iter([*unknown, *lacking, *columns]))
    close = nearest(wrong, allowed) if unknown else Text("", "")
    raise SandanError(
        f"{path}:1: '{wrong}' 열이 {'모르는 열입니다' if unknown else '없거나 두 번 있습니다'}. 필요한 열: "
        f"{', '.join(NEEDED[table])}; 가능한 열: {', '.join(allowed)}.{close.ko}",
        f"{path}:1: column '{wrong}' is {'unknown' if unknown else 'missing or stands twice'}. Needed: "
        f"{', '.join(NEEDED[table])}; allowed: {', '.join(allowed)}.{close.en}",
    )


def _as_table(found: RecordFile, vintage: str) -> pd.DataFrame:
    """The rows as figures, in order, with what the file leaves out and the month of publication."""
    rows = [
        {name: cells[name] if name in KEYS[found.table] else _plain(name, cells[name]) for name in found.columns}
        for cells in found.rows
    ]
    table = pd.DataFrame(rows).sort_values(list(KEYS[found.table]), ignore_index=True)
    if found.table == TOTAL and "revised" not in table:
        table["revised"] = False
    return table.assign(**{VINTAGE: vintage})


def _plain(name: str, text: str) -> object:
    if name == "revised":
        return text.lower() == "true"
    value = figure(text)
    if value is None:
        return float("nan") if name in NEEDED[INDUSTRY] else text
    return int(value) if name in WHOLE else value


def _whole_record(complex_key: str, tables: Mapping[str, pd.DataFrame]) -> None:
    """Hold the record as it would be read against itself: every quarter by industry too, and no more than the total.

    Raises:
        SandanError: a quarter is missing by industry, or industries add to more than the total.
    """
    if not has_table(complex_key, INDUSTRY):
        return
    total, split = (
        newest([record_table(complex_key, name), *([tables[name]] if name in tables else [])], KEYS[name])
        for name in (TOTAL, INDUSTRY)
    )
    core, whole = split["industry"].nunique(), total.set_index("quarter")
    counts = split.groupby("quarter").size()
    lacking = next((quarter for quarter in whole.index if counts.get(quarter, 0) < core), None)
    lacking = lacking or next((quarter for quarter in counts.index if quarter not in whole.index), None)
    if lacking:
        raise SandanError(
            f"{complex_key} {lacking}: 전체와 업종 {core}개가 모두 있어야 합니다. 두 파일을 함께 적으십시오.",
            f"{complex_key} {lacking}: the whole and its {core} industries belong together. Name both files.",
        )
    for name in ADDED:
        over = split.groupby("quarter")[name].sum() > whole[name]
        if over.any():
            quarter = over.index[over][0]
            raise SandanError(
                f"{complex_key} {quarter} {name}: 업종의 합이 전체({whole[name][quarter]:,.0f})보다 큽니다. "
                "두 파일의 값을 고치십시오.",
                f"{complex_key} {quarter} {name}: the industries add to more than the total of "
                f"{whole[name][quarter]:,.0f}. Mend either file.",
            )


def _keep(target: Path, texts: Mapping[str, str]) -> Path | None:
    """Write the vintage whole, unless it stands there already."""
    if target.exists():
        held = {path.name: path.read_text(encoding="utf-8") for path in target.iterdir()}
        if held == dict(texts):
            return None
        raise SandanError(
            f"{target}: 이 달의 자료가 다른 값으로 이미 있고, 더한 자료는 고치지 않습니다. 새로 공표된 값이면 "
            "그 달을 --vintage로 적으십시오.",
            f"{target}: this vintage is held with other figures, and what was added is not changed. Name the month "
            "in which the new figures came out with --vintage.",
        )
    with whole_folder(target) as draft:
        for name, text in texts.items():
            (draft / name).write_text(text, encoding="utf-8")
    return target


def quarters_without_prices(complex_key: str) -> list[str]:
    """Quarters of the record from which nothing can start, since no producer price of them is known."""
    data = complex_data(complex_key)
    return [quarter for quarter in data.record_total.index if quarter not in data.quarters]
