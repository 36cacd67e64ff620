# The main job is "make audit". See README.md for what its verdicts mean.

GO     ?= go
OUT    ?= audit-report
# The version of golangci-lint that .golangci.yml was written for; .ci/run installs it when it is missing.
LINT_VERSION := v2.15.0
GOLANGCI ?= $(shell $(GO) env GOPATH)/bin/golangci-lint
# The packages that the race detector covers; the deep numerical ones take too long under it.
RACE   ?= ./internal/... ./reports/... ./generators/... ./cmd/... ./lemmas/... ./theorems/...

.PHONY: audit quick test race lint lint-tool falsify bench regen clean

## audit: verify every claim in the default profile; the report is audit-report/report.md
audit: bin/audit
	./bin/audit run --profile default --out $(OUT)

## quick: the short audit
quick: bin/audit
	./bin/audit run --profile quick --out $(OUT)

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

## race: the fast packages once under the race detector
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

## bench: benchmarks in the form that benchstat reads
bench:
	$(GO) test -run '^$$' -bench . -benchmem -count 6 ./...

## regen: make every generated file again
regen:
	$(GO) generate ./...

clean:
	rm -rf bin $(OUT)
