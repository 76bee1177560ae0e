# Two commands matter: make run, make test. Everything they need is installed on the way.
.DEFAULT_GOAL := help
.NOTPARALLEL:
PYTHON := .venv/bin/python
PYTEST := $(PYTHON) -m pytest -q
export PORT ?= 8000

help: ## list these targets
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 14

run: setup ## set up, load the demo city, serve on 127.0.0.1:8000 (PORT=… for another)
	@scripts/serve

test: setup-test lint types migrations architecture sqlite postgres journeys ## everything a change must pass
	@echo "Semua uji lulus."

bench: setup ## measure imports, scores, pages and PDFs; prints ratios
	@$(PYTHON) -m bench

setup: ## install what running needs
	@scripts/packages run
	@scripts/libraries run

setup-test: ## install what testing needs
	@scripts/packages test
	@scripts/libraries test

lint: ## style of Python and templates
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	@scripts/templates

format: ## rewrite Python and templates in the agreed style
	$(PYTHON) -m ruff check --fix --quiet .
	$(PYTHON) -m ruff format --quiet .
	@scripts/templates --rewrite

types: ## mypy
	$(PYTHON) -m mypy

migrations: ## no model change without its migration
	DJANGO_SETTINGS_MODULE=tests.settings $(PYTHON) manage.py makemigrations --check --dry-run

architecture: ## docs/architecture.md, held to its word
	$(PYTEST) tests/architecture

sqlite: ## the suite on SQLite
	$(PYTEST) -n 2 --ignore tests/architecture

postgres: ## the suite on a throw-away PostgreSQL
	scripts/with-postgres $(PYTEST) -n 2 --ignore tests/architecture

journeys: ## whole jobs in headless Chromium
	$(PYTEST) -m journey tests/journeys

lock: ## renew both lock files after a change of pyproject.toml
	.venv/bin/uv lock
	.venv/bin/uv export -q --frozen --extra geo --no-dev --no-header -o requirements.txt >/dev/null
	.venv/bin/uv export -q --frozen --extra geo --no-header -o requirements-dev.txt >/dev/null

.PHONY: help run test bench setup setup-test lint format types migrations architecture sqlite postgres journeys lock
