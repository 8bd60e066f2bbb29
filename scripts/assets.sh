#!/bin/sh
# Makes of style/ and of public/boot.js what a page asks for: one file of styles, in the order of style/main.css, and
# the first script; both without comments, if esbuild is there.
set -eu
cd "$(dirname "$0")/.."
mkdir -p .run
small() {
    if command -v esbuild >/dev/null; then esbuild --minify --log-level=warning "$@"; else cat; fi
}
# Only a change is written, as the build watches it.
keep() {
    if cmp -s "$1.new" "$1"; then rm "$1.new"; else mv "$1.new" "$1"; fi
}
{
    grep '^@layer' style/main.css
    sed -n 's/^@import url("\(.*\)");$/\1/p' style/main.css | while read -r file; do
        cat "style/$file"
    done
} | small --loader=css >.run/console.css.new
keep .run/console.css
small --loader=js --target=es2018 <public/boot.js >.run/boot.js.new
keep .run/boot.js
