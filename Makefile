# Two commands do everything: `make demo` runs the main job on the shipped sample, `make test` checks the project.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
export HF_HUB_OFFLINE = 1
export TOKENIZERS_PARALLELISM = false

.PHONY: demo test lint sample clean

demo: .venv/installed
	$(BIN)/consort demo

test: .venv/test-tools lint
	$(BIN)/python -m pytest -q

lint: .venv/test-tools
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Build the sample's Word and Excel files again from their text.
sample: .venv/installed
	$(BIN)/python -m corpus.making

.venv/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Consort needs Python 3.11 or newer; name one with: make PYTHON=/path/to/python3.11")'
	$(PYTHON) -m venv .venv
	touch $@

# PyTorch first and by its exact version: a bare `torch` may fetch several gigabytes for graphics cards.
.venv/installed: .venv/python pyproject.toml constraints.txt
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt torch==2.13.0
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	touch $@

.venv/test-tools: .venv/installed
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@

clean:
	rm -rf .venv consort-demo* consort-draft*
