package dev.limpid.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A plain lettering made of strokes, drawn for this project. Capitals are 8 units high from the top (y = 0) to the
 * baseline (y = 8), small letters reach from 3 to 8, tails to 10.5.
 *
 * <p>In the table, strokes are parted by {@code |}; {@code -} joins its points by straight lines, {@code ~} by a smooth
 * curve, {@code o} by a smooth closed one. Characters not in the table are drawn as a box.
 */
final class StrokeFont {
    /** Units between the feet of two letters. */
    private static final double GAP = 2.1;

    private static final int CURVE = 6;
    private static final String BOX = "-0,1 4,1 4,8 0,8 0,1";
    private static final String LEFT_BOWL = "o4,5.5 3.4,3.7 2,3 0.6,3.8 0,5.5 0.6,7.2 2,8 3.4,7.3";
    private static final String RIGHT_BOWL = "o0,5.5 0.6,3.7 2,3 3.4,3.8 4,5.5 3.4,7.2 2,8 0.6,7.3";
    private static final String ARCH = "~0,5.2 0.7,3.6 2.1,3 3.4,3.6 3.8,5.2|-3.8,5.2 3.8,8";
    private static final Map<Integer, List<double[]>> GLYPHS = new HashMap<>();

    static {
        capitals();
        smallLetters();
        digits();
        signs();
    }

    private StrokeFont() {}

    /** The strokes of a character: each a list x0, y0, x1, y1 ... in units. */
    static List<double[]> strokes(int character) {
        List<double[]> found = GLYPHS.get(character);
        return found != null ? found : parse(BOX);
    }

    /** How far to the next letter's start, in units. */
    static double advance(int character) {
        if (character == ' ') {
            return 3.4;
        }
        double right = 0;
        for (double[] stroke : strokes(character)) {
            for (int i = 0; i < stroke.length; i += 2) {
                right = Math.max(right, stroke[i]);
            }
        }
        return right + GAP;
    }

    private static void put(char character, String drawing) {
        GLYPHS.put((int) character, parse(drawing));
    }

    private static void capitals() {
        put('A', "-0,8 3,0 6,8|-1.1,5.2 4.9,5.2");
        put('B', "-2.6,0 0,0 0,8 2.8,8|-0,3.8 2.8,3.8|~2.6,0 4.5,1.9 2.6,3.8|~2.8,3.8 5,5.9 2.8,8");
        put('C', "~5.2,1.5 3,0 0.8,1.6 0,4 0.8,6.4 3,8 5.2,6.5");
        put('D', "-2.2,0 0,0 0,8 2.2,8|~2.2,0 4.6,1.3 5.4,4 4.6,6.7 2.2,8");
        put('E', "-4.4,0 0,0 0,8 4.4,8|-0,3.9 3.8,3.9");
        put('F', "-4.4,0 0,0 0,8|-0,3.9 3.8,3.9");
        put('G', "~5.2,1.5 3,0 0.8,1.6 0,4 0.8,6.4 3,8 5.3,6.7|-5.3,6.7 5.3,4.4 3.2,4.4");
        put('H', "-0,0 0,8|-5,0 5,8|-0,3.9 5,3.9");
        put('I', "-0,0 0,8");
        put('J', "-3.2,0 3.2,5.8|~3.2,5.8 2.7,7.5 1.4,8 0,7.2");
        put('K', "-0,0 0,8|-4.6,0 0,4.8|-1.7,3.2 4.9,8");
        put('L', "-0,0 0,8 4.2,8");
        put('M', "-0,8 0,0 3.2,5.5 6.4,0 6.4,8");
        put('N', "-0,8 0,0 5.2,8 5.2,0");
        put('O', "o3,0 5.2,1.3 6,4 5.2,6.7 3,8 0.8,6.7 0,4 0.8,1.3");
        put('P', "-0,8 0,0 2.6,0|~2.6,0 4.8,2.2 2.6,4.4|-2.6,4.4 0,4.4");
        put('Q', "o3,0 5.2,1.3 6,4 5.2,6.7 3,8 0.8,6.7 0,4 0.8,1.3|-3.8,5.8 6,8.5");
        put('R', "-0,8 0,0 2.6,0|~2.6,0 4.8,2.2 2.6,4.4|-2.6,4.4 0,4.4|-2.5,4.4 5,8");
        put('S', "~4.8,1.2 2.6,0 0.3,1.9 2.5,3.8 4.9,6 2.5,8 0,6.7");
        put('T', "-0,0 5.4,0|-2.7,0 2.7,8");
        put('U', "-0,0 0,5.4|~0,5.4 0.8,7.3 2.6,8 4.4,7.3 5.2,5.4|-5.2,5.4 5.2,0");
        put('V', "-0,0 2.8,8 5.6,0");
        put('W', "-0,0 2,8 4,1.5 6,8 8,0");
        put('X', "-0,0 5.2,8|-5.2,0 0,8");
        put('Y', "-0,0 2.7,4 5.4,0|-2.7,4 2.7,8");
        put('Z', "-0,0 5,0 0,8 5.2,8");
    }

    private static void smallLetters() {
        put('a', "-4,3 4,8|" + LEFT_BOWL);
        put('b', "-0,0 0,8|" + RIGHT_BOWL);
        put('c', "~3.7,4 2,3 0.5,3.8 0,5.5 0.5,7.2 2,8 3.7,7");
        put('d', "-4,0 4,8|" + LEFT_BOWL);
        put('e', "-0,5.4 4,5.4|~4,5.4 3.5,3.7 2,3 0.5,3.8 0,5.5 0.5,7.2 2.1,8 3.8,7.1");
        put('f', "~3,0.2 1.9,0 1.2,1.4|-1.2,1.4 1.2,8|-0,3 2.8,3");
        put('g', "-4,3 4,8.4|~4,8.4 3.4,10 2,10.5 0.4,9.9|" + LEFT_BOWL);
        put('h', "-0,0 0,8|" + ARCH);
        put('i', "-0,3 0,8|-0,0.7 0,0.9");
        put('j', "-1.2,3 1.2,9|~1.2,9 0.9,10.3 0,10.4|-1.2,0.7 1.2,0.9");
        put('k', "-0,0 0,8|-3.5,3 0,6|-1.4,4.9 3.8,8");
        put('l', "-0,0 0,8");
        put(
                'm',
                "-0,3 0,8|~0,5 0.7,3.5 1.8,3 2.8,3.6 3.1,5|-3.1,5 3.1,8|~3.1,5 3.8,3.5 4.9,3 5.9,3.6 6.2,5|-6.2,5 6.2,8");
        put('n', "-0,3 0,8|" + ARCH);
        put('o', "o2,3 3.5,3.8 4.1,5.5 3.5,7.2 2,8 0.5,7.2 0,5.5 0.5,3.8");
        put('p', "-0,3 0,10.5|" + RIGHT_BOWL);
        put('q', "-4,3 4,10.5|" + LEFT_BOWL);
        put('r', "-0,3 0,8|~0,5.2 0.9,3.5 2.6,3.1");
        put('s', "~3.4,3.8 1.8,3 0.2,4.2 1.8,5.4 3.6,6.7 1.8,8 0,7.2");
        put('t', "-1.2,1 1.2,6.4|~1.2,6.4 1.7,7.8 3,7.8|-0,3 2.8,3");
        put('u', "-0,3 0,5.8|~0,5.8 0.4,7.4 1.7,8 3.1,7.4 3.8,5.8|-3.8,3 3.8,8");
        put('v', "-0,3 2,8 4,3");
        put('w', "-0,3 1.5,8 3,3.6 4.5,8 6,3");
        put('x', "-0,3 3.8,8|-3.8,3 0,8");
        put('y', "-0,3 2.1,8|-4,3 1.6,9.3|~1.6,9.3 0.9,10.4 0,10.4");
        put('z', "-0,3 3.6,3 0,8 3.8,8");
    }

    private static void digits() {
        put('0', "o2.3,0 4,1.2 4.6,4 4,6.8 2.3,8 0.6,6.8 0,4 0.6,1.2");
        put('1', "-0.6,1.6 2.6,0 2.6,8");
        put('2', "~0.2,1.9 2.3,0 4.3,2 3.2,4.4 0,8|-0,8 4.6,8");
        put('3', "~0.3,1.2 2.3,0 4.2,1.9 2,3.8|~2,3.8 4.6,5.8 2.2,8 0,6.8");
        put('4', "-3.5,8 3.5,0 0,5.6 4.8,5.6");
        put('5', "-4.2,0 0.8,0 0.4,3.6|~0.4,3.6 2.2,3 4.5,5.4 2.2,8 0,6.9");
        put('6', "~4.2,0.9 2.6,0 0.7,1.6 0,5.4|o2.3,3.1 4,3.9 4.6,5.5 4,7.2 2.3,8 0.6,7.2 0,5.5 0.6,3.9");
        put('7', "-0,0 4.6,0 1.6,8");
        put('8', "o2.3,0 4.2,1.9 2.3,3.8 0.4,1.9|o2.3,3.8 4.6,5.9 2.3,8 0,5.9");
        put('9', "~0.4,7.1 2,8 3.9,6.4 4.6,2.6|o2.3,0 4,0.8 4.6,2.5 4,4.1 2.3,4.9 0.6,4.1 0,2.5 0.6,0.8");
    }

    private static void signs() {
        put('.', "-0.3,7.7 0.3,7.7 0.3,8 0.3,7.7");
        put(',', "-0.7,7.5 0.2,9.4");
        put(':', "-0.2,3.6 0.2,3.8|-0.2,7.6 0.2,7.8");
        put(';', "-0.5,3.6 0.8,3.8|-0.8,7.5 0.2,9.4");
        put('-', "-0,4.8 3,4.8");
        put('\u2212', "-0,4.4 4,4.4");
        put('\u2013', "-0,4.8 4,4.8");
        put('\u2014', "-0,4.8 6,4.8");
        put('+', "-0,4.4 4.4,4.4|-2.2,2.2 2.2,6.6");
        put('\u00b1', "-0,3.6 4.4,3.6|-2.2,1.4 2.2,5.8|-0,7.8 4.4,7.8");
        put('\u00d7', "-0.4,2.8 3.8,6.6|-3.8,2.8 0.4,6.6");
        put('\u00b7', "-0.4,4.6 0.8,4.8");
        put('=', "-0,3.4 4.2,3.4|-0,5.8 4.2,5.8");
        put('/', "-0,9 3.6,-0.6");
        put('\\', "-0,-0.6 3.6,9");
        put('(', "~1.8,-0.8 0.4,1.4 0,4 0.4,6.8 1.8,9.4");
        put(')', "~0,-0.8 1.4,1.4 1.8,4 1.4,6.8 0,9.4");
        put('[', "-1.8,-0.6 0,-0.6 0,9.2 1.8,9.2");
        put(']', "-0,-0.6 1.8,-0.6 1.8,9.2 0,9.2");
        put('{', "-2,-0.6 1,0 1,3.6 0,4.3 1,5 1,8.6 2,9.2");
        put('}', "-0,-0.6 1,0 1,3.6 2,4.3 1,5 1,8.6 0,9.2");
        put('<', "-4,1.8 0,4.5 4,7.2");
        put('>', "-0,1.8 4,4.5 0,7.2");
        put('\u2265', "-0,0.8 4,3.2 0,5.6|-0,7.8 4,7.8");
        put('\u2264', "-4,0.8 0,3.2 4,5.6|-0,7.8 4,7.8");
        put('%', "o1.4,0 2.8,1.8 1.4,3.6 0,1.8|o5.8,4.4 7.2,6.2 5.8,8 4.4,6.2|-5.9,0 1.3,8");
        put('_', "-0,9.4 5,9.4");
        put('|', "-0,-0.6 0,9.4");
        put('!', "-0.2,0 0.2,5.4|-0.2,7.6 0.2,7.8");
        put('?', "~0,1.7 2,0 4,1.8 2.9,3.7 2,5.6|-2,7.6 2,7.8");
        put('\'', "-0.2,0 0.2,2.2");
        put('"', "-0,0 0,2.2|-1.8,0 1.8,2.2");
        put('#', "-1.6,0 0.6,8|-4.4,0 3.4,8|-0,2.7 5,2.7|-0,5.4 5,5.4");
        put('*', "-2,0.4 2,4.4|-0.2,1.4 3.8,3.4|-3.8,1.4 0.2,3.4");
        put('&', "~5,8 1.4,3 1,1.4 2.2,0 3.4,1.3 1.2,3.9 0,6 1.8,8 3.8,7 4.8,4.6");
        put(
                '@',
                "~4.4,5.4 2.9,6 2.2,4.4 3.2,3 4.4,3.2|~4.6,2.8 4.4,5 5.2,6 6.4,4 5.6,1.2 3.4,0 0.8,1.4 0,4.4 1,7 3.6,8.2 5.4,7.6");
        put('~', "~0,5 1.2,3.9 2.8,5 4,3.9");
        put('^', "-0,3 1.8,0 3.6,3");
        put('$', "~4.6,1.4 2.4,0.4 0.3,2.1 2.4,3.9 4.7,5.8 2.4,7.6 0,6.5|-2.4,-0.8 2.4,8.8");
        put('`', "-0,0 1.2,1.6");
        put('\u00b0', "o1.3,0 2.6,1.3 1.3,2.6 0,1.3");
        put('\u00b5', "-0,3 0,10.5|-0,6 0.1,6.2|~0,6 0.5,7.5 1.7,8 3,7.5 3.8,6|-3.8,3 3.8,8");
        put('\u03c3', "o2,3 3.5,3.8 4.1,5.5 3.5,7.2 2,8 0.5,7.2 0,5.5 0.5,3.8|-2,3 4.9,3");
        GLYPHS.put((int) ' ', List.of());
    }

    private static List<double[]> parse(String drawing) {
        List<double[]> strokes = new ArrayList<>();
        for (String stroke : drawing.split("\\|", -1)) {
            String[] points = stroke.substring(1).split("[ ,]", -1);
            double[] xy = new double[points.length];
            for (int i = 0; i < xy.length; i++) {
                xy[i] = Double.parseDouble(points[i]);
            }
            char kind = stroke.charAt(0);
            strokes.add(kind == '-' ? xy : curve(xy, kind == 'o'));
        }
        return strokes;
    }

    /** A Catmull-Rom curve through the points. */
    private static double[] curve(double[] xy, boolean closed) {
        int n = xy.length / 2;
        int spans = closed ? n : n - 1;
        double[] curve = new double[2 * (spans * CURVE + 1)];
        for (int s = 0, at = 0; s <= spans; s++) {
            for (int k = 0; k < (s < spans ? CURVE : 1); k++, at += 2) {
                double t = k / (double) CURVE;
                for (int axis = 0; axis < 2; axis++) {
                    double a = point(xy, s - 1, n, closed, axis);
                    double b = point(xy, s, n, closed, axis);
                    double c = point(xy, s + 1, n, closed, axis);
                    double d = point(xy, s + 2, n, closed, axis);
                    curve[at + axis] =
                            b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
                }
            }
        }
        return curve;
    }

    private static double point(double[] xy, int index, int n, boolean closed, int axis) {
        int i = closed ? Math.floorMod(index, n) : Math.max(0, Math.min(n - 1, index));
        return xy[2 * i + axis];
    }
}
