# From a checkout: `make run` shows a first batch, `make test` checks everything.
# Without make, on Windows too: pip install . && coopsim batch first --out results/first
PYTHON ?= python3
VENV ?= .venv
RESULTS ?= results/first

ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif

.PHONY: help install run test lint docs bench soak clean

help:
	@echo "make run     six scenarios, 20 replicates each: tables, figures, a summary ($(RESULTS))"
	@echo "make test    the whole suite"
	@echo "make lint    ruff, mypy, import-linter"
	@echo "make docs    the documentation as a site, in site/"
	@echo "make bench   the benchmarks"
	@echo "make soak    hundreds of kills, full disks: half an hour (Linux, as root)"

install: $(VENV)/.compiled

$(VENV)/.locked: requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(VENV)/.installed: $(VENV)/.locked pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

# The model is compiled here once, and again by the next run whenever its sources change.
$(VENV)/.compiled: $(VENV)/.installed
	@$(BIN)/coopsim run baseline --quarters 1 --json > $@.log
	@mv $@.log $@

run: install
	@$(BIN)/coopsim batch first --out $(RESULTS)
	@$(BIN)/coopsim compare $(RESULTS) --out $(RESULTS)/summary

test: lint
	$(BIN)/python -m pytest -n 3 --dist loadfile
	NUMBA_DISABLE_JIT=1 $(BIN)/python -m pytest -n 2 tests/rules tests/levers tests/contracts/test_rules.py tests/contracts/test_measures.py

lint: install
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: install
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict

bench: install
	$(BIN)/python -m benchmarks.quarter
	$(BIN)/python -m benchmarks.twin
	$(BIN)/python -m benchmarks.scale
	$(BIN)/python -m benchmarks.france
	$(BIN)/python -m benchmarks.ensemble
	$(BIN)/python -m benchmarks.start
	$(BIN)/python -m benchmarks.limit
	$(BIN)/python -m benchmarks.peers
	$(BIN)/python -m benchmarks.lab

soak: install
	$(BIN)/python -m tests.soak.disk
	$(BIN)/python -m tests.soak.kills

clean:
	rm -rf $(VENV) results build dist site .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
