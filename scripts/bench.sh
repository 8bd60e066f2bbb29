#!/usr/bin/env bash
# The benchmark: the release beside the peer of tests/bench/peer in Chromium, then the rules by themselves.
# With arguments, those of tests/bench/run.mjs, only the first; with "native" only the second; with "organization" and
# the arguments of tests/bench/organization.mjs the pages about all tokens of a large organization.
set -euo pipefail
cd "$(dirname "$0")/.."
target=${CARGO_TARGET_DIR:-$PWD/target}

native() { cargo bench --quiet -p console-core --bench rules -- --quiet; }
if [ "${1:-}" = native ]; then
    native
    exit
fi

# The sandbox must not be what is waited for: built for speed, where the console is built for size.
cargo build --quiet --release -p sandbox --config 'profile.release.opt-level=3' --config 'profile.release.lto="off"' --config 'profile.release.codegen-units=16'
packages() {
    if [ ! -d node_modules ] || [ package-lock.json -nt node_modules ]; then
        PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund --silent
        touch node_modules
    fi
}
(cd tests/bench && packages)
export SANDBOX="$target/release/sandbox" CONSOLE="${CONSOLE:-$PWD/dist}" CHROMIUM
CHROMIUM=$(scripts/chromium.sh)
if [ "${1:-}" = organization ]; then
    shift
    node tests/bench/organization.mjs "$@"
    exit
fi
(cd tests/bench/peer && packages && npx tsc && npx vite build --logLevel error)

export PEER="$PWD/tests/bench/peer/dist"
node tests/bench/run.mjs "$@"
if [ $# = 0 ]; then
    echo
    native
fi
