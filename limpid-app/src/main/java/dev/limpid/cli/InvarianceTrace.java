package dev.limpid.cli;

import dev.limpid.invariance.AnalysisSettings;
import dev.limpid.invariance.InvarianceModel;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an analysis was made with, so that it can be made again.
 *
 * @param used the model
 * @param sha256 of its file
 * @param asked all settings
 */
record InvarianceTrace(InvarianceModel used, String sha256, InvarianceWork.Asked asked) {
    private static final int SHORT = 12;

    static InvarianceTrace of(InvarianceModel used, InvarianceWork.Asked asked) throws IOException {
        return new InvarianceTrace(used, used.file().sha256(), asked);
    }

    /** The model by name and checksum. */
    String model() {
        return used.file().card().name() + " (sha256 " + sha256.substring(0, SHORT) + "), edge " + used.edge()
                + ", for " + used.card().denoiser().description();
    }

    /** For the foot of a figure. */
    String line() {
        AnalysisSettings settings = asked.settings();
        return "Model " + model() + "; seed " + settings.seed() + ", " + settings.samples() + " samples, "
                + asked.mapSamples() + " a patch of the map, refine " + settings.refinements() + ", "
                + settings.replicas() + " draws of the noise, full dose "
                + (asked.fullDose().isPresent() ? "given" : "not given") + "; limpid " + Version.full() + ".";
    }

    Map<String, Object> toMap() {
        AnalysisSettings settings = asked.settings();
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("limpid", Version.full());
        map.put("modelFile", used.file().path());
        map.put("modelSha256", sha256);
        map.put("seed", settings.seed());
        map.put("refine", settings.refinements());
        map.put("noiseReplicas", settings.replicas());
        map.put("smoothingPixels", settings.smoothing());
        map.put("mapSamples", asked.mapSamples());
        map.put("fullDoseGiven", asked.fullDose().isPresent());
        return map;
    }
}
