#!/bin/sh
# Finishes what Trunk has built in $TRUNK_STAGING_DIR.
# The first script is one file, so that it is one request. Like all that a release is made of, it has its hash in its
# name there, so that a browser keeps it. It is there without it too, for a page of an older version (see
# public/late.js).
set -eu
cd "$(dirname "$0")/.."
small=
[ "$TRUNK_PROFILE" != release ] || small=--minify
for script in boot late; do
    esbuild $small --bundle --format=iife --target=es2018 --log-level=warning --outfile="$TRUNK_STAGING_DIR/$script.js" --allow-overwrite "public/$script.js"
done
[ "$TRUNK_PROFILE" = release ] || exit 0
cp .run/parts/*.wasm "$TRUNK_STAGING_DIR/"
cd "$TRUNK_STAGING_DIR"
boot=boot-$(sha256sum boot.js | cut -c1-16).js
cp boot.js "$boot"
sed -i "s|src=\"boot.js\"|src=\"$boot\"|" index.html
grep -q "$boot" index.html
