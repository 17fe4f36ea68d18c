# `make help` lists the targets. `make audit` and `make test` work on a fresh Debian 12 with Swift 6.3.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PREFIX ?= /usr/local
# JUnit's published schemas; the sample reports are held against those that are there.
JUNIT_SCHEMAS ?= ../shared/junit
# SARIF's, where it is there too: models that were made from it are always used.
SARIF_SCHEMA ?= $(JUNIT_SCHEMAS)/sarif-schema-2.1.0.json

DEBUG := .build/debug/driftaudit
RELEASE := .build/release/driftaudit
# What `make install` installs; another one is taken as it is.
TOOL ?= $(RELEASE)
# With Swift's own libraries linked in, the tool starts in half the time and runs on machines without Swift. Every
# release build has to use the same flags, or the next one starts over.
RELEASE_FLAGS := -c release --product driftaudit --static-swift-stdlib
# All tests are Swift Testing's; a run of XCTest would only say that it executed none.
SWIFT_TEST := swift test --disable-xctest

# Tests and checks of random and broken inputs try some of each kind; `make check DEEP=1` tries many more.
ifneq ($(DEEP),)
export DRIFTAUDIT_DEEP_TESTS := 1
endif

.PHONY: help audit weekly test quick check lint format samples samples-check reports-check html-check ci-check exports-check
.PHONY: merge-check rows-check repair-check scale-check snapshot-check truth-check
.PHONY: golden bench bench-scale fuzz install man man-check clean
.PHONY: debug release dependencies check-dependencies environments bench-build

help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s  %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo
	@echo "  make install PREFIX=$$HOME/.local    puts driftaudit into another folder than /usr/local"
	@echo "  make check DEEP=1                    tries many more random inputs; so do make test and each check"
	@echo "  make bench BENCH_FLAGS=--write       puts the figures into docs/performance.md"

audit: release ## Build, and audit the incident of schemas/incident into reports/
	@status=0; \
	$(RELEASE) audit schemas/incident/*.gz --main schemas/incident/main.json --staging '_staging_*' \
	  --batch-pattern '_staging_{batch}_prediction_worker_{worker}' \
	  || status=$$?; \
	case $$status in \
	  0 | 1) printf '\nThe audit was made. A CI job that runs it would see exit %s here.\n' $$status ;; \
	  *) exit $$status ;; \
	esac

weekly: release ## Tell the incident's second week from its shipped history, into reports/
	$(RELEASE) weekly --history schemas/incident/history --since 2026-01-26 --until 2026-02-01

test: dependencies ## Build and run the tests
	$(SWIFT_TEST)

quick: dependencies ## The tests of one room, as in `make quick ROOM=Comparison`, and lint of changed files
	@scripts/quick "$(ROOM)"

# The longest first, which keeps all processors busy to the end.
CHECKS := scale-check truth-check rows-check html-check merge-check repair-check snapshot-check samples-check man-check reports-check \
  ci-check exports-check lint

# The dependencies first: tests of templates that need jq are left out where it is missing.
check: check-dependencies ## What CI runs: the tests, then side by side lint, samples, manual, reports, pages, CI templates, exports, merges, repairs and effects
	@scripts/run-checks --first test --first environments $(CHECKS)

lint: ## Hold sources against .swift-format, and imports against Package.swift
	swift format lint --strict --recursive --parallel Sources Tests Package.swift
	scripts/rooms
	scripts/rooms --self-test

format: ## Format the sources in place
	swift format --in-place --recursive --parallel Sources Tests Package.swift

samples: ## Write the samples in reports/, the output in README.md, PageResources.swift and the map of the rooms anew
	scripts/page-resources.py
	scripts/rooms --write
	$(MAKE) debug
	scripts/samples.py --tool $(DEBUG)

# The debug build, since the tests have made it already.
samples-check: check-dependencies debug
	scripts/page-resources.py --check
	schemas/incident/generate.py --check
	scripts/samples.py --tool $(DEBUG) --check

reports-check: check-dependencies debug .build/check/.ready
	.build/check/bin/python scripts/validate.py --junit-schemas "$(JUNIT_SCHEMAS)"
	.build/check/bin/python scripts/consumers.py --tool $(DEBUG) --sarif-schema "$(SARIF_SCHEMA)"

ci-check: check-dependencies .build/check/.ready debug
	.build/check/bin/python scripts/ci-templates.py --tool $(DEBUG)

html-check: check-dependencies debug .build/check-html/.ready ## Open HTML reports in a browser; screenshots go into .build/html-check
	.build/check-html/bin/python scripts/html-check --tool $(DEBUG)

# Of engines that are not there it says so, and goes on.
exports-check: ## Make the exports in Tests/Exports anew by the engines that are there, and compare
	python3 Tests/Exports/generate.py --check

# Where ZetaSQL cannot be installed it says so, and goes on.
merge-check: check-dependencies debug ## Let ZetaSQL, BigQuery's analyzer, judge the statements that merge, repair and verify write
	@if $(MAKE) .build/check-merge/.ready; then \
	  .build/check-merge/bin/python scripts/merge-check.py --tool $(DEBUG) --pairs $(if $(DEEP),1000,250) \
	  && .build/check-merge/bin/python scripts/repair-analysis.py \
	  && .build/check-merge/bin/python scripts/verify-check.py --tool $(DEBUG); \
	else \
	  echo "merge-check: skipped, since ZetaSQL (PyPI: zetasql) could not be installed"; \
	fi

# Of engines that are not there it says so, and goes on.
rows-check: check-dependencies debug ## Run the statements that merge writes on engines with real rows, and compare what becomes of main
	@$(MAKE) .build/check-rows/.ready || echo "rows-check: PyPI duckdb could not be installed"
	@$(MAKE) .build/check-rows-bigquery/.ready || echo "rows-check: BigQuery's emulator could not be installed"
	@python=.build/check-rows/bin/python; [ -e .build/check-rows/.ready ] || python=python3; \
	$$python scripts/merge-rows.py --tool $(DEBUG) --emulator .build/check-rows-bigquery/local-bigquery

# Of engines that are not there it says so, and goes on.
repair-check: check-dependencies debug ## Run the statements that repair writes on PostgreSQL and DuckDB, and audit what they did
	@if $(MAKE) .build/check-rows/.ready; then \
	  .build/check-rows/bin/python scripts/repair-check.py --tool $(DEBUG); \
	else \
	  echo "repair-check: DuckDB (PyPI: duckdb) could not be installed"; \
	  python3 scripts/repair-check.py --tool $(DEBUG); \
	fi

# What cannot be installed is skipped, which the script says.
scale-check: check-dependencies debug ## Run the statements of sql on real catalogs, and compare with full exports
	@if $(MAKE) .build/check-scale/.ready; then python=.build/check-scale/bin/python; else python=python3; fi; \
	$$python scripts/scale-check.py --tool $(DEBUG)

# Of engines that are not there it says so, and goes on.
snapshot-check: check-dependencies debug ## Take snapshots with bq, psql and duckdb, and compare with exports made by hand
	@$(MAKE) .build/check-snapshot/.ready || echo "snapshot-check: DuckDB's program (PyPI: duckdb-cli) could not be installed"
	@$(MAKE) .build/check-rows-bigquery/.ready || echo "snapshot-check: BigQuery's emulator could not be installed"
	@PATH="$(CURDIR)/.build/check-snapshot/bin:$$PATH" scripts/snapshot-check.py --tool $(DEBUG) \
	  --emulator .build/check-rows-bigquery/local-bigquery

# Engines and options, as in `make truth-check TRUTH_FLAGS="--engine duckdb --seed 17 --pairs 1 --show"`.
TRUTH_FLAGS ?=

# Of engines that are not there it says so, and goes on.
truth-check: check-dependencies debug ## Hold the effects that the tool names against engines, with random pairs of tables and rows
	@$(MAKE) .build/check-truth/.ready || echo "truth-check: the drivers of engines (PyPI) could not be installed"
	@python=.build/check-truth/bin/python; [ -e .build/check-truth/.ready ] || python=python3; \
	$$python scripts/truth-check.py --tool $(DEBUG) $(TRUTH_FLAGS)

golden: dependencies ## Write the tests' golden files anew; read the diff before you commit it
	DRIFTAUDIT_UPDATE_GOLDEN=1 $(SWIFT_TEST)

# Seconds for each reader.
FUZZ_SECONDS ?= 600

fuzz: dependencies ## Fuzz each reader of exports for FUZZ_SECONDS, with libFuzzer and AddressSanitizer
	scripts/fuzz --seconds $(FUZZ_SECONDS) --jobs 2 $(FUZZ_READERS)

bench: release ## Time the audit against a bare parse, Python with orjson, and DuckDB
	@scripts/install-dependencies --bench
	scripts/rooms --hot .build/release
	python3 bench/run.py --tool $(RELEASE) $(BENCH_FLAGS)

bench-scale: release ## Time audits of 1,000 to 1,000,000 tables, streamed through a pipe
	@scripts/install-dependencies --bench
	python3 bench/scale.py --tool $(RELEASE) $(BENCH_FLAGS)

SHARE = $(DESTDIR)$(PREFIX)/share

bench-build: ## Time builds and tests from a clean clone, beside those of another commit (BENCH_FLAGS="--base COMMIT")
	@scripts/install-dependencies
	python3 bench/build.py $(BENCH_FLAGS)

install: $(if $(filter $(RELEASE),$(TOOL)),release) ## Install the program, its manual pages and shell completions into PREFIX
	install -D -m 755 "$(TOOL)" "$(DESTDIR)$(PREFIX)/bin/driftaudit"
	@strip "$(DESTDIR)$(PREFIX)/bin/driftaudit" 2>/dev/null || true # a TOOL that is a script, or no strip here
	install -d "$(SHARE)/man/man1"
	install -m 644 man/*.1 "$(SHARE)/man/man1"
	"$(TOOL)" --generate-completion-script bash \
	  | install -D -m 644 /dev/stdin "$(SHARE)/bash-completion/completions/driftaudit"
	"$(TOOL)" --generate-completion-script zsh \
	  | install -D -m 644 /dev/stdin "$(SHARE)/zsh/site-functions/_driftaudit"
	"$(TOOL)" --generate-completion-script fish \
	  | install -D -m 644 /dev/stdin "$(SHARE)/fish/vendor_completions.d/driftaudit.fish"

man: dependencies ## Write the manual pages in man/ anew
	scripts/manual.py

man-check: check-dependencies
	scripts/manual.py --check

clean: ## Remove what was built and what runs wrote into reports/
	rm -rf .build reports/drift.* reports/weekly.*

# After the tests it is there: `make check` says so, and saves each check a look.
debug: dependencies
	$(if $(DRIFTAUDIT_IS_BUILT),@true,swift build --product driftaudit)

release: dependencies
	swift build $(RELEASE_FLAGS)

dependencies:
	@scripts/install-dependencies

check-dependencies:
	@scripts/install-dependencies --check

# What cannot be installed is left to the check that wants it: some go on without.
environments: check-dependencies
	-@$(MAKE) --keep-going --jobs=4 --output-sync=target $(ENVIRONMENTS)

ENVIRONMENTS := $(foreach name,check check-html check-merge check-rows check-rows-bigquery check-scale check-snapshot check-truth,.build/$(name)/.ready)

.build/check/.ready: scripts/requirements.txt
	scripts/python-environment $(@D) $<

.build/check-rows-bigquery/.ready: scripts/requirements-rows-bigquery.txt scripts/requirements-rows-bigquery-duckdb.txt
	scripts/install-bigquery-emulator $(@D)

# Each of the others is named as its list of requirements is.
.build/check-%/.ready: scripts/requirements-%.txt
	scripts/python-environment $(@D) $<
