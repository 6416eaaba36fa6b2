/**
 * NIfTI-1 volumes in one file, {@code .nii} and {@code .nii.gz}: planes in, the same volume with other voxels out.
 *
 * <p>Source: R. W. Cox et al., "A (sort of) new image data format standard: NIfTI-1", and the header file
 * {@code nifti1.h} of the NIfTI Data Format Working Group, whose field names the comments use.
 */
@NullMarked
package dev.limpid.nifti;

import org.jspecify.annotations.NullMarked;
