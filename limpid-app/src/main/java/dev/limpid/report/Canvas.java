package dev.limpid.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A small picture of 8-bit red, green and blue to draw on; needs neither a display nor fonts. */
final class Canvas {
    /** Height of capitals in a text of size 1, in pixels for each unit of size. */
    private static final double CAPITALS = 0.72;

    final int width;
    final int height;
    private final int[] rgb;

    Canvas(int width, int height, int background) {
        this.width = width;
        this.height = height;
        this.rgb = new int[width * height];
        Arrays.fill(rgb, background);
    }

    static int grey(int value) {
        return value << 16 | value << 8 | value;
    }

    /** Each of red, green and blue a fraction {@code t} of the way to the other colour. */
    static int mix(int from, int to, double t) {
        double f = Math.max(0, Math.min(1, t));
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int a = from >> shift & 255;
            int b = to >> shift & 255;
            mixed |= (int) Math.round(a + f * (b - a)) << shift;
        }
        return mixed;
    }

    /** All pixels, row-major; not to be changed. */
    int[] rgb() {
        return rgb;
    }

    int at(int x, int y) {
        return rgb[y * width + x];
    }

    void set(int x, int y, int colour) {
        rgb[y * width + x] = colour;
    }

    void fill(int x, int y, int w, int h, int colour) {
        int left = Math.max(0, x);
        int right = Math.max(left, Math.min(width, x + w)); // Nothing is drawn of what lies beside the picture.
        for (int row = Math.max(0, y); row < Math.min(height, y + h) && left < width; row++) {
            Arrays.fill(rgb, row * width + left, row * width + right, colour);
        }
    }

    void place(Canvas picture, int x, int y) {
        for (int row = 0; row < picture.height; row++) {
            System.arraycopy(picture.rgb, row * picture.width, rgb, (y + row) * width + x, picture.width);
        }
    }

    /** Width of a text in pixels. */
    static int width(String text, double size) {
        return (int)
                Math.ceil(text.codePoints().mapToDouble(StrokeFont::advance).sum() * size * CAPITALS / 8);
    }

    /** The text cut at words into lines no wider than {@code most} pixels; a longer word is cut anywhere. */
    static List<String> lines(String text, double size, int most) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split("\\s+", -1)) {
            String rest = word;
            while (width(rest, size) > most && rest.length() > 1) {
                int fits = 1;
                while (fits < rest.length() && width(rest.substring(0, fits + 1), size) <= most) {
                    fits++;
                }
                if (!line.isEmpty()) {
                    lines.add(line.toString());
                    line.setLength(0);
                }
                lines.add(rest.substring(0, fits));
                rest = rest.substring(fits);
            }
            if (!line.isEmpty() && width(line + " " + rest, size) > most) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(rest);
        }
        lines.add(line.toString());
        return lines;
    }

    /**
     * Draws a text.
     *
     * @param baseline where the letters stand
     * @param size about the size of a font of that many pixels
     * @param weight thickness of the strokes in pixels
     */
    void text(String text, double x, double baseline, double size, double weight, int colour) {
        double unit = size * CAPITALS / 8;
        double at = x;
        for (int character : text.codePoints().toArray()) {
            double[] box = {
                at - 2,
                baseline - 9.6 * unit - 2,
                at + StrokeFont.advance(character) * unit + 2,
                baseline + 3.4 * unit + 2
            };
            letter(StrokeFont.strokes(character), at, baseline - 8 * unit, unit, weight, colour, box);
            at += StrokeFont.advance(character) * unit;
        }
    }

    private void letter(
            List<double[]> strokes, double left, double top, double unit, double weight, int colour, double[] box) {
        for (int y = (int) Math.max(0, box[1]); y < Math.min(height, box[3]); y++) {
            for (int x = (int) Math.max(0, box[0]); x < Math.min(width, box[2]); x++) {
                double nearest = Double.MAX_VALUE;
                for (double[] s : strokes) {
                    for (int i = 0; i + 3 < s.length; i += 2) {
                        nearest = Math.min(
                                nearest,
                                distance(
                                        x,
                                        y,
                                        left + s[i] * unit,
                                        top + s[i + 1] * unit,
                                        left + s[i + 2] * unit,
                                        top + s[i + 3] * unit));
                    }
                }
                double cover = weight / 2 + 0.5 - nearest;
                if (cover > 0) {
                    set(x, y, mix(at(x, y), colour, cover));
                }
            }
        }
    }

    private static double distance(double x, double y, double x0, double y0, double x1, double y1) {
        double dx = x1 - x0;
        double dy = y1 - y0;
        double length = dx * dx + dy * dy;
        double t = length < 1e-12 ? 0 : Math.max(0, Math.min(1, ((x - x0) * dx + (y - y0) * dy) / length));
        double ex = x - x0 - t * dx;
        double ey = y - y0 - t * dy;
        return Math.sqrt(ex * ex + ey * ey);
    }

    /** The picture as a PNG file's bytes: grey where every pixel is. */
    byte[] png() {
        boolean grey = true;
        for (int colour : rgb) {
            grey &= (colour >> 16 & 255) == (colour & 255) && (colour >> 8 & 255) == (colour & 255);
        }
        BufferedImage image =
                new BufferedImage(width, height, grey ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB);
        if (grey) {
            int[] samples = new int[rgb.length];
            for (int i = 0; i < rgb.length; i++) {
                samples[i] = rgb[i] & 255;
            }
            image.getRaster().setPixels(0, 0, width, height, samples);
        } else {
            image.setRGB(0, 0, width, height, rgb, 0, width);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            if (!ImageIO.write(image, "png", out)) {
                throw new IllegalStateException("this Java has no PNG writer");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot encode a PNG in memory", e);
        }
        return bytes.toByteArray();
    }
}
