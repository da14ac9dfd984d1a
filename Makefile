# Rõ Việc. `make run` to try it, `make test` before a commit lands; `make` alone lists the rest.

.DEFAULT_GOAL := help
.PHONY: help run test check bench simulate soak shots clean

# Where `make run` listens, which tree it shows (district, two-tier) and where it keeps its data: by default
# in data, or in data-two-tier.
LISTEN ?= 127.0.0.1:8080
SHAPE ?= district
DATA ?=
# How long `make soak` simulates, how often it kills the program, and how many seeds `make simulate` plays.
MINUTES ?= 60
KILLS ?= 200
SEEDS ?= 100000

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1  /p' $(MAKEFILE_LIST)

run: ## builds what is missing and serves the demonstration on http://127.0.0.1:8080 (SHAPE=two-tier for the other)
	@LISTEN="$(LISTEN)" SHAPE="$(SHAPE)" DATA="$(DATA)" scripts/run.sh

test: ## everything: lints, native tests, both databases, the simulation, the browser
	@scripts/test.sh

check: ## formatting and lints only, natively and for wasm
	@scripts/check.sh

bench: ## sizes, starts, taps, sync and memory, as a table; asserts nothing
	@scripts/bench.sh

simulate: ## the simulation of SEEDS seeds (default 100000) from the first on
	@SEEDS="$(SEEDS)" scripts/simulate.sh

soak: ## the program killed KILLS times (default 200) on each database, then the simulation for MINUTES (default 60)
	@MINUTES="$(MINUTES)" KILLS="$(KILLS)" scripts/soak.sh

shots: ## pictures of every page in three sizes, on contact sheets in docs/shots
	@SHAPE="$(SHAPE)" scripts/shots.sh

clean: ## removes what was built; the data and the tools stay
	@rm -rf target dist node_modules tests/browser/node_modules
