#!/usr/bin/env bash
# Installs Chromium where it is missing, and prints where it is.
set -euo pipefail
if ! command -v chromium >/dev/null; then
    echo "Installing Chromium" >&2
    log=$(mktemp)
    if ! { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium; } >"$log" 2>&1; then
        tail -n 20 "$log" >&2
        echo "Chromium could not be installed" >&2
        exit 1
    fi
    rm -f "$log"
fi
command -v chromium
