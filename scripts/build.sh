#!/usr/bin/env bash
# The release, in dist/; nothing if it was built from the same files by the same tools.
set -euo pipefail
cd "$(dirname "$0")/.."

# What a release is made from: everything that git does not ignore, but documents and tests.
sources() {
    git ls-files -z --cached --others --exclude-standard -- . ':!docs' ':!tests' ':!deploy' ':!*.md' |
        sort -z | xargs -0 sha256sum 2>&1 || true # A file that was deleted counts as a change.
    rustc -vV
    trunk --version
    wasm-opt --version
    esbuild --version
    echo "${RUSTFLAGS:-}"
}
made_from=dist/.made-from
now=
if git rev-parse --git-dir >/dev/null 2>&1; then now=$(sources | sha256sum); fi
if [ -n "$now" ] && [ -f dist/index.html ] && [ "$(cat "$made_from" 2>/dev/null)" = "$now" ]; then exit 0; fi

# The program that divides the release is compiled while the console is: it has a directory of its own, and linking
# the console keeps one core busy. Whether it failed shows when it is needed.
cargo build --quiet --locked --profile tool --package divide 2>/dev/null &
dividing=$!

# The same commit gives the same bytes wherever it is built: places in the source are written down in messages
# of panics, so the directories of this machine get names that are the same on all of them. A directory may hold
# spaces, so the flags are divided by the character that Cargo has for that.
cargo fetch --quiet --locked --target wasm32-unknown-unknown
cargo_home=$(realpath "${CARGO_HOME:-$HOME/.cargo}")
read -ra flags <<<"${RUSTFLAGS:-}"
# As in .cargo/config.toml, whose flags do not count where the environment has some.
flags+=(--cfg erase_components)
flags+=(--remap-path-prefix="$(pwd -P)=/console" --remap-path-prefix="$cargo_home=/cargo")
# The directory of a registry is named for its address, which is another one behind a mirror.
for registry in "$cargo_home"/registry/src/*/; do
    flags+=(--remap-path-prefix="${registry%/}=/crates")
done
compiler=$(rustc -vV | sed -n 's/^commit-hash: //p')
flags+=(--remap-path-prefix="$(rustc --print sysroot)/lib/rustlib/src/rust=/rustc/$compiler")
CARGO_ENCODED_RUSTFLAGS=$(IFS=$'\x1f'; printf %s "${flags[*]}")
export CARGO_ENCODED_RUSTFLAGS
log=$(mktemp)
if ! trunk build --release --locked >"$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    exit 1
fi
rm -f "$log"
wait "$dividing" || true
if [ -n "$now" ]; then echo "$now" >"$made_from"; fi
