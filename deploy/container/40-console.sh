#!/bin/sh
# Run by nginx's image before nginx starts: fills the templates and puts the files under the base path.
set -eu
here=${CONSOLE_HOME:-/opt/console}
: "${CONSOLE_CREDENTIAL:=/run/secrets/credential.conf}" "${CONSOLE_ROOT:=/var/lib/console}" "${CONSOLE_OUT:=/etc/nginx/console}"
export CONSOLE_CREDENTIAL CONSOLE_ROOT
if [ ! -r "$CONSOLE_CREDENTIAL" ]; then
    echo "40-console.sh: no credential at $CONSOLE_CREDENTIAL: mount a file with the line proxy_set_header Authorization \"ID:SECRET\";" >&2
    exit 1
fi
"$here/install.sh" "$here/static" "$CONSOLE_ROOT" "${CONSOLE_BASE:-/}"
if [ -n "${CONSOLE_CONFIG:-}" ]; then
    printf '%s\n' "$CONSOLE_CONFIG" >"$CONSOLE_ROOT/$(printf %s "${CONSOLE_BASE:-/}" | sed 's|^/*||; s|/*$||')/config.json"
fi
"$here/render.sh" "$CONSOLE_OUT"
printf 'include %s/console.conf;\n' "$CONSOLE_OUT" >"${CONSOLE_INCLUDE:-/etc/nginx/conf.d/console.conf}"
