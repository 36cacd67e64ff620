#!/bin/sh
# Runs the benchmarks section by section of docs/PERFORMANCE.md. The lines "section: ..." are configuration that benchstat
# groups by: benchstat -table section old.txt new.txt
# Usage: scripts/bench.sh [count] [benchtime]
set -eu
count=${1:-6}
time=${2:-100ms}
bench() { # section, package, pattern [, time]
	echo "section: $1"
	go test -run '^$' -bench "$3" -benchmem -count "$count" -benchtime "${4:-$time}" "./$2"
}
bench 1-larger-root oracle/shrinkage '^(BenchmarkLargerRoot|BenchmarkLargerRootFloor)$'
bench 1-larger-root oracle/shrinkage '^BenchmarkLargerRootGrowth$' 1x
bench 2-functions oracle/interval '^(BenchmarkFunctions|BenchmarkFloor|BenchmarkText)$'
bench 2-functions oracle/interval '^BenchmarkFunctionsGrowth$' 1x
bench 3-exact-check internal/proof '^BenchmarkExactCheck$/^L8'
bench 4-ssam numeric '^(BenchmarkNormals|BenchmarkSSAM|BenchmarkSSAMWorkers)$'
bench 5-case internal/proof '^BenchmarkExactCheck$/^L4'
bench 5-case internal/claim '^(BenchmarkCase|BenchmarkRun)$'
bench 5-case generators '^(BenchmarkDraw|BenchmarkFormat|BenchmarkSource)$'
bench 6-gradient numeric '^BenchmarkGradient$'
bench 6-gradient numeric '^BenchmarkGradientGrowth$' 1x
count=1
bench 7-audit cmd/audit '^(BenchmarkAudit|BenchmarkReport)$' 1x
