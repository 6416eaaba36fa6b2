package dev.limpid.filter;

import java.util.List;
import java.util.Locale;

/**
 * Orthogonal wavelets by their low-pass filters.
 *
 * <p>With g(j) = (-1)^(j + 1) h(F - 1 - j) for a low-pass filter h of length F, the coefficients of x are
 * a(k) = sum of h(j) x(2k + 1 - j) and d(k) = sum of g(j) x(2k + 1 - j). The numbers are those of Daubechies
 * (Communications on Pure and Applied Mathematics 41, 1988, table 1; the least asymmetric one: Ten Lectures on Wavelets,
 * 1992, table 6.3), reversed as PyWavelets has them.
 */
public enum Wavelet {
    /** Haar's, with one vanishing moment. */
    DB1(0.7071067811865476, 0.7071067811865476),
    /** Daubechies' with two vanishing moments. */
    DB2(-0.12940952255126037, 0.2241438680420134, 0.8365163037378079, 0.48296291314453416),
    /** Daubechies' with three vanishing moments. */
    DB3(
            0.03522629188570953,
            -0.08544127388202666,
            -0.13501102001025458,
            0.45987750211849154,
            0.8068915093110925,
            0.33267055295008263),
    /** Daubechies' with four vanishing moments. */
    DB4(
            -0.010597401785069032,
            0.0328830116668852,
            0.030841381835560764,
            -0.18703481171909309,
            -0.027983769416859854,
            0.6308807679298589,
            0.7148465705529157,
            0.2303778133088965),
    /** Daubechies' least asymmetric with four vanishing moments. */
    SYM4(
            -0.07576571478927333,
            -0.02963552764599851,
            0.49761866763201545,
            0.8037387518059161,
            0.29785779560527736,
            -0.09921954357684722,
            -0.012603967262037833,
            0.0322231006040427);

    /** Every {@link #label}, and {@code haar}. */
    static final List<String> NAMES = List.of("db1", "haar", "db2", "db3", "db4", "sym4");

    private static final String HAAR = "haar";

    private final double[] lowPass;

    Wavelet(double... lowPass) {
        this.lowPass = lowPass;
    }

    /** {@code db1}, {@code db2}, {@code db3}, {@code db4} or {@code sym4}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The wavelet of this name; {@code haar} is {@link #DB1}.
     *
     * @param name one of {@link #NAMES}
     */
    static Wavelet named(String name) {
        return name.equals(HAAR) ? DB1 : valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** F: the length of the filters, even. */
    int length() {
        return lowPass.length;
    }

    /** h(j). */
    float low(int j) {
        return (float) lowPass[j];
    }

    /** g(j). */
    float high(int j) {
        double h = lowPass[lowPass.length - 1 - j];
        return (float) (j % 2 == 0 ? -h : h);
    }

    /** The number of levels at which the coarsest coefficients still see mostly the image and not its border. */
    int mostLevels(int rows, int columns) {
        int quotient = Math.min(rows, columns) / (lowPass.length - 1);
        return quotient == 0 ? 0 : 31 - Integer.numberOfLeadingZeros(quotient);
    }
}
