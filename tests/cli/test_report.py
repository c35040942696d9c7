"""`coopsim report`: one file, whole, where it is asked for."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Prompt, Store, Write

ASKED = 'scenarios = ["tiny"]\nreplicates = 2\nrecord = ["measures"]\nevery = 6\n'


def run_asked(prompt: Prompt, write: Write) -> None:
    write("asked.toml", ASKED)
    assert prompt("batch", "asked.toml", "--out", "results", "--workers", 1).code == 0


def test_a_file_in_each_language(prompt: Prompt, write: Write, tmp_path: Path) -> None:
    run_asked(prompt, write)
    said = prompt("report", "results", "--lang", "fr", "--out", "pour-tous.html")
    assert (said.code, said.out, said.err) == (0, "pour-tous.html\n", "")
    assert '<html lang="fr">' in (tmp_path / "pour-tous.html").read_text(encoding="utf-8")
    assert prompt("report", "results").out == "report.html\n"
    assert '<html lang="en">' in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_what_cannot_be_written_is_refused(prompt: Prompt, store: Store, tmp_path: Path) -> None:
    there = sorted(tmp_path.rglob("*"))
    refused = {
        ".": "expected the name of a file, got a folder",
        "none/page.html": "expected a file in a folder that is there",
        f"{store.path}/page.html": "expected a file outside the store",
    }
    for out, message in refused.items():
        said = prompt("report", store.path, "--out", out)
        assert said.code == 2
        assert message in said.err
        assert said.err.count("\n") == 1
    assert prompt("report", "nowhere").code == 2
    assert sorted(tmp_path.rglob("*")) == there


def test_a_damaged_store_is_no_report(prompt: Prompt, write: Write, tmp_path: Path) -> None:
    run_asked(prompt, write)
    part = next((tmp_path / "results" / "measures").iterdir())
    part.write_bytes(part.read_bytes()[:-20])
    said = prompt("report", "results", "--out", "page.html")
    assert said.code == 4
    assert part.name in said.err
    assert not (tmp_path / "page.html").exists()
