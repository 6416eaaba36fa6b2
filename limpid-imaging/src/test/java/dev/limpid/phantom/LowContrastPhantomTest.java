package dev.limpid.phantom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.image.Slice;
import dev.limpid.observer.DiscSignal;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

/** Discs in water. */
class LowContrastPhantomTest {
    private static final DiscSignal SIGNAL = DiscSignal.of(LowContrastPhantom.SIDE, 0.7, 6, 10, f -> 1);

    @Test
    void eachPlaceHoldsTheSignalOrPlainWater() {
        BitSet even = new BitSet();
        for (int place = 0; place < LowContrastPhantom.PLACES; place += 2) {
            even.set(place);
        }
        Slice slice = LowContrastPhantom.slice(SIGNAL, even);
        for (int place = 0; place < LowContrastPhantom.PLACES; place++) {
            double[] square = LowContrastPhantom.square(slice, place);
            for (int i = 0; i < square.length; i++) {
                assertThat(square[i]).isEqualTo(even.get(place) ? (float) SIGNAL.pixels()[i] : 0);
            }
        }
    }

    @Test
    void squaresDoNotOverlap() {
        for (int one = 0; one < LowContrastPhantom.PLACES; one++) {
            for (int other = 0; other < one; other++) {
                int down = Math.abs(LowContrastPhantom.row(one) - LowContrastPhantom.row(other));
                int across = Math.abs(LowContrastPhantom.column(one) - LowContrastPhantom.column(other));
                assertThat(Math.max(down, across))
                        .as("%s and %s", one, other)
                        .isGreaterThanOrEqualTo(LowContrastPhantom.SIDE);
            }
        }
    }

    @Test
    void roundTheWaterIsAir() {
        Slice slice = LowContrastPhantom.slice(SIGNAL, new BitSet());
        assertThat(slice.at(0, 0)).isEqualTo(-1000);
        assertThat(slice.at(160, 160)).isZero();
        double water = 0;
        for (int i = 0; i < slice.size(); i++) {
            water += (1 + slice.at(i) / 1000.0) * 0.49;
        }
        assertThat(water).isBetween(0.999 * Math.PI * 1e4, 1.001 * Math.PI * 1e4);
    }
}
