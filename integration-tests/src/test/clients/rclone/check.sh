#!/bin/sh
# What users of rclone do every day; prints a line for each step.
set -u
RCLONE_CONFIG=/dev/null
RCLONE_CONFIG_CAIRN_TYPE=s3
RCLONE_CONFIG_CAIRN_PROVIDER=Other
RCLONE_CONFIG_CAIRN_ENV_AUTH=true
RCLONE_CONFIG_CAIRN_ENDPOINT=$AWS_ENDPOINT_URL
RCLONE_S3_CHUNK_SIZE=5M
RCLONE_S3_UPLOAD_CUTOFF=5M
export RCLONE_CONFIG RCLONE_CONFIG_CAIRN_TYPE RCLONE_CONFIG_CAIRN_PROVIDER RCLONE_CONFIG_CAIRN_ENV_AUTH \
    RCLONE_CONFIG_CAIRN_ENDPOINT RCLONE_S3_CHUNK_SIZE RCLONE_S3_UPLOAD_CUTOFF
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

step() {
    name=$1
    shift
    if output=$("$@" 2>&1); then
        echo "ok $name"
    else
        failed=1
        echo "failed $name $(printf '%s' "$output" | tr '\n' ' ')"
    fi
}

# shellcheck disable=SC2317 # A step calls it.
lists() {
    found=$(rclone lsf -R --files-only "$1" | LC_ALL=C sort | tr '\n' ' ')
    [ "$found" = "$2" ] || { echo "listed: $found"; return 1; }
}

mkdir -p "$work/tree/sub folder"
head -c 11534336 /dev/urandom >"$work/tree/large"
printf 'hello' >"$work/tree/sub folder/päckchen 1+2"
: >"$work/tree/empty"
step "mkdir" rclone mkdir cairn:rclone-client
step "sync up, large files by parts" rclone sync "$work/tree" cairn:rclone-client
step "check" rclone check --download "$work/tree" cairn:rclone-client
step "lsf" lists cairn:rclone-client "empty large sub folder/päckchen 1+2 "
step "sync again sends nothing" sh -c "rclone sync -v '$work/tree' cairn:rclone-client 2>&1 | grep -q 'nothing to transfer'"
step "sync down" rclone sync cairn:rclone-client "$work/back"
step "the same" diff -r "$work/tree" "$work/back"
step "copy on the server" rclone copyto cairn:rclone-client/large cairn:rclone-client/copy
step "move" rclone moveto cairn:rclone-client/copy cairn:rclone-client/moved
step "a stream of unknown length" sh -c "rclone rcat cairn:rclone-client/stream <'$work/tree/large'"
step "cleanup of open uploads" rclone cleanup cairn:rclone-client
step "link" sh -c "rclone link cairn:rclone-client/empty | grep -q X-Amz-Signature"
step "purge" rclone purge cairn:rclone-client
exit $failed
