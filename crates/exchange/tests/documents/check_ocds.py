"""Checks a release package with libcoveocds, the checker of the Open Contracting Data Standard, without a network: the standard's
release schema comes from a source package of PyPI (ocdsmerge, the standard's own reference for merging), and the frame of a
package, which isn't in it, is stated here. Prints the answer as JSON."""

import io
import json
import sys
import tarfile
import zipfile

from libcoveocds.api import ocds_json_output
from libcoveocds.config import LibCoveOCDSConfig

package, source = sys.argv[1:3]
TAG = "1__1__5"
BASE = f"https://standard.open-contracting.org/schema/{TAG}"

with tarfile.open(source) as archive:
    member = next(m for m in archive.getmembers() if m.name.endswith("tests/fixtures/release-schema-1__1__4.json"))
    text = archive.extractfile(member).read().decode().replace("1__1__4", TAG)
schema = json.loads(text)

address = {"type": "string", "format": "uri"}
frame = {
    "id": f"{BASE}/release-package-schema.json",
    "$schema": "http://json-schema.org/draft-04/schema#",
    "type": "object",
    "required": ["uri", "publisher", "publishedDate", "releases", "version"],
    "properties": {
        "uri": address,
        "version": {"type": "string", "pattern": "^(\\d+\\.)(\\d+)$"},
        "extensions": {"type": "array", "items": address},
        "publishedDate": {"type": "string", "format": "date-time"},
        "releases": {"type": "array", "minItems": 1, "uniqueItems": True, "items": {"$ref": f"{BASE}/release-schema.json"}},
        "publisher": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string", "minLength": 1}}},
        "license": address,
        "publicationPolicy": address,
    },
}


def closed(part, found):
    """Closed lists of codes, from the schema itself."""
    if isinstance(part, dict):
        enum = part.get("enum") or (part.get("items") or {}).get("enum") if isinstance(part.get("items", {}), dict) else None
        if "codelist" in part and enum:
            found[part["codelist"]] = [code for code in enum if code]
        for value in part.values():
            closed(value, found)
    elif isinstance(part, list):
        for value in part:
            closed(value, found)
    return found


standard = io.BytesIO()
with zipfile.ZipFile(standard, "w") as archive:
    archive.writestr("standard/", "")
    archive.writestr("standard/schema/release-schema.json", json.dumps(schema))
    archive.writestr("standard/schema/release-package-schema.json", json.dumps(frame))
    archive.writestr("standard/schema/versioned-release-validation-schema.json", json.dumps({"$schema": frame["$schema"]}))
    for name, codes in closed(schema, {}).items():
        archive.writestr(f"standard/schema/codelists/{name}", "\n".join(["Code", *codes]) + "\n")

config = LibCoveOCDSConfig()
config.config["context"] = "api"
config.config["standard_zip"] = standard.getvalue()
with open(package, "rb") as file:
    data = json.load(file)
answer = ocds_json_output(json_data=data, lib_cove_ocds_config=config)
print(json.dumps(answer, default=str))
