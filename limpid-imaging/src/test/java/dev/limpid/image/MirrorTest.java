package dev.limpid.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MirrorTest {
    @Test
    void repeatsTheEdgeAndTurnsRoundAgainAndAgain() {
        assertThat(IntStream.range(-4, 10).map(place -> Mirror.index(place, 3)))
                .containsExactly(2, 2, 1, 0, 0, 1, 2, 2, 1, 0, 0, 1, 2, 2);
        assertThat(IntStream.range(-3, 4).map(place -> Mirror.index(place, 1))).containsOnly(0);
    }
}
