"""The command line answers every mistake with one paragraph in the language asked for, never with a traceback."""

from __future__ import annotations

import errno
import os
import re
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import simulation as sim
from simulation import cli
from simulation.errors import SandanError
from simulation.report.complaint import SYSTEM, complaint
from simulation.report.resolved import resolved_yaml
from simulation.scenario import gallery, load

MISTAKES = {
    "verb": (["rum"], "run"),
    "option": (["run", "changwon/history", "--rns", "3"], "--rns"),
    "no_number": (["run", "changwon/history", "--runs", "many"], "--runs"),
    "runs_zero": (["run", "changwon/history", "--runs", "0"], "--runs 0: "),
    "workers_zero": (["run", "changwon/history", "--workers", "0"], "--workers 0"),
    "impact_runs": (["run", "changwon/history", "--impact-runs", "-1"], "--impact-runs -1"),
    "value_missing": (["run", "changwon/history", "--runs"], "--runs"),
    "argument_missing": (["validate"], "--help"),
    "argument_too_many": (["show", "changwon/history", "more"], "more"),
    "month": (["run", "changwon/history", "--from", "2018-3"], "--from 2018-3: "),
    "beyond_record": (["run", "changwon/history", "--to", "2030-12"], "2023Q4"),
    "seed": (["run", "changwon/history", "--seed", "-1"], "--seed -1: "),
    "outlook": (["run", "changwon/history", "--outlook", "hopeful"], "announced"),
    "scale": (["run", "changwon/history", "--scale", "nan"], "--scale nan"),
    "scale_zero": (["run", "changwon/history", "--scale", "0"], "--scale 0: "),
    "scale_tiny": (["run", "changwon/history", "--scale", "0.00001"], "--scale 1e-05: "),
    "scale_of_a_study": (["gallery", "--scale", "5"], "--scale"),
    "scale_of_a_list": (["list", "programmes", "--effects", "--scale", "5"], "--scale"),
    "quarters_beyond_a_run": (["forecast", "changwon", "--quarters", "999"], "--quarters 999: "),
    "month_as_written": (["run", "changwon/history", "--from", "2019.3"], "2019-03"),
    "nothing": (["show", ""], "'sandan list scenarios'"),
    "complex_for_a_scenario": (["run", "ansan"], "'ansan/baseline'"),
    "no_forecast": (["score", "nowhere.csv", "--record", "nowhere.csv"], "nowhere.csv: "),
    "switch": (["show", "changwon/history", "--set", "switches.own_price=true"], "own_prices"),
    "comma": (["run", "changwon/history", "--set", "runs=1,000"], "1000"),
    "out_is_a_file": (["run", "changwon/history", "--out", "/dev/null/results"], "/dev/null"),
    "set_twice": (["show", "changwon/history", "--set", "runs=3", "--set", "runs=4"], "--set runs=4: "),
    "list_entry": (["show", "changwon/smart_complex", "--set", "targets.0=x"], "--set targets.0=x: targets"),
    "set_form": (["show", "changwon/history", "--set", "scale"], "--set scale=0.1"),
    "set_key": (["show", "changwon/history", "--set", "scal=1"], "'scale'"),
    "file": (["show", "nowhere.yaml"], "nowhere.yaml"),
    "folder": (["validate", "."], "sandan list scenarios"),
    "long_name": (["validate", "x" * 5000], "sandan list scenarios"),
    "no_table": (["new", "scenario", "x", "--from-xlsx", "nowhere.xlsx"], "nowhere.xlsx"),
    "two_bases": (["new", "scenario", "x", "--from", "changwon/history", "--from-xlsx", "b.xlsx"], "--from-xlsx"),
    "no_base": (["new", "scenario", "x", "--from", "changwon/histroy"], "'changwon/history'"),
    "draft_of_nothing": (["new", "scnario"], "scnario"),
    "no_xlsx": (["template", "budget.csv"], ".xlsx"),
    "list": (["list", "paramters"], "parameters"),
    "status": (["list", "parameters", "--status", "asumed"], "'assumed'"),
    "complex": (["list", "parameters", "--complex", "atlantis"], "changwon"),
    "complex_of_targets": (["list", "targets", "--complex", "atlantis"], "changwon"),
    "status_of_scenarios": (["list", "scenarios", "--status", "assumed"], "list studies"),
    "complex_of_variables": (["list", "variables", "--complex", "ansan"], "list targets"),
    "key": (["explain", "employmnt"], "'employment'"),
    "key_of_an_instrument": (["explain", "instruments.homes.bugdet"], "'instruments.homes.budget'"),
    "manifest": (["rerun", "nowhere"], "manifest.json"),
    "of_missing": (["interaction", "changwon/smart_complex"], "--of"),
    "of_unknown": (["interaction", "changwon/smart_complex", "--of", "start_up,smart_factry"], "'smart_factory'"),
    "of_baseline": (["interaction", "changwon/smart_complex", "--of", "national_smart_factory"], "innovation_centre"),
    "of_nothing": (["interaction", "changwon/smart_complex", "--of", ","], "innovation_centre"),
    "of_everything": (
        ["interaction", "changwon/founders_housing", "--of", "founders_housing"],
        "--of founders_housing",
    ),
    "of_no_programme": (["interaction", "changwon/baseline", "--of", "smart_factory"], "changwon/baseline"),
}


def told(arguments: list[str], language: str, monkeypatch, capsys) -> str:
    """What the program says on its error channel."""
    monkeypatch.setattr(sys, "argv", ["sandan", "--lang", language, *arguments])
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    said = capsys.readouterr()
    assert stopped.value.code == 2
    assert "Traceback" not in said.out + said.err
    return said.err


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("mistake", MISTAKES)
def test_every_mistake_is_answered_in_the_language_asked_for(mistake, language, monkeypatch, capsys):
    arguments, hint = MISTAKES[mistake]
    said = told(arguments, language, monkeypatch, capsys)
    assert hint in said
    assert bool(re.search("[가-힣]", said)) == (language == "ko")


def test_a_korean_answer_to_the_parser_holds_no_english(monkeypatch, capsys):
    """What the parser of the command line says is put into words of our own; a name is looked for where it stood."""
    said = told(["show", "changwon/history", "more"], "ko", monkeypatch, capsys)
    assert said.startswith("more: 남는 인자입니다.")
    assert "정수로" in told(["run", "changwon/history", "--runs", "many"], "ko", monkeypatch, capsys)
    assert "숫자로" in told(["gallery", "--scale", "many"], "ko", monkeypatch, capsys)
    assert "'scenario'" in told(["new", "scnario"], "ko", monkeypatch, capsys)


def test_a_wrong_language_is_answered_as_well(monkeypatch, capsys):
    assert "only ko or en" in told(["--lang", "xx", "list", "scenarios"], "en", monkeypatch, capsys)


def test_a_folder_that_cannot_be_written_is_named(tmp_path, monkeypatch, capsys):
    taken = tmp_path / "taken"
    taken.write_text("a file stands where the folder of results should")
    arguments = ["run", "changwon/baseline", "--runs", "1", "--scale", "0.02", "--out", str(taken)]
    assert "taken" in told(arguments, "en", monkeypatch, capsys)


def test_a_system_that_names_no_file_is_no_empty_name():
    assert complaint(OSError(errno.ENOSPC, "full"), "en").startswith("No space left")
    assert complaint(OSError("full"), "en").startswith("this file cannot be read")


def test_a_signal_inside_compiled_code_is_a_stop_and_no_fault(monkeypatch, capsys):
    def compiled(**_):
        try:
            raise KeyboardInterrupt
        except KeyboardInterrupt as signal:
            raise SystemError("returned a result with an exception set") from signal

    monkeypatch.setattr(cli, "app", compiled)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == cli.INTERRUPTED
    assert "SystemError" not in capsys.readouterr().err


def test_an_error_nobody_expected_is_still_one_paragraph():
    assert "--debug" in complaint(ZeroDivisionError("division by zero"), "en")


@pytest.mark.parametrize("number", [*(getattr(errno, name) for name in SYSTEM), errno.EFBIG])
def test_what_the_system_complains_of_is_said_in_the_language_asked_for(number):
    """The system speaks English; what to do stands beside it, and a Korean sentence holds no word of it."""
    error = OSError(number, os.strerror(number), "s.nc")
    korean = complaint(error, "ko")
    assert korean.startswith("s.nc: ")
    assert not re.search("[A-Za-z]", korean.removeprefix("s.nc: "))
    assert complaint(error, "en").startswith("s.nc: ")


WORDS = st.one_of(
    st.sampled_from(["run", "show", "validate", "list", "explain", "--set", "--runs", "--lang", "a=b", "=", "0"]),
    st.text(alphabet="ab가-=./[{:'\"0\n", max_size=6),
)


@given(words=st.lists(WORDS, max_size=4))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_words_give_a_traceback(words, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["sandan", *words])
    with pytest.raises(SystemExit):
        cli.main()
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    assert "--debug ..." not in said.err


@pytest.mark.parametrize("name", gallery())
def test_what_show_prints_is_a_scenario_file(name, tmp_path: Path, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["sandan", "show", name])
    with pytest.raises(SystemExit):
        cli.main()
    copy = tmp_path / "copy.yaml"
    copy.write_text(capsys.readouterr().out, encoding="utf-8")
    assert resolved_yaml(load(copy)) == resolved_yaml(load(name))


@pytest.mark.parametrize("verb", cli.commands())
def test_every_verb_has_an_example(verb, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["sandan", verb, "--help"])
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    assert stopped.value.code == 0
    assert f"Example: sandan {verb}" in re.sub(r"\s+", " ", capsys.readouterr().out)


def test_alternatives_are_changed_alike_and_share_one_number_of_runs(monkeypatch):
    asked: list[tuple[object, dict]] = []

    def compared(*scenarios, **options):
        asked.append((scenarios, options))
        raise SandanError("", "")

    monkeypatch.setattr(sim, "compare", compared, raising=False)
    words = ["compare", "a", "b", "--runs", "3", "--scale", "0.05", "--to", "2020-12"]
    monkeypatch.setattr(sys, "argv", ["sandan", *words])
    with pytest.raises(SystemExit):
        cli.main()
    ((scenarios, options),) = asked
    assert scenarios == ("a", "b")
    assert options["runs"] == 3
    assert options["overrides"] == ["--to=2020-12", "--scale=0.05"]
