# The two commands a newcomer needs: `make run` and `make test`. `make` alone lists the rest.

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help install run test check format unit journeys docs bench screenshots lock clean

help: ## List what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: $(VENV)/installed ## Set up .venv with the locked packages (PYTHON=… chooses the Python)

run: install ## Start the dashboard (PORT=… chooses the port, AUDIT_STORE=… the store)
	@exec $(BIN)/python -m pages.start

test: check unit journeys ## Check and test everything, as CI does

check: $(VENV)/installed-dev ## Ruff, mypy and the import contract
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/installed-dev ## Format the code and sort its imports
	$(BIN)/ruff check --fix --select I .
	$(BIN)/ruff format .

unit: $(VENV)/installed-dev ## Tests without a browser
	$(BIN)/pytest -n auto -m "not browser"

journeys: $(VENV)/installed-dev ## Tests in headless Chromium
	chromium="$$(.ci/chromium)" && CHROMIUM="$$chromium" $(BIN)/pytest -n 2 --dist loadfile -m browser

docs: install ## Write the pages of docs/ that come from the code
	$(BIN)/python -m data docs
	$(BIN)/python -m queries docs

bench: $(VENV)/installed-dev ## Measure import, export and pages; writes docs/benchmarks.md
	$(BIN)/python -m benchmarks.throughput --write throughput
	$(BIN)/python -m benchmarks.pages --write pages

screenshots: $(VENV)/installed-dev ## Write docs/screenshots
	chromium="$$(.ci/chromium)" && CHROMIUM="$$chromium" $(BIN)/python -m benchmarks.screenshots

lock: $(BIN)/python ## Resolve requirements*.txt into the locks (UPGRADE=1 takes newer versions)
	.ci/lock $(if $(UPGRADE),--upgrade)

clean: ## Remove .venv and caches; the store in var/ stays
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(BIN)/python:
	@.ci/venv $(VENV)

$(VENV)/installed: requirements.lock $(BIN)/python
	@echo "Installing the packages of requirements.lock into $(VENV)"
	@$(PIP) install --quiet --no-deps -r requirements.lock
	@$(PIP) check
	@touch $@

$(VENV)/installed-dev: requirements-dev.lock $(VENV)/installed
	@echo "Installing the packages of requirements-dev.lock into $(VENV)"
	@$(PIP) install --quiet --no-deps -r requirements-dev.lock
	@$(PIP) check
	@touch $@
