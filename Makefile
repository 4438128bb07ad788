.DEFAULT_GOAL := help
.PHONY: help chat web cluster check train test widget test-web pictures mutants bench audit lock clean

BIN := .venv/bin
COMPILE := .uv/bin/uv pip compile --quiet --no-header --no-annotate --universal --python-version 3.10 --generate-hashes

help:
	@awk -F ':.*## ' '/^## / { printf "\n%s\n", substr($$0, 4) } /^[a-z-]+:.*## / { printf "  %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

## Talk with it; the first of these sets everything up

chat: .venv/.ready ## talk with Ilio in the shell
	@$(BIN)/ilio chat

web: .venv/.ready ## open the chat for websites, with a page to try it on (PORT=8080: elsewhere)
	@$(BIN)/ilio web $(if $(PORT),--port '$(PORT)')

cluster: .venv/.ready ## run two servers with nginx, PostgreSQL and Redis on this machine, at one address
	@$(BIN)/ilio cluster

## Change it

check: .venv/.ready ## after each save: content, style, types, imports, units of the core (half a minute)
	@$(BIN)/ilio check
	@$(BIN)/ruff format --check . && $(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/pytest tests/core --numprocesses 2 --hypothesis-profile quick

train: .venv/.ready ## train the model, if what it learns from has changed (three minutes)
	@$(BIN)/ilio train

test: .venv/.ready ## run the tests (ten minutes)
	@$(BIN)/ilio check
	@$(BIN)/ilio train
	@$(BIN)/pytest --numprocesses 3 --dist loadfile --cov --cov-report=term:skip-covered

widget: ## build the chat for websites anew, after a change in widget/ (needs Node)
	@cd widget && npm install --no-save && npm run build

test-web: .venv/.ready ## test the chat for websites in a browser (needs Node; installs a browser if there is none)
	@$(BIN)/ilio train
	@scripts/test-web.sh

pictures: .venv/.ready ## draw the pictures anew, after a change in scripts/pictures/ (needs Chromium or Chrome)
	@$(BIN)/python -m scripts.pictures

## Before a release

mutants: .venv/.ready ## see whether tests notice each small change to triage and quiz (20 minutes)
	@mkdir -p mutants/bot && cp bot/__init__.py bot/tensorflow_stand_in.py mutants/bot   # Python imports these as it starts
	@PYTHONPATH=mutants $(BIN)/mutmut run

bench: .venv/.ready ## measure speed, memory and size beside Rasa's default (an hour; 2.5 GB once)
	@$(BIN)/ilio bench speed

audit: .venv/.ready ## ask which locked packages have known vulnerabilities (needs the network)
	@$(BIN)/python scripts/audit.py

## Keep it

lock: .venv/.ready ## lock the packages anew, after a change in requirements/*.in
	@$(COMPILE) --override requirements/overrides.txt requirements/uv.in -o requirements/uv.txt
	@$(COMPILE) --override requirements/overrides.txt requirements/dev.in -o requirements/dev.txt
	@$(COMPILE) requirements/bench.in -o requirements/bench.txt
	@$(COMPILE) requirements/load.in -o requirements/load.txt
	@$(COMPILE) requirements/audit.in -o requirements/audit.txt

clean: ## remove what set-up and training made
	rm -rf .venv .venv-bench .uv .rasa models results widget/node_modules

.venv/.ready: requirements/dev.txt requirements/uv.txt pyproject.toml scripts/setup.sh
	@scripts/setup.sh
