package dev.limpid.image;

/**
 * What has to be done to a stored plane so that it looks as radiologists are used to: the patient's right at the left
 * of an axial or coronal plane, anterior or superior at the top, anterior at the left of a sagittal one. For showing
 * only; no computation depends on it.
 *
 * @param mirrored whether left and right have to be exchanged
 * @param upsideDown whether top and bottom have to be exchanged
 */
public record PlaneOrientation(boolean mirrored, boolean upsideDown) {
    /** The plane can be shown as it is stored. */
    public static final PlaneOrientation AS_STORED = new PlaneOrientation(false, false);
}
