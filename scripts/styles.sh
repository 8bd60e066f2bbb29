#!/bin/sh
# Joins the stylesheets in the order of style/main.css, so that a page asks for one file.
set -eu
cd "$(dirname "$0")/.."
mkdir -p .run
{
    grep '^@layer' style/main.css
    sed -n 's/^@import url("\(.*\)");$/\1/p' style/main.css | while read -r file; do
        cat "style/$file"
    done
} > .run/console.css.new
if command -v esbuild >/dev/null; then
    esbuild --loader=css --minify --log-level=warning <.run/console.css.new >.run/console.css.small
    mv .run/console.css.small .run/console.css.new
fi
# Only a change is written, as the build watches it.
if cmp -s .run/console.css.new .run/console.css; then
    rm .run/console.css.new
else
    mv .run/console.css.new .run/console.css
fi
