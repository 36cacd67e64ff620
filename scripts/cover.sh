#!/bin/sh
# The share of statements that each package's own tests reach, and the files below it. Fails under 90% in a package.
# Usage: scripts/cover.sh package...
set -eu
status=0
for p in $(go list "$@"); do
	profile=$(mktemp)
	go test -coverprofile "$profile" "$p" >/dev/null || status=1
	total=$(go tool cover -func "$profile" | sed -n 's/^total:.*[[:space:]]\([0-9.]*\)%$/\1/p')
	mark=""
	if [ "$(printf '%.0f' "${total:-0}")" -lt 90 ]; then
		mark=" BELOW 90%"
		status=1
	fi
	echo "$total% $p$mark"
	go tool cover -func "$profile" | sed -n 's/%$//p' | awk '$3 < 75 && $1 != "total:" { printf "    %s %s %s%%\n", $1, $2, $3 }'
	rm -f "$profile"
done
exit $status
