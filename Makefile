# `make test` and `make demo` set up all they need, from nothing but Python 3.11 and registries.
SHELL := /bin/sh
.DEFAULT_GOAL := help
PY := .venv/bin/python
BIN := .venv/bin
STAMPS := .venv/.setup
WORKERS ?= 2
SOURCE ?=
export COLONNADE_PG_FALLBACK ?= $(shell ls -d $(CURDIR)/.servers/*/node_modules/postgresql-*/native/bin 2>/dev/null | paste -sd: -)

.PHONY: help setup demo test test-full check bench docs lock clean

help: ## what can be made
	@grep -E '^[a-z-]+:.*##' Makefile | sed 's/:.*##/\t/' | expand -t 14

setup: $(STAMPS)/python $(STAMPS)/system $(STAMPS)/servers-default ## everything that tests and demo need

$(STAMPS)/python: requirements/dev.txt pyproject.toml
	@tools/setup.sh python $@

$(STAMPS)/system: tools/debian-packages.txt | $(STAMPS)/python
	@tools/setup.sh system $@

$(STAMPS)/servers-%: tests/servers/%/package-lock.json | $(STAMPS)/python
	@tools/setup.sh servers $* $@

demo: $(STAMPS)/python ## the main job on a real schema; SOURCE=URL-or-file for your own
	@$(BIN)/colonnade demo $(SOURCE)

test: setup ## all quick tests and a tenth of the long ones
	$(PY) -m pytest -n $(WORKERS) --dist worksteal -q

test-full: setup $(STAMPS)/servers-full ## everything; writes the result tables
	$(PY) -m pytest -n $(WORKERS) --dist worksteal -q --full --results docs/results.md --timeout 3600

check: $(STAMPS)/python ## format, lint, types, floors, house rules
	$(BIN)/ruff format --check src tests
	$(BIN)/ruff check src tests
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(PY) -m pytest -q -p no:xdist tests/house

bench: setup ## measured against pg_dump, SQLAlchemy and Alembic
	$(PY) -m benchmarks

docs: $(STAMPS)/python ## pages generated from the code
	$(PY) -m docs.build

lock: ## pin the newest versions that fit pyproject.toml, with hashes and no addresses
	tools/lock.sh

clean: ## remove all that setup and tests made
	rm -rf .venv .servers .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
