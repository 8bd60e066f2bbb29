#!/bin/sh
# Brings the part of the program that scripts/divide.mjs took out of it to what Trunk has built in $TRUNK_STAGING_DIR.
set -eu
cd "$(dirname "$0")/.."
[ "$TRUNK_PROFILE" = release ] || exit 0
cp .run/parts/*.wasm "$TRUNK_STAGING_DIR/"
