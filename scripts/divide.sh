#!/bin/sh
# Divides the release that Trunk has built in $TRUNK_STAGING_DIR: see tools/divide.
set -eu
cd "$(dirname "$0")/.."
[ "$TRUNK_PROFILE" = release ] || exit 0
# The flags of the release are not those of a tool.
unset CARGO_ENCODED_RUSTFLAGS RUSTFLAGS
exec cargo run --quiet --locked --profile tool --package divide -- "${CARGO_TARGET_DIR:-target}/wasm32-unknown-unknown/release/service-token-console.wasm"
