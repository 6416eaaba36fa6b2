package dev.limpid.lesion.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BestOfBothTest {
    @Test
    void isThatOfTheHighestSumOfATenthOfPsnrAndPrecisionAndTheEarlierOfEquals() {
        BestOfBoth best = BestOfBoth.of("");
        assertThat(best.isEmpty()).isTrue();
        assertThat(best.add(30, 0.5)).as("the start").isTrue();
        assertThat(best.add(31, 0.45)).as("a decibel for 0.05").isTrue();
        assertThat(best.add(31.5, 0.35)).as("half a decibel for 0.1").isFalse();
        assertThat(best.add(31, 0.45)).as("an equal one").isFalse();
        assertThat(best.sinceBest()).isEqualTo(2);
        assertThat(best.add(30.8, 0.5)).as("a fifth of a decibel for 0.05").isTrue();
        assertThat(best.sinceBest()).isZero();
    }

    @Test
    void isNoHighPrecisionByChanceOfADenoiserThatIsNotYetOne() {
        BestOfBoth best = BestOfBoth.of("");
        best.add(22, 0.20);
        assertThat(best.add(23, 0.60)).isTrue();
        assertThat(best.add(25, 0.50)).isTrue();
    }

    @Test
    void isNoDetectorThatLostMuchForALittlePsnr() {
        BestOfBoth best = BestOfBoth.of("");
        best.add(30, 0.60);
        assertThat(best.add(30.01, 0.20)).isFalse();
        assertThat(best.add(30.02, 0.21)).isFalse();
    }

    @Test
    void isTheStartOfADetectorThatFindsLessAndLess() {
        BestOfBoth best = BestOfBoth.of("");
        best.add(30, 0.60);
        for (int i = 1; i <= 11; i++) {
            assertThat(best.add(30 + 0.01 * i, 0.60 - 0.05 * i)).isFalse();
        }
        assertThat(best.sinceBest()).isEqualTo(11);
    }

    @Test
    void goesOnFromItsState() {
        BestOfBoth best = BestOfBoth.of("");
        best.add(30, 0.5);
        best.add(29, 0.4);
        BestOfBoth again = BestOfBoth.of(best.state());
        assertThat(again.sinceBest()).isEqualTo(1);
        assertThat(again.state()).isEqualTo(best.state());
    }
}
