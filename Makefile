# Two commands do everything: `make demo` runs the portal, `make test` proves it.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
PYTHON ?= python3
PY := .venv/bin/python
UV := .venv/bin/uv
UV_VERSION := 0.13.9
DATA_DIR ?= var
PORT ?= 8000
ONESTOP_PORT ?= 8001
export PORT ONESTOP_PORT
export DATA_DIR := $(abspath $(DATA_DIR))
export CATALOGUE
# Workers for the tests: the cores of this machine.
TEST_WORKERS ?= auto
VENDOR_SOURCES := $(shell find static/css static/js static/img scripts/vendor_assets.py -type f 2>/dev/null)

.PHONY: help setup setup-dev demo test check bench faults screenshots lock messages format clean

help: ## list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

setup: .venv/.runtime static/vendor/.done locale/.compiled ## install what the portal needs to run

setup-dev: .venv/.dev node_modules/.dev setup ## install what its checks and tests need as well

demo: setup ## run the portal with the demo catalogue (PORT=, DATA_DIR=, CATALOGUE=file)
	@exec $(PY) scripts/demo.py

test: setup-dev ## run all tests
	@scripts/browser_packages.sh
	$(PY) -m pytest -n $(TEST_WORKERS) --dist loadgroup $(ARGS)
	$(PY) -m pytest -c tests/onestop/pytest.ini -n $(TEST_WORKERS) --dist loadgroup $(ARGS) tests/onestop

check: setup-dev ## lint, types, layers, migrations, templates, translations, deploy check
	$(PY) scripts/check.py

bench: setup-dev ## the benchmarks, as tables (never part of the tests)
	@$(PY) -m tests.benchmarks $(ARGS)

faults: setup-dev ## kill, cut and delay everything while 2,000 people apply (ARGS="--submissions 10000")
	@$(PY) -m tests.faults $(ARGS)

screenshots: setup-dev ## every page type at 360 and 1280 px into docs/screenshots/
	@scripts/browser_packages.sh
	@$(PY) -m scripts.screenshots $(ARGS)

lock: .venv/.tools ## write both lock files anew from pyproject.toml
	$(UV) pip compile -q --generate-hashes --no-annotate --no-header --no-emit-index-url --no-emit-find-links --python-version 3.11 --universal pyproject.toml -o requirements.lock
	$(UV) pip compile -q --generate-hashes --no-annotate --no-header --no-emit-index-url --no-emit-find-links --python-version 3.11 --universal pyproject.toml --group test --group dev -c requirements.lock -o requirements-dev.lock

messages: setup-dev ## collect the texts to translate into locale/en (the texts in code are Vietnamese)
	$(PY) manage.py makemessages -l en --no-location --no-wrap --no-obsolete -i .venv -i node_modules -i vendor -i var -i tests -i onestop
	$(PY) scripts/compile_messages.py

format: setup-dev ## format code and templates
	$(PY) -m ruff format .
	$(PY) -m ruff check --fix .

clean: ## remove what set-up made (not DATA_DIR)
	rm -rf .venv node_modules static/vendor locale/.compiled

.venv/.tools:
	$(PYTHON) -m venv .venv
	$(PY) -m pip install -q --disable-pip-version-check uv==$(UV_VERSION)
	@touch $@

.venv/.runtime: requirements.lock | .venv/.tools
	$(UV) pip install -q --python $(PY) --require-hashes -r requirements.lock
	@touch $@

.venv/.dev: requirements-dev.lock .venv/.runtime
	$(UV) pip install -q --python $(PY) --require-hashes -r requirements-dev.lock
	@touch $@

node_modules/.prod: package-lock.json | .venv/.runtime
	@scripts/npm.sh ci --omit=dev
	@touch $@

node_modules/.dev: package-lock.json | node_modules/.prod
	@scripts/npm.sh ci
	@touch node_modules/.prod $@

static/vendor/.done: node_modules/.prod $(VENDOR_SOURCES)
	$(PY) scripts/vendor_assets.py
	@touch $@

locale/.compiled: $(wildcard locale/*/LC_MESSAGES/*.po locale/*/*/LC_MESSAGES/*.po) | .venv/.runtime
	@$(PY) scripts/compile_messages.py
	@touch $@
