#!/usr/bin/env bash
# Installs Chromium, and pdftotext to read what it prints, where they are missing; prints where Chromium is.
set -euo pipefail
packages=()
command -v chromium >/dev/null || packages+=(chromium)
command -v pdftotext >/dev/null || packages+=(poppler-utils)
if [ ${#packages[@]} -gt 0 ]; then
    echo "Installing ${packages[*]}" >&2
    log=$(mktemp)
    if ! { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${packages[@]}"; } >"$log" 2>&1; then
        tail -n 20 "$log" >&2
        echo "${packages[*]} could not be installed" >&2
        exit 1
    fi
    rm -f "$log"
fi
command -v chromium
