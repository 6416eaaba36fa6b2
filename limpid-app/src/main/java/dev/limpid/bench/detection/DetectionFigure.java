package dev.limpid.bench.detection;

import dev.limpid.metric.detection.Sensitivity;
import java.util.ArrayList;
import java.util.List;

/**
 * A figure of a row.
 *
 * @param key for tables of other programs
 * @param name for people
 * @param unit of the numbers; {@link #INTENSITY} for what is in the images' own, see {@link LesionScale}
 * @param decimals that are shown
 */
public record DetectionFigure(String key, String name, String unit, int decimals) {
    /** In the unit of the images. */
    static final String INTENSITY = "intensity";

    /** What a hit overlaps at least in the free-response figures, by intersection over union: small lesions have uncertain boxes. */
    public static final double FROC_OVERLAP = 0.2;

    static final DetectionFigure PSNR = new DetectionFigure("psnr", "PSNR", "dB", 2);
    static final DetectionFigure SSIM = new DetectionFigure("ssim", "SSIM", "", 3);
    static final DetectionFigure LESION_PSNR = new DetectionFigure("lesionPsnr", "PSNR in lesions", "dB", 2);
    static final DetectionFigure LESION_BIAS = new DetectionFigure("lesionBias", "bias in lesions", INTENSITY, 2);
    static final DetectionFigure LESION_CONTRAST =
            new DetectionFigure("lesionContrast", "change of contrast", INTENSITY, 2);
    static final DetectionFigure AP50 = new DetectionFigure("ap50", "AP at IoU 0.5", "", 3);
    static final DetectionFigure AP20 = new DetectionFigure("ap20", "AP at IoU 0.2", "", 3);
    static final DetectionFigure MEAN_SENSITIVITY = new DetectionFigure("meanSensitivity", "mean sensitivity", "", 3);

    /** The first of the sensitivities in {@link #ALL}. */
    static final int FIRST_RATE = 7;

    /** All, in the order of a row's values. */
    public static final List<DetectionFigure> ALL = all();

    private static List<DetectionFigure> all() {
        List<DetectionFigure> all =
                new ArrayList<>(List.of(PSNR, SSIM, LESION_PSNR, LESION_BIAS, LESION_CONTRAST, AP50, AP20));
        for (double rate : Sensitivity.RATES) {
            all.add(new DetectionFigure("sensitivity@" + plain(rate), "sensitivity at " + text(rate), "", 3));
        }
        all.add(MEAN_SENSITIVITY);
        return List.copyOf(all);
    }

    /** Whether it says something of lesions, and so needs patients who have some. */
    boolean isOfLesions() {
        return !equals(PSNR) && !equals(SSIM);
    }

    private static String plain(double rate) {
        return rate == Math.rint(rate) ? String.valueOf((int) rate) : String.valueOf(rate);
    }

    /** A rate as people write it, e.g. {@code 1/8}. */
    static String text(double rate) {
        return rate >= 1 ? plain(rate) : "1/" + (int) Math.rint(1 / rate);
    }
}
