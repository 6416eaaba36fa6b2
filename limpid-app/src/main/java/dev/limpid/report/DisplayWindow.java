package dev.limpid.report;

import dev.limpid.image.Modality;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import java.util.Arrays;
import java.util.List;

/**
 * Which pixel values are shown from black to white.
 *
 * @param name what it is made for, e.g. {@code lung}; may be empty
 * @param centre the value shown mid grey, in the image's unit
 * @param width the values from black to white, above 0
 */
public record DisplayWindow(String name, double centre, double width) {
    /** Lung: -1350..150 HU. */
    public static final DisplayWindow LUNG = new DisplayWindow("lung", -600, 1500);

    /** Soft tissue: -160..240 HU. */
    public static final DisplayWindow SOFT_TISSUE = new DisplayWindow("soft tissue", 40, 400);

    /** The share of a CT slice that must be as dense as lung for the lung window to be shown too. */
    private static final double LUNG_SHARE = 0.03;

    /** Share of the middle that is lung where the lung is what is shown. */
    private static final double LUNG_IN_THE_MIDDLE = 0.15;

    public DisplayWindow {
        if (!(width > 0) || !Double.isFinite(centre) || !Double.isFinite(width)) {
            throw new IllegalArgumentException(
                    "a display window needs a width above 0, not C " + centre + " W " + width);
        }
    }

    /**
     * The usual windows when the file states none: soft tissue for CT, with lung in front of it where there is lung;
     * else the 0.5 to 99.5 percentile of the pixels that are not padding.
     */
    public static List<DisplayWindow> usual(Modality modality, Slice slice) {
        if (modality == Modality.CT && slice.unit() == Unit.HOUNSFIELD) {
            int lung = 0;
            for (int i = 0; i < slice.size(); i++) {
                if (!slice.isPadding(i) && slice.at(i) > -930 && slice.at(i) < -650) {
                    lung++;
                }
            }
            return lung > LUNG_SHARE * slice.size() ? List.of(LUNG, SOFT_TISSUE) : List.of(SOFT_TISSUE);
        }
        float[] values = new float[slice.size()];
        int n = 0;
        for (int i = 0; i < slice.size(); i++) {
            if (!slice.isPadding(i)) {
                values[n++] = slice.at(i);
            }
        }
        if (n == 0) {
            return List.of(new DisplayWindow("", slice.at(0), 1));
        }
        Arrays.sort(values, 0, n);
        double low = values[(int) (0.005 * (n - 1))];
        double high = values[(int) Math.ceil(0.995 * (n - 1))];
        return List.of(new DisplayWindow("", (low + high) / 2, high > low ? high - low : 1));
    }

    /**
     * The one of the {@linkplain #usual usual windows} that shows most: lung where much of the plane's middle is lung; a rim of
     * it is none, nor are blankets round the patient.
     */
    public static DisplayWindow single(Modality modality, Slice slice) {
        List<DisplayWindow> windows = usual(modality, slice);
        int lung = 0;
        int count = 0;
        for (int row = slice.rows() / 4; row < slice.rows() * 3 / 4; row++) {
            for (int column = slice.columns() / 4; column < slice.columns() * 3 / 4; column++) {
                float value = slice.at(row, column);
                lung += value > -930 && value < -650 ? 1 : 0;
                count++;
            }
        }
        return windows.get(lung > LUNG_IN_THE_MIDDLE * count ? 0 : windows.size() - 1);
    }

    /** 0 (black) to 255 (white). */
    int grey(double value) {
        return (int) Math.max(0, Math.min(255, Math.round(255 * ((value - centre) / width + 0.5))));
    }

    /** For a caption, e.g. {@code lung window, C -600 W 1500 HU}. */
    String caption(Unit unit) {
        String start = name.isEmpty() ? "window" : name + " window,";
        return start + " C " + Figures.plain(centre) + " W " + Figures.plain(width) + " " + unit.symbol();
    }
}
