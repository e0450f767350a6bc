# Two targets do all set-up: `make demo` and `make test`. Nothing but Python 3.11+, git and make has to be there.

VENV := .venv
BIN := $(VENV)/bin
# The first Python that is new enough; set PYTHON=... to choose another.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
LOCK := uv pip compile --universal --generate-hashes --no-annotate --no-header -q
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install

.PHONY: demo test lint format lock generated screenshot clean help
.DEFAULT_GOAL := help

help:  ## List the targets.
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 20

demo: $(VENV)/.base  ## Import the sample articles and open the annotation screen; without a terminal, walk through the job.
	@$(BIN)/python scripts/demo.py

test: $(VENV)/.dev  ## Run all tests.
	$(BIN)/python -m pytest -n auto

lint: $(VENV)/.dev  ## Check format, style, types and layers.
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.dev  ## Put the code into its format.
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

generated: $(VENV)/.dev  ## Write the JSON Schemas and the guide's table of keys anew.
	$(BIN)/python scripts/write_generated.py

screenshot: $(VENV)/.dev  ## Draw the README's picture anew from the program itself.
	$(BIN)/python scripts/draw_screenshot.py

lock: $(VENV)/.dev  ## Resolve the dependencies anew (needs uv).
	$(LOCK) pyproject.toml --group dev -o requirements/dev.lock
	$(LOCK) pyproject.toml -c requirements/dev.lock -o requirements/base.lock
	$(LOCK) --group build -c requirements/dev.lock -o requirements/build.lock

clean:  ## Remove the environment, caches and the demo's project.
	rm -rf $(VENV) demo build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "error: no Python 3.11 or later found; install one, or say: make PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "error: $(PYTHON) cannot make environments; on Debian and Ubuntu: apt install python3-venv" >&2; rm -rf $(VENV); exit 1; }

# The stamps say which lock the environment was made from; --no-build-isolation builds with the locked hatchling.
$(VENV)/.base: $(BIN)/python requirements/base.lock requirements/build.lock pyproject.toml
	@echo "Setting up the environment (once) ..." >&2
	@$(PIP) -r requirements/base.lock -r requirements/build.lock
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(BIN)/python requirements/dev.lock pyproject.toml
	@echo "Setting up the environment for tests (once) ..." >&2
	@$(PIP) -r requirements/dev.lock
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/.base
