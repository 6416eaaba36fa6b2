package dev.limpid.dicom;

import dev.limpid.image.Derivation;
import dev.limpid.image.ImageFormatException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
        Tag.TIMEZONE_OFFSET,
        Tag.STUDY_DESCRIPTION,
        Tag.STUDY_INSTANCE_UID,
        Tag.STUDY_ID,
        Tag.BODY_PART_EXAMINED,
        Tag.LATERALITY,
        Tag.LONGITUDINAL_TEMPORAL_INFORMATION
    };
    /** Attributes of type 2: there, if need be empty. */
    private static final int[] TEXT_OR_EMPTY = {Tag.REFERRING_PHYSICIAN, Tag.PATIENT_NAME};

    private static final int[] SHORT_OR_EMPTY = {Tag.ACCESSION_NUMBER, Tag.STUDY_ID};

    /** Parts of which a body has one, with no side to tell: for others laterality is of type 2C (PS3.3 C.7.3.1, PS3.16 Annex L). */
    private static final Set<String> UNPAIRED = Set.of(
            "ABDOMEN",
            "ABDOMENPELVIS",
            "AORTA",
            "BLADDER",
            "BRAIN",
            "CHEST",
            "CHESTABDOMEN",
            "CHESTABDPELVIS",
            "COCCYX",
            "CSPINE",
            "CTSPINE",
            "HEAD",
            "HEADNECK",
            "HEART",
            "LIVER",
            "LSPINE",
            "LSSPINE",
            "NECK",
            "NECKCHEST",
            "PELVIS",
            "PROSTATE",
            "SKULL",
            "SPINE",
            "SPLEEN",
            "SSPINE",
            "STERNUM",
            "STOMACH",
            "TLSPINE",
            "TRACHEA",
            "TSPINE",
            "UTERUS",
            "WHOLEBODY");

    /** Patient, and what was done to keep the patient unknown. */
    private static final List<Integer> PATIENT = List.of(0x0010, 0x0012);

    private final Dataset source;
    private final Derivation how;
    private final About about;
    private final String sopClass;
    private final String sourceClass;
    private final String sourceInstance;
    private final DerivedUid uids;

    /**
     * What an object is to its image.
     *
     * @param series the kind of objects, which are one series; a part of identifiers
     * @param role which of the kind; a part of identifiers
     * @param number of it among the image's objects of the kind, counted from 1
     * @param of how many there are
     * @param frame of the source, counted from 1; 0 for a source of one
     * @param inPlace whether its pixels are where they are in the source
     * @param lossy whether the source was compressed with loss
     */
    record About(String series, String role, int number, int of, int frame, boolean inPlace, boolean lossy) {}

    /**
     * @param about what the object is to the image
     * @param sopClass of the object
     * @throws IOException if the source has no identifiers to refer to
     */
    CompanionHeader(Part10 source, Derivation how, About about, String sopClass) throws IOException {
        this.source = source.dataset();
        this.how = how;
        this.about = about;
        this.sopClass = sopClass;
        this.uids = new DerivedUid(how);
        this.sourceClass = SourceIdentity.sopClass(source);
        this.sourceInstance = SourceIdentity.sopInstance(source);
    }

    Dataset meta() {
        return FileMeta.of(sopClass, instance(), how.version());
    }

    private String instance() {
        return uids.shared(
                about.series() + " " + about.role() + " of frame " + about.frame() + ", " + how.parameters(),
                sourceInstance);
    }

    /**
     * Patient, study, series, equipment, SOP common, and where the object comes from.
     *
     * @param seriesNumber of the new series
     */
    Dataset dataset(String seriesNumber, String seriesDescription) throws IOException {
        if (source.text(Tag.STUDY_INSTANCE_UID).isEmpty()) {
            throw new ImageFormatException("no Study Instance UID " + Tag.show(Tag.STUDY_INSTANCE_UID)
                    + ", so nothing can go into the image's study");
        }
        Dataset header = new Dataset();
        for (Element element : DerivedHeader.unsigned(source).elements()) {
            if (PATIENT.contains(Tag.group(element.tag()))) {
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
        header.put(Element.text(Tag.SERIES_INSTANCE_UID, Vr.UI, uids.shared(about.series() + " series", series)));
        header.put(Element.text(Tag.SERIES_NUMBER, Vr.IS, seriesNumber));
        header.put(Element.text(Tag.SERIES_DESCRIPTION, Vr.LO, HeaderText.ascii(seriesDescription, 64)));
        header.put(Element.text(Tag.MODALITY, Vr.CS, source.text(Tag.MODALITY).orElse("OT")));
        header.put(Element.text(Tag.INSTANCE_NUMBER, Vr.IS, Long.toString(instanceNumber())));
        Provenance provenance = provenance();
        header.put(provenance.description());
        header.put(provenance.code());
        header.put(Element.sequence(Tag.SOURCE_IMAGE_SEQUENCE, sourceImage()));
        header.put(Element.sequence(Tag.CONTRIBUTING_EQUIPMENT_SEQUENCE, provenance.equipment()));
        header.put(Element.text(Tag.MANUFACTURER, Vr.LO, "Limpid"));
        header.put(Element.text(Tag.MANUFACTURER_MODEL_NAME, Vr.LO, HeaderText.ascii(how.method(), 64)));
        header.put(Element.text(Tag.SOFTWARE_VERSIONS, Vr.LO, HeaderText.ascii(how.version(), 64)));
        boolean lossy = about.lossy()
                || source.text(Tag.LOSSY_IMAGE_COMPRESSION).orElse("").equals("01");
        header.put(Element.text(Tag.LOSSY_IMAGE_COMPRESSION, Vr.CS, lossy ? "01" : "00"));
        if (lossy) {
            for (int tag : new int[] {Tag.LOSSY_IMAGE_COMPRESSION_RATIO, Tag.LOSSY_IMAGE_COMPRESSION_METHOD}) {
                source.get(tag).ifPresent(header::put);
            }
        }
        return header;
    }

    /** The source's number in its series, with room for several objects of each. */
    private long instanceNumber() {
        long number = 1;
        try {
            number = Math.max(1, source.integer(Tag.INSTANCE_NUMBER).orElse(1L));
        } catch (IOException unreadable) {
            number = 1; // A damaged number of the source is no reason to have none.
        }
        return (number - 1) * about.of() + about.number();
    }

    /** Item of Source Image Sequence (0008,2112). */
    Dataset sourceImage() {
        return provenance().sourceImage(about.frame(), about.inPlace());
    }

    About about() {
        return about;
    }

    Provenance provenance() {
        return new Provenance(sourceClass, sourceInstance, how);
    }

    DerivedUid uids() {
        return uids;
    }

    /** Item of Referenced SOP Sequence (0008,1199) for the source. */
    Dataset reference() {
        return new Dataset()
                .put(Element.text(Tag.REFERENCED_SOP_CLASS_UID, Vr.UI, sourceClass))
                .put(Element.text(Tag.REFERENCED_SOP_INSTANCE_UID, Vr.UI, sourceInstance));
    }

    /** Item of Referenced Series Sequence (0008,1115) for the source (PS3.3 C.12.2). */
    Dataset referencedSeries() throws IOException {
        return new Dataset()
                .put(Element.text(
                        Tag.SERIES_INSTANCE_UID,
                        Vr.UI,
                        source.text(Tag.SERIES_INSTANCE_UID).orElse("")))
                .put(Element.sequence(Tag.REFERENCED_INSTANCE_SEQUENCE, reference()));
    }

    private static void orEmpty(Dataset header) throws IOException {
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
        if (!header.text(Tag.BODY_PART_EXAMINED).map(UNPAIRED::contains).orElse(false)) {
            putIfAbsent(header, Tag.LATERALITY, Vr.CS);
        }
    }

    private static void putIfAbsent(Dataset header, int tag, Vr vr) {
        if (!header.has(tag)) {
            header.put(Element.text(tag, vr, ""));
        }
    }

    /** The first date that says when the pixels were taken. */
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
