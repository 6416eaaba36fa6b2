#!/bin/sh
# Checks that an archive takes derived DICOM objects beside their sources:
#
#     scripts/check-orthanc.sh SOURCES RESULTS
#
# Starts Debian's Orthanc with its DICOMweb plugin on the loopback with a configuration and storage of its own, twice:
# once everything is sent by storescu (dcmtk), once by STOW-RS. Each time every instance must be there, every result in
# the study and frame of reference of its source, in another series. RESULTS holds files at the same relative paths as
# SOURCES. Needs Debian's orthanc, orthanc-dicomweb, dcmtk and python3-pydicom. Exit code 1 on any failure.
set -eu
[ $# -eq 2 ] || { echo "usage: $0 SOURCES RESULTS" >&2; exit 2; }
sources=$(cd "$1" && pwd)
results=$(cd "$2" && pwd)
here=$(dirname "$0")
python=${PYTHON:-/usr/bin/python3}
plugin=${ORTHANC_DICOMWEB:-/usr/share/orthanc/plugins/libOrthancDicomWeb.so}
http=${HTTP_PORT:-18042}
dicom=${DICOM_PORT:-14242}
orthanc=
work=$(mktemp -d)

stop() {
    if [ -n "$orthanc" ]; then
        kill "$orthanc" 2> /dev/null || true
        wait "$orthanc" 2> /dev/null || true
        orthanc=
    fi
}
trap 'stop; rm -rf "$work"' EXIT

start() { # with an empty storage
    rm -rf "$work/storage"
    cat > "$work/orthanc.json" << CONFIGURATION
{
  "Name": "check", "StorageDirectory": "$work/storage", "IndexDirectory": "$work/storage",
  "HttpPort": $http, "DicomPort": $dicom, "DicomAet": "CHECK", "RemoteAccessAllowed": false,
  "AuthenticationEnabled": false, "DicomAlwaysAllowStore": true, "DicomCheckCalledAet": false,
  "Plugins": ["$plugin"], "DicomWeb": {"Enable": true, "Root": "/dicom-web/"}
}
CONFIGURATION
    Orthanc "$work/orthanc.json" > "$work/orthanc.log" 2>&1 &
    orthanc=$!
    for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
        if "$python" -c "import urllib.request as u; u.urlopen('http://127.0.0.1:$http/system')" 2> /dev/null; then
            return
        fi
        kill -0 "$orthanc" 2> /dev/null || break
        sleep 0.5
    done
    echo "FAIL: Orthanc did not start:" >&2
    tail -5 "$work/orthanc.log" >&2
    exit 1
}

result=0
for way in storescu stow-rs; do
    start
    "$python" "$here/check-orthanc.py" "$way" "$sources" "$results" "$http" "$dicom" || result=1
    stop
done
exit $result
