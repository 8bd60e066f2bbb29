#!/usr/bin/env bash
# The main flows (tests/browser/engines) in Firefox and in WebKit, as Debian has them: installs what is missing, and
# prints a line for what is not to be had.
set -euo pipefail
cd "$(dirname "$0")/.."

packages=()
command -v firefox-esr >/dev/null || command -v firefox >/dev/null || packages+=(firefox-esr)
command -v WebKitWebDriver >/dev/null || packages+=(webkit2gtk-driver)
command -v Xvfb >/dev/null || packages+=(xvfb)
# WebKit takes its languages from the locale, which has to be there.
has_locale() { locale -a 2>/dev/null | grep -qiE '^en_US\.utf-?8$'; }
has_locale || [ -f /usr/share/i18n/locales/en_US ] || packages+=(locales)
if [ ${#packages[@]} -gt 0 ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing ${packages[*]}"
    log=$(mktemp)
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${packages[@]}"; } >"$log" 2>&1 || tail -n 10 "$log" >&2
    rm -f "$log"
fi
has_locale || { [ "$(id -u)" = 0 ] && localedef -i en_US -f UTF-8 en_US.UTF-8; } >/dev/null 2>&1 || true

lacking=()
missing() { echo "not run: $1: $2"; lacking+=("$1"); }
projects=()
FIREFOX=$(command -v firefox-esr || command -v firefox || true)
if [ -n "$FIREFOX" ]; then projects+=(--project=firefox); else missing firefox "it is not installed"; fi
if ! command -v WebKitWebDriver >/dev/null || ! command -v Xvfb >/dev/null; then
    missing webkit "webkit2gtk-driver and xvfb are not installed"
elif ! has_locale; then
    missing webkit "the locale en_US.UTF-8 is not generated"
else
    projects+=(--project=webkit)
fi
if [ ${#lacking[@]} -gt 0 ] && [ "${CI:-}" = true ]; then
    echo "browsers: all of them are demanded here" >&2
    exit 1
fi
[ ${#projects[@]} -gt 0 ] || exit 0

export FIREFOX SANDBOX="${CARGO_TARGET_DIR:-$PWD/target}/debug/sandbox" CONSOLE="${CONSOLE:-$PWD/dist}"
cd tests/browser
if [ ! -d node_modules ] || [ package-lock.json -nt node_modules ]; then
    PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund --silent
    touch node_modules
fi
npx playwright test "${projects[@]}" "$@"
