#!/usr/bin/env bash
# The release, in dist/; nothing if nothing changed since.
set -euo pipefail
cd "$(dirname "$0")/.."
if [ -f dist/index.html ] && [ -z "$(find src crates/core/src style public scripts/build*.sh scripts/styles.sh scripts/*.mjs scripts/finish.sh scripts/path crates/view/src index.html Trunk.toml Cargo.toml Cargo.lock rust-toolchain.toml -newer dist/index.html -type f -print -quit)" ]; then
    exit 0
fi
# The same commit gives the same bytes wherever it is built: places in the source are written down in messages
# of panics, so the directories of this machine get names that are the same on all of them. A directory may hold
# spaces, so the flags are divided by the character that Cargo has for that.
cargo fetch --quiet --locked --target wasm32-unknown-unknown
cargo_home=$(realpath "${CARGO_HOME:-$HOME/.cargo}")
read -ra flags <<<"${RUSTFLAGS:-}"
flags+=(--remap-path-prefix="$(pwd -P)=/console" --remap-path-prefix="$cargo_home=/cargo")
# The directory of a registry is named for its address, which is another one behind a mirror.
for registry in "$cargo_home"/registry/src/*/; do
    flags+=(--remap-path-prefix="${registry%/}=/crates")
done
compiler=$(rustc -vV | sed -n 's/^commit-hash: //p')
flags+=(--remap-path-prefix="$(rustc --print sysroot)/lib/rustlib/src/rust=/rustc/$compiler")
# A standard library that is built for size, whose panics stop at once without a word, makes the program a tenth
# smaller. The stable compiler has both, behind this switch.
export RUSTC_BOOTSTRAP=1 CARGO_UNSTABLE_BUILD_STD=std,panic_abort CARGO_UNSTABLE_BUILD_STD_FEATURES=optimize_for_size
flags+=(-Clinker="$PWD/scripts/build-linker.sh" -Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none)
CARGO_ENCODED_RUSTFLAGS=$(IFS=$'\x1f'; printf %s "${flags[*]}")
export CARGO_ENCODED_RUSTFLAGS
export CONSOLE_RUSTC_WRAPPER="${RUSTC_WRAPPER:-}" RUSTC_WRAPPER="$PWD/scripts/build-rustc.sh"
CONSOLE_LINKER="$(rustc --print sysroot)/lib/rustlib/$(rustc -vV | sed -n 's/^host: //p')/bin/rust-lld"
[ -x "$CONSOLE_LINKER" ] || CONSOLE_LINKER=wasm-ld
export CONSOLE_LINKER
# The program is divided before wasm-bindgen reads it, and put in order after wasm-opt: see scripts/divide.mjs and
# scripts/order.mjs.
CONSOLE_WASM_BINDGEN=$(command -v wasm-bindgen)
CONSOLE_WASM_OPT=$(command -v wasm-opt)
export CONSOLE_WASM_BINDGEN CONSOLE_WASM_OPT PATH="$PWD/scripts/path:$PATH"
log=$(mktemp)
if ! trunk build --release --locked >"$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    exit 1
fi
rm -f "$log"
touch dist/index.html
