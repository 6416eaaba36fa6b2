package dev.limpid.report;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Colours for values, perceptually even: equal steps of the value are equal steps of lightness in OKLab (B. Ottosson, 2020), so
 * that nothing looks like an edge that is none, also in grey print and to those who see few colours.
 */
enum ColourMap {
    /** From nearly black over violet, red and orange to pale yellow: for sizes, 0 to 1. */
    SIZES {
        @Override
        int colour(double t) {
            double at = Math.max(0, Math.min(1, t));
            // The hue turns once, from violet to yellow; both ends have hardly any colour, as their lightness allows.
            double hue = Math.toRadians(300 + 165 * at);
            double chroma = CHROMA * Math.sin(Math.PI * Math.min(1, 0.06 + 0.86 * at));
            return ofOklab(0.14 + 0.82 * at, chroma * Math.cos(hue), chroma * Math.sin(hue));
        }
    },
    /** From blue over nearly black to orange: for differences, -1 to 1, given as 0 to 1; both ends are equally light. */
    DIFFERENCES {
        @Override
        int colour(double t) {
            double size = 2 * Math.max(0, Math.min(1, t)) - 1;
            double hue = Math.toRadians(size < 0 ? 250 : 55);
            double chroma = 0.9 * CHROMA * Math.abs(size);
            return ofOklab(0.16 + 0.6 * Math.abs(size), chroma * Math.cos(hue), chroma * Math.sin(hue));
        }
    };

    private static final double CHROMA = 0.155;

    /** The colour, 0xRRGGBB, of a part of the scale; beyond its ends that of the end. */
    abstract int colour(double t);

    /** 256 colours from one end of the scale to the other. */
    List<Integer> ramp() {
        return IntStream.range(0, 256).mapToObj(i -> colour(i / 255.0)).toList();
    }

    /** OKLab to sRGB; what sRGB cannot show loses colour, not lightness. */
    private static int ofOklab(double lightness, double a, double b) {
        double part = 1;
        double[] linear = linear(lightness, a, b);
        while (!shown(linear) && part > 0) {
            part -= 0.02;
            linear = linear(lightness, Math.max(0, part) * a, Math.max(0, part) * b);
        }
        int rgb = 0;
        for (double channel : linear) {
            double light = Math.max(0, Math.min(1, channel));
            double encoded = light <= 0.0031308 ? 12.92 * light : 1.055 * Math.pow(light, 1 / 2.4) - 0.055;
            rgb = rgb << 8 | (int) Math.round(255 * encoded);
        }
        return rgb;
    }

    private static boolean shown(double[] linear) {
        for (double channel : linear) {
            if (channel < -1e-4 || channel > 1 + 1e-4) {
                return false;
            }
        }
        return true;
    }

    /** Linear red, green and blue; the matrices are Ottosson's. */
    private static double[] linear(double lightness, double a, double b) {
        double l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
        double m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
        double s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
        return new double[] {
            4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
            -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
            -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s
        };
    }

    private static double cube(double value) {
        return value * value * value;
    }
}
