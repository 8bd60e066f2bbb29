#!/bin/sh
# Stands in front of the compiler in the release build. A macro in wasm_split_helpers, a part of Leptos, writes a
# hash of the path of that crate's manifest into the program: it is given one that is the same on every machine.
set -eu
if [ "${CARGO_PKG_NAME:-}" = wasm_split_helpers ]; then
    export CARGO_MANIFEST_PATH="/crates/$CARGO_PKG_NAME-$CARGO_PKG_VERSION/Cargo.toml"
fi
exec ${CONSOLE_RUSTC_WRAPPER:+"$CONSOLE_RUSTC_WRAPPER"} "$@"
