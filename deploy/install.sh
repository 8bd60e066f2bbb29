#!/bin/sh
# Puts a release under a path of a web server's root: install.sh RELEASE ROOT [BASE]
# One build serves every path: the one <base> tag of index.html is rewritten, and its compressed forms
# are made anew. Old files with a hash in their names stay, for pages that are still open.
set -eu

[ $# -ge 2 ] || { echo "usage: install.sh RELEASE ROOT [BASE]" >&2; exit 2; }
release=$1
base=$(printf %s "/${3:-}/" | tr -s /)
case $base in *[!A-Za-z0-9/_-]*) echo "install.sh: a base path may have letters, digits, -, _ and / only: $base" >&2; exit 1 ;; esac
[ -f "$release/index.html" ] || { echo "install.sh: $release has no index.html" >&2; exit 1; }
to=$2$base
mkdir -p "$to"
kept=
if [ -f "$to/config.json" ]; then kept=$(mktemp); cp "$to/config.json" "$kept"; fi
cp -R "$release/." "$to"
# The configuration that is there already stays.
if [ -n "$kept" ]; then cat "$kept" >"$to/config.json"; rm -f "$kept" "$to/config.json.gz" "$to/config.json.br"; fi

sed "s|<base href=\"[^\"]*\">|<base href=\"$base\">|" "$release/index.html" >"$to/index.html.new"
grep -q "<base href=\"$base\">" "$to/index.html.new" || { echo "install.sh: index.html has no base tag" >&2; exit 1; }
rm -f "$to/index.html.gz" "$to/index.html.br"
mv "$to/index.html.new" "$to/index.html"
chmod -R a+rX "$to"

# Compressed once, not at each request.
for file in "$to"/*.html "$to"/*.js "$to"/*.css "$to"/*.wasm "$to"/*.svg; do
    [ -f "$file" ] || continue
    if [ ! -f "$file.gz" ]; then gzip -9nk "$file"; fi
    if [ ! -f "$file.br" ] && command -v brotli >/dev/null; then brotli -q 11 -k "$file"; fi
done
