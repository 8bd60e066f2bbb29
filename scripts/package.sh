#!/usr/bin/env bash
# The release as an archive: .run/service-token-console-VERSION.tar.gz. The same commit gives the same bytes.
# PACKAGE_INTO names another directory; PACKAGE_DIRTY=1 allows what is not committed.
set -euo pipefail
cd "$(dirname "$0")/.."
export LC_ALL=C TZ=UTC
into=${PACKAGE_INTO:-$PWD/.run}
if [ -z "${PACKAGE_DIRTY:-}" ] && [ -n "$(git status --porcelain)" ]; then
    echo "make package: there are changes that are not committed" >&2
    exit 1
fi
command -v brotli >/dev/null || { echo "make package: brotli is missing: apt-get install brotli" >&2; exit 1; }
version=$(sed -n '/^\[package\]/,/^\[/s/^version = "\(.*\)"$/\1/p' Cargo.toml)
if [ -z "$version" ]; then version=$(sed -n '/^\[workspace.package\]/,/^\[/s/^version = "\(.*\)"$/\1/p' Cargo.toml); fi
name=service-token-console-$version
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/$name
mkdir -p "$root" "$into"
cp -R dist "$root/static"
cp -R deploy docs LICENSE README.md CHANGELOG.md SECURITY.md "$root/"
rm -rf "$root/docs/images"
cp dist/config.schema.json "$root/config.schema.json"
node scripts/inventory.mjs "$root" "$version"
find "$root/static" -type f | while read -r file; do
    gzip -9nk "$file"
    brotli -q 11 -k "$file"
done
(cd "$root" && find . -type f | sort | sed 's|^\./||' | xargs -d '\n' sha256sum) >"$work/SHA256SUMS"
mv "$work/SHA256SUMS" "$root/SHA256SUMS"
find "$root" -type d -exec chmod 755 {} +
find "$root" -type f -exec chmod 644 {} +
chmod 755 "$root"/deploy/*.sh "$root"/deploy/container/*.sh
archive=$into/$name.tar.gz
tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$(git log -1 --format=%ct)" --format=ustar -C "$work" -cf - "$name" | gzip -9n >"$archive"
(cd "$into" && sha256sum "$name.tar.gz")
