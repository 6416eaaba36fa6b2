package dev.limpid.invariance;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The course of a training as CSV: {@code step,loss,mean since the line before}. What is pending goes into checkpoints, so that a
 * resumed run writes the same lines.
 */
final class StepLosses {
    private static final String PENDING = "#";
    private static final String HEAD = "step,loss,mean\n";

    private final StringBuilder lines;
    private final Map<String, Double> sums = new LinkedHashMap<>();
    private int count;

    /** @param earlier what {@link #state} gave; empty for a new run */
    StepLosses(String earlier) {
        int pending = earlier.lastIndexOf(PENDING);
        lines = new StringBuilder(pending < 0 ? HEAD : earlier.substring(0, pending));
        if (pending >= 0) {
            String[] parts = earlier.substring(pending + 1).split(";");
            count = Integer.parseInt(parts[0]);
            for (int i = 1; i < parts.length; i++) {
                String[] pair = parts[i].split("=");
                sums.put(pair[0], Double.parseDouble(pair[1]));
            }
        }
    }

    String state() {
        return lines
                + PENDING
                + count
                + sums.entrySet().stream()
                        .map(sum -> ";" + sum.getKey() + "=" + sum.getValue())
                        .collect(Collectors.joining());
    }

    void add(Map<String, Double> losses) {
        losses.forEach((name, value) -> sums.merge(name, value, Double::sum));
        count++;
    }

    /** Ends a stretch and says its means in one line. */
    String line(long step) {
        String said = sums.entrySet().stream()
                .map(sum -> String.format(Locale.ROOT, "%s %.4f", sum.getKey(), sum.getValue() / count))
                .collect(Collectors.joining(", "));
        sums.forEach((name, sum) -> lines.append(String.format(Locale.ROOT, "%d,%s,%.6f%n", step, name, sum / count)));
        sums.clear();
        count = 0;
        return "step " + step + ": " + said;
    }

    @Override
    public String toString() {
        return lines.toString();
    }
}
