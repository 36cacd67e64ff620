#!/bin/sh
# Runs every fuzz target of the module in turn, each for the time given: scripts/fuzz.sh 30s [package pattern]
# A finding is written to the package's testdata/fuzz, printed, and makes the exit status 1; the other targets still run.
# The minimizer stops after 10 runs: by default it may spend a minute on every new input of an expensive target.
set -eu
time=${1:-10s}
pattern=${2:-./...}
status=0 n=0
for dir in $(go list -f '{{.Dir}}' "$pattern"); do
	for target in $(sed -n 's/^func \(Fuzz[A-Za-z0-9_]*\)(f \*testing\.F).*/\1/p' "$dir"/*_test.go 2>/dev/null); do
		n=$((n + 1))
		echo "== $dir $target"
		(cd "$dir" && go test -run '^$' -fuzz "^$target\$" -fuzztime "$time" -fuzzminimizetime 10x .) || status=1
	done
done
echo "$n fuzz targets, $time each, status $status"
[ "$n" -gt 0 ] || { echo "no fuzz target found" >&2; exit 1; }
exit $status
