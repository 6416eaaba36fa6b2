package dev.limpid.dicom;

import dev.limpid.image.ImageFormatException;
import java.io.IOException;
import java.util.Optional;

/** Which object a file holds, as its data set says, else its meta information. */
final class SourceIdentity {
    private SourceIdentity() {}

    static String sopClass(Part10 source) throws IOException {
        return identifier(source, Tag.SOP_CLASS_UID, Tag.MEDIA_STORAGE_SOP_CLASS_UID, "SOP Class UID");
    }

    static String sopInstance(Part10 source) throws IOException {
        return identifier(source, Tag.SOP_INSTANCE_UID, Tag.MEDIA_STORAGE_SOP_INSTANCE_UID, "SOP Instance UID");
    }

    private static String identifier(Part10 source, int tag, int metaTag, String name) throws IOException {
        Optional<String> own = source.dataset().text(tag);
        String uid = (own.isPresent() ? own : source.meta().text(metaTag)).orElse("");
        if (uid.length() > 64 || !uid.matches("[0-9.]+")) {
            throw new ImageFormatException(
                    name + " " + Tag.show(tag) + " is missing or damaged, so no object can be derived from this one");
        }
        return uid;
    }
}
