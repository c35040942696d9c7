"""The built wheel, installed outside the checkout, does the main job."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from numba.core.caching import _CacheLocator

from coopsim._compile import CACHE_FOLDER, source_hash
from coopsim.engine.preparation import compile_once

ROOT = Path(__file__).parents[1]
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
SOURCE_HASH = "from coopsim._compile import source_hash; print(source_hash())"


def python(*words: object, folder: Path, **environment: str) -> str:
    """Run this Python outside the checkout; what it printed."""
    around = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(
        [sys.executable, *map(str, words)],
        cwd=folder,
        env={**around, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def share_machine_code(site: Path, cache: Path) -> None:
    """Let the installed copy find what the checkout has compiled: the sources are the same, to the byte."""
    compile_once()
    kept = shutil.copytree(CACHE_FOLDER, cache / CACHE_FOLDER.name)
    for source in (ROOT / "src" / "coopsim").rglob("*.py"):
        copied = site / source.relative_to(ROOT / "src")
        os.utime(copied, ns=(source.stat().st_atime_ns, source.stat().st_mtime_ns))
        before = kept / _CacheLocator.get_suitable_cache_subpath(str(source))
        if before.is_dir():
            before.rename(kept / _CacheLocator.get_suitable_cache_subpath(str(copied)))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel installed, and nothing of the checkout."""
    made = tmp_path_factory.mktemp("wheel")
    offline = ("--quiet", "--disable-pip-version-check", "--no-deps", "--no-index")
    python("-m", "pip", "wheel", *offline, "--no-build-isolation", "-w", made, ROOT, folder=made)
    (wheel,) = made.glob("coopsim-*.whl")
    python("-m", "pip", "install", *offline, "--target", made / "site", wheel, folder=made)
    share_machine_code(made / "site", made / "cache")
    return made / "site"


def command(site: Path, *words: str) -> str:
    """What the installed command prints."""
    environment = {"PYTHONPATH": str(site), "COOPSIM_CACHE": str(site.parent / "cache")}
    return python("-m", "coopsim", *words, folder=site.parent, **environment)


def test_it_runs_a_scenario(site: Path) -> None:
    told = json.loads(command(site, "run", "baseline", "--quarters", "2", "--json"))
    assert (told["scenario"], told["start"]["quarter"], told["end"]["quarter"]) == ("baseline", 0, 2)


def test_it_carries_the_shipped_scenarios(site: Path) -> None:
    shipped = {file.stem for file in (ROOT / "scenarios").glob("*.toml")}
    told = json.loads(command(site, "scenario", "list", "--format", "json"))
    assert {row["name"] for row in told} == shipped
    assert lost(ROOT / "scenarios", site / "coopsim" / "scenarios") == []


def test_it_carries_every_source_and_page(site: Path) -> None:
    assert lost(ROOT / "src" / "coopsim", site / "coopsim") == []
    assert not (site / "tests").exists()


def lost(folder: Path, copy: Path) -> list[Path]:
    """The files of a folder that its copy lacks."""
    files = [file.relative_to(folder) for file in folder.rglob("*") if file.is_file()]
    kept = [file for file in files if not any(part.startswith((".", "__pycache__")) for part in file.parts)]
    return [file for file in kept if not (copy / file).is_file()]


def test_it_is_of_the_version_and_code_that_it_says(site: Path) -> None:
    assert command(site, "--version").strip() == f"coopsim {VERSION}"
    assert python("-c", SOURCE_HASH, folder=site.parent, PYTHONPATH=str(site)).strip() == source_hash()


def test_a_store_is_stamped_with_the_version(site: Path) -> None:
    (site.parent / "one.toml").write_text('scenarios = ["baseline.toml"]\nreplicates = 1\n', encoding="utf-8")
    command(site, "batch", "one.toml", "--out", "one", "--workers", "1", "--quiet")
    manifest = json.loads((site.parent / "one" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["coopsim"] == VERSION
