# Every verb has its line: make help.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:

PYTHON ?= python3
PORT ?= 8000
TIMES ?= 10
BIN := .venv/bin
STAMPS := .venv/.stamps
DATABASE := var/portevoix.sqlite3
VENDOR := portevoix/ui/static/vendor
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input
# What the calling shell says of Portevoix or Django does not leak into the demo, nor into the tests.
ALONE := env $(foreach name,DATABASE_URL DJANGO_SETTINGS_MODULE $(filter PORTEVOIX_%,$(.VARIABLES)),-u $(name))
DEMO := $(ALONE) PORTEVOIX_DEMO=1 PORTEVOIX_PUBLIC_URL=http://localhost:$(PORT)
PYTEST := $(BIN)/python -m pytest -q -n 2 --dist loadfile
export PYTHON

.PHONY: help
help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-9s %s\n", $$1, $$2}'

.PHONY: run
run: setup ## set everything up, serve the demo at http://localhost:8000 (another port: make run PORT=8001)
	@$(DEMO) PORTEVOIX_EMAIL_URL=dummymail:// $(BIN)/python manage.py demo --if-empty
	@echo "Portevoix: http://localhost:$(PORT)"
	@exec $(DEMO) $(BIN)/python -m uvicorn config.asgi:application --host 127.0.0.1 --port $(PORT) --log-level warning

.PHONY: demo
demo: setup ## build the demo afresh (what was in the local database is replaced)
	@echo "Building the demo…"
	@rm -f $(DATABASE).new*
	@$(DEMO) PORTEVOIX_EMAIL_URL=dummymail:// DATABASE_URL=sqlite:///$(CURDIR)/$(DATABASE).new $(BIN)/python manage.py demo
	@rm -f $(DATABASE)-wal $(DATABASE)-shm
	@for end in "" -wal -shm; do test ! -e $(DATABASE).new$$end || mv $(DATABASE).new$$end $(DATABASE)$$end; done

.PHONY: test
test: $(STAMPS)/machine lint ## pass every test, on SQLite and on PostgreSQL, browser included
	@echo "== SQLite"
	@$(ALONE) $(PYTEST)
	@echo "== PostgreSQL"
	@$(ALONE) deploy/with-postgresql $(PYTEST)

.PHONY: explore
explore: setup $(STAMPS)/dev ## look for what breaks a property, on new random examples (ten rounds: TIMES=10)
	@for round in $$(seq $(TIMES)); do $(ALONE) $(PYTEST) -m hypothesis --hypothesis-profile explore; done

.PHONY: lint
lint: setup $(STAMPS)/dev ## ruff, the floors of the house, migrations in step with the models
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports
	@$(ALONE) DATABASE_URL=sqlite://:memory: $(BIN)/python manage.py makemigrations --check --dry-run

.PHONY: format
format: setup $(STAMPS)/dev ## put the code in the house's form
	@$(BIN)/ruff check --fix --exit-zero . && $(BIN)/ruff format .

.PHONY: bench
bench: setup $(STAMPS)/dev ## measure speed: the engine, the pages of the demo
	@for one in benchmarks/*.py; do echo "== $$one"; $(ALONE) $(BIN)/python $$one; done

.PHONY: messages
messages: setup ## gather what is said on screen into portevoix/locale, say what has no English yet, compile it
	@$(BIN)/python deploy/messages.py gather
	@$(BIN)/python deploy/messages.py compile

.PHONY: roles
roles: setup $(STAMPS)/dev ## write docs/roles.md afresh: who may open what, as the pages are; read its difference
	@$(ALONE) $(BIN)/python -m pytest -q -n 0 tests/test_roles.py --write-roles
	@git --no-pager diff --stat docs/roles.md

.PHONY: lock
lock: ## renew the pinned versions and their hashes (asks for uv)
	@for one in portevoix dev; do uv pip compile -q --upgrade --generate-hashes --universal --python-version 3.11 \
	  --no-emit-index-url --no-annotate --custom-compile-command "make lock" requirements/$$one.in -o requirements/$$one.txt; done

.PHONY: clean
clean: ## remove what the other verbs made, the local database included
	@rm -rf .venv node_modules var $(VENDOR) build portevoix.egg-info .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	@find portevoix/locale -name '*.mo' -delete 2>/dev/null || true

.PHONY: setup
setup: $(STAMPS)/python $(STAMPS)/vendor $(STAMPS)/words ## set everything up (a second time does nothing)
	@mkdir -p var/static

$(STAMPS)/system: deploy/system-packages
	@deploy/system-packages run
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/machine: deploy/system-packages
	@deploy/system-packages test
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/venv: | $(STAMPS)/system
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed: make PYTHON=… run" >&2; exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv .venv
	@touch $@

$(STAMPS)/python: requirements/portevoix.txt pyproject.toml | $(STAMPS)/venv
	@echo "Installing Python packages…"
	@$(INSTALL) --require-hashes -r requirements/portevoix.txt
	@$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

$(STAMPS)/dev: requirements/dev.txt | $(STAMPS)/python node_modules/.package-lock.json
	@echo "Installing what tests need…"
	@$(INSTALL) --require-hashes -r requirements/dev.txt
	@touch $@

node_modules/.package-lock.json: package.json package-lock.json | $(STAMPS)/system
	@echo "Installing style sheets and scripts…"
	@npm ci --ignore-scripts --loglevel=error >/dev/null
	@touch $@

$(STAMPS)/vendor: node_modules/.package-lock.json | $(STAMPS)/venv
	@mkdir -p $(VENDOR)
	@cp node_modules/@picocss/pico/css/pico.min.css node_modules/htmx.org/dist/htmx.min.js $(VENDOR)/
	@touch $@

$(STAMPS)/words: $(wildcard portevoix/locale/*/LC_MESSAGES/django.po) | $(STAMPS)/python
	@$(BIN)/python deploy/messages.py compile
	@touch $@
