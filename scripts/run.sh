#!/usr/bin/env bash
# Builds what is not built, starts, and says where.
set -euo pipefail
cd "$(dirname "$0")/.."
host=$1 port=$2

# A port that is taken is known before minutes of building.
if (exec 3<>"/dev/tcp/$host/$port") 2>/dev/null; then
    echo "make run: port $port is taken; choose another one: make run PORT=8081" >&2
    exit 1
fi
# Both at once: neither keeps two cores busy all the time. What fails in the background is told below.
make --no-print-directory tools
cargo build --quiet -p sandbox 2>/dev/null &
make --no-print-directory build
wait
cargo build --quiet -p sandbox
target=${CARGO_TARGET_DIR:-target}
if [ -n "${PLANETSCALE_SERVICE_TOKEN_ID:-}${PLANETSCALE_SERVICE_TOKEN:-}${PLANETSCALE_API_TOKEN:-}" ]; then
    start=("$target/debug/sandbox" gateway --host "$host" --port "$port" --console dist)
    what="The console, in front of ${PLANETSCALE_API_URL:-https://api.planetscale.com}"
else
    start=("$target/debug/sandbox" --host "$host" --port "$port" --console dist --story --config tests/sandbox/story.json)
    what="The console, in front of a sandbox of the API"
fi
"${start[@]}" | while read -r line; do
    echo "$what: ${line#sandbox listening on }"
done
