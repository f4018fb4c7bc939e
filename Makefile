# Every verb sets up .venv by itself when it is missing or older than the lock file that it needs.

PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do command -v $$p >/dev/null 2>&1 && $$p -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
RUN_READY := .venv/.ready-to-run
DEV_READY := .venv/.ready-to-develop

.DEFAULT_GOAL := help
.PHONY: help demo run test check docs lookup picture lock bench chaos soak clean

help:  ## what there is
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):[^#]*## /make \1\t/'

demo: $(RUN_READY)  ## try the bot in a chat page on this machine, without a token
	$(BIN)/python -m bot sandbox

run: $(RUN_READY)  ## run the bot (settings: .env, see .env.example)
	$(BIN)/python -m bot

test: export PYTHONDONTWRITEBYTECODE =  # dozens of processes are started: each would compile everything anew
# three workers, for two cores: now and then one waits for a process or a page
test: $(DEV_READY)  ## all tests
	$(BIN)/python -m pytest -n 3 --dist worksteal -q

check: $(DEV_READY)  ## lint, types, layers, dependencies, data, generated docs
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry flows bot
	$(BIN)/python -m flows check
	$(BIN)/python -m training --check
	$(BIN)/python -m flows table | diff -u docs/rules.md - || { echo 'docs/rules.md is stale: make docs'; exit 1; }
	$(BIN)/python -m flows claims | diff -u docs/claims.md - || { echo 'docs/claims.md is stale: make docs'; exit 1; }
	$(BIN)/python -m flows diagram | diff -u docs/dialogue.mmd - || { echo 'docs/dialogue.mmd is stale: make docs'; exit 1; }
	$(BIN)/python -m flows diagram journey | diff -u docs/journey.mmd - || { echo 'docs/journey.mmd is stale: make docs'; exit 1; }

docs: $(DEV_READY)  ## generate the tables of rules and claims and the diagrams anew
	$(BIN)/python -m flows table > docs/rules.md
	$(BIN)/python -m flows claims > docs/claims.md
	$(BIN)/python -m flows diagram > docs/dialogue.mmd
	$(BIN)/python -m flows diagram journey > docs/journey.mmd

lookup: $(DEV_READY)  ## learn anew from how people ask (a minute)
	$(BIN)/python -m training

picture: $(DEV_READY)  ## photograph the chat for the README
	$(BIN)/python -m tests.browser.picture docs/chat.png

bench: $(DEV_READY)  ## measure: assessing ten thousand cases, parsing, a turn of the dialogue
	$(BIN)/python -m bench

chaos: $(DEV_READY)  ## kill the bot a thousand times under load, and look whether anything was lost
	$(BIN)/python -m bench chaos

soak: $(DEV_READY)  ## live a year with many buyers, and look whether each reminder came once and in time
	$(BIN)/python -m bench soak

lock: $(DEV_READY)  ## pin the dependencies anew, with hashes
	$(BIN)/uv pip compile $(LOCKING) pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile $(LOCKING) --extra dev pyproject.toml -o requirements-dev.lock

LOCKING = -q --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate
PIP = $(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo 'Python 3.11 or newer with its venv module is needed (on Debian: apt-get install python3 python3-venv)'; exit 1; }
	$(PYTHON) -m venv .venv || { rm -rf .venv; echo 'the environment could not be made (on Debian: apt-get install python3-venv)'; exit 1; }

$(RUN_READY): requirements.lock | .venv/bin/python
	$(PIP) -r requirements.lock
	@touch $@

$(DEV_READY): requirements-dev.lock | .venv/bin/python
	$(PIP) -r requirements-dev.lock
	@touch $@ $(RUN_READY)

clean:  ## remove the environment and caches
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
