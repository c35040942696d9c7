"""How far a batch is: a bar with count, rate, time left and failures."""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

if TYPE_CHECKING:
    from coopsim.lab.passage import Progress as HowFar

STOPPING = "keeping what is under way; Ctrl-C again leaves at once"


class Bar:
    """A bar on stderr while a batch runs; nothing where stderr is not a terminal.

    Parameters
    ----------
    silent : bool, whether it shows nothing anywhere
    label : str, what it is the progress of, where that is not all

    Examples
    --------
    >>> from coopsim.lab.passage import Progress
    >>> with Bar() as watch:
    ...     watch(Progress(asked=2, before=0, done=1, seconds=0.5))
    """

    def __init__(self, silent: bool = False, label: str = "") -> None:
        console = Console(stderr=True)
        columns = (
            TextColumn("{task.description}{task.fields[rate]}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.fields[failures]}", style="red"),
        )
        self._progress = Progress(*columns, console=console, disable=silent or not console.is_terminal, transient=True)
        self._task = self._progress.add_task(f"{label} " if label else "", total=None, rate="starting", failures="")

    def __enter__(self) -> Bar:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def __call__(self, progress: HowFar) -> None:
        """Show how far a batch is."""
        ran = progress.done + progress.failed
        self._progress.update(
            self._task,
            total=progress.asked,
            completed=progress.before + ran,
            rate=STOPPING if progress.stopped else f"{ran / max(progress.seconds, 1e-9):.1f} runs/s",
            failures=f"{progress.failed} failed" if progress.failed else "",
        )
