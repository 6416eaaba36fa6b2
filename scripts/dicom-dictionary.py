#!/usr/bin/env python3
"""Writes the tag -> VR table that Implicit VR files need (DICOM PS3.6), from the dictionary that pydicom carries.

    python3 scripts/dicom-dictionary.py > limpid-imaging/src/main/resources/dev/limpid/dicom/dictionary.txt

One line a VR: the VR, a colon, then the tags in ascending order as eight hex digits. Overlay groups stand once, as
group 6000, curve groups as 5000. "XS" is US or SS (Pixel Representation decides); where the standard leaves OB or OW
or US open, Implicit VR Little Endian means OW (PS3.5 annex A.1).
"""
import pydicom
from pydicom._dicom_dict import DicomDictionary, RepeatersDictionary

CHOICE = {"US or SS": "XS", "OB or OW": "OW", "US or OW": "OW", "US or SS or OW": "OW"}

table = {}
for tag, entry in DicomDictionary.items():
    table[tag] = entry[0]
for tag, entry in RepeatersDictionary.items():
    if tag[:4] in ("50xx", "60xx"):
        table[int(tag.replace("xx", "00"), 16)] = entry[0]

by_vr = {}
for tag, vr in sorted(table.items()):
    if vr != "NONE" and vr != "UN":
        by_vr.setdefault(CHOICE.get(vr, vr), []).append("%08x" % tag)

print("# Tags of DICOM PS3.6 by VR, from pydicom %s; made by scripts/dicom-dictionary.py" % pydicom.__version__)
for vr in sorted(by_vr):
    print(vr + ": " + " ".join(by_vr[vr]))
