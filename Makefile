# Everything one does with this checkout; `make` alone lists it.
# Tools live in .tools/ and nowhere else, each behind a stamp, so a second call does nothing twice.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
MAKEFLAGS += --no-builtin-rules --no-print-directory

TOOLS := $(CURDIR)/.tools
SHRINK := $(TOOLS)/wasm-opt/shrink.mjs
SHRUNK = if [ -f $(SHRINK) ]; then export TAKAR_SHRINK=$(SHRINK); fi;
STAMPS := .tools/stamps
TARGET := $(or $(CARGO_TARGET_DIR),target)
BROWSER := tests/browser
CARGO_HOME ?= $(HOME)/.cargo
export PATH := $(TOOLS)/bin:$(PATH)
# Trunk 0.21 stops at the value 1 that others write here.
unexport NO_COLOR

# Trunk 0.22 needs a newer Rust than this workspace.
TRUNK_VERSION := 0.21.14
# The binding tool must equal the library to the last digit.
BINDGEN_VERSION := $(shell awk '/^name = "wasm-bindgen"$$/ { getline; gsub(/[^0-9.]/, ""); print }' Cargo.lock)

# Everything the web build reads.
WEB_SOURCES := $(shell find app public -type f) Trunk.toml Cargo.toml Cargo.lock
WEB_TOOLS := wasm-target $(STAMPS)/trunk-$(TRUNK_VERSION) $(STAMPS)/wasm-bindgen-$(BINDGEN_VERSION) $(STAMPS)/wasm-opt

.PHONY: help run build dev test bench fmt lint mutants clean \
	server web build-program sizes fmt-check test-rust test-browser wasm-target chromium

help: ## lists these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: build ## builds what changed and serves app and API (PORT, HOST, DATA_DIR, DEMO=0)
	@exec $(TARGET)/release/takar serve

build: server web ## builds the server and the web app (dist/)

dev: server build-program $(WEB_TOOLS) ## serves the app on port 8081, rebuilt at each change
	@$(TARGET)/release/takar serve & server=$$!; trap 'kill $$server 2>/dev/null || true' EXIT; \
		trunk serve --dist $(TARGET)/dist-dev

test: fmt-check test-rust build sizes test-browser ## runs every check and test

bench: build ## prints one line per figure: name, value, unit
	@$(SHRUNK) $(TARGET)/release/takar-build sizes dist
	@if [ -f tests/src/bin/bench.rs ]; then \
		cargo run --quiet --release --locked -p takar-tests --bin bench; fi
	@if [ -f $(BROWSER)/bench.mjs ]; then \
		$(MAKE) $(STAMPS)/browser-tests >&2; node $(BROWSER)/bench.mjs; fi

fmt: ## formats all Rust code
	cargo fmt --all

lint: ## clippy alone, with warnings as errors
	cargo clippy --workspace --all-targets --locked -- -D warnings

mutants: $(STAMPS)/mutants ## looks for changes of pay and ledger that no test notices (hours)
	cargo mutants --package takar-domain --package takar-ledger

clean: ## removes everything that was built, and the tools
	rm -rf $(TARGET) dist .tools $(BROWSER)/node_modules $(BROWSER)/out

fmt-check:
	cargo fmt --all --check

# Clippy stands in for the compiler of this workspace's crates, so one pass lints and tests.
test-rust: export RUSTC_WORKSPACE_WRAPPER = clippy-driver
test-rust: export CLIPPY_ARGS = -Dwarnings__CLIPPY_HACKERY__
test-rust:
	cargo test --workspace --locked

sizes: web
	@$(SHRUNK) $(TARGET)/release/takar-build sizes dist

test-browser: build $(STAMPS)/browser-tests
	node $(BROWSER)/run.mjs $(ONLY)

server:
	@cargo build --release --locked -p takar-server

build-program:
	@cargo build --release --locked -p takar-build

web: build-program dist/build.json

# No path of the building machine in the app: shorter, private, and the same bytes everywhere.
# Erased view types make the app a fifth smaller and quicker to build.
dist/build.json: export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS = --cfg erase_components --remap-path-prefix=$(CURDIR)/= \
	$(patsubst %,--remap-path-prefix=%=,$(shell ls -d $(CARGO_HOME)/registry/src/*/ 2>/dev/null))

# Without the optimiser the size limits, which speak of the optimised app, only print.
dist/build.json: $(WEB_SOURCES) | $(WEB_TOOLS)
	@$(SHRUNK) trunk build --release >&2
	@touch $@

# --- tools --------------------------------------------------------------------------------------

$(STAMPS):
	@mkdir -p $@ .tools/bin

# Quick to build rather than quick to run: these tools run for seconds.
# The lock that wasm-bindgen-cli ships names a version that not every registry has; trunk's is needed.
INSTALL = CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_OPT_LEVEL=1 \
	CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_TARGET_DIR=$(TOOLS)/target \
	cargo install --root $(TOOLS)

# $(call debian,program,package): installs a Debian package where that can be done without asking.
debian = if ! command -v $(1) >/dev/null && command -v apt-get >/dev/null; then \
		if [ "$$(id -u)" = 0 ]; then as=; else as="sudo -n"; fi; \
		if [ -z "$$as" ] || sudo -n true 2>/dev/null; then \
			echo "Installing the Debian package $(2)."; \
			$$as apt-get update -qq >/dev/null 2>&1 || true; \
			DEBIAN_FRONTEND=noninteractive $$as apt-get install -y -qq --no-install-recommends $(2) >/dev/null 2>&1 || true; \
		fi; \
	fi

# No stamp where the thing lies outside the checkout: it may be gone while the stamp is still here.
wasm-target:
	@if ! ls "$$(rustc --print target-libdir --target wasm32-unknown-unknown)" >/dev/null 2>&1; then \
		rustup target add wasm32-unknown-unknown; fi

$(STAMPS)/trunk-$(TRUNK_VERSION): | $(STAMPS)
	@if [ "$$(trunk --version 2>/dev/null)" != "trunk $(TRUNK_VERSION)" ]; then \
		echo "Building trunk $(TRUNK_VERSION), once: about ten minutes on two cores."; \
		$(INSTALL) --locked trunk@$(TRUNK_VERSION) --no-default-features --features rustls; \
		rm -rf $(TOOLS)/target; fi
	@touch $@

$(STAMPS)/wasm-bindgen-$(BINDGEN_VERSION): | $(STAMPS)
	@if [ "$$(wasm-bindgen --version 2>/dev/null)" != "wasm-bindgen $(BINDGEN_VERSION)" ]; then \
		echo "Building wasm-bindgen-cli $(BINDGEN_VERSION), once: about three minutes on two cores."; \
		$(INSTALL) wasm-bindgen-cli@$(BINDGEN_VERSION); \
		rm -rf $(TOOLS)/target; fi
	@touch $@

# From npm, because Debian's binaryen 108 writes every exported table as the first one, and the app
# does not start then. The pinned version also gives everyone the same bytes.
$(STAMPS)/wasm-opt: app/build/wasm-opt/package-lock.json app/build/wasm-opt/shrink.mjs | $(STAMPS)
	@if command -v npm >/dev/null; then \
		mkdir -p .tools/wasm-opt; \
		cp app/build/wasm-opt/{package.json,package-lock.json,.npmrc,shrink.mjs} .tools/wasm-opt/; \
		(cd .tools/wasm-opt && npm ci --silent); \
	else \
		echo "No optimiser, because npm is not here: the app will work, and be a third larger."; \
	fi
	@touch $@

chromium:
	@[ -n "$${CHROMIUM:-}" ] || { $(call debian,chromium,chromium); }
	@[ -n "$${CHROMIUM:-}" ] || command -v chromium chromium-browser google-chrome >/dev/null || { \
		echo "The browser tests need Chromium: install it, or name one in the variable CHROMIUM."; exit 1; }

$(STAMPS)/browser-tests: $(BROWSER)/package-lock.json | $(STAMPS) chromium
	@command -v npm >/dev/null || { echo "The browser tests need Node 20 or newer with npm."; exit 1; }
	@cd $(BROWSER) && npm ci --silent
	@touch $@

$(STAMPS)/mutants: | $(STAMPS)
	@command -v cargo-mutants >/dev/null || $(INSTALL) cargo-mutants
	@touch $@
