#!/usr/bin/env python3
"""Compares one derived DICOM object with its source by pydicom; says what is wrong and exits 1, or exits 0.

    python3 scripts/check-derived.py SOURCE RESULT

With IDENTITY=1 in the environment the pixel values must be the same.
"""
import os
import sys
import warnings

import pydicom

warnings.simplefilter("ignore")
KEPT = """PatientID PatientName PatientBirthDate StudyInstanceUID FrameOfReferenceUID SOPClassUID Rows Columns
    NumberOfFrames BitsAllocated BitsStored HighBit PixelRepresentation PhotometricInterpretation PixelPaddingValue
    PixelPaddingRangeLimit RescaleSlope RescaleIntercept RescaleType PixelSpacing ImagePositionPatient
    ImageOrientationPatient SliceThickness SliceLocation WindowCenter WindowWidth SpecificCharacterSet InstanceNumber
    AcquisitionNumber""".split()


def main(source_path, result_path):
    source = pydicom.dcmread(source_path, force=True)
    result = pydicom.dcmread(result_path)
    for name in KEPT:
        if source.get(name) != result.get(name):
            raise SystemExit("%s changed from %r to %r" % (name, source.get(name), result.get(name)))
    for name in "SOPInstanceUID", "SeriesInstanceUID":
        if source.get(name) == result.get(name):
            raise SystemExit(name + " is the source's")
    if result.file_meta.MediaStorageSOPInstanceUID != result.SOPInstanceUID:
        raise SystemExit("file meta names another instance")
    if result.ImageType[0] != "DERIVED" or not result.get("DerivationDescription"):
        raise SystemExit("does not say that it is derived")
    reference = result.SourceImageSequence[-1]
    if reference.ReferencedSOPInstanceUID != source.get("SOPInstanceUID", reference.ReferencedSOPInstanceUID):
        raise SystemExit("does not name its source")
    if reference.PurposeOfReferenceCodeSequence[0].CodeValue != "121322":
        raise SystemExit("does not say what its source is for")
    equipment = result.ContributingEquipmentSequence[-1]
    if equipment.PurposeOfReferenceCodeSequence[0].CodeValue != "109102":
        raise SystemExit("does not name the processing equipment")
    description = str(result.SeriesDescription)
    if "denoised" not in description or len(description) > 64:
        raise SystemExit("series description is %r" % description)
    if source.get("LossyImageCompression") == "01" and result.get("LossyImageCompression") != "01":
        raise SystemExit("forgot the lossy compression")
    pixels = result.pixel_array
    if "SmallestImagePixelValue" in result:
        low, high = result.SmallestImagePixelValue, result.LargestImagePixelValue
        if low < pixels.min() or high != pixels.max() and "PixelPaddingValue" not in result:
            raise SystemExit("smallest and largest pixel value %s, %s are wrong" % (low, high))
    kept_private = {e.tag for e in source if e.tag.is_private and e.tag.element} - {e.tag for e in result}
    if kept_private:
        raise SystemExit("private elements lost: %s" % sorted(kept_private)[:3])
    if os.environ.get("IDENTITY") == "1" and not source.file_meta.get("TransferSyntaxUID", "").startswith(
        "1.2.840.10008.1.2.4"
    ):
        if not (source.pixel_array == pixels).all():
            raise SystemExit("pixel values changed")


if __name__ == "__main__":
    main(*sys.argv[1:])
