.DEFAULT_GOAL := help
.PHONY: help chat web cluster test test-web train widget check bench lint audit pictures lock clean

BIN := .venv/bin
COMPILE := .uv/bin/uv pip compile --quiet --no-header --no-annotate --universal --python-version 3.10 --generate-hashes

help: ## list what make can do
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 12

chat: .venv/.ready ## set everything up and talk with Ilio in the shell
	@$(BIN)/ilio chat

web: .venv/.ready ## set everything up and open the chat for websites, with a page to try it on (PORT=8080: elsewhere)
	@$(BIN)/ilio web $(if $(PORT),--port '$(PORT)')

cluster: .venv/.ready ## run two servers with nginx, PostgreSQL and Redis on this machine, at one address
	@$(BIN)/ilio cluster

test: .venv/.ready ## set everything up and run the tests
	@$(BIN)/ilio check
	@$(BIN)/ilio train
	@$(BIN)/pytest

test-web: .venv/.ready ## test the chat for websites in a real browser (needs Node; installs a browser if there is none)
	@$(BIN)/ilio train
	@scripts/test-web.sh

train: .venv/.ready ## train the model, if the data changed
	@$(BIN)/ilio train

check: .venv/.ready ## check content, domain and data (seconds)
	@$(BIN)/ilio check

bench: .venv/.ready ## measure speed, memory and size beside Rasa's default (about an hour; 2.5 GB once)
	@$(BIN)/ilio bench speed

lint: .venv/.ready ## check style and types
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy

audit: .venv/.ready ## ask which locked packages have known vulnerabilities (needs the network; without it, says so)
	@$(BIN)/python scripts/audit.py

widget: ## build the chat for websites anew, after a change in widget/ (needs Node)
	@cd widget && npm install --no-save && npm run build

pictures: .venv/.ready ## draw the pictures anew, after a change in scripts/pictures/ (needs Chromium or Chrome)
	@$(BIN)/python -m scripts.pictures

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
