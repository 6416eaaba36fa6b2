package dev.limpid.dicom;

import dev.limpid.image.Derivation;
import java.io.IOException;
import java.util.Optional;

/**
 * What objects that go with an image, in a series of their own of its study, share with it: patient and study, and where
 * they come from (PS3.3 C.7.1.1, C.7.2.1, C.7.3.1, C.12.1).
 */
final class CompanionHeader {
    private static final int[] OF_THE_STUDY = {
        Tag.SPECIFIC_CHARACTER_SET,
        Tag.STUDY_DATE,
        Tag.STUDY_TIME,
        Tag.ACCESSION_NUMBER,
        Tag.REFERRING_PHYSICIAN,
        Tag.STUDY_DESCRIPTION,
        Tag.STUDY_INSTANCE_UID,
        Tag.STUDY_ID,
        Tag.BODY_PART_EXAMINED,
        Tag.LATERALITY
    };
    /** Attributes of type 2: there, if need be empty. */
    private static final int[] TEXT_OR_EMPTY = {Tag.REFERRING_PHYSICIAN, Tag.PATIENT_NAME};

    private static final int[] SHORT_OR_EMPTY = {Tag.ACCESSION_NUMBER, Tag.STUDY_ID};
    private static final int PATIENT = 0x0010;

    private final Dataset source;
    private final Derivation how;
    private final String role;
    private final String sopClass;
    private final String sourceClass;
    private final String sourceInstance;
    private final DerivedUid uids;

    /**
     * @param role what the object is to the image, a part of its identifiers
     * @param sopClass of the object
     * @throws IOException if the source has no identifiers to refer to
     */
    CompanionHeader(Part10 source, Derivation how, String role, String sopClass) throws IOException {
        this.source = source.dataset();
        this.how = how;
        this.role = role;
        this.sopClass = sopClass;
        this.uids = new DerivedUid(how);
        this.sourceClass = SourceIdentity.sopClass(source);
        this.sourceInstance = SourceIdentity.sopInstance(source);
    }

    Dataset meta() {
        return FileMeta.of(sopClass, instance(), how.version());
    }

    private String instance() {
        return uids.shared(role + " of " + how.parameters(), sourceInstance);
    }

    /**
     * Patient, study, series, equipment, SOP common, and where the object comes from.
     *
     * @param seriesNumber of the new series
     */
    Dataset dataset(String seriesNumber, String seriesDescription) throws IOException {
        Dataset header = new Dataset();
        for (Element element : source.elements()) {
            boolean empty = element.value() instanceof Element.Raw raw && raw.length() == 0;
            if (Tag.group(element.tag()) == PATIENT && element.vr() != Vr.SQ && !empty) {
                header.put(element);
            }
        }
        for (int tag : OF_THE_STUDY) {
            source.get(tag).ifPresent(header::put);
        }
        orEmpty(header);
        header.put(Element.text(Tag.SOP_CLASS_UID, Vr.UI, sopClass));
        header.put(Element.text(Tag.SOP_INSTANCE_UID, Vr.UI, instance()));
        String series = source.text(Tag.SERIES_INSTANCE_UID).orElse(sourceInstance);
        header.put(Element.text(Tag.SERIES_INSTANCE_UID, Vr.UI, uids.shared(role + " series", series)));
        header.put(Element.text(Tag.SERIES_NUMBER, Vr.IS, seriesNumber));
        header.put(Element.text(Tag.SERIES_DESCRIPTION, Vr.LO, HeaderText.ascii(seriesDescription, 64)));
        header.put(Element.text(Tag.MODALITY, Vr.CS, source.text(Tag.MODALITY).orElse("OT")));
        header.put(Element.text(
                Tag.INSTANCE_NUMBER, Vr.IS, source.text(Tag.INSTANCE_NUMBER).orElse("1")));
        Provenance provenance = provenance();
        header.put(provenance.description());
        header.put(provenance.code());
        header.put(Element.sequence(Tag.SOURCE_IMAGE_SEQUENCE, provenance.sourceImage()));
        header.put(Element.sequence(Tag.CONTRIBUTING_EQUIPMENT_SEQUENCE, provenance.equipment()));
        header.put(Element.text(Tag.MANUFACTURER, Vr.LO, "Limpid"));
        header.put(Element.text(Tag.MANUFACTURER_MODEL_NAME, Vr.LO, HeaderText.ascii(how.method(), 64)));
        header.put(Element.text(Tag.SOFTWARE_VERSIONS, Vr.LO, HeaderText.ascii(how.version(), 64)));
        boolean lossy = source.text(Tag.LOSSY_IMAGE_COMPRESSION).orElse("").equals("01");
        header.put(Element.text(Tag.LOSSY_IMAGE_COMPRESSION, Vr.CS, lossy ? "01" : "00"));
        if (lossy) {
            for (int tag : new int[] {Tag.LOSSY_IMAGE_COMPRESSION_RATIO, Tag.LOSSY_IMAGE_COMPRESSION_METHOD}) {
                source.get(tag).ifPresent(header::put);
            }
        }
        return header;
    }

    Provenance provenance() {
        return new Provenance(sourceClass, sourceInstance, how);
    }

    DerivedUid uids() {
        return uids;
    }

    /** Item of Referenced Series Sequence (0008,1115) for the source (PS3.3 C.12.2). */
    Dataset referencedSeries() throws IOException {
        Dataset instance = new Dataset()
                .put(Element.text(Tag.REFERENCED_SOP_CLASS_UID, Vr.UI, sourceClass))
                .put(Element.text(Tag.REFERENCED_SOP_INSTANCE_UID, Vr.UI, sourceInstance));
        return new Dataset()
                .put(Element.text(
                        Tag.SERIES_INSTANCE_UID,
                        Vr.UI,
                        source.text(Tag.SERIES_INSTANCE_UID).orElse("")))
                .put(Element.sequence(Tag.REFERENCED_INSTANCE_SEQUENCE, instance));
    }

    private static void orEmpty(Dataset header) {
        for (int tag : TEXT_OR_EMPTY) {
            putIfAbsent(header, tag, Vr.PN);
        }
        for (int tag : SHORT_OR_EMPTY) {
            putIfAbsent(header, tag, Vr.SH);
        }
        putIfAbsent(header, Tag.PATIENT_ID, Vr.LO);
        putIfAbsent(header, Tag.PATIENT_BIRTH_DATE, Vr.DA);
        putIfAbsent(header, Tag.PATIENT_SEX, Vr.CS);
        putIfAbsent(header, Tag.STUDY_DATE, Vr.DA);
        putIfAbsent(header, Tag.STUDY_TIME, Vr.TM);
        putIfAbsent(header, Tag.LATERALITY, Vr.CS);
    }

    private static void putIfAbsent(Dataset header, int tag, Vr vr) {
        if (!header.has(tag)) {
            header.put(Element.text(tag, vr, ""));
        }
    }

    /** The first date that says when the pixels were taken; one far back where none does. */
    Optional<String> date() throws IOException {
        for (int tag : new int[] {Tag.CONTENT_DATE, Tag.ACQUISITION_DATE, Tag.SERIES_DATE, Tag.STUDY_DATE}) {
            Optional<String> date = source.text(tag);
            if (date.isPresent() && date.get().matches("[0-9]{8}")) {
                return date;
            }
        }
        return Optional.empty();
    }

    Optional<Element> of(int tag) {
        return source.get(tag);
    }
}
