#!/bin/sh
# Runs at each start, before the server is ready. The environment holds what S3 clients and Cairn's own
# commands need. The image has a shell and busybox, and no aws-cli.
set -eu
cairn buckets
echo "the buckets are there"
