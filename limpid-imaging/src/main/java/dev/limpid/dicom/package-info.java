/**
 * DICOM Part 10 files: read as planes in physical units, written back as derived objects.
 *
 * <p>{@link dev.limpid.dicom.DicomFormat} opens a file as a {@link dev.limpid.dicom.DicomImage}. Behind it, three steps
 * that know nothing of each other: the data set (PS3.5 section 7) is parsed into elements whose large values stay in
 * the file; frames of stored values are cut out of Pixel Data (PS3.5 section 8 and annex A); stored values become
 * planes through rescale and padding (PS3.3 C.7.5.1.1.2, C.11.1). Writing goes the same way back and joins the planes
 * with the source's header, changed where it must say that the image is derived.
 */
@NullMarked
package dev.limpid.dicom;

import org.jspecify.annotations.NullMarked;
