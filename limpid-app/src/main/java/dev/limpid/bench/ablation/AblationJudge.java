package dev.limpid.bench.ablation;

import dev.limpid.bench.layout.ImageCollection;
import dev.limpid.bench.layout.ImageRef;
import dev.limpid.bench.layout.LesionRegions;
import dev.limpid.bench.layout.PatientSample;
import dev.limpid.degrade.GaussianNoise;
import dev.limpid.explain.FeatureMaps;
import dev.limpid.image.ImageFormats;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Modality;
import dev.limpid.image.Slice;
import dev.limpid.image.StoredImage;
import dev.limpid.metric.EdgePreservation;
import dev.limpid.metric.LesionFidelity;
import dev.limpid.metric.Normalised;
import dev.limpid.metric.NotApplicableException;
import dev.limpid.metric.Psnr;
import dev.limpid.model.InferenceOptions;
import dev.limpid.model.LearnedDenoiser;
import dev.limpid.model.ModelFile;
import dev.limpid.training.DataFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Denoises the same noisy images with every model and measures: values, edges, maps and lesions. */
public final class AblationJudge implements AutoCloseable {
    private final List<Case> cases = new ArrayList<>();
    private final List<Double> sigmas;
    private final FeatureMaps maps;
    private final InferenceOptions options;

    /** An image, its map and its lesions. */
    private record Case(ImageRef ref, Slice clean, IntensityRange range, Slice map, Optional<BitSet> lesions) {}

    /**
     * What is measured of one image.
     *
     * @param psnr dB
     * @param ssim of planes whose range was made 0 to 1
     * @param edges {@link EdgePreservation}
     * @param mapError {@link FeatureMaps#error} of hard maps
     * @param lesionError |mean error| inside the lesions, as a fraction of the range; NaN without lesions
     * @param contrastError |error of the lesions' contrast|, likewise
     */
    public record Figures(
            String patient,
            String image,
            double sigma,
            double psnr,
            double ssim,
            double edges,
            double mapError,
            double lesionError,
            double contrastError) {}

    /**
     * Reads the images and computes their maps.
     *
     * @throws IOException if there are no images, or one of them or its annotation cannot be read
     */
    public AblationJudge(AblationPlan plan, Path data, ModelFile judge, InferenceOptions options) throws IOException {
        this.sigmas = plan.sigmas();
        this.options = options;
        ImageCollection all = ImageCollection.open(List.of(data), "auto", 1);
        DataFolder.Split split = DataFolder.Split.valueOf(plan.split().toUpperCase(Locale.ROOT));
        List<ImageRef> refs = PatientSample.draw(all.files(plan.subset(), split), plan.images(), 1, plan.modality());
        if (refs.isEmpty()) {
            throw new IOException(data + " has no images of subset '" + plan.subset() + "' to " + plan.split());
        }
        maps = FeatureMaps.open(judge, options);
        try {
            read(refs, plan.modality());
        } catch (IOException | RuntimeException failure) {
            maps.close();
            throw failure;
        }
    }

    private void read(List<ImageRef> refs, Modality modality) throws IOException {
        for (ImageRef ref : refs) {
            try (StoredImage stored = ImageFormats.open(ref.file(), modality)) {
                Slice clean = stored.frame(ref.frame());
                IntensityRange range = stored.range()
                        .orElseThrow(() -> new IOException(ref.file() + " does not say its intensity range"));
                Optional<BitSet> lesions = LesionRegions.of(ref.file(), clean.rows(), clean.columns());
                cases.add(new Case(ref, clean, range, maps.map(clean, range), lesions));
            }
        }
    }

    /** How many images there are. */
    public int images() {
        return cases.size();
    }

    /** All figures of a model. */
    public List<Figures> measure(ModelFile model) throws IOException {
        List<Figures> figures = new ArrayList<>();
        try (LearnedDenoiser denoiser = LearnedDenoiser.open(model, options)) {
            for (double sigma : sigmas) {
                for (int i = 0; i < cases.size(); i++) {
                    Case each = cases.get(i);
                    Slice noisy = new GaussianNoise(each.range(), sigma).apply(each.clean(), i);
                    figures.add(
                            figures(each, sigma, denoiser.forRange(each.range()).denoise(noisy)));
                }
            }
        }
        return figures;
    }

    private Figures figures(Case each, double sigma, Slice result) {
        double lesionError = Double.NaN;
        double contrastError = Double.NaN;
        if (each.lesions().isPresent()) {
            try {
                LesionFidelity lesion =
                        LesionFidelity.of(each.clean(), result, each.lesions().get());
                lesionError = Math.abs(lesion.meanError()) / each.range().width();
                contrastError = Math.abs(lesion.contrastError()) / each.range().width();
            } catch (NotApplicableException nothingAround) {
                // A lesion that fills its image has no contrast; the image counts for all else.
                lesionError = Double.NaN;
            }
        }
        return new Figures(
                each.ref().patient(),
                each.ref().name(),
                sigma,
                new Psnr(each.range()).of(each.clean(), result),
                Normalised.ssim(each.range()).of(each.clean(), result),
                new EdgePreservation().of(each.clean(), result),
                FeatureMaps.error(each.map(), maps.map(result, each.range())),
                lesionError,
                contrastError);
    }

    @Override
    public void close() {
        maps.close();
    }
}
