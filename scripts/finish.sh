#!/bin/sh
# Finishes what Trunk has built in $TRUNK_STAGING_DIR.
# Like all that a release is made of, its first script has its hash in its name, so that a browser keeps it. It is there
# without it too, for a page of an older version (see public/late.js).
set -eu
cd "$(dirname "$0")/.."
[ "$TRUNK_PROFILE" = release ] || exit 0
cp .run/parts/*.wasm "$TRUNK_STAGING_DIR/"
for script in boot late; do
    esbuild --minify --target=es2018 --log-level=warning <"public/$script.js" >"$TRUNK_STAGING_DIR/$script.js"
done
cd "$TRUNK_STAGING_DIR"
boot=boot-$(sha256sum boot.js | cut -c1-16).js
cp boot.js "$boot"
sed -i "s|src=\"boot.js\"|src=\"$boot\"|" index.html
grep -q "$boot" index.html
