/**
 * Decoders of compressed greyscale frames, one per family of DICOM transfer syntaxes (PS3.5 section 8.2 and annexes A
 * and G): RLE, JPEG with DCT, JPEG lossless, JPEG-LS and JPEG 2000.
 *
 * <p>{@link dev.limpid.dicom.codec.FrameDecoders} finds one by its UID. They know nothing of DICOM headers beyond
 * {@link dev.limpid.dicom.codec.FrameLayout}: they turn the bytes of one frame into stored samples or say in one line
 * why they cannot. All bytes are treated as hostile.
 */
@NullMarked
package dev.limpid.dicom.codec;

import org.jspecify.annotations.NullMarked;
