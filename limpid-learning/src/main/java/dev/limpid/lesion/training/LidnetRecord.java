package dev.limpid.lesion.training;

import dev.limpid.model.Architecture;
import dev.limpid.model.ModelCard;
import dev.limpid.model.ModelFile;
import dev.limpid.model.Training;
import dev.limpid.network.maps.GateWidths;
import dev.limpid.tensor.Compute;
import dev.limpid.training.Checkpoint;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.ObjectMapper;

/**
 * What is written down of a run of {@link LidnetPlan}: the cards of both models, and {@code NAME.run.json}.
 *
 * @param device it was computed on
 * @param command the command line
 * @param codeVersion version and revision of this program
 */
record LidnetRecord(LidnetPlan plan, LidnetStart start, String device, String command, String codeVersion) {
    Training facts(List<LesionImage> train, Checkpoint state, Compute compute) {
        DetectorPlan images = plan.detector();
        String end = plan.lastKept()
                ? plan.jointSteps() + " steps, whose last state is kept"
                : plan.jointSteps() + " steps at most, ending after " + plan.patience()
                        + " validations without a better one, by PSNR / 10 dB + mean AP (at overlaps of 0.5 and 0.2)";
        String schedule = String.format(
                Locale.ROOT,
                "LIDnet reconstruction: denoiser alone %s; detector on its results mixed with clean images %s; then %s"
                        + " %s; images larger than %d pixels were made smaller first",
                start.denoiser().map(model -> "given (" + model.label() + ")").orElse(plan.denoiserSteps() + " steps"),
                start.detector().map(model -> "given (" + model.label() + ")").orElse(images.steps() + " steps"),
                plan.detectorFixed() ? "the denoiser, the detector staying as it is," : "in turns",
                end,
                images.edge());
        String restoration = start.restoration().map(ModelFile::label).orElse("no network");
        List<String> losses = new ArrayList<>(List.of(plan.ownLoss().title("the encoder of " + restoration)));
        if (plan.perceptual() != Perceptual.NONE && plan.perceptualWeight() > 0) {
            losses.add(plan.perceptualWeight() + " x perceptual ("
                    + plan.perceptual().optionName()
                    + (plan.perceptual() == Perceptual.ROI ? ": lesions and " + plan.proposals() + " proposals" : "")
                    + ")");
        }
        if (plan.detectionWeight() > 0) {
            losses.add(plan.detectionWeight() + " x detection");
        }
        if (plan.featureWeight() > 0) {
            losses.add(plan.featureWeight() + " x feature loss (soft gates of " + GateWidths.DEFAULT_FRACTION
                    + " deviations, target sum) in " + restoration);
        }
        String first = plan.ownLoss().game().isPresent() ? "the first, without the critic," : "the first";
        String loss = String.join(" + ", losses)
                + (losses.size() == 1 ? "" : ", each scaled to " + first + " as they are when the joint stage begins");
        return new Training(
                DetectorRun.sources(train, images.licence()),
                images.degradations().orElseThrow().forCard(),
                images.seed(),
                state.step(),
                images.batch(),
                plan.crop(),
                compute.precision().name().toLowerCase(Locale.ROOT) + " layers, fp32 weights",
                loss,
                schedule,
                Math.rint(state.seconds()),
                device + ", " + Runtime.getRuntime().availableProcessors() + " cores, " + System.getProperty("os.arch"),
                codeVersion,
                LocalDate.now().toString());
    }

    ModelCard card(String suffix, String what, String task, Architecture architecture, Training facts) {
        DetectorPlan images = plan.detector();
        return new ModelCard(
                images.name() + suffix,
                "LIDnet reconstruction, " + what + ", with a detector of: " + images.label(),
                task,
                architecture,
                images.input(),
                facts,
                Optional.empty(),
                List.of(),
                images.licence(),
                command,
                "not measured yet");
    }

    String json(Checkpoint end) throws IOException {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("command", command);
        json.put("codeVersion", codeVersion);
        json.put("date", LocalDate.now().toString());
        json.put("java", System.getProperty("java.version"));
        json.put("steps", end.step());
        json.put("seconds", Math.rint(end.seconds()));
        put(json, "denoiser", start.denoiser());
        put(json, "detector", start.detector());
        put(json, "restoration", start.restoration());
        json.put("ownLoss", plan.ownLoss().settings());
        json.put("plan", new ObjectMapper().readTree(plan.toJson()));
        return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
    }

    private static void put(Map<String, Object> json, String what, Optional<ModelFile> model) throws IOException {
        if (model.isPresent()) {
            json.put(what, model.get().label());
            json.put(what + "Sha256", model.get().sha256());
        }
    }
}
