package dev.limpid.dicom;

import dev.limpid.image.Derivation;
import dev.limpid.image.ImageFormatException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The header of a derived image: the source's, changed where PS3.3 (C.7.6.1.1.2, C.12.4.1, C.12.1.1.5) wants it to say
 * that, how and from what it was derived.
 *
 * <p>Left out is what would no longer be true: digital signatures, the icon and the histogram, the range of values in
 * the series, and who created the instance when. So nothing depends on the clock: content, acquisition and series dates
 * stay the source's, as they say when the data were taken.
 */
final class DerivedHeader {
    private static final int[] NO_LONGER_TRUE = {
        Tag.LENGTH_TO_END,
        Tag.INSTANCE_CREATION_DATE,
        Tag.INSTANCE_CREATION_TIME,
        Tag.INSTANCE_CREATOR_UID,
        Tag.SMALLEST_PIXEL_VALUE_IN_SERIES,
        Tag.LARGEST_PIXEL_VALUE_IN_SERIES,
        Tag.HISTOGRAM_SEQUENCE,
        Tag.ICON_IMAGE_SEQUENCE,
        Tag.DATA_SET_TRAILING_PADDING
    };

    private static final Map<String, String> NOT_INTENSITIES = Map.of(
            "1.2.840.10008.5.1.4.1.1.66.4", "a Segmentation holds labels, not intensities",
            "1.2.840.10008.5.1.4.1.1.66.7", "a Label Map Segmentation holds labels, not intensities",
            "1.2.840.10008.5.1.4.1.1.481.2", "an RT Dose holds a computed dose, not intensities");

    private static final Element.Value NONE = new Element.Items(List.of());

    private final Part10 source;
    private final PixelLayout layout;
    private final Derivation how;
    private final Optional<String> lossyMethod;
    private final DerivedUid uids;
    private final String sopClass;
    private final String sopInstance;

    /** Refuses a source that has no identifier to derive another from, or whose pixels have no noise to be removed. */
    DerivedHeader(Part10 source, PixelLayout layout, Derivation how, Optional<String> lossyMethod) throws IOException {
        this.source = source;
        this.layout = layout;
        this.how = how;
        this.lossyMethod = lossyMethod;
        this.uids = new DerivedUid(how);
        this.sopClass = SourceIdentity.sopClass(source);
        this.sopInstance = SourceIdentity.sopInstance(source);
        requireIntensities();
    }

    /** The File Meta Information (PS3.10 section 7.1), without its group length. */
    Dataset meta() {
        return FileMeta.of(sopClass, newInstance(), how.version());
    }

    /** Everything but pixels; Smallest and Largest Image Pixel Value, where the source has them, are still zero. */
    Dataset dataset() throws IOException {
        Provenance provenance = new Provenance(sopClass, sopInstance, how);
        Dataset header = unsigned(source.dataset());
        for (int tag : NO_LONGER_TRUE) {
            header.remove(tag);
        }
        header.removeGroup(0x7FE0);
        boolean enhanced = Enhanced.is(sopClass) || header.has(Tag.PER_FRAME_FUNCTIONAL_GROUPS);
        header.put(imageType(header, Tag.IMAGE_TYPE, enhanced));
        header.put(Element.text(Tag.SOP_CLASS_UID, Vr.UI, sopClass));
        header.put(Element.text(Tag.SOP_INSTANCE_UID, Vr.UI, newInstance()));
        String series = header.text(Tag.SERIES_INSTANCE_UID).orElse(sopInstance);
        header.put(Element.text(Tag.SERIES_INSTANCE_UID, Vr.UI, uids.shared("series", series)));
        header.put(HeaderText.seriesDescription(
                header, how.process().participle() + " " + HeaderText.ascii(how.method(), 31)));
        header.put(provenance.description());
        header.put(provenance.code());
        append(header, Tag.SOURCE_IMAGE_SEQUENCE, provenance.sourceImage());
        append(header, Tag.CONTRIBUTING_EQUIPMENT_SEQUENCE, provenance.equipment());
        renew(header, Tag.CONCATENATION_UID, "concatenation");
        renew(header, Tag.CONCATENATION_SOURCE_UID, "concatenation source");
        compression(header);
        valueRange(header);
        if (enhanced) {
            Enhanced.removeOriginalOnly(header, sopClass);
        }
        if (header.has(Tag.PER_FRAME_FUNCTIONAL_GROUPS)) {
            new DerivedGroups(provenance, layout.frames()).apply(header);
            String study = header.text(Tag.STUDY_INSTANCE_UID).orElse("");
            append(header, Tag.SOURCE_IMAGE_EVIDENCE_SEQUENCE, provenance.evidence(study, series));
        }
        return header;
    }

    private void requireIntensities() throws ImageFormatException {
        String reason = NOT_INTENSITIES.getOrDefault(
                sopClass, layout.bitsStored() == 1 ? "an image of 1 bit holds a mask, not intensities" : "");
        if (!reason.isEmpty()) {
            throw new ImageFormatException(
                    reason + "; it is not " + how.process().participle());
        }
    }

    private String newInstance() {
        return uids.instance(sopInstance);
    }

    /**
     * DERIVED in value 1, SECONDARY in value 2, the rest as it was. Enhanced objects keep value 2: it must be PRIMARY
     * there (PS3.3 C.8.16.1.2).
     */
    static Element imageType(Dataset header, int tag, boolean enhanced) throws IOException {
        List<String> values = new ArrayList<>(header.texts(tag));
        while (values.size() < 2) {
            values.add(enhanced ? "PRIMARY" : "");
        }
        values.set(0, "DERIVED");
        if (!enhanced) {
            values.set(1, "SECONDARY");
        }
        return Element.text(tag, Vr.CS, String.join("\\", values));
    }

    /** A copy without signatures (PS3.3 C.12.1.1.3) and the lengths of groups, also inside items. */
    static Dataset unsigned(Dataset source) {
        Dataset copy = source.copy();
        copy.remove(Tag.MAC_PARAMETERS_SEQUENCE);
        copy.remove(Tag.DIGITAL_SIGNATURES_SEQUENCE);
        copy.removeGroupLengths();
        for (Element element : source.elements()) {
            if (element.value() instanceof Element.Items items && copy.has(element.tag())) {
                List<Dataset> unsigned = new ArrayList<>();
                for (Dataset item : items.items()) {
                    unsigned.add(unsigned(item));
                }
                copy.put(new Element(element.tag(), Vr.SQ, new Element.Items(unsigned)));
            }
        }
        return copy;
    }

    static void append(Dataset header, int tag, Dataset item) throws IOException {
        boolean readable = header.get(tag).map(Element::value).orElse(NONE) instanceof Element.Items;
        List<Dataset> items = new ArrayList<>(readable ? header.items(tag) : List.of());
        items.add(item);
        header.put(new Element(tag, Vr.SQ, new Element.Items(List.copyOf(items))));
    }

    private void renew(Dataset header, int tag, String role) throws IOException {
        Optional<String> uid = header.text(tag);
        if (uid.isPresent()) {
            header.put(Element.text(tag, Vr.UI, uids.shared(role, uid.get())));
        }
    }

    /** What was once compressed with loss says so for ever (PS3.3 C.7.6.1.1.5), also where its source denies it. */
    private void compression(Dataset header) throws IOException {
        if (lossyMethod.isEmpty()
                || header.text(Tag.LOSSY_IMAGE_COMPRESSION).orElse("").equals("01")) {
            return;
        }
        header.put(Element.text(Tag.LOSSY_IMAGE_COMPRESSION, Vr.CS, "01"));
        header.put(Element.text(Tag.LOSSY_IMAGE_COMPRESSION_METHOD, Vr.CS, lossyMethod.get()));
        Optional<Element> pixels = source.dataset().get(Tag.PIXEL_DATA);
        if (pixels.isPresent() && pixels.get().value() instanceof Element.Fragments fragments) {
            long compressed = 1;
            for (Element.Region fragment : fragments.all()) {
                compressed += fragment.length();
            }
            double ratio = (double) layout.pixels() * layout.frames() * layout.bitsAllocated() / 8 / compressed;
            String text = String.format(Locale.ROOT, "%.2f", Math.max(1, ratio));
            header.put(Element.text(Tag.LOSSY_IMAGE_COMPRESSION_RATIO, Vr.DS, text));
        }
    }

    /** Placeholders of the right VR; 32-bit values do not fit into these attributes. */
    private void valueRange(Dataset header) {
        Vr vr = layout.signed() ? Vr.SS : Vr.US;
        for (int tag : new int[] {Tag.SMALLEST_PIXEL_VALUE, Tag.LARGEST_PIXEL_VALUE}) {
            if (layout.bitsStored() > 16) {
                header.remove(tag);
            } else if (header.has(tag)) {
                header.put(Element.unsignedShort(tag, vr, 0));
            }
        }
    }
}
