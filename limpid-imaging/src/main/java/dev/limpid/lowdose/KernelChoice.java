package dev.limpid.lowdose;

import dev.limpid.image.Slice;

/** Which kernel the noise is reconstructed with. */
public enum KernelChoice {
    /** The one that the image's own noise shows; a smooth one where it shows none. */
    AUTO,
    /** {@link ReconstructionKernel#SMOOTH}. */
    SMOOTH,
    /** {@link ReconstructionKernel#SHARP}. */
    SHARP;

    ReconstructionKernel of(Slice slice) {
        return switch (this) {
            case AUTO -> KernelFit.of(slice).orElse(ReconstructionKernel.SMOOTH);
            case SMOOTH -> ReconstructionKernel.SMOOTH;
            case SHARP -> ReconstructionKernel.SHARP;
        };
    }
}
