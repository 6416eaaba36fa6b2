package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.filter.NonLocalMeansProvider;
import dev.limpid.image.Derivation;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Modality;
import dev.limpid.image.Slice;
import dev.limpid.image.StoredImage;
import dev.limpid.image.Unit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a method says of itself in the results. */
class ClassicalMethodTest {
    @Test
    void rangesMeasuredInEachImageAreNoPartOfWhatTheSeriesHasInCommon() throws IOException {
        Derivation one = chosen(Optional.empty(), 100);
        Derivation other = chosen(Optional.empty(), 200);
        assertThat(one.parameters()).isNotEqualTo(other.parameters());
        assertThat(one.seriesKey()).isEqualTo(other.seriesKey());
    }

    @Test
    void theUsersRangeIs() throws IOException {
        Derivation one = chosen(Optional.of(new IntensityRange(0, 50)), 100);
        Derivation other = chosen(Optional.of(new IntensityRange(0, 60)), 100);
        assertThat(one.seriesKey()).isNotEqualTo(other.seriesKey());
    }

    private static Derivation chosen(Optional<IntensityRange> range, float high) throws IOException {
        try (ClassicalMethod method = new ClassicalMethod(new NonLocalMeansProvider(), Map.of(), range)) {
            return method.choose(new Measured(high)).derivation();
        }
    }

    /** An image whose range reaches from 0 to {@code high}. */
    private record Measured(float high) implements StoredImage {
        @Override
        public String format() {
            return "test";
        }

        @Override
        public Modality modality() {
            return Modality.MR;
        }

        @Override
        public int frames() {
            return 1;
        }

        @Override
        public Slice frame(int index) {
            return Slice.builder(1, 1, Unit.ARBITRARY).build();
        }

        @Override
        public Optional<IntensityRange> range() {
            return Optional.of(new IntensityRange(0, high));
        }

        @Override
        public void writeDerived(Path target, PlaneSource planes, Derivation how) {}

        @Override
        public void close() {}
    }
}
