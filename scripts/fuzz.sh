#!/bin/sh
# Runs every fuzz target of the module in turn, each for the time given: scripts/fuzz.sh 30s [package pattern]
# A finding is written to the package's testdata/fuzz, printed, and makes the exit status 1; the other targets still run.
# The minimizer stops after 10 runs: by default it may spend a minute on every new input of an expensive target.
set -eu
time=${1:-10s}
pattern=${2:-./...}
status=0 n=0 again=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT

fuzz() { # directory, target
	(cd "$1" && if go test -run '^$' -fuzz "^$2\$" -fuzztime "$time" -fuzzminimizetime 10x .; then echo "fuzz: ended well"; fi) 2>&1 | tee "$log"
	grep -q '^fuzz: ended well$' "$log"
}

for dir in $(go list -f '{{.Dir}}' "$pattern"); do
	for target in $(sed -n 's/^func \(Fuzz[A-Za-z0-9_]*\)(f \*testing\.F).*/\1/p' "$dir"/*_test.go 2>/dev/null); do
		n=$((n + 1))
		echo "== $dir $target"
		fuzz "$dir" "$target" && continue
		# Go's coordinator sometimes takes its own deadline for a failure when a worker is in the middle of an input. Then there is no
		# failing input, and the target runs once more.
		if grep -q '^ *context deadline exceeded$' "$log" && ! grep -q 'Failing input written' "$log"; then
			again=$((again + 1))
			echo "== $dir $target, again: the deadline was taken for a failure"
			fuzz "$dir" "$target" && continue
		fi
		status=1
	done
done
echo "$n fuzz targets, $time each, $again once more, status $status"
[ "$n" -gt 0 ] || { echo "no fuzz target found" >&2; exit 1; }
exit $status
