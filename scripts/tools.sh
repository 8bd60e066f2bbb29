#!/usr/bin/env bash
# Installs what the build needs and is missing, at pinned versions, into .tools.
set -euo pipefail
cd "$(dirname "$0")/.."

TRUNK=0.21.14
BINARYEN=132.0.0
ESBUILD=0.25.12
WASM_BINDGEN=$(sed -n '/^name = "wasm-bindgen"$/{n;s/^version = "\(.*\)"$/\1/p}' Cargo.lock)
RUST=$(sed -n 's/^channel = "\(.*\)"$/\1/p' rust-toolchain.toml)

fail() { echo "make: $1" >&2; exit 1; }
quietly() {
    local log
    log=$(mktemp)
    if ! "$@" >"$log" 2>&1; then
        tail -n 30 "$log" >&2
        rm -f "$log"
        return 1
    fi
    rm -f "$log"
}

command -v cargo >/dev/null || fail "cargo is missing: install Rust with rustup (https://rustup.rs)"
if command -v rustup >/dev/null; then
    if ! rustup toolchain list | grep -q "^$RUST"; then
        echo "Installing Rust $RUST"
        quietly rustup toolchain install "$RUST" --profile minimal -c clippy -c rustfmt || fail "Rust $RUST could not be installed"
    fi
    if ! rustup target list --installed --toolchain "$RUST" | grep -qx wasm32-unknown-unknown; then
        echo "Installing the wasm32 target"
        quietly rustup target add wasm32-unknown-unknown --toolchain "$RUST" || fail "the wasm32 target could not be installed"
    fi
fi
command -v cc >/dev/null || quietly apt-get install -y -qq build-essential || fail "a C compiler is missing: apt-get install build-essential"

node_version() { node --version 2>/dev/null | sed 's/^v\([0-9]*\).*/\1/'; }
if [ "$(node_version || echo 0)" -lt 18 ] 2>/dev/null || ! command -v npm >/dev/null; then
    echo "Installing Node.js"
    { quietly apt-get update -qq && quietly apt-get install -y -qq nodejs npm; } || fail "Node.js 18 or later is missing"
fi

# Where cargo-binstall is installed and finds a program that was built already, that takes seconds.
download() {
    command -v cargo-binstall >/dev/null &&
        timeout 60 cargo binstall --no-confirm --disable-strategies compile --root .tools "$1@$2" >/dev/null 2>&1
}
# Else it is compiled: quickly, not for speed, and without what only downloads need.
install_trunk() {
    echo "Installing trunk $TRUNK"
    download trunk "$TRUNK" && return
    echo "Compiling trunk (some minutes, once)"
    CARGO_PROFILE_DEV_OPT_LEVEL=0 CARGO_PROFILE_DEV_DEBUG=none CARGO_INCREMENTAL=0 RUSTUP_TOOLCHAIN="$RUST" \
        CARGO_TARGET_DIR="$PWD/.tools/build" \
        quietly cargo install --debug --root .tools --version "$TRUNK" --no-default-features --locked trunk ||
        fail "trunk $TRUNK could not be installed"
    rm -rf .tools/build
}
# From its library, most of which the release needs as well: see tools/bindgen.
install_wasm_bindgen() {
    echo "Installing wasm-bindgen $WASM_BINDGEN"
    download wasm-bindgen-cli "$WASM_BINDGEN" && return
    quietly cargo build --locked --profile tool --package bindgen ||
        fail "wasm-bindgen $WASM_BINDGEN could not be compiled"
    mkdir -p .tools/bin
    install "${CARGO_TARGET_DIR:-target}/tool/bindgen" .tools/bin/wasm-bindgen
}
# Side by side: each ends with crates that keep one core busy.
installing=()
[ "$(trunk --version 2>/dev/null)" = "trunk $TRUNK" ] || {
    install_trunk &
    installing+=($!)
}
[ "$(wasm-bindgen --version 2>/dev/null)" = "wasm-bindgen $WASM_BINDGEN" ] || {
    install_wasm_bindgen &
    installing+=($!)
}
for one in "${installing[@]}"; do wait "$one"; done
if ! { command -v wasm-opt && command -v esbuild; } >/dev/null; then
    echo "Installing binaryen $BINARYEN and esbuild $ESBUILD"
    quietly npm install --prefix .tools --no-save --no-audit --no-fund "binaryen@$BINARYEN" "esbuild@$ESBUILD" || fail "binaryen and esbuild could not be installed"
fi
