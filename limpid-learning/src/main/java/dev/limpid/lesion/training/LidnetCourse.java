package dev.limpid.lesion.training;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** The course of a run of {@link LidnetPlan}: its validations as CSV, which of them was best, and the losses since the last one. */
final class LidnetCourse {
    private static final String HEAD =
            "step,stage,loss,PSNR,PSNR in lesions,bias in lesions,contrast in lesions,AP at IoU 0.5,AP at IoU 0.2,mean"
                    + " sensitivity\n";
    private static final String HISTORY = "#";
    private static final String LOSSES = "~";

    private final StringBuilder log;
    private final BestOfBoth history;
    private double lossSum;
    private int lossCount;

    private LidnetCourse(String log, BestOfBoth history, double lossSum, int lossCount) {
        this.log = new StringBuilder(log);
        this.history = history;
        this.lossSum = lossSum;
        this.lossCount = lossCount;
    }

    /** @param state what {@link #state} gave; empty for a new run */
    static LidnetCourse of(String state) {
        if (state.isEmpty()) {
            return new LidnetCourse(HEAD, BestOfBoth.of(""), 0, 0);
        }
        int at = state.lastIndexOf(HISTORY);
        String[] rest = state.substring(at + 1).split(LOSSES, -1);
        return new LidnetCourse(
                state.substring(0, at), BestOfBoth.of(rest[0]), Double.parseDouble(rest[1]), Integer.parseInt(rest[2]));
    }

    /** What a checkpoint holds. */
    String state() {
        return log + HISTORY + history.state() + LOSSES + lossSum + LOSSES + lossCount;
    }

    /** The validations so far as CSV. */
    String log() {
        return log.toString();
    }

    void step(double loss) {
        lossSum += loss;
        lossCount++;
    }

    /** Mean of the steps since the last validation; empty where there were none. */
    OptionalDouble meanLoss() {
        return lossCount == 0 ? OptionalDouble.empty() : OptionalDouble.of(lossSum / lossCount);
    }

    /** Adds a validation of the joint stage, or of the state before it; whether it is the best so far. */
    boolean judge(DenoiserFidelity fidelity, DetectorValidation.Found found) {
        return history.add(fidelity.psnr(), found.meanPrecision());
    }

    /** Validations since the best one. */
    int sinceBest() {
        return history.sinceBest();
    }

    /** Writes a validation down, and begins to count losses anew. Returns the same for people. */
    String validated(
            long step, LidnetPlan.Stage stage, DenoiserFidelity fidelity, Optional<DetectorValidation.Found> found) {
        String name = stage.name().toLowerCase(Locale.ROOT);
        OptionalDouble loss = meanLoss();
        log.append(String.format(
                Locale.ROOT,
                "%d,%s,%s,%.3f,%.3f,%.5f,%.5f,%s%n",
                step,
                name,
                loss.isPresent() ? String.format(Locale.ROOT, "%.6f", loss.getAsDouble()) : "",
                fidelity.psnr(),
                fidelity.regionPsnr(),
                fidelity.regionBias(),
                fidelity.contrastError(),
                found.map(LidnetCourse::cells).orElse(",,")));
        lossSum = 0;
        lossCount = 0;
        return String.format(
                Locale.ROOT,
                "step %d (%s): %svalidation %s%s",
                step,
                name,
                loss.isPresent() ? String.format(Locale.ROOT, "loss %.5f, ", loss.getAsDouble()) : "",
                fidelity.describe(),
                found.map(each -> "; " + each.describe()).orElse(""));
    }

    private static String cells(DetectorValidation.Found found) {
        return String.format(
                Locale.ROOT, "%.4f,%.4f,%.4f", found.precision(), found.loosePrecision(), found.sensitivity());
    }
}
