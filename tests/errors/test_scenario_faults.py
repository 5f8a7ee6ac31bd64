"""One broken file per mistake, with the expected sentence beside it; and no bad file ever gives a traceback."""

from __future__ import annotations

import pickle
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from simulation.catalogue import central_values
from simulation.cli import app
from simulation.errors import InputFault, SandanError, ScenarioError, StabilityError, Text
from simulation.policy.instrument import INSTRUMENT_MODELS
from simulation.policy.programmes import Programmes
from simulation.scenario import gallery, load, load_with_changes
from simulation.units import Month

CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))


def told(path: Path, language: str) -> str:
    """The message for a file, with places that other files decide written as names."""
    with pytest.raises(ScenarioError) as caught:
        load(path)
    message = caught.value.message(language).replace(f"{path.parent}/", "")
    message = re.sub(r"\S*scenarios/", "", message)
    message = message.replace(f"{len(gallery())} scenarios", "<count> scenarios")
    message = message.replace(", ".join(sorted(INSTRUMENT_MODELS)), "<kinds>")
    return re.sub(r"(on line|allowed:|Allowed keys:) [^.]*\.", r"\1 <...>.", message)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_mistake_gets_its_sentence(path):
    assert told(path, "en") + "\n" == path.with_suffix(".txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_sentence_names_its_place_and_exists_in_korean(path):
    for line in told(path, "en").splitlines():
        assert re.match(rf"{path.name}:\d+:\d+: ", line), line
    assert re.search("[가-힣]", told(path, "ko"))


ENGLISH = re.compile(r"(?<![\w.'/-])[a-z]{2,} [a-z]{2,} [a-z]{2,}")
"""Three words of English in a row."""


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_no_english_stands_in_a_korean_sentence(path):
    assert not ENGLISH.search(told(path, "ko"))


UNFIT = {
    "complex": ("complex: ansan", "start: the record does not cover"),
    "start": ("start: 2023-12", "end must be later than start"),
    "end": ("end: 2018-12", "end must be later than start"),
}


@pytest.mark.parametrize("changed", UNFIT)
def test_a_change_that_does_not_fit_the_parent_is_named_where_it_was_made(changed, tmp_path):
    """The parent is right in itself: the line to mend is the one that changed something of it."""
    line, word = UNFIT[changed]
    path = tmp_path / "mine.yaml"
    path.write_text(f"extends: changwon/baseline\noverride:\n  {line}\n", encoding="utf-8")
    (told_one,) = told(path, "en").splitlines()
    assert told_one.startswith(f"mine.yaml:3:3: {changed} = ")
    assert word in told_one


@pytest.mark.parametrize("changed", ["name: {ko: 가, en: a}", "runs: 3", "parameters.labour.hours_floor: 0.9"])
def test_what_a_file_says_twice_is_refused_wherever_it_says_it(changed, tmp_path):
    """Under override: and beside it; the second would silently win."""
    key, value = changed.split(": ", 1)
    first, _, rest = key.partition(".")
    again = f"{first}: {{{rest}: {value}}}" if rest else changed
    path = tmp_path / "mine.yaml"
    path.write_text(f"extends: changwon/baseline\noverride:\n  {changed}\n{again}\n", encoding="utf-8")
    assert told(path, "en").startswith("mine.yaml:4:")
    assert "on line <...>" in told(path, "en") or "line 3" in told(path, "en")


def test_all_faults_come_at_once():
    assert len(told(CASES[0].parent / "several_at_once.yaml", "en").splitlines()) == 2


@pytest.mark.parametrize("path", CASES[:4], ids=lambda path: path.stem)
def test_the_command_prints_no_traceback(path):
    result = CliRunner().invoke(app, ["validate", str(path)])
    assert result.exit_code != 0
    assert isinstance(result.exception, SandanError | SystemExit)


KEYS = st.sampled_from(
    ["extends", "complex", "start", "end", "parameters", "instruments", "override", "runs", "x", "name"]
)
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=12))
VALUES = st.recursive(
    SCALARS, lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=3))
)


def told_or_loaded(path: Path) -> None:
    """Load a file; the only error it may meet is one that speaks."""
    message = "loaded"
    try:
        load(path)
    except SandanError as error:
        message = error.message("ko")
    assert message


@given(document=st.dictionaries(KEYS, VALUES, max_size=6))
@settings(max_examples=150, deadline=None)
def test_no_document_gives_anything_but_a_fault(tmp_path_factory, document):
    import json

    path = tmp_path_factory.mktemp("fuzz") / "scenario.yaml"
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    told_or_loaded(path)


@given(text=st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_no_text_gives_anything_but_a_fault(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("fuzz") / "scenario.yaml"
    path.write_bytes(text.encode("utf-8", errors="surrogatepass"))
    told_or_loaded(path)


@pytest.mark.parametrize(
    ("arguments", "nearest"),
    [(["explain", "labour.hours_flor"], "labour.hours_floor"), (["show", "changwon/histry"], "changwon/history")],
)
def test_a_wrong_name_is_answered_with_the_nearest(arguments, nearest):
    result = CliRunner().invoke(app, arguments)
    assert isinstance(result.exception, SandanError)
    assert nearest in result.exception.message("en")


@pytest.mark.parametrize(
    "what", ["scenarios", "parameters", "variables", "sources", "instruments", "targets", "complexes"]
)
def test_every_list_prints(what):
    result = CliRunner().invoke(app, ["--lang", "ko", "list", what])
    assert result.exit_code == 0, result.exception


def test_assumed_parameters_can_be_listed():
    result = CliRunner().invoke(app, ["--lang", "en", "list", "parameters", "--status", "assumed"])
    assert result.exit_code == 0
    assert "hours_floor" in result.output.replace("\n", "")


def test_the_shipped_schema_is_the_one_the_program_prints():
    import json

    from simulation.scenario import json_schema

    shipped = Path(__file__).parents[2] / "scenarios" / "schema.json"
    assert json.loads(shipped.read_text(encoding="utf-8")) == json.loads(json.dumps(json_schema()))


@pytest.mark.parametrize("path", gallery().values(), ids=gallery())
def test_every_shipped_scenario_starts_with_the_line_for_editors(path):
    assert path.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=")


OWN_SMART = "extends: changwon/smart_complex\nname: {ko: 시험, en: test}\n"
OWN = "extends: changwon/baseline\nname: {ko: 시험, en: test}\n"


def written(folder: Path, text: str, name: str = "own.yaml") -> Path:
    """A scenario file of one's own."""
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def test_an_own_file_has_its_own_key_wherever_one_stands(tmp_path, monkeypatch):
    written(tmp_path, OWN)
    monkeypatch.chdir(tmp_path)
    assert load("own.yaml").key == "own", "a key that begins with a slash would lead out of the folder of results"
    assert load(gallery()["changwon/history"]).key == "changwon/history"


def test_names_of_shipped_scenarios_have_slashes_on_every_system():
    assert "changwon/baseline" in gallery()


@pytest.mark.parametrize(
    "error",
    [
        StabilityError("가", "a"),
        ScenarioError([InputFault("f", 1, 2, "key", "value", Text("나", "b"), Text("다", "c"))]),
    ],
)
def test_an_error_comes_back_whole_from_a_worker(error):
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert [again.message(language) for language in ("ko", "en")] == [
        error.message(language) for language in ("ko", "en")
    ]


def test_a_citation_in_words_is_a_source(tmp_path):
    spec = "{kind: capital_spending, item: construction, status: plan, source: '창원시 예산서, 2024'}"
    loaded = load(written(tmp_path, OWN + f"instruments:\n  a: {spec}\n"))
    assert loaded.instruments["a"].source == "창원시 예산서, 2024"


@pytest.mark.parametrize("change", ["instruments={}", "parameters={}"])
def test_a_collection_can_be_emptied(tmp_path, change):
    emptied = load(written(tmp_path, OWN + "parameters: {labour.hours_floor: 0.9}\n"), [change])
    assert not getattr(emptied, change.partition("=")[0])


@pytest.mark.parametrize("changes", [["instruments=3", "instruments.a.b=2"], ["override.x=1"], ["parameters=x"]])
def test_changes_that_make_no_sense_give_a_fault(tmp_path, changes):
    with pytest.raises(ScenarioError) as caught:
        load(written(tmp_path, OWN), changes)
    assert caught.value.faults


def test_a_collection_under_override_is_taken_entry_by_entry(tmp_path):
    text = OWN + "override:\n  parameters: {labour.hours_floor: 0.9}\n"
    assert load(written(tmp_path, text)).parameters == {"labour.hours_floor": 0.9}


def test_three_files_that_disagree_about_a_form_give_a_fault(tmp_path):
    written(tmp_path, OWN + "instruments: 3\n", "middle.yaml")
    with pytest.raises(ScenarioError, match="keys and values"):
        load(written(tmp_path, "extends: middle\ninstruments: {a: {kind: capital_spending}}\n"))


def changed(folder: Path, override: str, more: str = ""):
    """The smart complex with a change by a file of one's own."""
    text = f"extends: changwon/smart_complex\nname: {{ko: 시험, en: test}}\n{more}override:\n{override}\n"
    return load_with_changes(written(folder, text))


@pytest.mark.parametrize(
    ("change", "new"), [("x2", 0.7), ("+10 %", 0.385), ("-50 %", 0.175), ("x 0.5", 0.175), ("+10%", 0.385), ("×2", 0.7)]
)
def test_a_number_of_the_parent_changes_by_a_factor(tmp_path, change, new):
    written(tmp_path, OWN_SMART + "override: {instruments.smart_factory.rate: 0.35}\n", "parent.yaml")
    own = written(tmp_path, f"extends: parent\noverride: {{instruments.smart_factory.rate: '{change}'}}\n")
    loaded = load_with_changes(own)
    assert loaded.scenario.instruments["smart_factory"].rate == new
    assert loaded.changes[-1] == f"instruments.smart_factory.rate: 0.35 -> {new}"


def test_a_whole_table_changes_by_a_factor_and_whole_numbers_stay_whole(tmp_path):
    before = load("changwon/smart_complex").instruments
    loaded = changed(tmp_path, "  instruments.smart_factory.cap: x2\n  instruments.homes.budget.2020: -50 %\n")
    doubled = loaded.scenario.instruments["smart_factory"].cap
    assert doubled == {2019: {1: 2.8, 2: 4.2, 3: 8.4}, 2022: {1: 1.4, 2: 5.6, 3: 11.2}}
    assert loaded.scenario.instruments["homes"].budget[2020] == before["homes"].budget[2020] / 2
    assert load("changwon/baseline", ["runs=x2"]).runs == 32


def test_instruments_of_a_parent_with_handles_can_all_be_taken_away(tmp_path):
    own = "instruments:\n  a: {kind: capital_spending, item: construction, budget: {2020: 1}, "
    own += "source: judgement, status: assumed}\n"
    loaded = changed(tmp_path, "  instruments: {}", own)
    assert list(loaded.scenario.instruments) == ["a"]
    assert [each.name for each in loaded.scenario.levers] == ["shift"]
    assert "levers: - instruments.smart_factory.rate" in loaded.changes


@pytest.mark.parametrize("off", ["off", "false"])
def test_one_instrument_is_taken_away_and_the_shares_of_the_others_stay(tmp_path, off):
    whole, less = load("changwon/smart_complex"), changed(tmp_path, f"  instruments.smart_factory: {off}")
    assert less.changes == ("instruments.smart_factory: on -> off", "levers: - instruments.smart_factory.rate")
    values = central_values("changwon")
    money = [
        {line.name: sum(map(sum, (payers.values() for payers in line.budget.values()))) for line in lines}
        for lines in (Programmes(each.instruments, values).lines for each in (whole, less.scenario))
    ]
    assert money[1]["energy"] == money[0]["energy"] > 0.0
    assert not less.scenario.instruments["smart_factory"].holds(Month.parse("2020-06"))
    assert whole.instruments["smart_factory"].holds(Month.parse("2020-06"))


def test_a_handle_on_what_the_same_file_takes_away_is_a_fault(tmp_path):
    """That of a parent is dropped with its instrument; who writes both has to mend one."""
    handle = "{name: instruments.smart_factory.rate, low: 0.1, high: 0.5, step: 0.1}"
    with pytest.raises(ScenarioError, match="levers"):
        changed(tmp_path, f"  levers: [{handle}]\n  instruments.smart_factory: off")


def test_a_fault_is_where_the_value_was_changed_last(tmp_path):
    own = written(tmp_path, OWN_SMART + "override: {instruments.homes.budget.2020: 5}\n")
    with pytest.raises(ScenarioError) as caught:
        load(own, ["instruments.homes.budget={2020: -5}"])
    assert caught.value.message("en").startswith("--set ")
    assert load_with_changes("changwon/baseline", ["runs=16"]).changes == (), "a value it has is no change"
