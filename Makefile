# Two commands matter: `make run` and `make test`. The rest is for those who change Gemello.
PYTHON ?= python3
PACKAGES ?= $(wildcard models/starter/*.argosmodel)
# for the tests of the training; the release whose CPU build is small where pip knows one
TORCH ?= torch==2.13.0
PIP_INSTALL = -m pip install --quiet --disable-pip-version-check

.PHONY: run install models test test-service test-training lint format lock clean

run: install  ## install what is needed, then serve on http://127.0.0.1:8080
	.venv/bin/gemello serve

install: .venv/.ready
	$(if $(PACKAGES),.venv/bin/gemello models import $(PACKAGES),@echo "no packages in models/starter; import some with: .venv/bin/gemello models import FILE")

models: .venv/.ready  ## fetch and install the pinned public packages (uses the network)
	.venv/bin/gemello models pull quality

.venv/.ready: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Gemello needs Python 3.11 or newer: make PYTHON=python3.11 run")'
	$(PYTHON) -m venv --clear .venv
	.venv/bin/python $(PIP_INSTALL) --no-deps --require-hashes -r requirements.lock
	.venv/bin/python $(PIP_INSTALL) --no-deps -e .
	touch $@

.venv-dev/.ready: requirements.lock requirements-dev.lock pyproject.toml
	$(PYTHON) -m venv --clear .venv-dev
	.venv-dev/bin/python $(PIP_INSTALL) --no-deps --require-hashes -r requirements.lock
	.venv-dev/bin/python $(PIP_INSTALL) --no-deps --require-hashes -r requirements-dev.lock
	.venv-dev/bin/python $(PIP_INSTALL) --no-deps -e .
	touch $@

test: .venv-dev/.ready  ## every test that needs no server
	.venv-dev/bin/python -m pytest -m "not service and not browser"

test-service: .venv-dev/.ready  ## tests with a running service, a network namespace, a browser
	.venv-dev/bin/python -m pytest -m "service or browser"

.venv-training/.ready: requirements.lock requirements-dev.lock pyproject.toml models/training/requirements.txt
	$(PYTHON) -m venv --clear .venv-training
	.venv-training/bin/python $(PIP_INSTALL) --no-deps --require-hashes -r requirements.lock
	.venv-training/bin/python $(PIP_INSTALL) --no-deps --require-hashes -r requirements-dev.lock
	.venv-training/bin/python $(PIP_INSTALL) --no-deps -e .
	.venv-training/bin/python $(PIP_INSTALL) $(TORCH) -r models/training/requirements.txt
	touch $@

test-training: .venv-training/.ready  ## the recipe of the starter packages, step by step on a small corpus (brings PyTorch, needs a C compiler)
	.venv-training/bin/python -m pytest tests/training

lint: .venv-dev/.ready  ## style, types, import contracts
	.venv-dev/bin/ruff check
	.venv-dev/bin/ruff format --check
	.venv-dev/bin/mypy
	.venv-dev/bin/lint-imports

format: .venv-dev/.ready
	.venv-dev/bin/ruff check --fix
	.venv-dev/bin/ruff format

lock:  ## renew the locks (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
		--excludes requirements.exclude requirements.in -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
		requirements-dev.in -o requirements-dev.lock

clean:
	rm -rf .venv .venv-dev .venv-training build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
