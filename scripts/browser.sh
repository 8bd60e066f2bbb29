#!/usr/bin/env bash
# The tests of tests/browser, by Playwright: installs Chromium and their packages where they are missing.
# With the argument "screenshots" the pictures are made.
# With the argument "islands" those of single parts, on the gallery of a development build, which is built for them.
# With the argument "real" those with real servers and the real pscale, as far as they are there.
set -euo pipefail
cd "$(dirname "$0")/.."
export SANDBOX="${CARGO_TARGET_DIR:-$PWD/target}/debug/sandbox" CONSOLE="$PWD/dist" CHROMIUM
CHROMIUM=$(scripts/chromium.sh)
projects=(--project=console)
if [ "${1:-}" = screenshots ]; then
    shift
    projects=(--project=screenshots)
fi
if [ "${1:-}" = islands ]; then
    shift
    projects=(--project=islands)
    CONSOLE="$PWD/.run/gallery"
    log=$(mktemp)
    trunk build --locked --dist "$CONSOLE" >"$log" 2>&1 || { cat "$log" >&2; exit 1; }
    rm -f "$log"
fi
if [ "${1:-}" = real ]; then
    shift
    projects=()
    lacks() { grep -q "^not run: $1:" .run/missing; }
    if ! lacks deployments && ! lacks oauth2-proxy && ! lacks dex; then projects+=(--project=deployments); fi
    if ! lacks pscale; then projects+=(--project=agreement); fi
    if [ ${#projects[@]} = 0 ]; then exit 0; fi
fi
export PSCALE="$PWD/.tools/bin/pscale" OAUTH2_PROXY="$PWD/.tools/bin/oauth2-proxy" DEX="$PWD/.tools/bin/dex"
cd tests/browser
if [ ! -d node_modules ] || [ package-lock.json -nt node_modules ]; then
    PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund --silent
    touch node_modules
fi
npx playwright test "${projects[@]}" "$@"
