"""`coopsim compare`: for eyes, for sheets, for programs, in both languages."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from coopsim.lab.analysis.compare import HEADLINES
from coopsim.lab.store import Store
from tests.cli.conftest import Prompt, Write


def test_two_tables_for_eyes(prompt: Prompt, store: Store) -> None:
    said = prompt("compare", store.path)
    assert said.code == 0
    assert "means of 4 replicates, with their 95 % interval" in said.out
    assert "Differences from “Tiny” on the same luck" in said.out
    assert "Need no longer met, by cause (%)" in said.out
    assert "A thought experiment, not a forecast." in said.out


def test_in_french_numbers_take_a_comma(prompt: Prompt, store: Store) -> None:
    said = prompt("compare", store.path, "--lang", "fr", "--measures", "voice_total,freedom_mean")
    assert "Écarts à « Minuscule »" in said.out
    freedom = next(line for line in said.out.splitlines() if line.startswith("Liberté de parole"))
    assert "0,8" in freedom
    assert "0." not in freedom


def test_csv_gives_differences_and_json_both(prompt: Prompt, store: Store) -> None:
    rows = list(csv.DictReader(io.StringIO(prompt("compare", store.path, "--format", "csv").out)))
    assert [row["measure"] for row in rows] == list(HEADLINES)
    both = json.loads(prompt("compare", store.path, "--format", "json", "--quarter", 0).out)
    assert len(both["summary"]) == 2 * len(HEADLINES)
    assert {row["quarter"] for row in both["differences"]} == {0}
    assert {row["difference"] for row in both["differences"] if row["measure"] == "small_closed"} == {0.0}


def test_another_baseline(prompt: Prompt, store: Store) -> None:
    said = prompt("compare", store.path, "--baseline", "apart", "--measures", "poolings", "--format", "csv")
    assert said.out.splitlines()[1].startswith("tiny,0,6,poolings,4,")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_tables_and_figures_in_a_folder(prompt: Prompt, store: Store, tmp_path: Path, language: str) -> None:
    said = prompt("compare", store.path, "--out", "shown", "--lang", language)
    assert said.out.rstrip().endswith("shown")
    names = {"summary.csv", "differences.csv", "survival.png", "paths.png", "differences.png"}
    assert {file.name for file in (tmp_path / "shown").iterdir()} == names
    assert all(file.stat().st_size > 100 for file in (tmp_path / "shown").iterdir())


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("--measures voice_totl", "Did you mean voice_total?"),
        ("--quarter 99", "from 0 to 6, got 99"),
        ("--baseline nobody", "one of tiny, apart, got nobody"),
    ],
)
def test_bad_input_is_refused_and_nothing_is_written(
    prompt: Prompt, store: Store, tmp_path: Path, words: str, message: str
) -> None:
    said = prompt("compare", store.path, *words.split(), "--out", "shown")
    assert said.code == 2
    assert message in said.err
    assert not (tmp_path / "shown").exists()


def test_one_scenario_alone_has_no_differences(prompt: Prompt, write: Write) -> None:
    write("one.toml", 'scenarios = ["tiny"]\nreplicates = 2')
    prompt("batch", "one.toml", "--out", "one", "--workers", 1)
    said = prompt("compare", "one", "--out", "shown")
    assert said.code == 0
    assert "means of 2 replicates" in said.out
    assert "Differences" not in said.out


OAT = '[design]\nkind = "oat"\n[design.factors]\n"levers.tendering" = [0.2, 0.9]'


def batch_of(prompt: Prompt, write: Write, scenarios: str, design: str = OAT, replicates: int = 2) -> None:
    write("points.toml", f"scenarios = [{scenarios}]\nreplicates = {replicates}\n{design}")
    assert prompt("batch", "points.toml", "--out", "points", "--workers", 1).code == 0


def test_scenarios_at_the_points_of_a_design_stand_side_by_side(prompt: Prompt, write: Write) -> None:
    batch_of(prompt, write, '"tiny", "apart"')
    said = prompt("compare", "points", "--measures", "voice_total")
    assert "Differences from “Tiny” on the same luck" in said.out
    for words in ("Apart: as it", "tendering =", "0.9"):
        assert words in said.out
    rows = list(csv.DictReader(io.StringIO(prompt("compare", "points", "--format", "csv").out)))
    assert {(row["scenario"], row["point"], row["against"]) for row in rows} == {
        ("apart", str(point), "tiny") for point in range(3)
    }


def test_points_of_one_scenario_stand_against_the_first(prompt: Prompt, write: Write) -> None:
    batch_of(prompt, write, '"tiny"')
    said = prompt("compare", "points", "--measures", "voice_total", "--lang", "fr")
    assert "Écarts à « tel quel », à chance égale" in said.out
    assert "tendering =" in said.out
    assert said.err == ""


def test_many_points_are_rows(prompt: Prompt, write: Write) -> None:
    design = '[design]\nkind = "csv"\nfile = "many.csv"'
    write("many.csv", "levers.tendering\n" + "\n".join(f"{place / 40}" for place in range(31)))
    batch_of(prompt, write, '"tiny"', design)
    said = prompt("compare", "points", "--measures", "voice_total")
    lines = said.out.splitlines()
    assert lines[0].split() == ["scenario", "point", "measure", "pairs", "difference", "low", "high", "variance_factor"]
    assert [line.split()[1] for line in lines[1:]] == [str(point) for point in range(1, 31)]


def test_drawn_points_are_sent_elsewhere(prompt: Prompt, write: Write) -> None:
    batch_of(prompt, write, '"tiny"', '[design]\nkind = "lhs"\npoints = 3\nfactors = ["levers.tendering"]')
    said = prompt("compare", "points", "--measures", "voice_total")
    assert said.code == 0
    assert "coopsim sensitivity points reads them" in said.err
    assert "Differences" not in said.out
    assert prompt("compare", "points", "--format", "csv").out.startswith("scenario,point,quarter,measure,pairs,")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("“Apart” against “Tiny”: 12 pairs", "Effect size", "Variance", "(bootstrap)")),
        ("fr", ("« Chacune pour soi » face à « Minuscule » : 12 paires", "Taille d'effet", "Variance")),
    ],
)
def test_details_tell_both_intervals_and_the_gain_of_common_luck(
    prompt: Prompt, write: Write, language: str, words: tuple[str, ...]
) -> None:
    batch_of(prompt, write, '"tiny", "apart"', design="", replicates=12)
    said = prompt("compare", "points", "--measures", "voice_total", "--details", "--lang", language)
    flat = " ".join(said.out.split())
    for one in words:
        assert one in flat
    sheet = prompt("compare", "points", "--measures", "voice_total", "--format", "csv").out
    factor = f"{float(next(csv.DictReader(io.StringIO(sheet)))['variance_factor']):.1f}"
    assert (factor if language == "en" else factor.replace(".", ",")) in said.out
    plain = prompt("compare", "points", "--measures", "voice_total", "--lang", language)
    assert {"en": "Common luck divides the variance", "fr": "La chance commune divise"}[language] in plain.out


def test_without_the_runs_of_the_baseline_it_is_said(
    prompt: Prompt, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Store.frame
    monkeypatch.setattr(Store, "frame", lambda self, *asked: whole(self, *asked).query("scenario != 'tiny'"))
    said = prompt("compare", store.path)
    assert said.code == 0
    assert "nothing to compare: no run of tiny has its pair yet" in said.err
    assert "Differences" not in said.out


def test_several_codes_are_said(prompt: Prompt, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coopsim.lab.store.manifest.codes_of", lambda manifest: ["aaaa", "bbbb"])
    said = prompt("compare", store.path, "--measures", "voice_total")
    assert said.code == 0
    assert "rows of 2 codes stand in this store (aaaa, bbbb)" in said.err


def test_a_batch_that_has_not_begun(prompt: Prompt, store: Store) -> None:
    for part in store.parts("measures"):
        part.unlink()
    said = prompt("compare", store.path)
    assert said.code == 2
    assert "no run is done" in said.err
