# SPDX-License-Identifier: Apache-2.0
# The steps that packaging/run, packaging/test and packaging/test-clean share; sourced, not run.
# Every step does only what is missing and says what it did and how long it took.

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
preset=${MARGINALIA_PRESET:-release}
build=$top/build/$preset
me=$(basename "$0")

say() { printf '%s: %s\n' "$me" "$*"; }
die() { printf '%s: %s\n' "$me" "$*" >&2; exit 1; }
spent() { local s=$((SECONDS - $1)); if [ $s -ge 60 ]; then printf '%d min %d s' $((s / 60)) $((s % 60)); else printf '%d s' $s; fi; }

listed_packages() { grep -vE '^(#|$)' "$top/packaging/packages.txt"; }
installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

missing_packages() {
    local entry name found
    while read -r entry; do
        found=
        for name in ${entry//|/ }; do
            if installed "$name"; then found=1; break; fi
        done
        [ -n "$found" ] || printf '%s\n' "$entry"
    done < <(listed_packages)
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null 2>&1; then
        sudo "$@"
    else
        die "system packages are missing and this needs root: run it as root, install sudo, or ask for: $(missing_packages | tr '\n' ' ')"
    fi
}

install_packages() {
    local start=$SECONDS missing wanted=() entry name
    command -v dpkg-query >/dev/null 2>&1 || {
        say "this system has no dpkg; install the packages of packaging/packages.txt by hand. Going on."
        return
    }
    missing=$(missing_packages)
    [ -n "$missing" ] || return 0
    say "installing system packages: $(printf '%s' "$missing" | tr '\n' ' ')"
    as_root apt-get update -qq || die "apt-get update failed. Check the network and /etc/apt."
    while read -r entry; do
        for name in ${entry//|/ }; do
            [[ $(apt-cache policy "$name" 2>/dev/null) =~ Candidate:\ [^\(] ]] && break
        done
        wanted+=("$name")
    done <<<"$missing"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${wanted[@]}" >/tmp/marginalia-apt.$$ 2>&1 || {
        tail -n 20 /tmp/marginalia-apt.$$ >&2
        die "apt-get could not install: ${wanted[*]}"
    }
    rm -f /tmp/marginalia-apt.$$
    say "system packages installed in $(spent $start)"
}

fetch_wheels() { "$top/packaging/fetch-wheels" || die "the pinned libraries could not be fetched (see above)"; }

configure_and_build() {
    local start=$SECONDS
    if [ ! -f "$build/build.ninja" ]; then
        say "configuring $preset"
        (cd "$top" && cmake --preset "$preset") >"$top/build/$preset-configure.log" 2>&1 || {
            tail -n 30 "$top/build/$preset-configure.log" >&2
            die "configuring failed; the whole log: build/$preset-configure.log"
        }
    fi
    say "building (a quarter of an hour on two cores the first time, seconds afterwards)"
    cmake --build "$build" -- "$@" || die "the build failed (see above). Disk full? $(df -h "$top" | tail -n 1)"
    say "built in $(spent $start)"
}

# The LibTorch that was linked must load here: no library may be missing.
check_libraries() {
    local missing cards=()
    [ ! -e "$top/.deps/nvidia/cudnn" ] || cards=("$top/.deps/torch/lib/libtorch_cuda.so")
    missing=$(ldd "${cards[@]}" "$top/.deps/torch/lib/libtorch_cpu.so" "$build/lib/libmarginalia_train.so" "$build/bin/marginalia" 2>/dev/null | grep 'not found' || true)
    [ -z "$missing" ] || die "libraries are missing: $missing"
}

set_up() {
    mkdir -p "$top/build"
    install_packages
    fetch_wheels
    configure_and_build "$@"
    check_libraries
}
