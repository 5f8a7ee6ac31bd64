"""The command line: verbs without logic, in Korean or English."""

from __future__ import annotations

import os
import signal
import sys
from typing import Annotated, NoReturn

import typer

from simulation.cli.drafts import new, template, update
from simulation.cli.judgement import backtest, calibrate, forecast, referee, score
from simulation.cli.known import explain, list_, schema
from simulation.cli.results import compare, report, rerun, run
from simulation.cli.scenarios import show, validate
from simulation.cli.shared import DataOption, console, errors, refuse_empty_data, say, settings, system_language
from simulation.cli.studies import claims, gallery, interaction, living, score_demand, sign_map
from simulation.errors import LANGUAGES, SandanError
from simulation.experiments.pool import one_thread_each
from simulation.version import __version__

INTERRUPTED = 130
OWN_DATA = "SANDAN_DATA"

app = typer.Typer(
    name="sandan",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="산업단지 정책의 효과를 미리 계산합니다. / What a programme does to a national industrial complex.",
    epilog="예 / Example: sandan run changwon/history --runs 16",
)


def show_version(wanted: bool) -> None:
    """Print the version and stop."""
    if wanted:
        console.print(f"sandan {__version__}")
        raise typer.Exit


def speak(language: str | None) -> str | None:
    """Choose the language before anything else is read, so that every complaint is in it."""
    if language is not None and language not in LANGUAGES:
        raise SandanError(f"--lang {language}: ko 또는 en만 됩니다.", f"--lang {language}: only ko or en is allowed.")
    settings.language = language or system_language()
    return language


@app.callback()
def common(
    context: typer.Context,
    lang: Annotated[
        str | None, typer.Option("--lang", callback=speak, is_eager=True, help="ko 또는 en / language of messages")
    ] = None,
    *,
    data: DataOption = None,
    debug: Annotated[bool, typer.Option("--debug", help="오류의 전체 경로 표시 / full traceback of an error")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=show_version, is_eager=True, help="판 / version")
    ] = False,
) -> None:
    """Choices that hold for every verb."""
    settings.debug = debug
    if context.invoked_subcommand != "update":
        refuse_empty_data()


app.add_typer(new, name="new")
app.command(epilog="예 / Example: sandan template budget.xlsx --from changwon/smart_complex")(template)
app.command(epilog="예 / Example: sandan update record_total.csv --complex mine --vintage 2022-02")(update)
app.command(epilog="예 / Example: sandan validate my.yaml changwon/smart_complex")(validate)
app.command(epilog="예 / Example: sandan show changwon/history --set scale=0.1")(show)
app.command(epilog="예 / Example: sandan run changwon/smart_complex --runs 32 --workers 2 --set shift=12")(run)
app.command(epilog="예 / Example: sandan rerun results/changwon/history/0123456789abcdef")(rerun)
app.command(epilog="예 / Example: sandan compare changwon/smart_complex changwon/smart_complex_delivered late.yaml")(
    compare
)
app.command(epilog="예 / Example: sandan report results/changwon/smart_complex/0123456789abcdef")(report)
app.command("sign-map", epilog="예 / Example: sandan sign-map changwon/smart_complex --runs 4")(sign_map)
app.command(epilog="예 / Example: sandan calibrate changwon --draws 2000")(calibrate)
app.command(epilog="예 / Example: sandan backtest changwon --runs 24")(backtest)
app.command(epilog="예 / Example: sandan forecast changwon --runs 200 --quarters 12")(forecast)
app.command(epilog="예 / Example: sandan score results/changwon/forecast/forecast.csv --record new.csv")(score)
app.command("score-demand", epilog="예 / Example: sandan score-demand changwon --paths 1000")(score_demand)
app.command(epilog="예 / Example: sandan living changwon/baseline --runs 4")(living)
app.command(epilog="예 / Example: sandan interaction changwon/smart_complex --of smart_factory,start_up --runs 8")(
    interaction
)
app.command(epilog="예 / Example: sandan claims --runs 8 --scale 0.1")(claims)
app.command(epilog="예 / Example: sandan gallery --runs 10 --scale 0.05")(gallery)
app.command(epilog="예 / Example: sandan referee changwon --runs 16")(referee)
app.command("list", epilog="예 / Example: sandan list parameters --status assumed")(list_)
app.command(epilog="예 / Example: sandan explain labour.hours_floor")(explain)
app.command(epilog="예 / Example: sandan schema > schema.json")(schema)


def commands() -> list[str]:
    """Names of the verbs."""
    verbs = [str(each.name or getattr(each.callback, "__name__", "")) for each in app.registered_commands]
    return verbs + [str(group.name) for group in app.registered_groups]


def stop_like_the_keyboard() -> None:
    """Let a closed terminal and a polite kill stop the program as Ctrl-C does."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)


def complain(error: Exception) -> NoReturn:
    """Say in one paragraph what went wrong, and end; with --debug, where."""
    from simulation.report.complaint import complaint

    if settings.debug and not hasattr(error, "format_message"):
        raise error
    said = complaint(error, settings.language, verbs=commands())
    errors.print(said, highlight=False, markup=False, style="red", soft_wrap=True)
    raise SystemExit(2) from None


def main() -> None:
    """Entry point: errors in one paragraph, a traceback only with --debug."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
    settings.language, settings.debug = system_language(), False
    named = os.environ.get(OWN_DATA)
    stop_like_the_keyboard()
    one_thread_each()
    try:
        code = app(standalone_mode=False, prog_name="sandan")
    except Exception as error:
        # A signal that reaches compiled code ends it in an error of its own.
        if not isinstance(error.__cause__, KeyboardInterrupt):
            complain(error)
        code = INTERRUPTED
    except KeyboardInterrupt:
        code = INTERRUPTED
    finally:
        # What --data named holds for one command, also where several are run in one process.
        os.environ.pop(OWN_DATA, None)
        if named is not None:
            os.environ[OWN_DATA] = named
    if code == INTERRUPTED:
        errors.print(say("중단했습니다. 끝난 반복은 남아 있습니다.", "Stopped. Finished runs are kept."))
    raise SystemExit(code or 0)
