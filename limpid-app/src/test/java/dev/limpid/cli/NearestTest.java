package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    private static final List<String> NAMES = List.of("gaussian", "rician", "motion", "poisson", "mean", "median");

    /** The usual examples of edit distances. */
    @ParameterizedTest
    @CsvSource({
        "kitten, sitting, 3",
        "flaw, lawn, 2",
        "ca, abc, 3",
        "gaussain, gaussian, 1",
        "'', abc, 3",
        "same, same, 0",
        "saturday, sunday, 3"
    })
    void countsInsertionsDeletionsReplacementsAndSwaps(String one, String other, int edits) {
        assertThat(Nearest.distance(one, other)).isEqualTo(edits);
        assertThat(Nearest.distance(other, one)).isEqualTo(edits);
    }

    @ParameterizedTest
    @CsvSource({"gausian, gaussian", "ricain, rician", "motoin, motion", "medan, mean", "posson, poisson"})
    void findsWhatWasMeant(String word, String meant) {
        assertThat(Nearest.of(word, NAMES)).contains(meant);
        assertThat(Nearest.suggestion(word, NAMES)).isEqualTo("; did you mean '" + meant + "'?");
    }

    @Test
    void suggestsNothingThatIsFar() {
        assertThat(Nearest.of("fog", NAMES)).isEmpty();
        assertThat(Nearest.of("", NAMES)).isEmpty();
        assertThat(Nearest.suggestion("blur", NAMES)).isEmpty();
    }
}
