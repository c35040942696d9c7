"""`coopsim batch` and `coopsim status`: what is run, what is said, what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from coopsim.cli.progress import STOPPING, Bar
from coopsim.lab.passage import Progress
from coopsim.lab.store import Store, open_store
from tests.cli.conftest import Prompt, Write
from tests.lab.conftest import FIRST
from tests.lab.test_batch import FAILING

MANY = FIRST.replace("replicates = 4", "replicates = 12")


def test_a_batch_and_the_same_again(prompt: Prompt, write: Write) -> None:
    write("first.toml", FIRST)
    first = prompt("batch", "first.toml", "--out", "results", "--workers", 1)
    assert (first.code, first.err) == (0, "")
    assert first.out.startswith("results: 8 runs in ")
    again = prompt("batch", "first.toml", "--out", "results")
    assert again.code == 0
    assert again.out.startswith("results: 0 runs in ")
    assert again.out.endswith("all 8 there before\n")


def test_quiet_says_nothing_and_json_says_it_to_programs(prompt: Prompt, write: Write) -> None:
    write("first.toml", FIRST)
    assert prompt("batch", "first.toml", "--out", "results", "--workers", 1, "--quiet").out == ""
    told = json.loads(prompt("batch", "first.toml", "--out", "results", "--json").out)
    assert (told["asked"], told["before"], told["done"], told["failed"], told["left"]) == (8, 8, 0, 0, 0)
    assert (told["shard"], told["until"], told["stopped"], told["failure"]) == (None, None, "", None)


def test_failed_runs_are_exit_3(prompt: Prompt, write: Write, tmp_path: Path) -> None:
    write("failing.toml", FAILING)
    write("half.toml", 'scenarios = ["tiny", "failing"]\nreplicates = 2')
    said = prompt("batch", "half.toml", "--out", "half", "--workers", 1)
    assert said.code == 3
    assert said.err.startswith("coopsim: 2 of 4 runs failed, first failing, point 0, replicate 0: InputRefused")
    assert "levers.by_department.75" in said.err
    assert len((tmp_path / "half" / "failures.jsonl").read_text().splitlines()) == 2
    rows = json.loads(prompt("status", "half", "--format", "json").out)
    failing = next(row for row in rows if row["scenario"] == "failing")
    assert (failing["asked"], failing["done"], failing["missing"], failing["failed"]) == (2, 0, 2, 2)


def test_a_batch_that_lost_its_workers_is_exit_3_and_says_how_to_go_on(
    prompt: Prompt, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("first.toml", FIRST)
    lost = Progress(asked=8, before=0, done=6, stopped="the scheduler is out of reach")
    monkeypatch.setattr("coopsim.lab.batch.fill", lambda *_, **__: lost)
    said = prompt("batch", "first.toml", "--out", "results")
    assert said.code == 3
    assert said.err == "coopsim: the scheduler is out of reach; 2 runs are missing. The same command runs them.\n"


def test_workers_that_died_are_said(prompt: Prompt, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    write("first.toml", FIRST)
    monkeypatch.setattr("coopsim.lab.batch.fill", lambda *_, **__: Progress(asked=8, before=0, done=8, deaths=2))
    said = prompt("batch", "first.toml", "--out", "results")
    assert said.code == 0
    assert said.err == "coopsim: workers died or lacked memory 2 times; what they had not kept was run again.\n"


def test_what_was_mended_is_said(prompt: Prompt, store: Store) -> None:
    (store.path / "measures" / ".part-0.parquet.unfinished").touch()
    said = prompt("batch", "first.toml", "--out", store.path)
    assert said.code == 0
    assert "of an interrupted write" in said.err
    assert "all 8 there before" in said.out


def test_shards_together_are_the_whole(prompt: Prompt, write: Write, store: Store) -> None:
    one = prompt("batch", "first.toml", "--out", "one", "--shard", "1/2", "--workers", 1)
    assert one.out.startswith("one (shard 1/2): 4 runs in ")
    told = json.loads(prompt("batch", "first.toml", "--out", "two", "--shard", "2/2", "--workers", 1, "--json").out)
    assert (told["shard"], told["asked"], told["done"]) == ("2/2", 4, 4)
    assert open_store("one").done() | open_store("two").done() == store.done()
    assert not open_store("one").done() & open_store("two").done()
    assert open_store("one").missing() == []


def test_a_shard_without_runs_is_finished_at_once(prompt: Prompt, write: Write) -> None:
    write("first.toml", FIRST)
    said = prompt("batch", "first.toml", "--out", "ninth", "--shard", "9/9")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("ninth (shard 9/9): 0 runs")
    assert prompt("batch", "first.toml", "--out", "fourth", "--shard", "4/9", "--workers", 1).code == 0
    assert len(open_store("fourth").done()) == 2


def test_until_says_how_well_the_measure_is_known(prompt: Prompt, write: Write) -> None:
    write("many.toml", MANY)
    said = prompt("batch", "many.toml", "--out", "many", "--workers", 1, "--until", "voice_total<1e9")
    assert said.code == 0
    assert said.out.startswith("many: 20 runs in ")
    assert "voice_total<1e9: met after 10 replicates" in said.out
    assert "(apart, point 0, against tiny)" in said.out
    told = json.loads(prompt("batch", "many.toml", "--out", "many", "--until", "voice_total<1e-9", "--json").out)
    assert (told["before"], told["done"]) == (20, 4)
    assert (told["until"]["met"], told["until"]["replicates"]) == (False, 12)
    assert told["until"]["half_width"] > told["until"]["target"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--shard", "0/8"], "--shard: expected I/N with I from 1 to N, such as 1/8, got 0/8"),
        (["--shard", "9/8"], "got 9/8"),
        (["--shard", "x"], "got x"),
        (["--shard", "1/2", "--until", "voice_total<1"], "expected a batch that is not a shard"),
        (["--until", "voice_totl<1"], "Did you mean voice_total?"),
        (["--until", "voice_total<1"], "replicates: expected at least 10 with --until, got 4"),
        (["--cluster", "tcp/node"], "expected local, slurm or tcp://host:port, got tcp/node"),
        (["--quiet", "--json"], "expected either --quiet or --json, got both"),
        (["--workers", "0"], "'--workers'"),
    ],
)
def test_bad_options_are_refused_and_nothing_is_written(
    prompt: Prompt, write: Write, tmp_path: Path, options: list[str], message: str
) -> None:
    write("first.toml", FIRST)
    said = prompt("batch", "first.toml", "--out", "results", *options)
    assert said.code == 2
    assert message in " ".join(said.err.split())
    assert not (tmp_path / "results").exists()


def test_the_bar_shows_what_is_under_way(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "160")
    with Bar(label="shard 1/2") as watch:
        watch(Progress(asked=40, before=10, done=9, failed=1, seconds=4.0))
        watch._progress.refresh()
        watch(Progress(asked=40, before=10, done=9, failed=1, seconds=4.0, stopped="stopping"))
        watch._progress.refresh()
    shown = capsys.readouterr()
    assert shown.out == ""
    for word in ("shard 1/2 2.5 runs/s", "20/40", "1 failed", f"shard 1/2 {STOPPING}"):
        assert word in shown.err
    with Bar(silent=True) as watch:
        watch(Progress(asked=40, before=10))
    assert capsys.readouterr().err == ""


def test_ctrl_c_is_exit_130_and_says_how_to_go_on(
    prompt: Prompt, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    write("first.toml", FIRST)
    monkeypatch.setattr("coopsim.lab.batch.fill", stopped)
    said = prompt("batch", "first.toml", "--out", "results")
    assert said.code == 130
    assert "the same command goes on" in said.err


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (FIRST.replace("apart", "aprt"), "scenarios: expected a scenario file"),
        (FIRST + "sed = 3", "did you mean seed?"),
        ('extends = "baseline.toml"', "Try coopsim run first.toml"),
        (FIRST + '[design]\nkind = "sobel"', "Did you mean sobol?"),
    ],
)
def test_bad_input_is_refused_and_nothing_is_written(
    prompt: Prompt, write: Write, tmp_path: Path, text: str, message: str
) -> None:
    write("first.toml", text)
    said = prompt("batch", "first.toml", "--out", "results")
    assert said.code == 2
    assert message in said.err
    assert not (tmp_path / "results").exists()


def test_another_folder_is_exit_4(prompt: Prompt, write: Write, tmp_path: Path) -> None:
    write("first.toml", FIRST)
    said = prompt("batch", "first.toml", "--out", tmp_path)
    assert said.code == 4
    assert "a folder with other things in it" in said.err
    assert not (tmp_path / "manifest.json").exists()


def test_status_tells_what_is_there_and_what_is_missing(prompt: Prompt, store: Store) -> None:
    store.parts("measures")[0].unlink()
    said = prompt("status", store.path)
    assert said.code == 0
    assert "experiment first, seed 7" in said.out
    rows = json.loads(prompt("status", store.path, "--format", "json").out)
    assert [row["asked"] for row in rows] == [4, 4]
    assert sum(row["missing"] for row in rows) > 0


@pytest.mark.parametrize(("path", "code"), [("nowhere", 2), (".", 4)])
def test_status_of_what_is_not_a_store(prompt: Prompt, write: Write, path: str, code: int) -> None:
    assert prompt("status", path).code == code
