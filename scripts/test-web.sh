#!/usr/bin/env bash
# Test the chat for websites: units, the committed build, its size, then everything in a real browser. Run by make.
set -euo pipefail
cd "$(dirname "$0")/../widget"

BUILT=../bot/channels/static/ilio-chat.js
MOST=25600 # bytes, compressed

say() { printf '\033[1m%s\033[0m\n' "$*" >&2; }
stop() { printf '%s\n' "$*" >&2; exit 1; }

command -v npm >/dev/null || stop "Node is missing, which only these tests and changes to the chat need. Install Node 20 or newer."
if [ ! -e node_modules/.ready ] || [ package-lock.json -nt node_modules/.ready ]; then
  say "Installing the locked packages"
  npm install --no-save # as locked; not "npm ci", which wants the packages of every other platform in the lock too
  touch node_modules/.ready
fi

say "Types and units"
npx tsc --noEmit && npx tsc --noEmit -p tsconfig.tests.json
npx vitest run

say "The committed build"
fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT
npx vite build --outDir "$fresh" --logLevel warn
cmp "$fresh/ilio-chat.js" "$BUILT" || stop "The built chat is not what the source makes. Build it with: make widget"
size=$(gzip -9 -c "$BUILT" | wc -c)
[ "$size" -le "$MOST" ] || stop "The chat is $size bytes compressed, more than $MOST."
echo "$size bytes compressed, of $MOST allowed"

browser=$(command -v "${ILIO_BROWSER:-}" chromium chromium-browser google-chrome 2>/dev/null | head -1 || true)
if [ -z "$browser" ]; then
  say "Installing a browser"
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null
    browser=$(command -v chromium)
  else
    npx playwright install chromium ||
      stop "No browser could be installed. Install Chromium and name it: ILIO_BROWSER=/path/to/chromium make test-web"
  fi
fi

say "In a browser"
ILIO_BROWSER="$browser" npx playwright test "$@"
