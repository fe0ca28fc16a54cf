"""Prints S3's service model as botocore ships it, a line an operation, separated by tabs:
name, method, request URI, required query keys (with ?) and headers.

    python3 operations.py > ../resources/dev/cairn/it/operation/service-model.tsv
"""
import gzip
import json
import pathlib

import botocore

path = pathlib.Path(botocore.__file__).parent / "data/s3/2006-03-01/service-2.json.gz"
model = json.loads(gzip.decompress(path.read_bytes()))
for name, operation in sorted(model["operations"].items()):
    shape = model["shapes"][operation["input"]["shape"]] if "input" in operation else {}
    required = []
    for member in shape.get("required", []):
        place = shape["members"][member]
        if place.get("location") == "querystring":
            required.append("?" + place["locationName"])
        if place.get("location") == "header":
            required.append(place["locationName"])
    http = operation["http"]
    print(name, http["method"], http["requestUri"], " ".join(required), sep="\t")
