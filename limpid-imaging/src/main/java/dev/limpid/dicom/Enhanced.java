package dev.limpid.dicom;

import java.util.Set;

/** What differs in the enhanced multi-frame objects, which describe frames by functional groups (PS3.3 C.7.6.16). */
final class Enhanced {
    /** Enhanced CT, MR, XA, XRF, US volume and PET, X-ray 3D, breast tomosynthesis, and the legacy converted ones. */
    private static final Set<String> SOP_CLASSES = Set.of(
            "1.2.840.10008.5.1.4.1.1.2.1",
            "1.2.840.10008.5.1.4.1.1.2.2",
            "1.2.840.10008.5.1.4.1.1.4.1",
            "1.2.840.10008.5.1.4.1.1.4.4",
            "1.2.840.10008.5.1.4.1.1.6.2",
            "1.2.840.10008.5.1.4.1.1.12.1.1",
            "1.2.840.10008.5.1.4.1.1.12.2.1",
            "1.2.840.10008.5.1.4.1.1.13.1.1",
            "1.2.840.10008.5.1.4.1.1.13.1.2",
            "1.2.840.10008.5.1.4.1.1.13.1.3",
            "1.2.840.10008.5.1.4.1.1.128.1",
            "1.2.840.10008.5.1.4.1.1.130");

    private static final String ENHANCED_MR = "1.2.840.10008.5.1.4.1.1.4.1";

    /** The MR Pulse Sequence Module (PS3.3 C.8.13.4) and the Bulk Motion Synchronization Module (C.7.6.18.3). */
    private static final int[] ORIGINAL_ONLY = {
        0x00180023, 0x00189005, 0x00189008, 0x00189011, 0x00189012, 0x00189014, 0x00189015, 0x00189017, 0x00189018,
        0x00189024, 0x00189025, 0x00189029, 0x00189032, 0x00189033, 0x00189034, 0x00189093, 0x00189094, 0x00189172,
        0x00189173
    };

    private Enhanced() {}

    static boolean is(String sopClass) {
        return SOP_CLASSES.contains(sopClass);
    }

    /**
     * Takes from an enhanced MR that becomes DERIVED the attributes of the acquisition that are required of ORIGINAL
     * images. The standard lets derived images keep them, but validators (dciodvfy) report each as an error; the
     * source, which the result names, has them.
     */
    static void removeOriginalOnly(Dataset header, String sopClass) {
        if (sopClass.equals(ENHANCED_MR)) {
            for (int tag : ORIGINAL_ONLY) {
                header.remove(tag);
            }
        }
    }
}
