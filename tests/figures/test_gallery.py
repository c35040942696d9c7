"""From a store to files: every figure of a tiny batch, at the prompt and in Python."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from coopsim.cli.figures import figures
from coopsim.errors import InputRefused
from coopsim.figures.evidence import evidence_of
from coopsim.figures.gallery import GALLERY, gallery
from coopsim.lab.batch import run_batch
from coopsim.lab.experiment import load_experiment
from coopsim.lab.store import Store, store_for
from tests.cli.conftest import Prompt, Write
from tests.figures.extents import outside

KINDS = {"oat": 'kind = "oat"', "sobol": 'kind = "sobol"\npoints = 4', "morris": 'kind = "morris"\ntrajectories = 3'}


def test_a_tiny_batch_gives_every_figure(store: Store) -> None:
    drawn = dict(gallery(store, evidence_of(store, "tiny", "fr", "projector")))
    assert list(drawn) == list(GALLERY)
    for name, figure in drawn.items():
        assert outside(figure) == [], name
        assert "graine 7" in figure.texts[1].get_text().replace("\n", " ")


def test_measures_alone_give_what_they_can(write: Write, tmp_path: Path) -> None:
    file = write("few.toml", 'scenarios = ["tiny"]\nreplicates = 1\nrecord = ["measures"]')
    experiment = load_experiment(file)
    few = store_for(experiment, tmp_path / "few")
    run_batch(experiment, few, workers=1)
    evidence = evidence_of(few, "tiny", "en")
    assert [name for name, _ in gallery(few, evidence)] == ["survival", "paths", "tradeoff"]
    with pytest.raises(InputRefused, match="flow: expected the table of associations"):
        list(gallery(few, evidence, ["flow"]))


def test_a_wrong_name_is_refused_with_the_nearest(store: Store) -> None:
    with pytest.raises(InputRefused, match="Did you mean network"):
        list(gallery(store, evidence_of(store, "tiny", "en"), ["netwrk"]))


def test_the_command_writes_what_is_asked(store: Store, tmp_path: Path) -> None:
    app = typer.Typer()
    app.command()(figures)
    words = [str(store.path), "--out", "shown", "--only", "paths,flow", "--image", "svg", "--lang", "fr"]
    said = CliRunner().invoke(app, words)
    assert said.exit_code == 0, said.output
    assert {file.name for file in (tmp_path / "shown").iterdir()} == {"paths.svg", "flow.svg"}


def test_survival_leaves_its_figure_in_a_folder(prompt: Prompt, store: Store, tmp_path: Path) -> None:
    said = prompt("survival", store.path, "--out", "shown", "--format", "csv")
    assert (said.code, said.err) == (0, "")
    assert (tmp_path / "shown" / "incidence.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("kind", KINDS)
def test_sensitivity_leaves_table_and_figures(prompt: Prompt, write: Write, tmp_path: Path, kind: str) -> None:
    head = 'scenarios = ["tiny", "apart"]\nreplicates = 2\nrecord = ["measures"]\nevery = 6\n'
    factors = '[design.factors]\n"levers.tendering" = [0.1, 0.9]\n"levers.reporting" = [0.1, 1.0]\n'
    write("swept.toml", f"{head}[design]\n{KINDS[kind]}\n{factors}")
    prompt("batch", "swept.toml", "--out", "swept", "--workers", 1)
    said = prompt("sensitivity", "swept", "--out", "shown", "--measures", "voice_total", "--lang", "fr")
    assert (said.code, said.err) == (0, "")
    names = {"sensitivity.csv"} | {
        f"{scenario}-{of}.png" for scenario in ("tiny", "apart", "apart-less-tiny") for of in ("mean", "variance")
    }
    assert {file.name for file in (tmp_path / "shown").iterdir()} == names


def test_a_folder_that_cannot_be_made_is_refused(prompt: Prompt, store: Store, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    said = prompt("survival", store.path, "--out", tmp_path / "taken" / "in")
    assert said.code == 2
    assert said.err.count("\n") == 1
