package dev.limpid.cli;

import dev.limpid.batch.AtomicFile;
import dev.limpid.degrade.GaussianNoise;
import dev.limpid.image.Denoiser;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Modality;
import dev.limpid.image.Slice;
import dev.limpid.model.DomainStatistics;
import dev.limpid.model.InferenceOptions;
import dev.limpid.model.LearnedDenoiser;
import dev.limpid.model.ModelCard;
import dev.limpid.model.ModelFile;
import dev.limpid.model.ModelFormatException;
import dev.limpid.model.ModelLibrary;
import dev.limpid.phantom.ChestPhantom;
import dev.limpid.report.Account;
import dev.limpid.report.DemoReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows denoising with evidence on a computed study, without any data or network. */
@Command(
        name = "demo",
        description = "Denoise a computed chest CT of known truth and write a page of evidence; needs no data.")
final class DemoCommand implements Callable<Integer> {
    private static final double SIGMA = 0.1;
    private static final String FILTER = "nl-means";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT",
            defaultValue = "limpid-demo",
            description = "Folder for the page (default: limpid-demo).")
    private Path output = Path.of("limpid-demo");

    @Option(names = "--seed", defaultValue = "1", description = "Which patient and which noise (default: 1).")
    private long seed;

    @Mixin
    private ReportingOptions reporting = new ReportingOptions();

    /** One method's page and its mean PSNR in dB before and after. */
    private record Shown(String method, Path page, List<Double> psnr) {
        Map<String, Object> toMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("method", method);
            map.put("page", page);
            map.put("psnrBefore", psnr.get(0));
            map.put("psnrAfter", psnr.get(1));
            return map;
        }
    }

    @Override
    public Integer call() throws IOException {
        Optional<ModelLibrary.Choice> choice = model();
        reporting.say("computing a chest CT with known lesions (seed " + seed + ")");
        ChestPhantom phantom = ChestPhantom.of(seed);
        GaussianNoise noise = new GaussianNoise(IntensityRange.CT, SIGMA);
        List<Slice> noisy = new ArrayList<>();
        for (Slice slice : phantom.series().slices()) {
            noisy.add(noise.apply(slice, seed + noisy.size()));
        }
        List<Shown> shown = new ArrayList<>();
        if (choice.isPresent()) {
            ModelFile file = choice.get().model();
            try (LearnedDenoiser model = LearnedDenoiser.open(file, InferenceOptions.DEFAULT)) {
                shown.add(show(phantom, noisy, model, identity(file), concerns(file.card(), noisy), "demo"));
            }
        }
        Denoiser filter = Methods.named(FILTER)
                .orElseThrow(() -> new IllegalStateException("the method " + FILTER + " is missing"))
                .create(Map.of(), IntensityRange.CT);
        shown.add(show(phantom, noisy, filter, "none", List.of(), "demo-" + FILTER));
        for (Shown each : shown) {
            reporting.say(String.format(
                    Locale.ROOT,
                    "%s: PSNR against the truth %.2f dB before, %.2f dB after",
                    each.method,
                    each.psnr.get(0),
                    each.psnr.get(1)));
        }
        reporting.say("open this page:");
        reporting.result(shown.get(0).page.toAbsolutePath().normalize().toString());
        reporting.object(Map.of(
                "page",
                shown.get(0).page,
                "methods",
                shown.stream().map(Shown::toMap).toList()));
        return ExitCode.OK;
    }

    /**
     * The shipped model for CT; without one the demonstration shows the filter alone, and says so.
     *
     * @throws ModelFormatException if there is none because a model file is broken
     */
    private Optional<ModelLibrary.Choice> model() throws IOException {
        ModelLibrary library = ModelLibrary.standard();
        try {
            ModelLibrary.Choice choice = library.choose(Modality.CT);
            reporting.say(choice.reason());
            return Optional.of(choice);
        } catch (ModelFormatException none) {
            if (!library.problems().isEmpty()) {
                throw none;
            }
            reporting.say(none.getMessage() + "; showing " + FILTER + " only");
            return Optional.empty();
        }
    }

    private Shown show(
            ChestPhantom phantom,
            List<Slice> noisy,
            Denoiser denoiser,
            String model,
            List<List<String>> warnings,
            String name)
            throws IOException {
        List<Slice> denoised = new ArrayList<>();
        try (Progress progress = Progress.of(denoiser.name(), noisy.size(), reporting::say)) {
            for (Slice slice : noisy) {
                denoised.add(denoiser.denoise(slice));
                progress.step();
            }
        }
        Account account = new Account(
                denoiser.name(),
                Version.full(),
                model,
                denoiser.describe(),
                "a computed chest CT, seed " + seed,
                "limpid demo --seed " + seed);
        DemoReport report = new DemoReport(
                phantom,
                String.format(
                        Locale.ROOT,
                        "Gaussian noise of %.0f HU (%.1f of the range -1000..1000 HU), seed %d",
                        SIGMA * IntensityRange.CT.width(),
                        SIGMA,
                        seed),
                noisy,
                denoised,
                account,
                IntensityRange.CT,
                warnings);
        Path page = AtomicFile.free(output.resolve(name + ".html"));
        AtomicFile.write(page, false, report::write);
        return new Shown(denoiser.name(), page, report.psnr());
    }

    private static String identity(ModelFile model) throws IOException {
        return model.path().getFileName() + ", SHA-256 " + model.sha256();
    }

    private static List<List<String>> concerns(ModelCard card, List<Slice> noisy) {
        return card.domain()
                .map(domain -> noisy.stream()
                        .map(slice -> domain.concerns(DomainStatistics.of(slice, IntensityRange.CT)))
                        .toList())
                .orElse(List.of());
    }
}
