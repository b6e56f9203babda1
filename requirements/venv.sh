#!/bin/sh
# Make the virtual environment named by $1 and put uv in it, with whatever Python 3.11+ and pip this machine has.
set -eu
venv=$1

say() { echo "bluelamp: $*" >&2; exit 1; }

# The machine's own python3 first; PYTHON=… on the command line of make overrides it.
for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11 python3.14 python}; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
        python=$candidate
        break
    fi
done
[ -n "${python:-}" ] || say "needs Python 3.11 or newer and found none: install one, or name it with 'make run PYTHON=/path/to/python3'."

# Without pip inside, so that Debian's split-off ensurepip is not needed; the machine's pip then fills it.
"$python" -m venv --clear --without-pip "$venv" 2>/dev/null ||
    say "this Python has no venv module: install it (Debian and Ubuntu: apt install python3-venv) and run make again."
if "$python" -m pip --version >/dev/null 2>&1; then
    pip="$python -m pip --python $venv/bin/python"
elif "$venv/bin/python" -m ensurepip >/dev/null 2>&1; then
    pip="$venv/bin/python -m pip"
else
    say "this Python has no pip: install it (Debian and Ubuntu: apt install python3-pip) and run make again."
fi
$pip install -q --disable-pip-version-check --require-hashes -r requirements/uv.txt ||
    say "pip could not fetch uv: check this machine's connection to its package index and run make again."

# uv does not read pip's settings: pass on a mirror that this machine is told to use, and trust what the machine trusts.
mirror=${PIP_INDEX_URL:-$("$python" -m pip config get global.index-url 2>/dev/null || true)}
if [ -n "$mirror" ]; then
    printf 'system-certs = true\n[[index]]\nurl = "%s"\ndefault = true\n' "$mirror" >"$venv/uv.toml"
else
    : >"$venv/uv.toml"
fi
