# make run: install what is needed, simulate, show results. make test: install what is needed, run every quick test.
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3; do command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
SCENARIO ?= changwon/smart_complex
# The tested set is for Python 3.11; a newer Python takes the newest versions within the bounds of setup.cfg.
CONSTRAINTS = $(shell $(PYTHON) -c 'import sys; print("-c constraints.txt" if sys.version_info[:2] == (3, 11) else "")')

# Another environment that is switched on is none of ours: the kernel of the notebooks would warn of it.
unexport VIRTUAL_ENV

# make notebooks: opens eight questions in Jupyter.
.PHONY: run test notebooks check bench statistics golden scores clean

run: $(VENV)/.core
	$(BIN)/sandan run $(SCENARIO)

test: $(VENV)/.test
	$(BIN)/python -m pytest -n 2 --dist loadgroup --no-loadscope-reorder -m "not statistics"

notebooks: $(VENV)/.core
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .[notebooks]
	$(BIN)/jupyter lab notebooks

check: $(VENV)/.dev
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports
	$(BIN)/check-jsonschema --schemafile scenarios/schema.json scenarios/*/*.yaml

bench: $(VENV)/.test
	$(BIN)/python -m benchmarks.month
	$(BIN)/python -m benchmarks.yardsticks
	$(BIN)/python -m benchmarks.pairs

statistics: $(VENV)/.test
	$(BIN)/python -m pytest -n 2 -m statistics

golden: $(VENV)/.test
	$(BIN)/python -m tests.golden.worlds "$(REASON)"

scores: $(VENV)/.test
	$(BIN)/python -m tests.report.shipped_scores

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed / Python 3.11 이상이 필요합니다"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.core: $(VENV)/bin/python setup.cfg constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check $(CONSTRAINTS) -e .
	touch $@

$(VENV)/.test: $(VENV)/bin/python setup.cfg constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check $(CONSTRAINTS) -e .[test]
	touch $@ $(VENV)/.core

$(VENV)/.dev: $(VENV)/bin/python setup.cfg constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check $(CONSTRAINTS) -e .[test,dev]
	touch $@ $(VENV)/.core $(VENV)/.test

clean:
	rm -rf $(VENV) build *.egg-info
