#!/usr/bin/env bash
# Installs what the build needs and is missing, at pinned versions, into .tools.
set -euo pipefail
cd "$(dirname "$0")/.."

TRUNK=0.21.14
BINARYEN=132.0.0
ESBUILD=0.25.12
WASM_SPLIT=0.2.4
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
        quietly rustup toolchain install "$RUST" --profile minimal -c clippy -c rustfmt -c rust-src || fail "Rust $RUST could not be installed"
    fi
    if ! rustup target list --installed --toolchain "$RUST" | grep -qx wasm32-unknown-unknown; then
        echo "Installing the wasm32 target"
        quietly rustup target add wasm32-unknown-unknown --toolchain "$RUST" || fail "the wasm32 target could not be installed"
    fi
fi
# The release is built with a standard library of its own, for size.
if [ ! -f "$(rustc --print sysroot)/lib/rustlib/src/rust/library/Cargo.lock" ]; then
    echo "Installing the source of the standard library"
    quietly rustup component add rust-src --toolchain "$RUST" || fail "rust-src could not be installed"
fi
command -v cc >/dev/null || quietly apt-get install -y -qq build-essential || fail "a C compiler is missing: apt-get install build-essential"

node_version() { node --version 2>/dev/null | sed 's/^v\([0-9]*\).*/\1/'; }
if [ "$(node_version || echo 0)" -lt 18 ] 2>/dev/null || ! command -v npm >/dev/null; then
    echo "Installing Node.js"
    { quietly apt-get update -qq && quietly apt-get install -y -qq nodejs npm; } || fail "Node.js 18 or later is missing"
fi

# The tools are built for a quick installation, not for speed.
install() {
    echo "Installing $1 $2 (some minutes, once)"
    CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
        CARGO_TARGET_DIR="$PWD/.tools/build" RUSTUP_TOOLCHAIN="$RUST" \
        quietly cargo install --root .tools --version "$2" "${@:3}" "$1" || fail "$1 $2 could not be installed"
    rm -rf .tools/build
}
[ "$(trunk --version 2>/dev/null)" = "trunk $TRUNK" ] || install trunk "$TRUNK" --locked
# Its own lock file names releases that not every registry has.
[ "$(wasm-bindgen --version 2>/dev/null)" = "wasm-bindgen $WASM_BINDGEN" ] || install wasm-bindgen-cli "$WASM_BINDGEN"
[ "$(cat .tools/wasm-split 2>/dev/null)" = "$WASM_SPLIT" ] || { install wasm_split_cli_support "$WASM_SPLIT" --locked --features build-binary && echo "$WASM_SPLIT" >.tools/wasm-split; }
if ! { command -v wasm-opt && command -v esbuild; } >/dev/null; then
    echo "Installing binaryen $BINARYEN and esbuild $ESBUILD"
    quietly npm install --prefix .tools --no-save --no-audit --no-fund "binaryen@$BINARYEN" "esbuild@$ESBUILD" || fail "binaryen and esbuild could not be installed"
fi
