# make run, make test: everything on a fresh machine. make help: the rest.
PORT ?= 8080
HOST ?= 127.0.0.1
export PATH := $(CURDIR)/.tools/bin:$(CURDIR)/.tools/node_modules/.bin:$(PATH)
export CARGO_TERM_COLOR ?= auto
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.PHONY: help run dev build check lint native test browser islands browsers real package size bench tools screenshots clean

help: ## These lines
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

run: ## Builds, starts and prints the address (PORT=8080; the real API if credentials are in the environment)
	@scripts/run.sh "$(HOST)" "$(PORT)"

dev: tools ## Rebuilds at each change (the sandbox has to run: cargo run -p sandbox)
	@trunk serve --no-autoreload --port "$(PORT)"

build: tools ## The release, in dist/
	@scripts/build.sh

check: ## Seconds: format, lints of the rules, native tests of the rules
	cargo fmt --all --check
	cargo clippy --quiet -p console-core --all-targets -- -D warnings
	cargo test --quiet -p console-core

lint: tools
	cargo fmt --all --check
	cargo clippy --quiet --workspace --all-targets -- -D warnings
	cargo clippy --quiet --target wasm32-unknown-unknown -- -D warnings

native: tools
	cargo test --quiet --workspace

size: build ## What a first visit downloads, against the budget
	@node scripts/size.mjs

browser: build
	cargo build --quiet -p sandbox
	@scripts/browser.sh

islands: tools ## The parts whose elements are made by hand, on the gallery of a development build
	cargo build --quiet -p sandbox
	@scripts/browser.sh islands

browsers: build ## The main flows in Firefox and WebKit
	cargo build --quiet -p sandbox
	@scripts/browsers.sh

real: build ## With real servers (nginx, Caddy, oauth2-proxy, dex) and the real pscale
	@scripts/programs.sh
	shellcheck scripts/*.sh deploy/*.sh deploy/container/*.sh
	cargo build --quiet -p sandbox
	@scripts/browser.sh real
	@node --test --test-reporter=dot tests/package/

test: lint native size browser islands browsers real ## Everything: format, lints, native tests, release build, size, browser tests, single parts, other browsers, real servers

package: build ## The release as an archive, in .run/
	@scripts/package.sh

bench: build ## How fast it is, beside a React app of the same pages, in .run/bench.json (ARGS="--runs 10 --only session"; ARGS=--curve; ARGS=native)
	@scripts/bench.sh $(ARGS)

screenshots: build ## Pictures of every page in every state, in .run/screenshots; docs/images anew
	cargo build --quiet -p sandbox
	@scripts/browser.sh screenshots

tools:
	@scripts/tools.sh

clean: ## Removes what was built
	rm -rf dist target .run tests/browser/node_modules tests/browser/test-results tests/bench/node_modules tests/bench/peer/node_modules tests/bench/peer/dist
