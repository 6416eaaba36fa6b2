package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
    @Test
    void theWordWithTheFewestDifferentLettersIsMeant() {
        List<String> words = List.of("gaussian", "mean", "median", "nl-means");
        assertThat(Nearest.of("medain", words)).contains("median");
        assertThat(Nearest.of("gausian", words)).contains("gaussian");
        assertThat(Nearest.of("NL_means", words)).contains("nl-means");
    }

    @Test
    void aWordLikeNoneIsMeantForNone() {
        assertThat(Nearest.of("xyzzy", List.of("gaussian", "mean"))).isEmpty();
        assertThat(Nearest.of("mean", List.of())).isEmpty();
    }

    @Test
    void distancesAreThoseOfTheTextbook() {
        assertThat(Nearest.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(Nearest.distance("", "abc")).isEqualTo(3);
        assertThat(Nearest.distance("flaw", "lawn")).isEqualTo(2);
        assertThat(Nearest.distance("medain", "median")).isEqualTo(1);
    }
}
