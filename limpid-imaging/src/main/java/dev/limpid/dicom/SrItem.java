package dev.limpid.dicom;

/** Content items of structured reports (PS3.3 C.17.3.2), each as an item of its parent's Content Sequence. */
final class SrItem {
    private SrItem() {}

    /** A concept of DICOM's own (PS3.16 annex D). */
    static Dataset dcm(String code, String meaning) {
        return Provenance.concept("DCM", code, meaning);
    }

    static Dataset item(String relationship, String type, Dataset concept) {
        return new Dataset()
                .put(Element.text(Tag.RELATIONSHIP_TYPE, Vr.CS, relationship))
                .put(Element.text(Tag.VALUE_TYPE, Vr.CS, type))
                .put(Element.sequence(Tag.CONCEPT_NAME_SEQUENCE, concept));
    }

    static Dataset text(String relationship, Dataset concept, String text) {
        return item(relationship, "TEXT", concept).put(Element.text(Tag.TEXT_VALUE, Vr.UT, text));
    }

    static Dataset code(String relationship, Dataset concept, Dataset value) {
        return item(relationship, "CODE", concept).put(Element.sequence(Tag.CONCEPT_CODE_SEQUENCE, value));
    }

    static Dataset uid(String relationship, Dataset concept, String uid) {
        return item(relationship, "UIDREF", concept).put(Element.text(Tag.UID, Vr.UI, uid));
    }

    static Dataset number(String relationship, Dataset concept, String decimal, Dataset unit) {
        Dataset value = new Dataset()
                .put(Element.sequence(Tag.MEASUREMENT_UNITS_SEQUENCE, unit))
                .put(Element.text(Tag.NUMERIC_VALUE, Vr.DS, decimal));
        return item(relationship, "NUM", concept).put(Element.sequence(Tag.MEASURED_VALUE_SEQUENCE, value));
    }

    static Dataset container(String relationship, Dataset concept, Dataset... items) {
        return item(relationship, "CONTAINER", concept)
                .put(Element.text(Tag.CONTINUITY_OF_CONTENT, Vr.CS, "SEPARATE"))
                .put(Element.sequence(Tag.CONTENT_SEQUENCE, items));
    }

    /** The attributes of a document's root. */
    static Dataset root(Dataset concept, String template, Dataset... items) {
        Dataset root = container("CONTAINS", concept, items).put(template(template));
        root.remove(Tag.RELATIONSHIP_TYPE);
        return root;
    }

    /** Which template of PS3.16 a container follows. */
    static Element template(String identifier) {
        return Element.sequence(
                Tag.CONTENT_TEMPLATE_SEQUENCE,
                new Dataset()
                        .put(Element.text(Tag.MAPPING_RESOURCE, Vr.CS, "DCMR"))
                        .put(Element.text(Tag.TEMPLATE_IDENTIFIER, Vr.CS, identifier)));
    }
}
