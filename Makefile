# Two commands: `make run` (a first batch, with its tables and figures) and `make test` (everything).
# Nothing in the package needs make or a Unix shell: `pip install .`, then `coopsim --help`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
OUT := results/first

.PHONY: install run test lint bench clean

install: $(READY)

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $(READY)

run: $(READY)
	$(BIN)/coopsim batch first --out $(OUT)
	$(BIN)/coopsim compare $(OUT) --out $(OUT)/summary

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint
	$(BIN)/python -m coopsim run baseline --quarters 1 --json > /dev/null
	$(BIN)/python -m pytest -n 2 --dist loadfile
	NUMBA_DISABLE_JIT=1 $(BIN)/python -m pytest -n 2 tests/rules tests/levers tests/contracts/test_rules.py tests/contracts/test_measures.py src/coopsim/rules src/coopsim/levers

bench: $(READY)
	$(BIN)/python benchmarks/quarter.py
	$(BIN)/python benchmarks/twin.py

clean:
	rm -rf $(VENV) results build dist
