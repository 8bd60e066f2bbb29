#!/bin/sh
# Fills nginx's templates from the environment: render.sh DIRECTORY
# writes DIRECTORY/console.conf, to be included in http { }, and what it includes itself.
#
#   CONSOLE_LISTEN         8080                    address and port
#   CONSOLE_NAME           _                       server_name
#   CONSOLE_ROOT           /usr/share/console      where install.sh put the files
#   CONSOLE_BASE           /                       the path that the console is served under
#   CONSOLE_API_HOST       api.planetscale.com     host, or host:port, of the API
#   CONSOLE_API_NAME       CONSOLE_API_HOST's      the name on the API's certificate
#   CONSOLE_CA             /etc/ssl/certs/ca-certificates.crt
#   CONSOLE_RESOLVER       of /etc/resolv.conf     a name server
#   CONSOLE_CREDENTIAL     DIRECTORY/credential.conf
#   CONSOLE_READ_ONLY      off                     on: nothing but GET
#   CONSOLE_OAUTH2_PROXY   none                    host:port: asked by auth_request
#   CONSOLE_BROTLI         off                     on: the brotli_static module is there
set -eu

[ $# = 1 ] || { echo "usage: render.sh DIRECTORY" >&2; exit 2; }
out=$1
here=$(cd "$(dirname "$0")" && pwd)
fail() { echo "render.sh: $1" >&2; exit 1; }

: "${CONSOLE_LISTEN:=8080}" "${CONSOLE_NAME:=_}" "${CONSOLE_ROOT:=/usr/share/console}" "${CONSOLE_BASE:=/}"
: "${CONSOLE_API_HOST:=api.planetscale.com}" "${CONSOLE_CA:=/etc/ssl/certs/ca-certificates.crt}"
: "${CONSOLE_READ_ONLY:=off}" "${CONSOLE_BROTLI:=off}" "${CONSOLE_OAUTH2_PROXY:=}"
: "${CONSOLE_API_NAME:=${CONSOLE_API_HOST%%:*}}" "${CONSOLE_CREDENTIAL:=$out/credential.conf}"
: "${CONSOLE_RESOLVER:=$(sed -n 's/^nameserver[[:space:]]*\([^[:space:]]*\).*/\1/p' /etc/resolv.conf | head -n 1)}"
case $CONSOLE_RESOLVER in
    "") fail "CONSOLE_RESOLVER is not set, and /etc/resolv.conf names none" ;;
    *:*:*) case $CONSOLE_RESOLVER in "["*) ;; *) CONSOLE_RESOLVER="[$CONSOLE_RESOLVER]" ;; esac ;;
esac
CONSOLE_BASE=$(printf %s "/$CONSOLE_BASE/" | tr -s /)
case $CONSOLE_BASE in *[!A-Za-z0-9/_-]*) fail "CONSOLE_BASE may have letters, digits, -, _ and / only: $CONSOLE_BASE" ;; esac
case $CONSOLE_READ_ONLY in on | off) ;; *) fail "CONSOLE_READ_ONLY is on or off: $CONSOLE_READ_ONLY" ;; esac
case $CONSOLE_BROTLI in on | off) ;; *) fail "CONSOLE_BROTLI is on or off: $CONSOLE_BROTLI" ;; esac
CONSOLE_CONF=$out
export CONSOLE_LISTEN CONSOLE_NAME CONSOLE_ROOT CONSOLE_BASE CONSOLE_API_HOST CONSOLE_API_NAME CONSOLE_CA
export CONSOLE_RESOLVER CONSOLE_CREDENTIAL CONSOLE_READ_ONLY CONSOLE_OAUTH2_PROXY CONSOLE_CONF

# Only these names: every other $… is nginx's own.
# shellcheck disable=SC2016
names='${CONSOLE_LISTEN} ${CONSOLE_NAME} ${CONSOLE_ROOT} ${CONSOLE_BASE} ${CONSOLE_API_HOST} ${CONSOLE_API_NAME}
    ${CONSOLE_CA} ${CONSOLE_RESOLVER} ${CONSOLE_CREDENTIAL} ${CONSOLE_READ_ONLY} ${CONSOLE_OAUTH2_PROXY} ${CONSOLE_CONF}'
mkdir -p "$out"
envsubst "$names" <"$here/nginx/console.conf.template" >"$out/console.conf"
cp "$here/nginx/headers.conf" "$out/headers.conf"
rm -f "$out/brotli.conf" "$out/sign-in.conf"
if [ "$CONSOLE_BROTLI" = on ]; then cp "$here/nginx/brotli.conf" "$out/brotli.conf"; fi
if [ -n "$CONSOLE_OAUTH2_PROXY" ]; then
    envsubst "$names" <"$here/nginx/sign-in.conf.template" >"$out/sign-in.conf"
fi
# The path without its last slash leads to the console as well.
if [ "$CONSOLE_BASE" != / ]; then
    # shellcheck disable=SC2016
    printf 'location = %s { return 308 %s$is_args$args; }\n' "${CONSOLE_BASE%/}" "$CONSOLE_BASE" >"$out/slash.conf"
else
    : >"$out/slash.conf"
fi
