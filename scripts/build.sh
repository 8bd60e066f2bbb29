#!/usr/bin/env bash
# The release, in dist/; nothing if nothing changed since.
set -euo pipefail
cd "$(dirname "$0")/.."
if [ -f dist/index.html ] && [ -z "$(find src crates/core/src style public scripts/styles.sh index.html Trunk.toml Cargo.toml Cargo.lock rust-toolchain.toml -newer dist/index.html -type f -print -quit)" ]; then
    exit 0
fi
# Components without a type of their own make the program a tenth smaller.
export RUSTFLAGS="${RUSTFLAGS:-} --cfg erase_components"
# What is built says nothing of where: the same bytes from every checkout.
export RUSTFLAGS="$RUSTFLAGS --remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=/cargo --remap-path-prefix=$PWD=/console"
sysroot=$(rustc --print sysroot)
export RUSTFLAGS="$RUSTFLAGS --remap-path-prefix=$sysroot=/rust"
log=$(mktemp)
if ! trunk build --release >"$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    exit 1
fi
rm -f "$log"
touch dist/index.html
