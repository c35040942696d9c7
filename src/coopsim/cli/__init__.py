"""The command `coopsim`: what it is asked, and how it says no.

Commands load what they need when they run, so that help answers at once.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from typing import Annotated

import typer

from coopsim.cli import population, scenario
from coopsim.cli.batch import batch, with_usual_ensemble
from coopsim.cli.calibrate import calibrate
from coopsim.cli.compare import compare
from coopsim.cli.discover import discover
from coopsim.cli.ensemble import ensemble
from coopsim.cli.export import export
from coopsim.cli.figures import figures
from coopsim.cli.ladder import ladder
from coopsim.cli.merge import merge
from coopsim.cli.power import power
from coopsim.cli.report import report
from coopsim.cli.run import run
from coopsim.cli.sensitivity import sensitivity
from coopsim.cli.status import status
from coopsim.cli.stories import stories
from coopsim.cli.story import story
from coopsim.cli.survival import survival
from coopsim.cli.validate import validate
from coopsim.cli.workshop import workshop
from coopsim.errors import CoopsimError

A_BUG, STOPPED = 1, 130
TRACEBACK = "COOPSIM_TRACEBACK"

app = typer.Typer(
    help="Simulate cooperation between associations under New Public Management.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for command in (
    run, batch, status, merge, export, compare, survival, sensitivity, discover, power, calibrate, ensemble, validate,
    ladder, stories, figures, report, story, workshop,
):  # fmt: skip
    app.command()(command)
app.add_typer(scenario.app, name="scenario")
app.add_typer(population.app, name="population")


def _show_version(wanted: bool) -> None:
    if wanted:
        from coopsim import __version__

        typer.echo(f"coopsim {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
    trace: Annotated[
        bool, typer.Option("--traceback", envvar=TRACEBACK, help="Show where in the code an error arose.")
    ] = False,
) -> None:
    """Options that stand before the command."""
    if trace:
        os.environ[TRACEBACK] = "1"


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and leave with its exit code.

    0 done, 1 a bug, 2 input refused, 3 finished with failed runs, 4 store
    refused, 130 stopped by the user. Errors go to stderr.

    Parameters
    ----------
    arguments : sequence of str, or None for those of the prompt
    """
    _never_fail_to_write()
    try:
        app(args=with_usual_ensemble(sys.argv[1:] if arguments is None else arguments), prog_name="coopsim")
    except CoopsimError as refusal:
        _leave(refusal, str(refusal), refusal.exit_code)
    except KeyboardInterrupt as stop:
        _leave(stop, "stopped", STOPPED)
    except Exception as bug:
        told = f"a bug: {type(bug).__name__}: {bug}".rstrip(": ")
        _leave(bug, f"{told}\nPlease report it with what `coopsim --traceback …` shows.", A_BUG)


def _leave(problem: BaseException, message: str, code: int) -> None:
    """Say on stderr what went wrong, and leave."""
    if os.environ.get(TRACEBACK, "") not in ("", "0"):
        traceback.print_exception(problem, file=sys.stderr)
    print(f"coopsim: {message}", file=sys.stderr)
    sys.exit(code)


def _never_fail_to_write() -> None:
    """A terminal without the letters of a text gets question marks, not an error."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
