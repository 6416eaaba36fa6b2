package dev.limpid.lesion.annotation;

import dev.limpid.training.DataFolder;

/**
 * An image of a folder that cannot be used.
 *
 * @param entry the file, which need not be there, with its patient and split
 * @param why it cannot
 */
public record LeftOut(DataFolder.Entry entry, Why why) {
    /** Reasons. */
    public enum Why {
        /** What is said of it is wrong, such as a box without area. */
        BROKEN,
        /** A list names it, and it is not there. */
        MISSING,
        /** Nothing is said of it. */
        UNKNOWN,
        /** Readers do not agree on it. */
        DISPUTED;

        /** Whether somebody could mend it; else the image is sound, and the collection does not say whether it shows a lesion. */
        public boolean isFault() {
            return this == BROKEN || this == MISSING;
        }
    }
}
