package dev.limpid.dicom;

import dev.limpid.image.Derivation;

/** The items of a header that say from what, how and by what software an image was derived. */
final class Provenance {
    private static final int LONG_STRING = 64;
    private static final int SHORT_TEXT = 1024;

    private final String sopClass;
    private final String sopInstance;
    private final Derivation how;

    /** For an image derived from this SOP instance. */
    Provenance(String sopClass, String sopInstance, Derivation how) {
        this.sopClass = sopClass;
        this.sopInstance = sopInstance;
        this.how = how;
    }

    /** Derivation Description (0008,2111). */
    Element description() {
        return Element.text(Tag.DERIVATION_DESCRIPTION, Vr.ST, HeaderText.ascii(how.description(), SHORT_TEXT));
    }

    /**
     * Derivation Code Sequence (0008,9215): of PS3.16 CID 7203, which has no removal of noise, the nearest concept; for
     * what nothing there comes near to, concepts of our own (PS3.16 section 8.2: 99 is for those).
     */
    Element code() {
        Dataset code = switch (how.process()) {
            case DENOISED -> concept("DCM", "113087", "Smoothing");
            case DEGRADED -> concept("99LIMPID", "DEGRADED", "Image degradation");
            case MAPPED -> concept("99LIMPID", "FEATUREMAP", "Feature map");
            case SEARCHED -> concept("99LIMPID", "DETECTION", "Lesion detection");
        };
        return Element.sequence(Tag.DERIVATION_CODE_SEQUENCE, code);
    }

    /**
     * Item of Source Image Sequence (0008,2112) for one frame of the source, or all.
     *
     * @param frame counted from 1; 0 for all
     * @param inPlace whether pixels are where they are in the source
     */
    Dataset sourceImage(int frame, boolean inPlace) {
        Dataset item = sourceImage().put(Element.text(Tag.SPATIAL_LOCATIONS_PRESERVED, Vr.CS, inPlace ? "YES" : "NO"));
        return frame == 0 ? item : item.put(Element.text(Tag.REFERENCED_FRAME_NUMBER, Vr.IS, Integer.toString(frame)));
    }

    /** Item of Source Image Sequence (0008,2112) for all frames of the source. */
    Dataset sourceImage() {
        return new Dataset()
                .put(Element.text(Tag.REFERENCED_SOP_CLASS_UID, Vr.UI, sopClass))
                .put(Element.text(Tag.REFERENCED_SOP_INSTANCE_UID, Vr.UI, sopInstance))
                .put(Element.text(Tag.SPATIAL_LOCATIONS_PRESERVED, Vr.CS, "YES"))
                .put(Element.sequence(
                        Tag.PURPOSE_OF_REFERENCE_CODE_SEQUENCE,
                        concept("DCM", "121322", "Source image for image processing operation")));
    }

    /** Item of Source Image Evidence Sequence (0008,9154): where the source is, PS3.3 C.17.2.1. */
    Dataset evidence(String study, String series) {
        Dataset instance = new Dataset()
                .put(Element.text(Tag.REFERENCED_SOP_CLASS_UID, Vr.UI, sopClass))
                .put(Element.text(Tag.REFERENCED_SOP_INSTANCE_UID, Vr.UI, sopInstance));
        Dataset inSeries = new Dataset()
                .put(Element.text(Tag.SERIES_INSTANCE_UID, Vr.UI, series))
                .put(Element.sequence(Tag.REFERENCED_SOP_SEQUENCE, instance));
        return new Dataset()
                .put(Element.text(Tag.STUDY_INSTANCE_UID, Vr.UI, study))
                .put(Element.sequence(Tag.REFERENCED_SERIES_SEQUENCE, inSeries));
    }

    /** Item of Derivation Image Sequence (0008,9124) for one frame, counted from 1 (PS3.3 C.7.6.16.2.6). */
    Dataset derivedFrame(int number) {
        Dataset frame = sourceImage().put(Element.text(Tag.REFERENCED_FRAME_NUMBER, Vr.IS, Integer.toString(number)));
        return new Dataset().put(description()).put(code()).put(Element.sequence(Tag.SOURCE_IMAGE_SEQUENCE, frame));
    }

    /** Item of Contributing Equipment Sequence (0018,A001), PS3.3 C.12.1.1.5. */
    Dataset equipment() {
        return new Dataset()
                .put(Element.text(Tag.MANUFACTURER, Vr.LO, "Limpid"))
                .put(Element.text(Tag.MANUFACTURER_MODEL_NAME, Vr.LO, HeaderText.ascii(how.method(), LONG_STRING)))
                .put(Element.text(Tag.SOFTWARE_VERSIONS, Vr.LO, HeaderText.ascii(how.version(), LONG_STRING)))
                .put(Element.text(
                        Tag.CONTRIBUTION_DESCRIPTION,
                        Vr.ST,
                        HeaderText.ascii(how.process().noun() + ": " + how.parameters(), SHORT_TEXT)))
                .put(Element.sequence(
                        Tag.PURPOSE_OF_REFERENCE_CODE_SEQUENCE, concept("DCM", "109102", "Processing Equipment")));
    }

    static Dataset concept(String scheme, String code, String meaning) {
        return new Dataset()
                .put(Element.text(Tag.CODE_VALUE, Vr.SH, code))
                .put(Element.text(Tag.CODING_SCHEME_DESIGNATOR, Vr.SH, scheme))
                .put(Element.text(Tag.CODE_MEANING, Vr.LO, meaning));
    }
}
