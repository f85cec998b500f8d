# The doors of the house. `make demo` and `make test` set up all they need in .venv/.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PREFECT_SERVER_ANALYTICS_ENABLED := false
export DO_NOT_TRACK := 1

.PHONY: help demo run test check lint types bench lock clean

help:  ## say what each target does
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

$(VENV)/.run: requirements.lock pyproject.toml
	@echo "Setting up $(VENV) from requirements.lock (once, a minute or two) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.lock
	@echo "Adding what tests need from requirements-dev.lock ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.lock
	@touch $@

demo: $(VENV)/.run  ## the whole watch against a press on this machine; no internet
	@$(BIN)/narawatch demo

run: $(VENV)/.run  ## one pass over the real sources
	@$(BIN)/narawatch run

test: $(VENV)/.dev  ## all tests
	@$(BIN)/python -m pytest -n 2 --dist loadgroup

check: lint types test  ## lint, types, tests

lint: $(VENV)/.dev  ## ruff
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: $(VENV)/.dev  ## mypy, strict
	@$(BIN)/mypy

bench: $(VENV)/.dev  ## benchmarks, as ratios within one run
	@$(BIN)/python -m tests.bench

# For every Python and system at once: some packages need others on 3.11.2 or 3.13 alone.
COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-strip-extras --extra build

lock: $(VENV)/.dev  ## pin the dependencies anew (for whoever changes pyproject.toml)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@$(COMPILE) -o requirements.lock pyproject.toml
	@$(COMPILE) --extra dev -o requirements-dev.lock pyproject.toml

clean:  ## remove the environment and what the demo wrote
	rm -rf $(VENV) narawatch-demo
