# make run    start a demo site at http://127.0.0.1:8000 (PORT=8001 another port, DEMO=0 empty)
# make test   everything, on both databases and in a browser
# make check  under a minute: lint, types, contracts, architecture and unit tests on SQLite
# make setup  only the environment      make demo-reset  a fresh demo with today's dates
# make bench  the budgets as ratios     make lock        pin the dependencies again
# make screenshots   the pictures of the README, from a fresh demo

PORT ?= 8000
DEMO ?= 1
PYTHON := .venv/bin/python
FLASK := $(PYTHON) -m flask
PYTEST := $(PYTHON) -m pytest -n 2
CATALOGUES := $(wildcard vpt/translations/*/LC_MESSAGES/messages.po)
HEAVY := $(addprefix tests/,__% bench% browser% cli% demo% documents% partners% privacy% web% work%)
UNITS := $(filter-out $(HEAVY),$(wildcard tests/*/))

export FLASK_APP := wsgi.py
export UV_PYTHON_DOWNLOADS := never

.PHONY: run setup test check lint types contracts translations demo-reset bench lock catalogue screenshots

run: setup
	@test -e instance/vpt.sqlite3 || $(FLASK) vpt serve --check --bind 127.0.0.1:$(PORT)
	@$(FLASK) vpt keys create
	@$(FLASK) db upgrade
	@if [ "$(DEMO)" = 1 ]; then $(FLASK) vpt demo seed; fi
	@exec $(FLASK) vpt serve --bind 127.0.0.1:$(PORT)

setup: .venv/run.stamp translations

# Playwright keeps an event loop running in its process, in which no seal can be made: a run of its own.
test: .venv/test.stamp translations lint types contracts
	@$(PYTEST) --ignore tests/browser
	@$(PYTEST) tests/browser

check: .venv/test.stamp translations lint types contracts
	@$(PYTEST) -q --backend sqlite -m "not browser" $(UNITS)

lint: .venv/test.stamp
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .
	@$(PYTHON) -m djlint --quiet --lint templates
	@$(PYTHON) .ci/kit_css.py --check

types: .venv/test.stamp
	@$(PYTHON) -m mypy

contracts: .venv/test.stamp
	@$(PYTHON) -c 'from importlinter.cli import lint_imports_command as lint; lint()'

demo-reset: setup
	@$(FLASK) vpt demo reset

bench: .venv/test.stamp translations
	@$(PYTHON) -m bench

screenshots: .venv/test.stamp translations
	@$(PYTHON) -m tests.browser.screenshots

translations: $(CATALOGUES:.po=.mo)

catalogue: .venv/test.stamp
	@$(PYTHON) -m babel.messages.frontend -q extract -F vpt/translations/babel.cfg -k mark -k lazy_gettext --ignore-dirs '.*' --no-location --sort-output --omit-header -o vpt/translations/messages.pot vpt templates
	@$(PYTHON) -m babel.messages.frontend -q update -i vpt/translations/messages.pot -d vpt/translations -l en --no-fuzzy-matching --ignore-obsolete --init-missing --ignore-pot-creation-date
	@rm vpt/translations/messages.pot

%.mo: %.po .venv/run.stamp
	@$(PYTHON) -m babel.messages.frontend compile --input-file $< --output-file $@

lock: .venv/run.stamp
	@$(PYTHON) -m uv pip compile --system-certs --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate pyproject.toml --output-file requirements.txt
	@$(PYTHON) -m uv pip compile --system-certs --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --extra dev pyproject.toml --output-file tests/requirements.txt
	@echo uv | $(PYTHON) -m uv pip compile --system-certs --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate - --output-file .ci/uv.txt

.venv/run.stamp: requirements.txt .ci/uv.txt
	@.ci/install add requirements.txt
	@touch $@

.venv/test.stamp: tests/requirements.txt .ci/uv.txt
	@.ci/install sync tests/requirements.txt
	@touch .venv/run.stamp $@
