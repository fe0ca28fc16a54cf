#!/usr/bin/env bash
# Builds the image and tries it, also where no registry of images can be reached: a base is made with
# debootstrap and the JDK of this machine, and Docker is a daemon of its own with its own folder. Needs
# root on Debian or Ubuntu, a JDK 25, Maven and the aws-cli; Docker and debootstrap are installed where
# they are missing. Prints the figures of docs/BENCHMARKS.md.
#
#   docker/try.sh [--keep]     --keep leaves the folder, for the next run to build upon
set -euo pipefail
cd "$(dirname "$0")/.."

keep=false
if [ "${1:-}" = --keep ]; then
    keep=true
fi
work=$PWD/target/try
rounds=5
export DOCKER_HOST=unix://$work/docker.sock
export DOCKER_BUILDKIT=1
export DOCKER_CONFIG=$work/client
export AWS_ACCESS_KEY_ID=TRYTRYTRY AWS_SECRET_ACCESS_KEY=try-secret-key AWS_DEFAULT_REGION=us-east-1
export AWS_EC2_METADATA_DISABLED=true
passed=0
daemon=

say() {
    printf '%s\n' "$*" >&2
}

fail() {
    say "FAILED: $*"
    exit 1
}

# check WHAT COMMAND...: counts what holds; the first thing that does not ends it.
check() {
    local what=$1
    shift
    "$@" >"$work/check.log" 2>&1 || {
        cat "$work/check.log" >&2
        fail "$what"
    }
    say "ok: $what"
    passed=$((passed + 1))
}

refused() {
    ! "$@"
}

finish() {
    local status=$?
    set +e
    if [ -n "$daemon" ]; then
        "$docker" ps -aq | xargs -r "$docker" rm -f -v >/dev/null 2>&1
        kill "$daemon" 2>/dev/null
        wait "$daemon" 2>/dev/null
        umount "$work"/run/netns/* 2>/dev/null
    fi
    if [ "$keep" = false ]; then
        rm -rf "$work"
    fi
    exit "$status"
}

install_missing() {
    local missing=()
    command -v dockerd >/dev/null || missing+=(docker.io)
    command -v debootstrap >/dev/null || missing+=(debootstrap)
    if [ ${#missing[@]} -gt 0 ]; then
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
    fi
}

# A client that can build: one with BuildKit in it, or with its plugin.
find_client() {
    local candidate
    for candidate in /usr/bin/docker "$(command -v docker || true)"; do
        if [ -x "$candidate" ] && "$candidate" build --help 2>&1 | grep -q -- --secret; then
            printf '%s\n' "$candidate"
            return
        fi
    done
    fail "no docker client with BuildKit"
}

find_jdk() {
    local home version
    for home in "${JAVA_HOME:-/nowhere}" /usr/lib/jvm/* /opt/*jdk*; do
        if ! [ -x "$home/bin/jlink" ] || ! [ -r "$home/release" ]; then
            continue
        fi
        version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$home/release")
        if [ "${version:-0}" -ge 25 ]; then
            readlink -f "$home"
            return
        fi
    done
    fail "no JDK 25 or later"
}

start_daemon() {
    mkdir -p "$work/docker" "$work/run"
    dockerd --data-root "$work/docker" --exec-root "$work/run" --pidfile "$work/docker.pid" \
        --host "$DOCKER_HOST" --iptables=false --ip6tables=false --bridge=none --storage-driver=vfs \
        >"$work/dockerd.log" 2>&1 &
    daemon=$!
    local tries
    for tries in $(seq 300); do
        "$docker" version >/dev/null 2>&1 && return
        kill -0 "$daemon" 2>/dev/null || break
        read -rt 0.2 <> <(:) || true
    done
    tail -n 20 "$work/dockerd.log" >&2
    fail "dockerd does not start ($tries tries)"
}

# Debian's smallest system from where this machine has its own packages, and with a JDK a second one.
make_bases() {
    "$docker" image inspect cairn-try-build >/dev/null 2>&1 && return
    local release uri base=$work/base
    # shellcheck source=/dev/null
    release=$(. /etc/os-release && echo "$VERSION_CODENAME")
    # shellcheck disable=SC2016 # apt-get knows this name, the shell does not.
    uri=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | head -n 1)
    rm -rf "$base"
    debootstrap --variant=minbase --include=binutils,busybox,libstdc++6 "$release" "$base" "$uri" \
        >"$work/debootstrap.log" 2>&1 || {
        tail -n 20 "$work/debootstrap.log" >&2
        fail debootstrap
    }
    rm -rf "$base"/var/cache/apt/archives/*.deb
    tar -C "$base" -c . | "$docker" import - cairn-try-root >/dev/null
    mkdir -p "$base/opt"
    # Packages of JDKs may keep their certificates and settings elsewhere, behind links.
    cp -rL --preserve=mode,timestamps "$jdk" "$base/opt/jdk"
    tar -C "$base" -c . | "$docker" import --change 'ENV JAVA_HOME=/opt/jdk' \
        --change 'ENV PATH=/opt/jdk/bin:/usr/sbin:/usr/bin:/sbin:/bin' - cairn-try-build >/dev/null
    rm -rf "$base"
}

build_image() {
    mvn -B -ntp -q -Pquick,sbom -Dmaven.test.skip=true -pl server -am package
    "$docker" build --network host -f docker/Dockerfile -t cairn --build-arg SERVER=packaged \
        --build-arg BUILD_BASE=cairn-try-build --build-arg ROOT_BASE=cairn-try-root \
        --build-arg REVISION="$(git rev-parse HEAD 2>/dev/null || echo unknown)" . >"$work/build.log" 2>&1 || {
        tail -n 40 "$work/build.log" >&2
        fail "the image does not build"
    }
}

free_port() {
    python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# run NAME OPTION...: a container as it should run in earnest: nothing may be written but /data.
run() {
    local name=$1
    shift
    s3_port=$(free_port)
    admin_port=$(free_port)
    "$docker" create --name "$name" --network host --read-only --cap-drop ALL \
        --security-opt no-new-privileges -v "$name-data:/data" \
        -e CAIRN_S3_LISTEN="127.0.0.1:$s3_port" -e CAIRN_ADMIN_LISTEN="127.0.0.1:$admin_port" \
        "$@" >/dev/null
    export AWS_ENDPOINT_URL="http://127.0.0.1:$s3_port"
    start "$name"
}

millis() {
    date +%s%3N
}

# Asks a port until it answers, and prints the status and when that was, in milliseconds. In one process that runs
# before the server does: a new one for each question, or one that starts beside the server, would take a processor
# away from it.
first_answer() {
    python3 - "$1" <<'PROBE'
import socket, sys, time
end = time.monotonic() + 60
while time.monotonic() < end:
    try:
        with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as connection:
            connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
            answer = connection.recv(100)
            if answer.startswith(b"HTTP/1.1 "):
                print(answer[9:12].decode(), int(time.time() * 1000))
                sys.exit()
    except OSError:
        pass
    time.sleep(0.005)
sys.exit("no answer within a minute")
PROBE
}

# Starts a container; how long its first answers took, from the start of the container and of the process.
start() {
    local name=$1 begun status answered probe
    first_answer "$s3_port" >"$work/answer" &
    probe=$!
    read -rt 0.5 <> <(:) || true
    begun=$(millis)
    "$docker" start "$name" >/dev/null
    wait "$probe" || { "$docker" logs "$name" >&2; fail "$name does not answer"; }
    read -r status answered <"$work/answer"
    from_container=$((answered - begun))
    [ "$status" = 403 ] || fail "an anonymous request is answered $status"
    pid=$("$docker" inspect -f '{{.State.Pid}}' "$name")
    cpu=$(sed 's/.*) //' "/proc/$pid/stat" | awk '{ print ($12 + $13) * 10 }')
    # The 22nd field says when the process began, in hundredths of a second since the machine did.
    local process_begun booted
    process_begun=$(sed 's/.*) //' "/proc/$pid/stat" | awk '{ print $20 * 10 }')
    booted=$(($(millis) - $(awk '{ print int($1 * 1000) }' /proc/uptime)))
    from_process=$((answered - booted - process_begun))
    until curl -sf -o /dev/null "http://127.0.0.1:$admin_port/health/ready"; do
        read -rt 0.05 <> <(:) || true
    done
}

# Starts a container several times; the figures go to files of its name.
measure_starts() {
    local round
    for ((round = 0; round < rounds; round++)); do
        start "$1"
        echo "$from_container" >>"$work/$1.from-container"
        echo "$from_process" >>"$work/$1.from-process"
        echo "$cpu" >>"$work/$1.cpu"
        stops_cleanly "$1" || fail "round $round of $1 does not end with 0"
    done
}

# figures LABEL FILE: the median and, since other work can only add, the least.
figures() {
    printf '%-44s %s ms, at best %s ms\n' "$1" "$(median <"$work/$2")" "$(sort -n "$work/$2" | head -n 1)"
}

memory() {
    awk '/^VmRSS/ { print int($2 / 1024) }' "/proc/$pid/status"
}

median() {
    sort -n | awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'
}

healthy() {
    local tries
    for tries in $(seq 60); do
        [ "$("$docker" inspect -f '{{.State.Health.Status}}' "$1")" = healthy ] && return
        read -rt 0.5 <> <(:) || true
    done
    echo "not healthy after $tries tries"
    "$docker" inspect -f '{{json .State.Health}}' "$1"
    return 1
}

admin() {
    curl -sf -u "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY" "http://127.0.0.1:$admin_port/api/v1/$1"
}

stops_cleanly() {
    "$docker" stop -t 10 "$1" >/dev/null
    [ "$("$docker" inspect -f '{{.State.ExitCode}}' "$1")" = 0 ] || { "$docker" logs "$1"; return 1; }
}

trap finish EXIT
[ "$(id -u)" = 0 ] || fail "root is needed"
mkdir -p "$work/client" "$work/files"
install_missing
docker=$(find_client)
jdk=$(find_jdk)
start_daemon
say "building"
make_bases
build_image

size=$("$docker" image inspect -f '{{.Size}}' cairn)
packed=$("$docker" save cairn | gzip | wc -c)

say "trying"
printf '%s\n' "$AWS_SECRET_ACCESS_KEY" >"$work/files/secret-key"
printf '%s\n' "$AWS_ACCESS_KEY_ID" >"$work/files/access-key"
chmod 644 "$work"/files/*
head -c 20000000 /dev/urandom >"$work/files/large"
run alone -e CAIRN_ROOT_ACCESS_KEY="$AWS_ACCESS_KEY_ID" -e CAIRN_ROOT_SECRET_KEY="$AWS_SECRET_ACCESS_KEY" \
    -e CAIRN_BUCKETS=vault cairn
check "the health check passes" healthy alone
idle=$(memory)
check "it runs as a user without rights" test "$("$docker" exec alone id -u)" = 10001
check "its root cannot be written" refused "$docker" exec alone touch /opt/cairn/written
check "the aws-cli writes in parts" aws s3 cp --quiet "$work/files/large" s3://vault/large
check "the aws-cli writes a tree" aws s3 sync --quiet docs s3://vault/docs
upload=$(aws s3api create-multipart-upload --bucket vault --key unfinished --query UploadId --output text)
check "a part of an unfinished upload" aws s3api upload-part --bucket vault --key unfinished \
    --upload-id "$upload" --part-number 1 --body "$work/files/large"
check "client commands in the container" "$docker" exec alone cairn uploads list
used=$(memory)
"$docker" kill alone >/dev/null
start alone
check "after SIGKILL the object is there" aws s3 cp --quiet s3://vault/large "$work/files/back"
check "and the same" cmp "$work/files/large" "$work/files/back"
check "and the tree" aws s3 sync --quiet s3://vault/docs "$work/files/docs"
check "and the same" diff -r docs "$work/files/docs"
check "and the upload" grep -q unfinished <(admin uploads)
check "and the books balance" grep -q '"unaccountedBytes":0' <(admin integrity)
check "SIGTERM ends it with 0" stops_cleanly alone

measure_starts alone
"$docker" rm -v alone >/dev/null

run uncached -e CAIRN_ROOT_ACCESS_KEY="$AWS_ACCESS_KEY_ID" -e CAIRN_ROOT_SECRET_KEY="$AWS_SECRET_ACCESS_KEY" \
    -e CAIRN_JAVA_OPTS=-XX:AOTMode=off cairn
check "it runs without its cache of classes" stops_cleanly uncached
measure_starts uncached
"$docker" rm -v uncached >/dev/null

run secrets -v "$work/files:/run/secrets:ro" -e CAIRN_ROOT_ACCESS_KEY_FILE=/run/secrets/access-key \
    -e CAIRN_ROOT_SECRET_KEY_FILE=/run/secrets/secret-key cairn
check "keys from files" aws s3 mb s3://from-files
check "client commands know these files" "$docker" exec secrets cairn buckets
check "SIGTERM ends it with 0" stops_cleanly secrets

run minio -e MINIO_ROOT_USER="$AWS_ACCESS_KEY_ID" -e MINIO_ROOT_PASSWORD="$AWS_SECRET_ACCESS_KEY" cairn
check "MinIO's names for the root key" aws s3 mb s3://from-minio
check "SIGTERM ends it with 0" stops_cleanly minio

run declared -e CAIRN_ROOT_ACCESS_KEY="$AWS_ACCESS_KEY_ID" -e CAIRN_ROOT_SECRET_KEY="$AWS_SECRET_ACCESS_KEY" \
    -v "$PWD/docker/compose/init:/init:ro" -e CAIRN_INIT_FILE=/init/buckets.yaml \
    -e CAIRN_INIT_DIR=/init/scripts cairn
check "declared buckets" aws s3api get-bucket-lifecycle-configuration --bucket backups
check "scripts have run" grep -q 'the buckets are there' <("$docker" logs declared 2>&1)
check "SIGTERM ends it with 0" stops_cleanly declared

printf 'image                                        %s MB, packed %s MB\n' $((size / 1000000)) $((packed / 1000000))
figures "first answer, from docker start" alone.from-container
figures "first answer, from the process" alone.from-process
figures "  CPU until then" alone.cpu
figures "first answer without the cache of classes" uncached.from-process
figures "  CPU until then" uncached.cpu
printf 'memory when idle, when used                  %s MiB, %s MiB\n' "$idle" "$used"
rm -f "$work"/*.from-process "$work"/*.from-container "$work"/*.cpu
printf '%s passed, 0 failed\n' "$passed"
