# Two commands do everything: `make demo` and `make test`. `make help` lists the rest.

DEBIAN_PACKAGES := libsodium-dev libsqlite3-dev protobuf-compiler python3-venv hledger zlib1g-dev
# What `make bench` compares with; it says which figure it leaves out without them.
BENCH_PACKAGES  := postgresql postgresql-postgis postgresql-pgrouting
PYTHON          := .build/venv/bin/python3
SWIFT           := swift
# Tests with real sockets and processes run by themselves: beside the simulation, which wants every
# core, they would meet their own time-outs.
LIVE_TESTS      := NodeTests|ProgramTests|SecureChannelTests
# By name: building "everything" would compile protoc's C++ too, for minutes and for nothing.
PROGRAMS        := gebuurd gebuur gebuur-sim gebuur-bench
export GEBUUR_PYTHON ?= $(CURDIR)/$(PYTHON)

.PHONY: help
help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/ —/' | sort

.PHONY: demo
demo: packages python ## a day in two villages, with real processes; KEEP=1 leaves the nodes running
	$(SWIFT) build --product gebuurd
	$(SWIFT) build --product gebuur
	KEEP=$(KEEP) Tests/demo/a-day-in-the-kempen.sh

.PHONY: test
test: packages python ## every test
	$(foreach product,$(PROGRAMS) gebuurPackageTests,$(SWIFT) build --product $(product) &&) true
	$(SWIFT) test --skip-build --skip '$(LIVE_TESTS)'
	$(SWIFT) test --skip-build --no-parallel --filter '$(LIVE_TESTS)'

.PHONY: lint
lint: ## formatting and style, strictly
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Tests \
	  $(filter-out Sources/WireFormat Sources/README.md,$(wildcard Sources/*))

.PHONY: bench
bench: packages python ## speed and size, release build; .build/bench.json
	$(SWIFT) build -c release --product gebuurd
	$(SWIFT) build -c release --product gebuur
	$(SWIFT) build -c release --product gebuur-bench
	$(PYTHON) -m pip install --quiet --disable-pip-version-check -r Tests/Interop/router.txt
	.build/release/gebuur-bench

.PHONY: bench-packages
bench-packages: ## what `make bench` compares with, where it may be installed
	@$(MAKE) packages DEBIAN_PACKAGES="$(BENCH_PACKAGES)"

EXTRACT ?= $(or $(GEBUUR_SHARED),../shared)/data/wechelderzande.osm.pbf

.PHONY: router
router: packages python ## travel times beside an independent router's, EXTRACT=file.osm.pbf
	$(SWIFT) build --product gebuurd
	$(PYTHON) -m pip install --quiet --disable-pip-version-check -r Tests/Interop/router.txt
	$(PYTHON) Tests/Interop/router.py $(EXTRACT) .build/debug/gebuurd

ROUNDS ?= 300

.PHONY: soak
soak: packages python ## kill -9 nodes while hours cross between them, ROUNDS=300
	$(SWIFT) build --product gebuurd
	$(SWIFT) build --product gebuur-bench
	.build/debug/gebuur-bench soak --rounds $(ROUNDS)

# libFuzzer needs everything built anew: a folder of its own, and about five minutes the first time.
FUZZ         := .build/fuzz
FUZZ_SECONDS ?= 30

.PHONY: fuzz
fuzz: packages ## strangers' bytes for every decoder that reads them, FUZZ_SECONDS=30 each
	GEBUUR_FUZZ=1 $(SWIFT) build -c release --scratch-path $(FUZZ)/build --sanitize=fuzzer \
	  --product gebuur-fuzz
	@for decoder in $$(python3 Tests/fuzz/corpus.py protocol/vectors $(FUZZ)/corpus); do \
	  log=$(FUZZ)/$$decoder.log; \
	  GEBUUR_DECODER=$$decoder SWIFT_BACKTRACE=enable=no $(FUZZ)/build/release/gebuur-fuzz \
	    -max_total_time=$(FUZZ_SECONDS) -timeout=5 -rss_limit_mb=1024 -max_len=65536 \
	    -print_final_stats=1 -artifact_prefix=$(FUZZ)/$$decoder- $(FUZZ)/corpus/$$decoder \
	    > $$log 2>&1 || { tail -40 $$log; echo "$$decoder failed: see $$log"; exit 1; }; \
	  echo "$$decoder: $$(grep -E '^Done' $$log)"; \
	done

.PHONY: build
build: packages ## the programs, release build
	$(foreach product,$(PROGRAMS),$(SWIFT) build -c release --product $(product) &&) true

.PHONY: wire
wire: ## regenerate Sources/WireFormat from protocol/ (needs protoc and protoc-gen-swift)
	protoc -I protocol --swift_out=Sources/WireFormat \
	  --swift_opt=Visibility=Public --swift_opt=FileNaming=DropPath protocol/gebuur/v1/*.proto

.PHONY: clean
clean: ## remove what was built and what the demo left
	rm -rf .build .demo

# Install what is missing where we may, say what is missing where we may not.
.PHONY: packages
packages:
	@command -v $(SWIFT) >/dev/null || { \
	  echo "Swift 6.3 is missing: see https://www.swift.org/install/linux/"; exit 1; }
	@missing=""; for package in $(DEBIAN_PACKAGES); do \
	  dpkg-query -W -f '$${Status}' $$package 2>/dev/null | grep -q 'ok installed' \
	    || missing="$$missing $$package"; done; \
	if [ -n "$$missing" ]; then \
	  if [ "$$(id -u)" = 0 ]; then sudo=""; elif command -v sudo >/dev/null; then sudo="sudo"; \
	  else echo "These Debian packages are missing:$$missing"; \
	       echo "Ask whoever runs this machine for: apt-get install$$missing"; exit 1; fi; \
	  echo "Installing$$missing"; \
	  $$sudo apt-get update -qq && \
	  $$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $$missing >/dev/null || { \
	    echo "Could not install:$$missing"; exit 1; }; \
	fi

# The independent checker and the interoperability tests are Python.
.PHONY: python
python: $(PYTHON)
$(PYTHON): protocol/checker/requirements.txt Tests/requirements.txt
	@mkdir -p .build
	python3 -m venv .build/venv
	.build/venv/bin/pip install --quiet --disable-pip-version-check \
	  -r protocol/checker/requirements.txt -r Tests/requirements.txt
	@touch $(PYTHON)
