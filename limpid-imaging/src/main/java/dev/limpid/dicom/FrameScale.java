package dev.limpid.dicom;

import java.util.OptionalLong;

/**
 * How a frame's stored values become the values of its plane, and back.
 *
 * @param hounsfield whether the plane is in HU
 * @param mirror smallest plus largest stored value where MONOCHROME1 is turned round, else empty
 */
record FrameScale(Rescale rescale, boolean hounsfield, OptionalLong mirror) {
    /** The plane's value for a stored one. */
    float shown(long stored) {
        return rescale.apply(mirror.isPresent() ? mirror.getAsLong() - stored : stored);
    }

    /** The stored value, neither rounded nor limited, for a plane's. */
    double stored(double value) {
        double stored = rescale.invert(value);
        return mirror.isPresent() ? mirror.getAsLong() - stored : stored;
    }
}
