#!/usr/bin/env python3
"""Sends sources and derived objects to an Orthanc that runs already, and checks where they went.

    python3 scripts/check-orthanc.py storescu|stow-rs SOURCES RESULTS HTTP_PORT DICOM_PORT

Started by check-orthanc.sh. Exits 1 with a line for every object that is refused or in the wrong place.
"""
import json
import os
import subprocess
import sys
import urllib.error
import urllib.request
import warnings

import pydicom

warnings.simplefilter("ignore")
BOUNDARY = "limpid-check-boundary"


def store_by_scu(path, http, dicom):
    done = subprocess.run(
        ["storescu", "-xs", "-R", "-aec", "CHECK", "127.0.0.1", dicom, path], capture_output=True, text=True
    )
    if done.returncode != 0:  # a source may be compressed, and is proposed as it is
        syntax = str(pydicom.dcmread(path, stop_before_pixels=True).file_meta.TransferSyntaxUID)
        proposals = {"1.2.840.10008.1.2.1.99": "-xd", "1.2.840.10008.1.2.5": "-xr", "1.2.840.10008.1.2.4.50": "-xy",
                     "1.2.840.10008.1.2.4.51": "-xx", "1.2.840.10008.1.2.4.80": "-xt", "1.2.840.10008.1.2.4.81": "-xu",
                     "1.2.840.10008.1.2.4.90": "-xv", "1.2.840.10008.1.2.4.91": "-xw", "1.2.840.10008.1.2": "-xi",
                     "1.2.840.10008.1.2.2": "-xb", "1.2.840.10008.1.2.1": "-xe"}
        done = subprocess.run(
            ["storescu", proposals.get(syntax, "-xs"), "-aec", "CHECK", "127.0.0.1", dicom, path],
            capture_output=True, text=True,
        )
    return "" if done.returncode == 0 else (done.stderr or done.stdout).strip().split("\n")[0]


def store_by_web(path, http, dicom):
    with open(path, "rb") as file:
        part = b"--%s\r\nContent-Type: application/dicom\r\n\r\n" % BOUNDARY.encode()
        body = part + file.read() + b"\r\n--%s--\r\n" % BOUNDARY.encode()
    request = urllib.request.Request(
        "http://127.0.0.1:%s/dicom-web/studies" % http,
        data=body,
        headers={
            "Content-Type": 'multipart/related; type="application/dicom"; boundary=' + BOUNDARY,
            "Accept": "application/dicom+json",
        },
    )
    try:
        answer = json.load(urllib.request.urlopen(request))
    except urllib.error.HTTPError as error:
        return "HTTP status %d" % error.code
    failed = answer.get("00081198", {}).get("Value", [])
    stored = answer.get("00081199", {}).get("Value", [])
    return "" if stored and not failed else "refused: %s" % json.dumps(failed)[:200]


def ask(http, path, query=None):
    data = json.dumps(query).encode() if query else None
    return json.load(urllib.request.urlopen("http://127.0.0.1:%s/%s" % (http, path), data=data))


def place(http, instance_uid):
    """Study, series and frame of reference of an instance, as the archive has them."""
    found = ask(http, "tools/find", {"Level": "Instance", "Query": {"SOPInstanceUID": instance_uid}})
    if not found:
        return None
    tags = ask(http, "instances/%s/simplified-tags" % found[0])
    return tags["StudyInstanceUID"], tags["SeriesInstanceUID"], tags.get("FrameOfReferenceUID")


def main(way, sources, results, http, dicom):
    store = store_by_scu if way == "storescu" else store_by_web
    failures = checked = 0
    names = sorted(
        os.path.relpath(os.path.join(folder, name), results)
        for folder, _, files in os.walk(results)
        for name in files
        if not name.endswith((".png", ".json", ".html"))
    )
    for name in names:
        checked += 1
        source, result = os.path.join(sources, name), os.path.join(results, name)
        refusal = store(result, http, dicom)
        source_refusal = store(source, http, dicom)
        original = pydicom.dcmread(source, stop_before_pixels=True)
        derived = pydicom.dcmread(result, stop_before_pixels=True)
        there = None if refusal else place(http, derived.SOPInstanceUID)
        before = None if source_refusal else place(http, original.SOPInstanceUID)
        if not before:
            print("note: %s: the source itself is not taken by %s %s" % (name, way, source_refusal))
            if not there:
                continue  # both lack what the archive wants
            before = original.StudyInstanceUID, original.SeriesInstanceUID, original.get("FrameOfReferenceUID")
        if not there:
            print("FAIL %s by %s: the source is taken, the result is not: %s" % (name, way, refusal))
            failures += 1
        elif there[0] != before[0] or there[1] == before[1] or there[2] != before[2]:
            print("FAIL %s by %s: source in %s, result in %s" % (name, way, before, there))
            failures += 1
    statistics = ask(http, "statistics")
    print(
        "%s: %d pairs, %s instances in %s series of %s studies, failures: %d"
        % (way, checked, statistics["CountInstances"], statistics["CountSeries"], statistics["CountStudies"], failures)
    )
    return failures == 0 and checked > 0


if __name__ == "__main__":
    sys.exit(0 if main(*sys.argv[1:]) else 1)
