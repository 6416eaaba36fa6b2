package dev.limpid.training;

import java.util.Locale;

/** The course of a run as CSV: step, mean training loss since the line before, learning rate, validation PSNR in dB. */
final class TrainingLog {
    private static final String PENDING = "#";

    private final StringBuilder lines;
    private double sum;
    private int count;

    /** @param earlier what {@link #state} gave, empty for a new run */
    TrainingLog(String earlier) {
        int pending = earlier.lastIndexOf(PENDING);
        lines = new StringBuilder(
                pending < 0 ? "step,loss,learning rate,validation PSNR\n" : earlier.substring(0, pending));
        if (pending >= 0) {
            String[] parts = earlier.substring(pending + PENDING.length()).split(",");
            sum = Double.parseDouble(parts[0]);
            count = Integer.parseInt(parts[1]);
        }
    }

    /** The lines and the losses not yet in one, to go on from. */
    String state() {
        return lines + PENDING + sum + "," + count;
    }

    void loss(double value) {
        sum += value;
        count++;
    }

    double meanLoss() {
        return count == 0 ? 0 : sum / count;
    }

    /** Adds a line and returns it for people. */
    String validated(long step, double learningRate, double psnr) {
        double mean = meanLoss();
        sum = 0;
        count = 0;
        lines.append(String.format(Locale.ROOT, "%d,%.6f,%.3e,%.3f%n", step, mean, learningRate, psnr));
        return String.format(
                Locale.ROOT,
                "step %d: loss %.5f, learning rate %.1e, validation %.2f dB",
                step,
                mean,
                learningRate,
                psnr);
    }

    @Override
    public String toString() {
        return lines.toString();
    }
}
