import dev.limpid.degrade.GaussianNoise;
import dev.limpid.image.Denoiser;
import dev.limpid.image.DenoiserProvider;
import dev.limpid.image.ImageFormats;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.image.StoredImage;
import dev.limpid.metric.Psnr;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * PSNR of a method on a folder of images with Gaussian noise, as the literature measures it: noise on 0..255 that is not
 * clipped, the method given the true sigma as literature gives it, PSNR of the float result on 0..255. The noise of the
 * n-th image by name has the seed n.
 *
 * <p>Run by published.sh, or: java -cp CLASSES PublishedFigures.java FOLDER METHOD SIGMA [NAME=VALUE...]. Any method on
 * the class path will do. Parameters are passed on; a value of "SIGMA" becomes sigma / 255.
 */
final class PublishedFigures {
    private static final IntensityRange RANGE = IntensityRange.ofBits(8);

    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 3) {
            System.err.println("usage: PublishedFigures FOLDER METHOD SIGMA [NAME=VALUE...]");
            System.exit(2);
        }
        double sigma = Double.parseDouble(arguments[2]) / 255;
        Map<String, String> parameters = new HashMap<>();
        for (String setting : List.of(arguments).subList(3, arguments.length)) {
            String[] parts = setting.split("=", 2);
            parameters.put(parts[0], parts[1].replace("SIGMA", Double.toString(sigma)));
        }
        Denoiser denoiser = ServiceLoader.load(DenoiserProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.name().equals(arguments[1]))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no method " + arguments[1] + " on the class path"))
                .create(parameters, RANGE);
        List<Path> files;
        try (Stream<Path> folder = Files.list(Path.of(arguments[0]))) {
            files = folder.filter(file -> file.toString().endsWith(".png")).sorted().toList();
        }
        double sum = 0;
        double noisySum = 0;
        double seconds = 0;
        for (int n = 0; n < files.size(); n++) {
            try (StoredImage image = ImageFormats.open(files.get(n))) {
                Slice clean = image.frame(0);
                Slice noisy = new GaussianNoise(RANGE, sigma).apply(clean, n);
                long start = System.nanoTime();
                Slice result = denoiser.denoise(noisy);
                double took = (System.nanoTime() - start) * 1e-9;
                double psnr = new Psnr(RANGE).of(clean, result);
                sum += psnr;
                noisySum += new Psnr(RANGE).of(clean, noisy);
                seconds += took;
                System.out.printf(
                        Locale.ROOT,
                        "%-16s %4d x %4d  %.2f dB  %.2f s%n",
                        files.get(n).getFileName(), clean.rows(), clean.columns(), psnr, took);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%s on %d images of %s, sigma %s: noisy %.2f dB, result %.3f dB; %.1f s%n",
                denoiser.describe(), files.size(), arguments[0], arguments[2], noisySum / files.size(),
                sum / files.size(), seconds);
    }
}
