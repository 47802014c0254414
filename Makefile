# Every task of the project; `make` alone lists them.

PYTHON ?= python3
VENV ?= .venv
STORE ?= store
OUT ?= out
HOST ?= 127.0.0.1
PORT ?= 8000
# Development material beside the checkout; only train and evaluate need it.
SHARED ?= ../shared
TRAINING ?= build/training

BIN := $(VENV)/bin
READY := $(VENV)/.ready
NYHENDEGRAF := $(BIN)/nyhendegraf
TRAIN := $(BIN)/python -m app.training
FROM := --encoder $(SHARED)/pilot/encoder

.DEFAULT_GOAL := help
.PHONY: help setup graph test check serve explorer fix golden readme bench train evaluate wheel clean

help: ## List these tasks
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(READY) ## Make the virtual environment with the pinned dependencies

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
		|| { echo "Python 3.11, 3.12 or 3.13 is needed, and $(PYTHON) is another: make PYTHON=python3.12 …" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(READY): requirements.txt requirements-dev.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

graph: $(READY) ## Build the graph of seeds/ into a store, write TriG and GraphML, print what was found
	@mkdir -p $(OUT)
	$(NYHENDEGRAF) build seeds --store $(STORE) --validate
	$(NYHENDEGRAF) export --store $(STORE) --format trig -o $(OUT)/graph.trig
	$(NYHENDEGRAF) export --store $(STORE) --format graphml -o $(OUT)/graph.graphml

test: $(READY) ## Run the tests
	$(BIN)/python -m pytest -q

check: $(READY) ## Formatting, lint, layers, types and tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/python -m pytest -q

serve: $(READY) ## Serve the store's graph on loopback, after make graph
	$(NYHENDEGRAF) serve --store $(STORE) --host $(HOST) --port $(PORT)

explorer: ## Build the explorer's page from app/explorer (needs Node 20 or later); what is built is kept in the repository
	cd app/explorer && npm ci --no-audit --no-fund --loglevel=error && npm run --silent build

fix: $(READY) ## Format, and mend what lint can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

golden: $(READY) ## Rewrite the expected facts of the golden articles and show what changed
	$(BIN)/python -m tests.golden

readme: $(READY) ## Run README's commands and rewrite what it shows of their output
	$(BIN)/python -m tests.readme

bench: $(READY) ## Measure every part into docs/benchmarks.md, and kill twenty builds
	$(BIN)/python -m tests.benchmarks
	SCHEMATHESIS_CASES=100 SCHEMATHESIS_COVERAGE=1 $(BIN)/python -m pytest -q -s tests/api/test_whole_description.py
	SLOW_TESTS=1 $(BIN)/python -m pytest -q tests/graph/test_durability.py

$(VENV)/.ready-train: requirements-train.txt $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-train.txt
	@touch $@

train: $(VENV)/.ready-train ## Train the language pipeline (hours) and export its weights
	$(TRAIN) train $(FROM) --folder $(TRAINING)/first --corpus $(SHARED)/data/ud
	$(TRAIN) export $(FROM) --folder $(TRAINING)/first --weights $(TRAINING)/first/weights
	$(TRAIN) train $(FROM) --folder $(TRAINING)/second --corpus $(SHARED)/data/ud \
		--config app/training/config/second.toml --start $(TRAINING)/first/weights
	$(TRAIN) export $(FROM) --folder $(TRAINING)/second --weights $(TRAINING)/second/weights
	$(TRAIN) train $(FROM) --folder $(TRAINING)/third --corpus $(SHARED)/data/ud \
		--config app/training/config/third.toml --start $(TRAINING)/second/weights
	$(TRAIN) export $(FROM) --folder $(TRAINING)/third --weights $(TRAINING)/third/weights \
		--start $(TRAINING)/second/weights --share 0.6
	$(TRAIN) train $(FROM) --folder $(TRAINING)/fourth --corpus $(SHARED)/data/ud \
		--config app/training/config/fourth.toml --start $(TRAINING)/third/weights
	$(TRAIN) export $(FROM) --folder $(TRAINING)/fourth --weights $(TRAINING)/fourth/weights \
		--start $(TRAINING)/third/weights --share 0.6
	$(TRAIN) train $(FROM) --folder $(TRAINING)/fifth --corpus $(SHARED)/data/ud \
		--config app/training/config/fifth.toml --start $(TRAINING)/fourth/weights
	$(TRAIN) export $(FROM) --folder $(TRAINING)/fifth --weights $(TRAINING)/fifth/weights \
		--start $(TRAINING)/fourth/weights --share 0.6
	$(TRAIN) train $(FROM) --folder $(TRAINING)/sixth --corpus $(SHARED)/data/ud \
		--config app/training/config/sixth.toml --start $(TRAINING)/fifth/weights
	$(TRAIN) export $(FROM) --folder $(TRAINING)/sixth --weights $(TRAINING)/sixth/weights \
		--start $(TRAINING)/fifth/weights --share 0.6
	$(TRAIN) train $(FROM) --folder $(TRAINING)/seventh --corpus $(SHARED)/data/ud \
		--config app/training/config/seventh.toml --start $(TRAINING)/sixth/weights
	$(TRAIN) export $(FROM) --folder $(TRAINING)/seventh --start $(TRAINING)/sixth/weights --share 0.5 --context 110
	$(TRAIN) train-coreference --corpus $(SHARED)/data/coref

evaluate: $(READY) ## Score the language pipeline, and extraction on the annotated development articles
	$(BIN)/python -m app.training evaluate --corpus $(SHARED)/data/ud
	$(BIN)/python -m app.training evaluate-coreference --corpus $(SHARED)/data/coref
	@mkdir -p $(OUT)
	$(NYHENDEGRAF) build $(SHARED)/eval/dev --output $(OUT)/dev.nq --quiet
	$(BIN)/python $(SHARED)/eval/score.py $(OUT)/dev.nq $(SHARED)/eval/dev

wheel: $(READY) ## Build the wheel into dist/
	$(BIN)/python -m hatchling build -t wheel

clean: ## Remove the store, outputs and caches, but not the virtual environment
	rm -rf $(STORE) $(OUT) build/lib dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
