.DEFAULT_GOAL := help
PY := .venv/bin/python
UV_VERSION := 0.13.9

help: ## list these targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

venv: .venv/.locked ## Python libraries from the lock file
.venv/.locked: uv.lock
	test -x .venv/bin/python || python3 -m venv .venv
	.venv/bin/pip install -q uv==$(UV_VERSION)
	UV_COMPILE_BYTECODE=1 .venv/bin/uv sync --quiet --frozen --inexact --extra geo
	touch $@

node: node_modules/.locked ## browser libraries from the lock file
node_modules/.locked: package-lock.json
	npm ci --ignore-scripts --silent
	touch $@

run: venv node ## set up and serve on 127.0.0.1:8000
	KUMUH_DEMO=on $(PY) manage.py migrate
	KUMUH_DEMO=on $(PY) manage.py runserver --noreload 127.0.0.1:8000

test: venv node ## the whole test run
	$(PY) -m ruff check . && $(PY) -m ruff format --check . && $(PY) -m pytest
