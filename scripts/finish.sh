#!/bin/sh
# Finishes what Trunk has built in $TRUNK_STAGING_DIR.
set -eu
cd "$(dirname "$0")/.."
[ "$TRUNK_PROFILE" = release ] || exit 0
cp .run/parts/*.wasm "$TRUNK_STAGING_DIR/"
# Like all scripts of a release, the first one has its hash in its name, so that a browser keeps it.
cd "$TRUNK_STAGING_DIR"
esbuild --minify --target=es2018 --log-level=warning --allow-overwrite --outfile=boot.js boot.js
boot=boot-$(sha256sum boot.js | cut -c1-16).js
mv boot.js "$boot"
sed -i "s|src=\"boot.js\"|src=\"$boot\"|" index.html
grep -q "$boot" index.html
