package dev.limpid.degrade;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Unit;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Inhomogeneity of the magnetic or the coil's field: I exp(b), b = s times the sum over i + j of at most 3 of c_ij u^i v^j,
 * with u along the row and v along the column, each from -1 at the first pixel to 1 at the last (0 where there is one only).
 * Polynomial bias fields: Van Leemput et al., IEEE TMI 18, 1999; with coefficients drawn: Sudre, Cardoso and Ourselin, MedIA
 * 39, 2017.
 *
 * <p>Values below the range count as its low end, which stays 0, and stay as far below it as they were.
 */
public final class BiasField extends PlaneDegradation {
    /** Largest i + j. */
    static final int ORDER = 3;

    /** The ten pairs i, j, in the order of the coefficients: 00, 01, 02, 03, 10, 11, 12, 20, 21, 30. */
    static final List<int[]> POWERS = IntStream.rangeClosed(0, ORDER)
            .boxed()
            .flatMap(i -> IntStream.rangeClosed(0, ORDER - i).mapToObj(j -> new int[] {i, j}))
            .toList();

    private final double strength;
    private final double[] coefficients;

    /**
     * A field of the third order.
     *
     * @param strength s, 0..4
     * @param coefficients c_ij, ten of -1..1: those of i j = 00, 01, 02, 03, 10, 11, 12, 20, 21, 30
     */
    public BiasField(IntensityRange range, double strength, double... coefficients) {
        super(range);
        this.strength = PixelNoise.between("strength", strength, 0, 4);
        if (coefficients.length != POWERS.size()) {
            throw new IllegalArgumentException(
                    "a field of order 3 has " + POWERS.size() + " coefficients, not " + coefficients.length);
        }
        this.coefficients = coefficients.clone();
        for (double coefficient : coefficients) {
            PixelNoise.between("coefficients", coefficient, -1, 1);
        }
    }

    @Override
    Plane degrade(Plane clean, Unit unit, long seed) {
        int columns = clean.columns;
        double[] result = new double[clean.values.length];
        IntStream.range(0, clean.rows).parallel().forEach(row -> {
            double[] inRow = polynomialInU(coordinate(row, clean.rows));
            for (int column = 0; column < columns; column++) {
                double u = coordinate(column, columns);
                double bias = strength * (inRow[0] + u * (inRow[1] + u * (inRow[2] + u * inRow[3])));
                int at = row * columns + column;
                result[at] = clean.values[at] * StrictMath.exp(bias);
            }
        });
        return new Plane(clean.rows, columns, result);
    }

    /** The coefficients of u^0..u^3 in the row at v. */
    private double[] polynomialInU(double v) {
        double[] inRow = new double[ORDER + 1];
        for (int k = 0; k < coefficients.length; k++) {
            int[] powers = POWERS.get(k);
            double term = coefficients[k];
            for (int j = 0; j < powers[1]; j++) {
                term *= v;
            }
            inRow[powers[0]] += term;
        }
        return inRow;
    }

    private static double coordinate(int index, int count) {
        return count == 1 ? 0 : 2.0 * index / (count - 1) - 1;
    }

    @Override
    public String name() {
        return "bias-field";
    }
}
