package dev.limpid.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The name that a misspelt one was meant to be. */
final class Nearest {
    /** A third of a word's letters may be wrong; of a short one, one. */
    private static final int SHARE = 3;

    private Nearest() {}

    /** The candidate that the fewest edits make of the word; empty when none is near. Of equals, the first. */
    static Optional<String> of(String word, Collection<String> candidates) {
        int most = Math.max(1, word.length() / SHARE);
        return candidates.stream()
                .filter(candidate -> distance(word, candidate) <= most)
                .min(Comparator.comparingInt(candidate -> distance(word, candidate)));
    }

    /** {@code ; did you mean 'gaussian'?}, or nothing when no candidate is near. */
    static String suggestion(String word, Collection<String> candidates) {
        return of(word, candidates)
                .map(name -> "; did you mean '" + name + "'?")
                .orElse("");
    }

    /**
     * The smallest number of letters inserted, left out, replaced or swapped with their neighbour (the restricted
     * distance of Damerau 1964).
     */
    static int distance(String one, String other) {
        int[][] edits = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : step(edits, one, other, i, j);
            }
        }
        return edits[one.length()][other.length()];
    }

    private static int step(int[][] edits, String one, String other, int i, int j) {
        char a = one.charAt(i - 1);
        char b = other.charAt(j - 1);
        int least = Math.min(edits[i - 1][j], edits[i][j - 1]) + 1;
        least = Math.min(least, edits[i - 1][j - 1] + (a == b ? 0 : 1));
        boolean swapped = i > 1 && j > 1 && a == other.charAt(j - 2) && b == one.charAt(i - 2);
        return swapped ? Math.min(least, edits[i - 2][j - 2] + 1) : least;
    }
}
