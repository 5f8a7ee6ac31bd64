"""Verbs about scenario files: check them, show what they resolve to."""

from __future__ import annotations

from typing import Annotated

import typer

from simulation.cli.shared import ScenarioArgument, SetOption, console, say, tell
from simulation.errors import InputFault, ScenarioError


def validate(files: Annotated[list[str], typer.Argument(help="시나리오들 / scenarios")]) -> None:
    """시나리오를 검사합니다. / Check scenario files; all faults at once."""
    from simulation.scenario import load_with_changes

    faults: list[InputFault] = []
    for name in files:
        try:
            loaded = load_with_changes(name)
        except ScenarioError as error:
            faults += error.faults
        else:
            title = loaded.scenario.name
            console.print(f"{name}: {say('이상 없음', 'valid')} ({say(title.ko, title.en)})", highlight=False)
            for remark in loaded.remarks:
                tell(f"  {say(remark.ko, remark.en)}")
    if faults:
        raise ScenarioError(faults)


def show(file: ScenarioArgument, set_: SetOption = []) -> None:  # noqa: B006 - typer copies the list
    """시나리오를 풀어 보여 줍니다. / The fully resolved scenario and every change as key: old -> new."""
    from simulation.report.resolved import resolved_yaml
    from simulation.scenario import load_with_changes

    loaded = load_with_changes(file, set_)
    tell(resolved_yaml(loaded.scenario))
    for change in loaded.changes:
        tell(f"# {change}")
