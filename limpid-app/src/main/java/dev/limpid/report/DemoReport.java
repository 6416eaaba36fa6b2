package dev.limpid.report;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.phantom.ChestPhantom;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The page of {@code limpid demo}: a phantom study, noise put on it, a denoiser's result, and how near both come to the
 * known truth.
 *
 * <p>Example:
 *
 * <pre>{@code
 * ChestPhantom phantom = ChestPhantom.of(1);
 * List<Slice> noisy = phantom.series().slices().stream().map(s -> noise.apply(s, seed)).toList();
 * List<Slice> denoised = noisy.stream().map(denoiser::denoise).toList();
 * new DemoReport(phantom, "Gaussian noise of 200 HU, seed 1", noisy, denoised, account, IntensityRange.CT, List.of())
 *         .write(folder.resolve("demo.html"));
 * }</pre>
 *
 * @param phantom the truth
 * @param degradation what was done to make the noisy slices, for a reader
 * @param noisy one slice for each of the phantom's
 * @param denoised one slice for each of those
 * @param account what was done
 * @param range what the denoiser was made for
 * @param warnings for each slice those that apply to it, or an empty list for none at all
 */
public record DemoReport(
        ChestPhantom phantom,
        String degradation,
        List<Slice> noisy,
        List<Slice> denoised,
        Account account,
        IntensityRange range,
        List<List<String>> warnings) {
    public DemoReport {
        noisy = List.copyOf(noisy);
        denoised = List.copyOf(denoised);
        warnings = List.copyOf(warnings);
        int slices = phantom.series().slices().size();
        if (noisy.size() != slices || denoised.size() != slices) {
            throw new IllegalArgumentException("the phantom has " + slices + " slices, not " + noisy.size()
                    + " noisy and " + denoised.size() + " denoised");
        }
        if (!warnings.isEmpty() && warnings.size() != slices) {
            throw new IllegalArgumentException("warnings for " + warnings.size() + " of " + slices + " slices");
        }
    }

    /** The mean PSNR over the slices against the truth, before and after, in dB. */
    public List<Double> psnr() {
        Truth.SliceTruth mean = Truth.of(phantom, noisy, denoised).mean();
        return List.of(mean.psnrBefore(), mean.psnrAfter());
    }

    /**
     * Measures, draws and writes the page.
     *
     * @return the file
     * @throws IOException if it cannot be written
     */
    public Path write(Path file) throws IOException {
        int slices = noisy.size();
        EvidencePage page = EvidencePage.of("Limpid: denoising a chest whose truth is known", account)
                .lead("A computed chest CT, " + slices + " slices of " + Figures.plain(phantom.sliceThicknessMm())
                        + " mm every " + Figures.plain(phantom.sliceSpacingMm()) + " mm, seed " + phantom.seed()
                        + ", with "
                        + phantom.nodules().size() + " lesions of known place, size and density. Put on it: "
                        + degradation
                        + ". Then denoised.")
                .truth(Truth.of(phantom, noisy, denoised))
                .limit(
                        "How the method does on patients. The phantom is far simpler than a body: its tissues are smooth, its "
                                + "noise has a known formula and nothing moves. What it shows is that the program works and what kind "
                                + "of error to look for.");
        for (int i = 0; i < slices; i++) {
            Slice after = denoised.get(i);
            Slice truth = phantom.series().slices().get(i);
            page.add(EvidencePanel.of(
                    "Slice " + (i + 1),
                    account.method(),
                    noisy.get(i),
                    after,
                    range,
                    DisplayWindow.usual(phantom.series().modality(), truth),
                    warnings.isEmpty() ? List.of() : warnings.get(i)));
        }
        return page.write(file);
    }
}
