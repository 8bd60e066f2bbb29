#!/usr/bin/env bash
# The real programs that the console is tested with, at pinned versions, into .tools/bin: pscale,
# oauth2-proxy, dex; nginx, Caddy and small tools from Debian. Prints a line for each that is not to be had.
set -uo pipefail
cd "$(dirname "$0")/.." || exit
mkdir -p .tools/bin .run
: >.run/missing
missing() { echo "not run: $1: $2" | tee -a .run/missing; }

packages=()
wants() { command -v "$1" >/dev/null || packages+=("${@:2}"); }
wants nginx nginx
[ -n "$(find /usr/lib/nginx/modules /usr/share/nginx/modules -name 'ngx_http_brotli_static*' 2>/dev/null)" ] || packages+=(libnginx-mod-http-brotli-static)
wants brotli brotli
wants caddy caddy
wants envsubst gettext-base
wants openssl openssl
wants shellcheck shellcheck
if [ ${#packages[@]} -gt 0 ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing ${packages[*]}"
    log=$(mktemp)
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${packages[@]}"; } >"$log" 2>&1 || tail -n 10 "$log" >&2
    rm -f "$log"
fi
for program in nginx brotli caddy envsubst openssl shellcheck; do
    command -v "$program" >/dev/null || missing "deployments" "$program is not installed"
done

# Built by Go from its modules, whose versions and checksums stand in tests/programs.
build() {
    local name=$1 package=$2 directory=tests/programs/$1 log
    [ -x ".tools/bin/$name" ] && [ ".tools/bin/$name" -nt "$directory/go.sum" ] && return
    if ! command -v go >/dev/null; then missing "$name" "Go 1.21 or later is not installed"; return; fi
    echo "Building $name (a minute, once)"
    log=$(mktemp)
    if ! (cd "$directory" && CGO_ENABLED=0 GOTOOLCHAIN=auto GOFLAGS=-mod=readonly go build -buildvcs=false -ldflags=-w -o "$OLDPWD/.tools/bin/$name" "$package") >"$log" 2>&1; then
        tail -n 5 "$log" >&2
        missing "$name" "it could not be built"
    else
        touch ".tools/bin/$name"
    fi
    rm -f "$log"
}
build pscale github.com/planetscale/cli/cmd/pscale
build oauth2-proxy github.com/oauth2-proxy/oauth2-proxy/v7
build dex .
if [ -s .run/missing ] && [ "${CI:-}" = true ]; then
    echo "programs: all of them are demanded here" >&2
    exit 1
fi
