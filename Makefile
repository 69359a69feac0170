# Everything a person runs: edition, test, lint, schema, docs, pictures, bench, wheel. `make` alone makes the edition.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: edition test quick fast mutate lint schema golden docs pictures bench weights fuzz wheel clean

# Compiled modules are kept, whatever the shell says: the tests start some hundred processes.
export PYTHONDONTWRITEBYTECODE :=
edition: $(VENV)/installed
	$(BIN)/tei-edition build seeds --out dist

test: lint
	$(BIN)/python -m pytest -n 3 --dist worksteal --cov --cov-report=term:skip-covered --cov-fail-under=$(COVERAGE)

COVERAGE := 95

# Lint, and the tests that take neither browser nor PDF: in less than a minute.
quick: $(VENV)/installed-test
	$(MAKE) -j 2 lint fast

fast: $(VENV)/installed-test
	$(BIN)/python -m pytest -n 2 --dist worksteal -m "not slow"

# Small changes to the program, one at a time: do the tests that run the changed line notice?
mutate: build/contexts.coverage
	$(BIN)/python benchmarks/mutate.py --number 200 --seed 29

build/contexts.coverage: $(VENV)/installed-test $(wildcard tests/*.py) $(shell find tei_edition -name '*.py')
	mkdir -p build
	$(BIN)/python -m pytest -n 3 --dist worksteal --cov --cov-context=test --cov-report=
	mv .coverage $@

lint: $(VENV)/installed-test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# The documentation as a web site in build/docs, with the pages that the program writes itself.
docs: $(VENV)/installed-docs
	$(BIN)/python tools/reference.py
	$(BIN)/python -m mkdocs build --quiet --strict

# The screenshots of README.md and docs/, from the sample edition.
pictures: $(VENV)/installed-test
	$(BIN)/python tools/pictures.py

wheel: $(VENV)/installed-test
	$(BIN)/python -m hatchling build -t wheel -d build

schema: $(VENV)/installed
	$(BIN)/python -m tei_edition.odd.schemas

# Page and print of each kind of element, made anew: what has changed is read in the diff.
golden: $(VENV)/installed-test
	$(BIN)/python tests/golden.py
	git --no-pager diff --stat tests/golden

bench: $(VENV)/installed-test
	$(BIN)/python benchmarks/run.py
	$(BIN)/python benchmarks/validation.py
	$(BIN)/python benchmarks/errors.py
	$(BIN)/python benchmarks/printing.py
	$(BIN)/python benchmarks/reading.py

# The weights of the cues of remarks, learned anew from the labelled sentences.
weights: $(VENV)/installed
	$(BIN)/python -m tei_edition.understand.remarks.learning

fuzz: $(VENV)/installed-test
	$(BIN)/python benchmarks/fuzz.py --minutes 10

$(VENV)/installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/installed-test: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	touch $@

$(VENV)/installed-docs: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[docs]'
	touch $@

clean:
	rm -rf $(VENV) build .coverage .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find dist -mindepth 1 -not -name README.md -delete
