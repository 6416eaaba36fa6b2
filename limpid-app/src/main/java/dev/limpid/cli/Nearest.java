package dev.limpid.cli;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** The word that was probably meant, by the number of letters that differ (Damerau, CACM 7(3), 1964). */
final class Nearest {
    private Nearest() {}

    /** The candidate with the fewest differences; none where more than half of the word would have to change. */
    static Optional<String> of(String word, Collection<String> candidates) {
        Optional<String> nearest = Optional.empty();
        int least = Math.max(1, word.length() / 2) + 1;
        for (String candidate : candidates) {
            int distance = distance(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            if (distance < least) {
                least = distance;
                nearest = Optional.of(candidate);
            }
        }
        return nearest;
    }

    /** Letters to insert, remove, replace or exchange with their neighbour to make one word of the other. */
    static int distance(String from, String to) {
        int[][] distance = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                if (i == 0 || j == 0) {
                    distance[i][j] = i + j;
                    continue;
                }
                int replaced = distance[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                distance[i][j] = Math.min(replaced, 1 + Math.min(distance[i - 1][j], distance[i][j - 1]));
                boolean exchanged = i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1);
                if (exchanged) {
                    distance[i][j] = Math.min(distance[i][j], distance[i - 2][j - 2] + 1);
                }
            }
        }
        return distance[from.length()][to.length()];
    }
}
