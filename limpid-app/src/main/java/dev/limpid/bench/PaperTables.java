package dev.limpid.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The figures that the paper prints (arXiv 2310.20101, tables II to IV), by data set, metric, degradation and method.
 * They were measured on the paper's images, with parameters that it does not state, and its PSNR behaves like wrapped
 * 8-bit arithmetic; they stand beside ours for orientation.
 */
public final class PaperTables {
    /** The paper's data sets. */
    public static final List<String> DATA_SETS = List.of("LIDC-IDRI", "LiTS", "RSNA");

    /** How the paper's own network is called in tables. */
    static final String NETWORK = "paper's network";

    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("Chem. Shift", "chemical-shift"),
            Map.entry("Gauss.", "gaussian"),
            Map.entry("Mag. Field", "bias-field"),
            Map.entry("Motion Art.", "motion"),
            Map.entry("Non-cent. Chi", "noncentral-chi"),
            Map.entry("Poisson Noise", "poisson"),
            Map.entry("Rician", "rician"),
            Map.entry("Salt & Pepper", "salt-and-pepper"),
            Map.entry("Speckle Noise", "speckle"),
            Map.entry("Struct. Noise", "structured"),
            Map.entry("Susc. Art.", "susceptibility"),
            Map.entry("Thermal", "thermal"),
            Map.entry("Wrap Around", "wrap-around"));
    private static final Map<String, String> METHODS = Map.of(
            "Our", NETWORK,
            "DPIR", "dpir",
            "Bilateral", "bilateral",
            "Filter combination", "combined",
            "Gaussian", "gaussian",
            "Mean", "mean",
            "Median", "median",
            "NL means", "nl-means",
            "Wavelet", "wavelet",
            "Wiener", "wiener");
    private static final Map<String, Double> FIGURES = read();

    private PaperTables() {}

    /** The kinds of the paper's tables, in their order. */
    static List<String> kinds() {
        return List.of(
                "chemical-shift",
                "gaussian",
                "bias-field",
                "motion",
                "noncentral-chi",
                "poisson",
                "rician",
                "salt-and-pepper",
                "speckle",
                "structured",
                "susceptibility",
                "thermal",
                "wrap-around");
    }

    /**
     * One figure; empty where the paper has none.
     *
     * @param metric {@link BenchMetrics#WRAPPED} or {@link BenchMetrics#SSIM}: what the paper's PSNR and SSIM are most
     *     like
     */
    static OptionalDouble figure(String dataSet, String metric, String kind, String method) {
        Double value = FIGURES.get(String.join("\t", dataSet, metric, kind, method));
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private static Map<String, Double> read() {
        Map<String, Double> figures = new HashMap<>();
        try (InputStream in = PaperTables.class.getResourceAsStream("paper-tables.csv")) {
            if (in == null) {
                throw new IllegalStateException("the program is incomplete: paper-tables.csv is missing from its jar");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            List<String> rows =
                    lines.lines().filter(line -> !line.startsWith("#")).toList();
            String[] head = rows.get(0).split(",", -1);
            for (String row : rows.subList(1, rows.size())) {
                String[] cells = row.split(",", -1);
                String metric = cells[1].equals("PSNR") ? BenchMetrics.WRAPPED : BenchMetrics.SSIM;
                String kind = KINDS.get(cells[2]);
                for (int c = 3; c < cells.length && kind != null; c++) {
                    String method = METHODS.getOrDefault(head[c], head[c]);
                    figures.put(String.join("\t", cells[0], metric, kind, method), Double.valueOf(cells[c]));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read paper-tables.csv from the program's jar", e);
        }
        return figures;
    }
}
