#!/bin/sh
# Stands in front of the compiler in the release build.
set -eu
case ${CARGO_PKG_NAME:-} in
# A macro in wasm_split_helpers, a part of Leptos, writes a hash of the path of that crate's manifest into the
# program: it is given one that is the same on every machine.
wasm_split_helpers) export CARGO_MANIFEST_PATH="/crates/$CARGO_PKG_NAME-$CARGO_PKG_VERSION/Cargo.toml" ;;
# The program is divided by what its parts refer to, so the linker has to leave that in.
service-token-console) set -- "$@" -Clink-arg=--emit-relocs ;;
esac
exec ${CONSOLE_RUSTC_WRAPPER:+"$CONSOLE_RUSTC_WRAPPER"} "$@"
