package dev.limpid.nifti;

import dev.limpid.testing.FormatFuzz;

/** What a fuzzer calls for the NIfTI reader and writer. */
public final class NiftiFuzzTarget {
    private NiftiFuzzTarget() {}

    /** Takes any bytes; throws only on a defect. */
    public static void fuzz(byte[] data) {
        FormatFuzz.run(new NiftiFormat(), data, ".nii");
    }
}
