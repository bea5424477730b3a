# Every target installs its dependencies into .venv first.
PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/installed
# The inner loop, without the slowest tests.
QUICK := tests/unit tests/behaviour --ignore-glob 'tests/behaviour/test_redaction*' \
	--ignore tests/behaviour/test_lifecycle_rule_change.py --ignore tests/behaviour/test_cancel_races.py \
	--ignore tests/behaviour/test_outcomes.py --ignore tests/unit/test_limits.py \
	--deselect tests/unit/test_overlay.py::test_repeated_copies_are_limited \
	tests/golden/test_golden.py::test_output_matches_golden_files tests/wire/test_json_bodies.py
# Dead links and anchors are errors.
SITE := $(BIN)/sphinx-build -q -n -W --keep-going -c docs/site

.DEFAULT_GOAL := help
.PHONY: help generate check docs docs-browser docs-pictures checkers test test-quick test-lowest golden diff-cases diff-pair output-diff diff-places upgrades old-tests property bench bench-quick counts corpus corpus-pairs faults soak harden fuzz mutants witness pythons demo format clean

help: ## List the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(INSTALLED): pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "specpress needs Python 3.11 or newer: make PYTHON=python3.11")'
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --editable '.[dev]'
	# An editable installation compiles nothing, and some environments keep Python from doing it later.
	$(BIN)/python -m compileall -q generator/specpress
	touch $@

generate: $(INSTALLED) ## Generate the client for spec/ in generated/
	$(BIN)/specpress generate

test: $(INSTALLED) ## Run all tests
	$(BIN)/python -m pytest -q -n 3 --dist worksteal

test-quick: $(INSTALLED) ## Run the fast tests: unit, golden output, behaviour, JSON on the wire
	HYPOTHESIS_PROFILE=quick $(BIN)/python -m pytest -q -n 2 --dist worksteal $(QUICK)

test-lowest: ## Run all tests with the lowest versions of dependencies that are declared
	$(PYTHON) -m venv .venv-lowest
	.venv-lowest/bin/pip install --quiet 'uv>=0.9'
	.venv-lowest/bin/uv pip install --quiet --python .venv-lowest/bin/python --resolution lowest-direct \
		--editable '.[dev]' --requirement generated/pyproject.toml --all-extras
	.venv-lowest/bin/python -m pytest -q -n 3 --dist worksteal

check: $(INSTALLED) ## Run linters, type checkers, checks of format, drift and links
	$(BIN)/ruff check .
	$(BIN)/lint-imports --no-logo --no-cache
	$(BIN)/black --check -q generator tests templates generated examples
	$(BIN)/mypy
	MYPYPATH=generated $(BIN)/mypy --strict generated/extend_client generated/tests
	$(BIN)/basedpyright --level error
	$(BIN)/specpress check
	$(SITE) -b html . site

docs: $(INSTALLED) ## Build the documentation site in site/
	$(SITE) -b html . site

docs-browser: $(INSTALLED) ## Install what the tests of `specpress docs` in a browser need: Chromium of the system, playwright, axe
	command -v chromium >/dev/null || apt-get install --yes --no-install-recommends chromium
	$(BIN)/pip install --quiet --editable '.[browser]'

docs-pictures: docs-browser ## Take the pictures of `specpress docs` for the README and docs/documentation-site.md
	$(BIN)/python -m tests.site.pictures

checkers: $(INSTALLED) ## Run mypy, pyright, pyrefly and ty on generated packages (versions in tests/checkers)
	test -d .venv-checkers || $(PYTHON) -m venv .venv-checkers
	.venv-checkers/bin/pip install --quiet --requirement tests/checkers/requirements.txt
	$(BIN)/python -m tests.checkers

diff-cases: $(INSTALLED) ## Prove each kind of changes of `diff` by programs (ONLY=operation-removed: some; UPDATE=1: write the words)
	$(BIN)/python -m tests.diff $(ONLY) $(if $(UPDATE),--update)

diff-pair: $(INSTALLED) ## Confirm the breaking changes between two documents with the type checker and the mock server (OLD=old.yaml NEW=new.yaml)
	$(BIN)/python -m tests.diff.confirming $(OLD) $(NEW)

output-diff: $(INSTALLED) ## Compare the generated client with that of a commit in terms of its users (OLD=HEAD~1; without it, the last one)
	$(BIN)/specpress diff $(or $(OLD),HEAD):generated generated --all

diff-places: $(INSTALLED) ## Check that --program finds the places of each kind of changes in its program (ONLY=operation-removed: some)
	$(BIN)/python -m tests.diff.places $(ONLY)

upgrades: $(INSTALLED) ## Edit programs of old packages for new ones, run their assertions, check their types
	$(BIN)/python -m tests.upgrades

old-tests: $(INSTALLED) ## Run the generated tests of an earlier revision with the package of this one (OLD=HEAD~1: another revision)
	rm -rf .old-tests && mkdir .old-tests
	git archive $(or $(OLD),HEAD) generated/tests | tar -x -C .old-tests
	$(BIN)/python -m pytest -q -n 2 .old-tests/generated/tests

golden: $(INSTALLED) ## Update the golden files, and the outputs and pictures of the documentation (refused in CI)
	$(BIN)/python -m tests.golden.update

property: $(INSTALLED) ## Search for documents that break a guarantee (EXAMPLES=2000 inputs per test; ONLY=test_xml: some tests)
	HYPOTHESIS_PROFILE=long EXAMPLES=$(or $(EXAMPLES),2000) $(BIN)/python -m pytest -q -n 2 --dist worksteal tests/property $(if $(ONLY),-k "$(ONLY)")

bench: $(INSTALLED) ## Compare speed and memory with other generators, write docs/benchmarks.md and its chart
	$(BIN)/python -m tests.bench

bench-quick: $(INSTALLED) ## Print a part of the benchmarks, write nothing
	$(BIN)/python -m tests.bench --quick

counts: $(INSTALLED) ## Record the bytecodes and calls that the client and the generator need (tests/counts)
	$(BIN)/python -m tests.counts

corpus: $(INSTALLED) ## Generate clients from real documents, write docs/scoreboard.md (RIVALS=1: with other generators)
	$(BIN)/python -m tests.corpus $(if $(RIVALS),--rivals)

corpus-pairs: $(INSTALLED) ## Compare consecutive versions of real documents with `diff`, write docs/diff-pairs.md (needs npm; ONLY=Figma: one document)
	$(BIN)/python -m tests.corpus.pairs $(ONLY)

faults: $(INSTALLED) ## Run the faults of servers and networks (ONLY=101: one; RIVALS=1: also with the vendor's SDK)
	PYTHONPATH=generated $(BIN)/python -m tests.faults $(ONLY) $(if $(RIVALS),--rivals)

soak: $(INSTALLED) ## Check that memory, sockets and threads do not grow in 100,000 calls (CALLS=…: another number)
	PYTHONPATH=generated $(BIN)/python -m tests.faults.soak $(CALLS)

harden: $(INSTALLED) ## Attack the generator with hostile texts in every position of documents, overlays and settings
	$(BIN)/python -m tests.harden

fuzz: $(INSTALLED) ## Search for inputs that end in a traceback (MINUTES=1, or COUNT=20000 inputs)
	-$(BIN)/pip install --quiet --only-binary :all: 'atheris>=3.0'
	$(BIN)/python -m tests.harden.fuzz --minutes $(or $(MINUTES),1) --count $(or $(COUNT),0)

mutants: $(INSTALLED) ## Run the tests of the generated client against mutants of it (SAMPLE=60: only that many)
	$(BIN)/python -m tests.mutants $(if $(SAMPLE),--sample $(SAMPLE))

witness: $(INSTALLED) ## Call Prism with generated clients, compare upgrades of Swagger with swagger2openapi (needs node and npm)
	$(BIN)/python -m tests.witness.prism
	$(BIN)/python -m tests.witness.swagger

pythons: $(INSTALLED) ## Run the tests of generated packages in Python 3.14 and 3.15 (needs node and npm)
	$(BIN)/python -m tests.pythons

demo: $(INSTALLED) ## Cancel runs on a local mock server
	PYTHONPATH=generated $(BIN)/python -m tests.sandbox.demo

format: $(INSTALLED) ## Format the sources and fix lint
	$(BIN)/ruff check --fix -q .
	$(BIN)/black -q generator tests templates examples

clean: ## Remove .venv and the caches of tools
	rm -rf .old-tests .venv .venv-checkers .venv-rivals .venv-lowest .corpus .doctrees site .pytest_cache .mypy_cache .ruff_cache .hypothesis .fuzz dist
