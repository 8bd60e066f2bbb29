#!/bin/sh
# Finishes what Trunk has built in $TRUNK_STAGING_DIR.
set -eu
cd "$(dirname "$0")/.."
[ "$TRUNK_PROFILE" = release ] || exit 0
cp .run/parts/*.wasm "$TRUNK_STAGING_DIR/"
esbuild --minify --target=es2018 --log-level=warning <public/boot.js >"$TRUNK_STAGING_DIR/boot.js"
