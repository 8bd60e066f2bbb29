#!/usr/bin/env bash
# Stands in front of the linker in the release build: streams for servers, which come with Leptos, have exports, and
# whatever is exported stays in the program with all that it needs.
set -euo pipefail
args=()
while [ $# -gt 0 ]; do
    case "$1 ${2:-}" in
    "--export "*intounderlying*) shift ;;
    *) args+=("$1") ;;
    esac
    shift
done
exec "$CONSOLE_LINKER" "${args[@]}"
