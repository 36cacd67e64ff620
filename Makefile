# The main job is "make audit". See README.md for what its verdicts mean.

GO     ?= go
OUT    ?= audit-report
# The version of golangci-lint that .golangci.yml was written for; .ci/run installs it when it is missing.
LINT_VERSION := v2.15.0
GOLANGCI ?= $(shell $(GO) env GOPATH)/bin/golangci-lint
RACE   ?= ./...

# make bench, bench-peers, fuzz, mutants, cover, vuln.
BENCHCOUNT ?= 6
BENCHTIME  ?= 100ms
ROUNDS     ?= 3
FUZZTIME   ?= 30s
MUTANTTIME ?= 30m
MUTATED    ?= ./numeric ./oracle/... ./internal/claim ./lemmas/... ./theorems/...
COVERED    ?= ./numeric ./oracle/... ./internal/claim
VULN_VERSION := v1.9.0

.PHONY: audit quick test race lint lint-tool falsify bench bench-peers fuzz mutants cover vuln tidy regen clean regression baseline figures

## audit: verify every claim in the default profile; the page is audit-report/report.html
audit: bin/audit
	./bin/audit run --profile default --out $(OUT)

## quick: the short audit
quick: bin/audit
	./bin/audit run --profile quick --out $(OUT)

# What make regression compares with: the short audit of the last accepted state.
BASELINE ?= docs/baseline.json.gz

## regression: the short audit against the baseline; fails when any evidence got weaker (set BASELINE for your own)
regression: quick
	./bin/audit diff $(BASELINE) $(OUT)

## baseline: accept the short audit of this state as the baseline
baseline: quick
	gzip -9nc $(OUT)/evidence.json > docs/baseline.json.gz

## figures: Figures 1 to 3 and four more, as SVG, PNG and CSV, in ./figures
figures: bin/audit
	./bin/audit figures --out figures

## falsify: run every wrong variant; fails when one survives
falsify: bin/audit
	./bin/audit falsify

# A binary, not "go run": it knows its commit. Always rebuilt; the go command knows when there is nothing to do.
.PHONY: bin/audit
bin/audit:
	$(GO) build -o bin/audit ./cmd/audit

## test: the whole test suite
test:
	$(GO) test ./...

## race: the short tests of every package under the race detector
race:
	$(GO) test -race -short $(RACE)

## lint: formatting, go vet and golangci-lint
lint: lint-tool
	@unformatted=$$(gofmt -l .); if [ -n "$$unformatted" ]; then echo "gofmt -w is needed for:"; echo "$$unformatted"; exit 1; fi
	$(GO) vet ./...
	$(GOLANGCI) run ./...

lint-tool:
	@if ! $(GOLANGCI) version 2>/dev/null | grep -q 'version $(LINT_VERSION:v%=%) '; then \
		echo "installing golangci-lint $(LINT_VERSION)"; \
		$(GO) install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(LINT_VERSION); fi

## bench: benchmarks, section by section of docs/PERFORMANCE.md, in the form that benchstat reads
bench:
	scripts/bench.sh $(BENCHCOUNT) $(BENCHTIME)

## bench-peers: the same work in this module, Arb, MPFR, FLINT, PARI, mpmath, numpy, C: the ratios (it says what is missing)
bench-peers:
	$(GO) run ./scripts/peers -rounds $(ROUNDS)

## fuzz: every fuzz target for FUZZTIME each
fuzz:
	scripts/fuzz.sh $(FUZZTIME)

## mutants: change the code in every place and see the tests fail; fails below 95%; docs/MUTANTS.md says what survives and why
# The lists of wrong variants are left out: a wrong statement that is wrong in another way is still one to refute.
mutants:
	$(GO) run ./scripts/mutate -accept scripts/mutate/accepted -limit $(MUTANTTIME) -skip '/variants\.go$$' -threshold 95 $(MUTATED)

## cover: statements that the tests reach; at least 90% in each of the packages that the others rest on
cover:
	scripts/cover.sh $(COVERED)

## vuln: known vulnerabilities in what the module calls (needs the network)
vuln:
	$(GO) run golang.org/x/vuln/cmd/govulncheck@$(VULN_VERSION) ./...

## tidy: go.mod and go.sum name what the code imports, and nothing else
tidy:
	$(GO) mod tidy -diff

## regen: make every generated file again
regen:
	$(GO) generate ./...

clean:
	rm -rf bin $(OUT)
