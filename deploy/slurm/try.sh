#!/bin/bash
# Runs deploy/slurm/audit.sbatch against a real Slurm on this machine alone, and compares the merged
# evidence with that of one run. Needs root and Debian's slurm-wlm (apt-get install slurm-wlm); starts
# its own munged, slurmctld and slurmd in a temporary folder and ends them.
#
#   deploy/slurm/try.sh [PARTS]
set -euo pipefail
cd "$(dirname "$0")/../.."
parts=${1:-4}
for tool in munged slurmctld slurmd sbatch squeue; do
	PATH=$PATH:/usr/sbin command -v "$tool" >/dev/null || { echo "no $tool: apt-get install slurm-wlm" >&2; exit 1; }
done
[ "$(id -u)" = 0 ] || { echo "slurmd needs root" >&2; exit 1; }
PATH=$PATH:/usr/sbin

work=$(mktemp -d)
chmod 755 "$work"
pids=()
cleanup() {
	for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
	wait 2>/dev/null || true
	rm -rf "$work"
}
trap cleanup EXIT

# munge: a key and a socket of its own.
mkdir -m 700 "$work/munge"
dd if=/dev/urandom of="$work/munge/key" bs=1024 count=1 status=none
chmod 600 "$work/munge/key"
mkdir -m 755 "$work/socket"
munged --foreground --force --key-file="$work/munge/key" --socket="$work/socket/munge" --pid-file="$work/munge/pid" \
	--seed-file="$work/munge/seed" --log-file="$work/munge/log" >/dev/null 2>&1 &
pids+=($!)

host=$(hostname -s)
cat > "$work/slurm.conf" <<CONF
ClusterName=try
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=16817
SlurmdPort=16818
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket=$work/socket/munge
CryptoType=crypto/munge
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd.pid
SlurmctldLogFile=$work/slurmctld.log
SlurmdLogFile=$work/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
ReturnToService=2
MpiDefault=none
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=all Nodes=$host Default=YES MaxTime=INFINITE State=UP
CONF
mkdir "$work/state" "$work/spool"
export SLURM_CONF=$work/slurm.conf
slurmctld -D -f "$SLURM_CONF" >"$work/slurmctld.out" 2>&1 &
pids+=($!)
slurmd -D -f "$SLURM_CONF" -N "$host" >"$work/slurmd.out" 2>&1 &
pids+=($!)
for _ in $(seq 60); do
	if sinfo -h -o %T 2>/dev/null | grep -q idle; then break; fi
	sleep 1
done
sinfo || { tail -5 "$work"/*.log "$work"/*.out; exit 1; }

go build -o "$work/audit" ./cmd/audit
flags=(--profile quick --claim lemma2.1 --claim s.3)
export AUDIT=$work/audit SHARDS=$work/shards
sbatch --wait --array=1-"$parts" --cpus-per-task=1 --mem-per-cpu=0 --output="$work/task-%a.out" deploy/slurm/audit.sbatch "${flags[@]}" ||
	{ tail -3 "$work"/task-*.out; exit 1; }
"$work/audit" merge "$work/merged" "$work"/shards/*/evidence.json
"$work/audit" run "${flags[@]}" --out "$work/whole" >/dev/null
if ! diff <(sed '/^  "timing": {/,$d' "$work/merged/evidence.json") \
	<(sed '/^  "timing": {/,$d' "$work/whole/evidence.json"); then
	echo "the merged evidence differs from that of one run" >&2
	exit 1
fi
echo "$parts parts by Slurm: the merged evidence is that of one run"
