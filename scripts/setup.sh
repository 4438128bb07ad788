#!/usr/bin/env bash
# Make .venv ready: find or install Python 3.10, install the locked packages and this project. Run by make.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf '\033[1m%s\033[0m\n' "$*" >&2; }
stop() { printf '%s\n' "$*" >&2; exit 1; }

# uv finds, and where there is none installs, Python 3.10; it installs the locked packages in seconds
if [ ! -x .uv/bin/uv ]; then
  say "1/3 Fetching uv, the installer"
  python=$(command -v python3 || command -v python) || stop "No Python found. Install Python 3 and run make again."
  rm -rf .uv
  "$python" -m venv .uv ||
    stop "Python's venv module is missing. On Debian and Ubuntu: apt-get install python3-venv. Then run make again."
  .uv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt ||
    stop "uv could not be installed. Check the network and run make again."
fi

say "2/3 Setting up Python 3.10 in .venv"
if ! .venv/bin/python -c 'import sys; sys.exit(sys.version_info[:2] != (3, 10))' 2>/dev/null; then
  .uv/bin/uv venv --quiet --clear --python 3.10 .venv ||
    stop "Python 3.10 could not be found or installed. Install it (Rasa takes no newer one) and run make again."
fi

say "3/3 Installing the locked packages (about 1 GB once)"
.uv/bin/uv pip sync --python .venv/bin/python --require-hashes requirements/dev.txt ||
  stop "The packages could not be installed. Check the network and the free disk space, and run make again."
.uv/bin/uv pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation --editable . ||
  stop "The project itself could not be installed; the lines above say why."
# Python runs the lines of .pth files as it starts: Rasa finds a stand-in for TensorFlow, see bot/tensorflow_stand_in.py
echo 'import bot.tensorflow_stand_in; bot.tensorflow_stand_in.install()' > "$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/ilio_stand_in.pth"
touch .venv/.ready
