"""Scenario to spreadsheet and back; every wrong cell is named; drafts of scenarios validate as they are written."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from datetime import datetime

import pytest
from openpyxl import load_workbook

from simulation import cli
from simulation.drafts import spreadsheet
from simulation.drafts.layout import COLUMNS, SHARES
from simulation.drafts.reading import read_tables
from simulation.drafts.scenario_file import checked, draft_text, scenario_text
from simulation.drafts.spreadsheet import spreadsheet_of
from simulation.drafts.tables import CELLS, document_of, tables_of
from simulation.errors import SandanError
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
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_cell_is_named(name, table, capsys):
    changes, place, word = WRONG[name]
    said = table(changes, capsys)
    assert place in said
    assert word in said
    assert all(NAMED.match(line) for line in said.splitlines()), said
    assert "Traceback" not in said


def test_all_wrong_cells_come_at_once(table, capsys):
    said = table({"사업!M3": "x", "추가설정!C3": None, "시나리오!A11": "rnus"}, capsys)
    assert [line.split()[1] for line in said.splitlines()] == ["시나리오!A11:", "사업!M3:", "추가설정!C3:"]


def test_a_cell_may_hold_a_date_a_grouped_number_or_a_bare_key(table, capsys):
    typed = {"사업!F3": datetime(2020, 3, 1), "사업!M3": "1,060", "사업!H3": 560, "사업!I3": 224, "사업!J3": 336}
    assert table({**typed, "사업!D3": "commuting_support"}, capsys) == ""
    spec = load("mine.yaml").instruments["commuting"]
    assert spec.start == "2020-03"
    assert spec.budget == {2020: 1060, 2021: 60}
    assert spec.sources.state == 0.5


@pytest.mark.parametrize("content", [b"", b"no spreadsheet", b"PK\x03\x04broken"])
def test_what_is_no_spreadsheet_is_refused(content, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "b.xlsx").write_bytes(content)
    assert command(monkeypatch, "--lang", "en", "new", "scenario", "mine", "--from-xlsx", "b.xlsx") == 2
    assert "sandan template" in capsys.readouterr().err
    assert not (tmp_path / "mine.yaml").exists()


@pytest.mark.parametrize("name", gallery())
@pytest.mark.parametrize("language", ["ko", "en"])
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
