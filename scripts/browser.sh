#!/usr/bin/env bash
# The browser tests: installs Chromium and their packages where they are missing.
set -euo pipefail
cd "$(dirname "$0")/.."
if ! command -v chromium >/dev/null; then
    echo "Installing Chromium"
    log=$(mktemp)
    if ! { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium; } >"$log" 2>&1; then
        tail -n 20 "$log" >&2
        echo "browser tests: Chromium could not be installed" >&2
        exit 1
    fi
fi
export SANDBOX="${CARGO_TARGET_DIR:-$PWD/target}/debug/sandbox" CONSOLE="$PWD/dist" CHROMIUM
CHROMIUM=$(command -v chromium)
cd tests/browser
if [ ! -d node_modules ] || [ package-lock.json -nt node_modules ]; then
    PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund --silent
    touch node_modules
fi
npx playwright test "$@"
