#!/usr/bin/env bash
# The release as an archive: package.sh [OUT [DIST]]. The same commit gives the same bytes.
# PACKAGE_DIRTY=1 takes a checkout with changes that are not committed, for tests.
set -euo pipefail
cd "$(dirname "$0")/.."
export LC_ALL=C
out=${1:-.run} dist=${2:-dist}

fail() { echo "package: $1" >&2; exit 1; }

[ -f "$dist/index.html" ] || fail "$dist holds no release: make build"
commit=$(git rev-parse --verify HEAD 2>/dev/null) || fail "this is no git checkout, and the archive's times are its commit's"
if [ "${PACKAGE_DIRTY:-}" != 1 ] && [ -n "$(git status --porcelain)" ]; then
    fail "the checkout has changes that are not committed, so nobody could make the archive again: commit or stash them"
fi
if ! command -v brotli >/dev/null && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing brotli" >&2
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq brotli; } >/dev/null 2>&1 || true
fi
for program in brotli gzip node cargo sha256sum; do
    command -v "$program" >/dev/null || fail "$program is missing"
done
tar --version 2>/dev/null | grep -q 'GNU tar' || fail "tar is not GNU tar, which alone can order what it packs"

version=$(sed -n '/^\[workspace\.package\]$/,/^\[/s/^version = "\(.*\)"$/\1/p' Cargo.toml)
[ -n "$version" ] || fail "Cargo.toml names no version"
name=service-token-console-$version
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/$name
mkdir -p "$root/static" "$out"

# Without what begins with a dot: a build that was ended leaves its stage there.
cp -R "$dist"/* "$root/static"
cp public/config.schema.json "$root"
# What git knows, so that nothing that lies about is handed out.
git ls-files -z -- README.md CHANGELOG.md LICENSE SECURITY.md docs deploy | while IFS= read -r -d '' file; do
    if [ -f "$file" ]; then cp --parents "$file" "$root"; fi
done
node scripts/package.mjs "$root" "$version" "$commit"

# config.json is written by each deployment: a server would go on to send what was compressed here.
find "$root/static" -type f -regex '.*\.\(html\|js\|css\|json\|svg\|txt\|wasm\)' ! -path "$root/static/config.json" -print0 |
    while IFS= read -r -d '' file; do
        brotli -q 11 -k "$file"
        gzip -9nk "$file"
    done
(cd "$root" && find . -type f ! -name SHA256SUMS -printf '%P\0' | sort -z | xargs -0 sha256sum >"$work/SHA256SUMS" && mv "$work/SHA256SUMS" .)

archive=$out/$name.tar.gz
tar --create --directory="$work" --format=ustar --sort=name --owner=0 --group=0 --numeric-owner --mode=u+rwX,go+rX,go-w \
    --mtime="@$(git log -1 --format=%ct)" "$name" | gzip -9n >"$work/archive"
cp "$work/archive" "$archive"
(cd "$out" && sha256sum "$name.tar.gz")
