/** Decoders of the compressed frames that DICOM encapsulates (PS3.5 annex A.4). */
@NullMarked
package dev.limpid.dicom.codec;

import org.jspecify.annotations.NullMarked;
