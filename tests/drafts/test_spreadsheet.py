"""Scenario to spreadsheet and back; every wrong cell is named; drafts of scenarios validate as they are written."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from itertools import cycle
from pathlib import Path

import pytest
from openpyxl import load_workbook

from simulation import cli
from simulation.drafts import sheets, spreadsheet
from simulation.drafts.layout import COLUMNS, SHARES
from simulation.drafts.reading import read_tables
from simulation.drafts.scenario_file import checked, draft_text, scenario_text
from simulation.drafts.spreadsheet import spreadsheet_of
from simulation.drafts.tables import CELLS, document_of, tables_of
from simulation.errors import SandanError, ScenarioError
from simulation.policy.instrument import INSTRUMENT_MODELS
from simulation.scenario import gallery, load
from simulation.units import Month

NAMED = re.compile(r"^\S+\.xlsx (시나리오|사업|추가설정)![A-Z]+\d+: ")


def command(monkeypatch, *words):
    """What a command of the program ends with."""
    monkeypatch.setattr(sys, "argv", ["sandan", *words])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return ended.value.code


def resolved(name):
    return load(name).model_dump(exclude={"key"})


def again(content, folder):
    table, file = folder / "table.xlsx", folder / "again.yaml"
    table.write_bytes(content)
    file.write_text(scenario_text(document_of(read_tables(table)), (), language="ko"), encoding="utf-8")
    return resolved(file)


@pytest.mark.parametrize("name", gallery())
def test_a_shipped_scenario_survives_the_spreadsheet(name):
    """A spreadsheet is handed out after it was read back as the same scenario; the next two tests see that it is."""
    assert spreadsheet_of(load(name), "ko").startswith(b"PK")


def test_a_spreadsheet_read_back_is_the_scenario(tmp_path):
    name = "changwon/smart_complex"
    assert again(spreadsheet_of(load(name), "ko"), tmp_path) == resolved(name)


def test_a_spreadsheet_that_would_lose_something_is_refused(monkeypatch):
    without = replace(tables_of(load("changwon/commuting_support")), options=[])
    monkeypatch.setattr(spreadsheet, "tables_of", lambda _: without)
    with pytest.raises(SandanError, match="would lose something"):
        spreadsheet_of(load("changwon/commuting_support"), "ko")


def test_money_stands_in_cells_by_year_and_by_source():
    tables = tables_of(load("changwon/commuting_support"))
    (item,) = tables.items
    assert (item[2020], item[2021]) == (60, 60)
    assert [item.get(payer, 0.0) for payer in SHARES] == [60.0, 24.0, 36.0, 0.0], "0.5, 0.2 and 0.3 of 120"
    assert tables.options == [("commuting", "amount", 0.05)] + [each for each in tables.options if not each[0]]


def test_every_column_is_an_option_or_a_payer():
    assert set(CELLS) | {"key", *SHARES} == set(COLUMNS)
    options = {name for model in INSTRUMENT_MODELS.values() for name in model.model_fields}
    assert set(CELLS) <= options


def test_what_no_cell_can_hold_is_carried_in_the_sheet_of_options(tmp_path):
    odd = tmp_path / "odd.yaml"
    odd.write_text(
        """extends: changwon/baseline
name: {ko: 이상한, en: "=odd"}
parameters: {labour.hours_floor: 0.8700000000000001}
switches: {own_prices: true}
instruments:
  thirds:
    kind: capital_spending
    item: construction
    budget: {2020: 33.333333333333336, 2021: 0}
    sources: {state: 0.333333333333, province: 0.333333333333, city: 0.333333333334}
    source: judgement
    status: assumed
    note: "two\\nlines, and a blank at the end "
  idle:
    kind: training
    cost: 0.2
    sources: {city: 1}
    off: true
    source: judgement
    status: assumed
""",
        encoding="utf-8",
    )
    content = spreadsheet_of(load(odd), "en")
    assert again(content, tmp_path) == resolved(odd)
    held = {row[1] for row in load_workbook(tmp_path / "table.xlsx")["options"].iter_rows(min_row=3, values_only=True)}
    assert {"parameters.labour.hours_floor", "switches.own_prices", "sources", "off"} <= held


def test_cells_with_a_fixed_set_of_values_have_lists(tmp_path):
    file = tmp_path / "b.xlsx"
    file.write_bytes(spreadsheet_of(load("changwon/baseline"), "ko"))
    book = load_workbook(file)
    rules = book["사업"].data_validations.dataValidation
    heads = {cell.column_letter: cell.value for cell in book["사업"][2]}
    listed = {heads[str(rule.sqref).split(":")[0].rstrip("0123456789")] for rule in rules}
    assert listed == {"종류", "비목", "단계", "출처", "구분"}
    kinds = [row[0].value for row in book["목록"] if row[0].value]
    lists = [[cell.value for cell in column if cell.value] for column in book["목록"].columns]
    assert any(all(f"({kind})" in " ".join(each) for kind in INSTRUMENT_MODELS) for each in lists), kinds


@pytest.fixture(scope="module")
def filled():
    """A filled table as it is handed out."""
    return spreadsheet_of(load("changwon/commuting_support"), "ko")


@pytest.fixture
def table(filled, tmp_path, monkeypatch):
    """A filled table, changed cell by cell, and what the program says to it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "b.xlsx").write_bytes(filled)

    def said(changes, capsys, language="ko"):
        book = load_workbook("b.xlsx")
        for place, value in changes.items():
            sheet, cell = place.split("!")
            book[sheet][cell] = value
        book.save("b.xlsx")
        code = command(monkeypatch, "--lang", language, "new", "scenario", "mine", "--from-xlsx", "b.xlsx")
        captured = capsys.readouterr()
        assert code == (2 if captured.err else 0)
        assert (tmp_path / "mine.yaml").exists() == (code == 0)
        return captured.err.strip()

    return said


WRONG = {
    "kind": ({"사업!D3": "commuting"}, "사업!D3", "commuting_support"),
    "no_kind": ({"사업!A4": "further"}, "사업!D4", "종류"),
    "item": ({"사업!D3": "capital_spending", "사업!E3": "roads"}, "사업!E3", "construction"),
    "month": ({"사업!F3": "2020/13"}, "사업!F3", "2018-12"),
    "money": ({"사업!M3": "많음"}, "사업!M3", "숫자"),
    "negative": ({"사업!M3": -5}, "사업!M3", "음수"),
    "sum": ({"사업!H3": 10}, "사업!H3", "120"),
    "header": ({"사업!T2": "담당자"}, "사업!T2", "2024"),
    "status": ({"사업!W3": "sure"}, "사업!W3", "measured"),
    "source": ({"사업!V3": "nowhere"}, "사업!V3", "sandan list sources"),
    "end": ({"시나리오!B10": "2017-12"}, "시나리오!B10", "start"),
    "runs": ({"시나리오!B12": "many"}, "시나리오!B12", "정수"),
    "setting": ({"시나리오!A11": "rnus"}, "시나리오!A11", "'runs'"),
    "option": ({"추가설정!B3": "amuont"}, "추가설정!C3", "amount"),
    "option_item": ({"추가설정!A3": "comuting"}, "추가설정!A3", "'commuting'"),
    "option_value": ({"추가설정!C3": "{2020: "}, "추가설정!C3", "2019: 0.5"),
    "option_blank": ({"추가설정!C3": None}, "추가설정!C3", "빈칸"),
    "formula": ({"사업!M3": "=30+30"}, "사업!M3", "수식"),
    "error": ({"사업!M3": "#REF!"}, "사업!M3", "오류"),
    "late": ({"사업!F3": "2030-01"}, "사업!L3", "2019-01~2023-12"),
    "twice": ({"사업!A4": "commuting", "사업!D4": "training"}, "사업!A4", "사업!A3"),
    "dash": ({"사업!M3": "-"}, "사업!M3: 2020 = -:", "빈칸"),
    "unit": ({"사업!M3": "60억원"}, "사업!M3", "단위 없이"),
    "large_sum": ({"사업!M3": 12_345.5}, "사업!H3", "12,405.5억원"),
    "kind_by_name": ({"사업!D3": "창업 지원금"}, "사업!D3", "혹시 '창업 지원'?"),
    "header_twice": ({"사업!O2": 2019, "사업!O3": 5}, "사업!O2", "사업!L2"),
    "no_headers": ({f"사업!{letter}2": "x" for letter in "ABCDEFGHIJKLMNOPQRSTUVWX"}, "사업!A2", "사업 키"),
    "nameless_column": ({"사업!Y3": 5}, "사업!Y3", "머리글이 없는"),
    "nameless_setting": ({"시나리오!A12": None}, "시나리오!A12", "runs"),
    "setting_twice": ({"시나리오!A18": "runs", "시나리오!B18": 5}, "시나리오!A18", "시나리오!B12"),
    "truth_for_number": ({"시나리오!B16": 1}, "시나리오!B16", "true 또는 false"),
    "option_twice": (
        {"추가설정!A4": "commuting", "추가설정!B4": "amount", "추가설정!C4": 1},
        "추가설정!B4",
        "추가설정!C3",
    ),
    "option_in_another": (
        {"추가설정!A4": "commuting", "추가설정!B4": "amount.2020", "추가설정!C4": 1},
        "추가설정!B4",
        "추가설정!C3",
    ),
    "option_with_a_cell": (
        {"추가설정!A4": "commuting", "추가설정!B4": "budget", "추가설정!C4": "{2020: 5}"},
        "추가설정!B4",
        "사업!M3",
    ),
    "sources_with_cells": (
        {"추가설정!A4": "commuting", "추가설정!B4": "sources", "추가설정!C4": "{state: 1}"},
        "추가설정!B4",
        "사업!H3",
    ),
    "setting_as_option": ({"추가설정!B4": "runs", "추가설정!C4": 8}, "추가설정!B4", "시나리오!B12"),
    "option_of_nothing": (
        {"추가설정!A3": None, "추가설정!B3": "instruments.comuting.amount"},
        "추가설정!C3",
        "national_smart_factory",
    ),
    "option_too_deep": ({"추가설정!B3": "amount.2020.x"}, "추가설정!C3", "숫자"),
    "of_the_parent": (
        {"사업!A3": "national_smart_factory", "추가설정!A3": "national_smart_factory"},
        "사업!A3",
        "instruments.national_smart_factory",
    ),
    "far_away": ({"사업!A1048576": "z"}, "사업!X1048576", "5,000"),
    "quarter": ({"사업!F3": "2019년 1분기"}, "사업!F3", "2018-12"),
    "month_or_tenth": ({"사업!F3": 2019.1}, "사업!F3", "2019-01이나 2019-10"),
    "total_row": ({"사업!B4": "합 계", "사업!M4": 60, "사업!N4": 60}, "사업!B4", "지우십시오"),
    "total_column": ({"사업!T2": "합계(억원)"}, "사업!T2", "지우십시오"),
    "other_unit_in_one_column": ({"사업!M2": "2020년(백만원)"}, "사업!H3", "60.6억원"),
    "another_header": ({"사업!G2": "종료"}, "사업!G2", "빠진 머리글: 끝."),
    "limit_in_years": ({"사업!T3": "7년"}, "사업!T3", "개월"),
    "below_a_limit": ({"사업!S3": "300인 미만"}, "사업!S3", "명, 빈칸이면"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_cell_is_named(name, table, capsys):
    changes, place, word = WRONG[name]
    said = table(changes, capsys)
    assert place in said
    assert word in said
    assert all(NAMED.match(line) for line in said.splitlines()), said
    assert "Traceback" not in said


def test_one_wrong_cell_is_one_paragraph(table, capsys):
    """A formula without its result is no wrong sum beside it, and a lost row of headers no fault of each column."""
    assert len(table({"사업!M3": "=30+30"}, capsys).splitlines()) == 1


def test_merged_cells_are_refused_because_they_hide_values(filled, tmp_path):
    book = load_workbook(BytesIO(filled))
    book["사업"].merge_cells("M3:N3")
    book.save(tmp_path / "b.xlsx")
    with pytest.raises(ScenarioError, match=r"b.xlsx 사업!M3: the cells M3:N3 are merged"):
        read_tables(tmp_path / "b.xlsx")


def test_two_sheets_of_one_meaning_are_refused(filled, tmp_path):
    book = load_workbook(BytesIO(filled))
    book.create_sheet("items")
    book.save(tmp_path / "b.xlsx")
    with pytest.raises(ScenarioError, match="a sheet 'items'"):
        read_tables(tmp_path / "b.xlsx")


def read_cells(sheet):
    """Cells of a sheet that are read: all from the headers down but the meanings, one row and one column further."""
    last = {"시나리오": 2, "추가설정": 3}.get(sheet.title, sheet.max_column + 1)
    first = 2 if sheet.title == "사업" else 3
    return [(row, column) for row in range(first, sheet.max_row + 2) for column in range(1, last + 1)]


def test_nothing_that_is_typed_is_lost(filled, monkeypatch):
    """A value typed into any cell that is read changes the scenario or is refused: none is passed over."""
    book = load_workbook(BytesIO(filled))
    monkeypatch.setattr(sheets, "load_workbook", lambda *_, **__: book)
    before = document_of(read_tables(Path("b.xlsx")))
    passed_over = []
    for name in ("시나리오", "사업", "추가설정"):
        sheet = book[name]
        for row, column in read_cells(sheet):
            cell = sheet.cell(row, column)
            old, cell.value = cell.value, 77
            try:
                if document_of(read_tables(Path("b.xlsx"))) == before:
                    passed_over.append(f"{name}!{cell.coordinate}")
            except ScenarioError:
                pass
            cell.value = old
    assert passed_over == []


def test_all_wrong_cells_come_at_once(table, capsys):
    said = table({"사업!M3": "x", "추가설정!C3": None, "시나리오!A11": "rnus"}, capsys)
    assert [line.split()[1] for line in said.splitlines()] == ["시나리오!A11:", "사업!M3:", "추가설정!C3:"]


def test_a_cell_may_hold_a_date_a_wide_or_grouped_number_or_a_bare_name(table, capsys):
    typed = {"사업!F3": datetime(2020, 3, 1), "사업!M3": "１,０60", "사업!H3": 560, "사업!I3": 224, "사업!J3": 336}
    assert table({**typed, "사업!D3": "통근·기숙사 지원", "사업!L2": "2019년"}, capsys) == ""
    spec = load("mine.yaml").instruments["commuting"]
    assert spec.start == "2020-03"
    assert spec.budget == {2020: 1060, 2021: 60}
    assert spec.sources.state == 0.5


MONTHS = ["2019.3", "2019-3", "2019. 3.", "2019년 3월", "2019/3/15", "201903", 201903, 2019.3, "２０１９－０３"]


@pytest.mark.parametrize("written", MONTHS, ids=repr)
def test_a_month_is_read_as_people_write_it(written, table, capsys):
    assert table({"사업!F3": written, "시나리오!B9": "2018년 12월"}, capsys) == ""
    assert load("mine.yaml").instruments["commuting"].start == "2019-03"
    assert load("mine.yaml").start == "2018-12"


def test_money_in_another_unit_is_read_where_the_header_or_the_line_over_it_says_so(table, capsys):
    """120억 = 12,000 million KRW = 12,000,000 thousand KRW."""
    money = {"사업!M3": 6_050, "사업!N3": 5_950, "사업!H3": 6_000_000, "사업!I3": 2_400, "사업!J3": 36.0}
    heads = {"사업!M2": "2020년도(백만원)", "사업!N1": "그 해 금액(단위: 백만 원)", "사업!H2": "국 비\n(천원)"}
    assert table({**money, **heads, "사업!I2": "도비 (백만원)*", "사업!J2": "시비(억원)"}, capsys) == ""
    spec = load("mine.yaml").instruments["commuting"]
    assert spec.budget == {2020: 60.5, 2021: 59.5}
    assert spec.sources.model_dump() == {"state": 0.5, "province": 0.2, "city": 0.3, "private": 0.0}


def test_a_lost_row_of_headers_is_one_paragraph(table, capsys):
    assert len(table({f"사업!{letter}2": "x" for letter in "ABCDEFGHIJKLMNOPQRSTUVWX"}, capsys).splitlines()) == 1


def test_sheets_that_are_not_read_are_named(filled, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    book = load_workbook(BytesIO(filled))
    book["사업"].title = "사업 "
    book.copy_worksheet(book["사업 "]).title = "사업(2차)"
    book.save("b.xlsx")
    assert command(monkeypatch, "--lang", "ko", "new", "scenario", "mine", "--from-xlsx", "b.xlsx") == 0
    assert "읽지 않은 시트: '사업(2차)'\n" in capsys.readouterr().out


@pytest.mark.parametrize("content", [b"", b"no spreadsheet", b"PK\x03\x04broken"])
def test_what_is_no_spreadsheet_is_refused(content, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "b.xlsx").write_bytes(content)
    assert command(monkeypatch, "--lang", "en", "new", "scenario", "mine", "--from-xlsx", "b.xlsx") == 2
    assert "sandan template" in capsys.readouterr().err
    assert not (tmp_path / "mine.yaml").exists()


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("b.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "password"),
        ("b.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".xls"),
        ("b.csv", "사업 키,종류".encode(), "ends with .xlsx"),
        ("b.xlsx", "사업 키,종류".encode(), "something else"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(name, content, word, tmp_path):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(SandanError, match=word):
        read_tables(tmp_path / name)


def test_one_damaged_byte_changes_nothing_or_is_refused(filled, tmp_path):
    before, file = document_of(tables_of(load("changwon/commuting_support"))), tmp_path / "b.xlsx"
    refused = 0
    for place in range(7, len(filled), len(filled) // 24):
        file.write_bytes(filled[:place] + bytes([filled[place] ^ 0xFF]) + filled[place + 1 :])
        try:
            assert document_of(read_tables(file)) == before, place
        except SandanError:
            refused += 1
    assert refused > 10


NO_NAMES = [
    "",
    " ",
    ".",
    "..",
    "a/",
    ".yaml",
    ".hidden",
    "a\nb",
    "a\0b",
    "a:b",
    "a*",
    "b.xlsx",
    "b.yml",
    "changwon/history",
    "CON",
    "aux/plan",
    "nul.v2",
]


@pytest.mark.parametrize("name", NO_NAMES, ids=repr)
def test_what_is_no_name_of_a_scenario_is_refused(name, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert command(monkeypatch, "--lang", "en", "new", "scenario", name) == 2
    said = capsys.readouterr().err.strip()
    assert len(said.splitlines()) == 1
    assert "program" not in said
    assert list(tmp_path.iterdir()) == []


def test_a_name_may_be_korean_and_hold_blanks(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert command(monkeypatch, "new", "scenario", "늦은 착공 1.2") == 0
    assert load("늦은 착공 1.2").name.ko == "늦은 착공 1.2"


@pytest.mark.parametrize("base", ["", "nowhere", "broken.yaml"])
def test_a_draft_that_fails_leaves_no_folder_behind(base, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "broken.yaml").write_text("extends: changwon/baseline\nruns: many\n", encoding="utf-8")
    assert command(monkeypatch, "new", "scenario", "deep/er/mine", "--from", base) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["broken.yaml"]


def test_a_table_that_fails_leaves_no_folder_behind(filled, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    book = load_workbook(BytesIO(filled))
    book["시나리오"]["B12"] = "many"
    book.save("b.xlsx")
    assert command(monkeypatch, "new", "scenario", "deep/er/mine", "--from-xlsx", "b.xlsx") == 2
    assert [path.name for path in tmp_path.iterdir()] == ["b.xlsx"]


def test_money_that_nobody_spends_is_said_when_a_table_becomes_a_scenario(filled, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    book = load_workbook(BytesIO(filled))
    for cell in ("M3", "N3", "H3", "I3", "J3"):
        book["사업"][cell] = None
    book.save("b.xlsx")
    assert command(monkeypatch, "--lang", "en", "new", "scenario", "mine", "--from-xlsx", "b.xlsx") == 0
    assert "commuting: it has no money" in capsys.readouterr().out


def test_what_is_hidden_is_read_and_said(filled, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    book = load_workbook(BytesIO(filled))
    items = book["사업"]
    items.row_dimensions[3].hidden = items.column_dimensions["M"].hidden = True
    items.row_dimensions[9].hidden = True  # an empty one hides nothing
    book["추가설정"].sheet_state = "hidden"
    book.save("b.xlsx")
    assert command(monkeypatch, "--lang", "en", "new", "scenario", "mine", "--from-xlsx", "b.xlsx") == 0
    assert "Hidden, and read all the same: '사업!3:3', '사업!M:M', '추가설정'" in capsys.readouterr().out


def test_an_empty_table_has_no_name_and_its_scenario_that_of_the_file(tmp_path, monkeypatch):
    """It was called as the world without any programme, as was everything made of it."""
    monkeypatch.chdir(tmp_path)
    assert command(monkeypatch, "--lang", "ko", "template", "b.xlsx") == 0
    assert command(monkeypatch, "new", "scenario", "우리 계획", "--from-xlsx", "b.xlsx") == 0
    assert load("우리 계획").name.en == "우리 계획"
    book = load_workbook("b.xlsx")
    book["시나리오"]["B4"] = "도로 정비"
    book.save("b.xlsx")
    assert command(monkeypatch, "new", "scenario", "second", "--from-xlsx", "b.xlsx") == 0
    assert load("second").name.model_dump() == {"ko": "도로 정비", "en": "도로 정비"}


def test_an_option_that_has_no_column_is_asked_for_on_its_sheet(filled, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    book = load_workbook(BytesIO(filled))
    options = book["추가설정"]
    for row in range(3, options.max_row + 1):
        for column in (1, 2, 3):
            options.cell(row, column).value = None
    book.save("b.xlsx")
    assert command(monkeypatch, "--lang", "en", "new", "scenario", "mine", "--from-xlsx", "b.xlsx") == 2
    said = capsys.readouterr().err
    assert "commuting.amount: this key is missing. Give it a value: allowance a worker and month" in said
    assert "a row of the sheet 'options' (item commuting, option amount)" in said


def test_a_shipped_name_means_the_shipped_scenario_whatever_lies_beside(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    local = tmp_path / "changwon"
    local.mkdir()
    (local / "baseline.yaml").write_text("extends: changwon/history\noverride: {runs: 77}\n", encoding="utf-8")
    (tmp_path / "child.yaml").write_text("extends: changwon/baseline\n", encoding="utf-8")
    assert load("child").runs == load("changwon/baseline").runs == 16
    assert load("changwon/baseline.yaml").runs == 77


@pytest.mark.parametrize(("name", "language"), list(zip(gallery(), cycle(["ko", "en"]), strict=False)))
def test_a_draft_validates_and_so_does_each_of_its_lines(name, language, tmp_path):
    text = draft_text("mine", name, base=load(name), language=language)
    with checked(tmp_path / "mine.yaml", text) as draft:
        assert draft.model_dump(exclude={"key", "name"}) == load(name).model_dump(exclude={"key", "name"})
    head, *lines = text.splitlines()
    woken = [head, *(line if "# " not in line or line.count("'") else line.replace("# ", "", 1) for line in lines)]
    woken = [
        line if re.match(r"[# a-z]", line) and not re.match(r"[A-Z가-힣]", line) else f"# {line}" for line in woken
    ]
    with checked(tmp_path / "woken.yaml", "\n".join(woken)) as all_of_it:
        last = (Month.parse(all_of_it.end) + -all_of_it.shift).year
        assert all_of_it.instruments["new_item"].budget == {last - 1: 10.0, last: 10.0}
        kept = all_of_it.model_dump(exclude={"key", "name", "instruments"})
        assert kept == load(name).model_dump(exclude={"key", "name", "instruments"})


def test_a_draft_never_replaces_a_file_and_leaves_none_behind(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert command(monkeypatch, "--lang", "en", "new", "scenario", "mine", "--from", "changwon/history") == 0
    before = (tmp_path / "mine.yaml").read_text(encoding="utf-8")
    assert command(monkeypatch, "--lang", "en", "new", "scenario", "mine") == 2
    assert command(monkeypatch, "--lang", "en", "template", "mine.yaml") == 2
    assert command(monkeypatch, "--lang", "en", "new", "scenario", "other", "--from", "changwon/histroy") == 2
    assert "'changwon/history'" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.yaml"]
    assert (tmp_path / "mine.yaml").read_text(encoding="utf-8") == before


def test_a_draft_of_a_draft_names_its_parent_by_path(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert command(monkeypatch, "new", "scenario", "one") == 0
    assert command(monkeypatch, "new", "scenario", "deeper/two", "--from", "one.yaml") == 0
    assert "extends: ../one.yaml" in (tmp_path / "deeper" / "two.yaml").read_text(encoding="utf-8")
    assert load("deeper/two.yaml").instruments == load("changwon/baseline").instruments
