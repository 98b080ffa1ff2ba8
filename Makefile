# The two commands: `make demo` and `make test`. The rest are their parts.
.DEFAULT_GOAL := help
.PHONY: help demo test setup setup-tests web build format lint rust-tests web-tests e2e openapi bench bench-matrix clean

help: ## this list
	@grep -E '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

demo: web build ## set up, build, make the sample company, serve it
	@scripts/run.sh demo

test: setup-tests format lint rust-tests web-tests e2e ## everything that CI checks
	@echo "all checks passed"

setup: ## check that Rust and Node are here
	@scripts/setup.sh

setup-tests: setup ## install what the tests need: PostgreSQL, Chromium, nextest, Python packages
	@scripts/setup-tests.sh

web: setup ## build the web app into web/dist
	@scripts/build-web.sh

build: ## build the program
	cargo build --locked -p perennial

format: ## formatting of Rust
	cargo fmt --all --check

lint: ## clippy, warnings are errors
	cargo clippy --locked --workspace --all-targets --features perennial/sql -- -D warnings

rust-tests: web build ## Rust tests on both databases, then doc tests
	@scripts/with-test-env.sh cargo nextest run --locked --workspace
	@scripts/with-test-env.sh cargo nextest run --locked -p perennial -p perennial-api --features perennial/sql --test sql
	@scripts/with-test-env.sh cargo test --locked --workspace --doc --quiet

web-tests: web ## the web app's types, lint and unit tests
	cd web && npm run types && npm run lint && npm test

e2e: web build ## a person's way through the app, in Chromium
	@scripts/with-test-env.sh scripts/e2e.sh

openapi: ## write web/openapi.json and the TypeScript types anew
	UPDATE=1 cargo test --locked -p perennial-api --test openapi
	cd web && npm run api

bench: ## measure; see bench/README.md
	@bench/run.sh

bench-matrix: ## compute the metric matrix beside DuckDB, Polars and chDB
	@bench/matrix/run.sh

clean: ## remove what was built
	cargo clean
	rm -rf web/dist web/node_modules e2e/node_modules
