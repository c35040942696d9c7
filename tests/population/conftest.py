"""What every test of a population needs: parameters, and a short way to found one."""

from types import SimpleNamespace

import pytest

from coopsim.chance import luck_of
from coopsim.population import found_population
from coopsim.scenario import load_scenario


@pytest.fixture(scope="session")
def parameters():
    return load_scenario("baseline").parameters


@pytest.fixture(scope="session")
def found(parameters):
    """Found a population: its source, and whatever differs from the usual plan."""

    def make(source, replicate=0, seed=1, parameters=parameters, place="", **said):
        usual = {"size": 800, "departments": (), "kind": "sector", "path": "", "staff": None}
        return found_population(
            SimpleNamespace(source=source, **{**usual, **said}), parameters, luck_of(seed, replicate), place
        )

    return make


@pytest.fixture
def file(tmp_path):
    """Write a file from its lines (or bytes) and give its path as text."""

    def write(*lines, name="mine.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes("\n".join(lines).encode(encoding))
        return str(path)

    return write
