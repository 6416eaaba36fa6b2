package dev.limpid.image;

/**
 * Decides from a declared size alone whether a plane can be held, so that a hostile header costs no memory.
 *
 * <p>A plane of {@code float} pixels may take a sixth of the Java heap: the decoded samples, the plane, the result and
 * a filter's working space then fit together. With {@code -Xmx512m} that is 22 million pixels (4729 x 4729).
 */
public final class PlaneBudget {
    private static final int PLANES = 6;

    private PlaneBudget() {}

    /**
     * Refuses planes that are empty or too large for this virtual machine.
     *
     * @param what what declares the size, the subject of the message, e.g. {@code the PNG header}
     * @throws ImageFormatException if {@code rows} or {@code columns} is below 1 or the plane does not fit
     */
    public static void check(String what, long rows, long columns) throws ImageFormatException {
        if (rows < 1 || columns < 1) {
            throw new ImageFormatException(what + " declares an image of " + rows + " x " + columns + " pixels");
        }
        long most = Math.min(Runtime.getRuntime().maxMemory() / PLANES / Float.BYTES, Integer.MAX_VALUE - 8);
        if (rows > most || columns > most || rows * columns > most) {
            throw new ImageFormatException(what + " declares " + rows + " x " + columns + " pixels, more than the "
                    + most + " that fit into this Java heap; if the file is sound, allow more memory with -Xmx");
        }
    }

    /**
     * Refuses stored samples that take more than two planes when they have to be decoded in one piece.
     *
     * @param what what has that size, the subject of the message
     * @throws ImageFormatException if {@code bytes} is too many
     */
    public static void checkPiece(String what, long bytes) throws ImageFormatException {
        long most = Math.min(Runtime.getRuntime().maxMemory() / PLANES * 2, Integer.MAX_VALUE - 8);
        if (bytes > most) {
            throw new ImageFormatException(what + " takes " + bytes + " bytes in one piece, more than the " + most
                    + " that fit into this Java heap; if the file is sound, allow more memory with -Xmx");
        }
    }
}
