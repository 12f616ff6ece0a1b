# What the servers of the tests share that have no scripts of their own for it. Sourced, after "name=" was set.
set -euo pipefail
repo=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cache=${PORTALDESK_SERVERS_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/portaldesk/servers}

# It opens nothing but a server that lives as long as a test.
token=desk-token-2026

die() { printf '%s: %s\n' "$name" "$*" >&2; exit 1; }

# quietly shows what a command says only when it fails.
quietly() {
  local said
  said=$("$@" 2>&1 </dev/null) || { printf '%s\n' "$said" | tail -n 40 >&2; return 1; }
}

# certify makes an authority and a certificate for the loopback address.
certify() {
  local new=(req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes)
  quietly openssl "${new[@]}" -x509 -keyout "$1/ca.key" -out "$1/ca.pem" -days 30 -subj '/CN=Portaldesk tests'
  quietly openssl "${new[@]}" -keyout "$1/tls.key" -out "$1/tls.csr" -subj '/CN=127.0.0.1'
  printf 'subjectAltName=IP:127.0.0.1,DNS:localhost\n' >"$1/tls.ext"
  quietly openssl x509 -req -in "$1/tls.csr" -CA "$1/ca.pem" -CAkey "$1/ca.key" -CAcreateserial -days 30 -extfile "$1/tls.ext" -out "$1/tls.pem"
}

# npm_home is where the packages of .ci/npm are: by their lock file.
npm_home() { printf '%s/npm-%s' "$cache" "$(sha256sum <"$repo/.ci/npm/package-lock.json" | cut -c1-12)"; }

# npm_get installs them; nothing of theirs is run while it does.
npm_get() {
  local home work
  command -v npm >/dev/null && command -v openssl >/dev/null || "$repo/.ci/install" npm
  home=$(npm_home)
  [ ! -e "$home" ] || return 0
  mkdir -p "$cache"
  work=$(mktemp -d "$cache/.npm.XXXXXX")
  cp "$repo/.ci/npm/package.json" "$repo/.ci/npm/package-lock.json" "$work"
  quietly npm ci --prefix "$work" --ignore-scripts --no-audit --no-fund || { rm -rf "$work"; die 'packages cannot be installed'; }
  mv "$work" "$home"
}

# npm_run starts a program of .ci/npm in a process group of its own.
npm_run() {
  [ -e "$(npm_home)" ] || die 'not there yet: run get first'
  NODE_PATH=$(npm_home)/node_modules SERVER_TOKEN=$token setsid node "$repo/.ci/npm/$1" "$2" >"$2/log" 2>&1 </dev/null &
  echo $! >"$2/pid"
}

# wait_port waits for the file that the server writes its port into when it listens: DIR/port, or one further down.
wait_port() {
  local deadline=$((SECONDS + $2))
  until [ -s "$1/${3:-}port" ]; do
    kill -0 "$(cat "$1/pid")" 2>/dev/null || { tail -n 40 "$1/log" >&2; die 'ended before it was ready'; }
    [ "$SECONDS" -lt "$deadline" ] || { tail -n 40 "$1/log" >&2; die "not ready after $2 seconds"; }
    sleep 0.1
  done
}

# describe writes DIR/server.json: name, path, and JSON members of the server's own.
describe() {
  local port
  port=$(cat "$1/port")
  printf '{"name":"%s","url":"https://127.0.0.1:%s%s","caFile":"%s/ca.pem","pid":%s,"token":"%s"%s}\n' \
    "$name" "$port" "$2" "$1" "$(cat "$1/pid")" "$token" "${3:+,$3}" >"$1/server.json.part"
  mv "$1/server.json.part" "$1/server.json"
}

stop() {
  local pid deadline=$((SECONDS + 30))
  pid=$(cat "$1/pid") || die "nothing was started in $1"
  kill -- "-$pid" 2>/dev/null || true
  while kill -0 -- "-$pid" 2>/dev/null; do
    [ "$SECONDS" -lt "$deadline" ] || kill -9 -- "-$pid" 2>/dev/null || true
    sleep 0.1
  done
  rm -f "$1/pid" "$1/port"
}

# commands is what every server script does with its arguments; "launch DIR" is the script's own.
commands() {
  case ${1:-} in
    get) get ;;
    start)
      [ $# = 2 ] || die "usage: .ci/servers/$name start DIR"
      mkdir -p "$2"
      dir=$(cd "$2" && pwd)
      certify "$dir"
      launch "$dir"
      ;;
    stop) [ $# = 2 ] || die "usage: .ci/servers/$name stop DIR"; stop "$2" ;;
    *) die "usage: .ci/servers/$name get | start DIR | stop DIR" ;;
  esac
}
