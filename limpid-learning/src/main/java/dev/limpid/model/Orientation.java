package dev.limpid.model;

/** The eight ways to turn a plane about and over (the dihedral group of the square), in the order of DPIR's iterations. */
enum Orientation {
    UPRIGHT(false, false, false),
    TRANSPOSED(false, false, true),
    UPSIDE_DOWN(true, false, false),
    QUARTER_TURN_RIGHT(true, false, true),
    LEFT_RIGHT(false, true, false),
    QUARTER_TURN_LEFT(false, true, true),
    HALF_TURN(true, true, false),
    ANTITRANSPOSED(true, true, true);

    private final boolean rowsReversed;
    private final boolean columnsReversed;
    private final boolean transposed;

    /** Reverses rows and columns first, then transposes. */
    Orientation(boolean rowsReversed, boolean columnsReversed, boolean transposed) {
        this.rowsReversed = rowsReversed;
        this.columnsReversed = columnsReversed;
        this.transposed = transposed;
    }

    /** The orientation of an iteration, which counts from 0. */
    static Orientation of(int iteration) {
        return values()[iteration % values().length];
    }

    /** Whether rows become columns. */
    boolean transposes() {
        return transposed;
    }

    /** The turned plane: rows x columns, or columns x rows where {@link #transposes}. */
    float[] apply(float[] plane, int rows, int columns) {
        float[] turned = new float[plane.length];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                turned[target(row, column, rows, columns)] = plane[row * columns + column];
            }
        }
        return turned;
    }

    /** The plane that {@link #apply} turned; {@code rows} and {@code columns} are those of the result. */
    float[] undo(float[] turned, int rows, int columns) {
        float[] plane = new float[turned.length];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                plane[row * columns + column] = turned[target(row, column, rows, columns)];
            }
        }
        return plane;
    }

    private int target(int row, int column, int rows, int columns) {
        int r = rowsReversed ? rows - 1 - row : row;
        int c = columnsReversed ? columns - 1 - column : column;
        return transposed ? c * rows + r : r * columns + c;
    }

    /** Denoises the turned plane and turns the result back. */
    float[] around(GaussianDenoiser denoiser, float[] plane, int rows, int columns, double sigma) {
        if (this == UPRIGHT) {
            return denoiser.denoise(plane, rows, columns, sigma);
        }
        int height = transposed ? columns : rows;
        int width = transposed ? rows : columns;
        return undo(denoiser.denoise(apply(plane, rows, columns), height, width, sigma), rows, columns);
    }
}
