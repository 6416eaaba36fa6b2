package dev.limpid.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

/** Declared padding is found in whichever bits the writer meant. */
class PaddingTest {
    @Test
    void aValueBeyondTheStoredBitsIsFoundInWholeCells() throws IOException {
        // 12 bits stored; cells of F010 show 16, and cells of 0020 show 32.
        BitSet mask = mask(12, false, 0xF010, 0xF010, 0x0020);
        assertThat(mask.get(0)).isTrue();
        assertThat(mask.get(1)).isFalse();
    }

    @Test
    void aValueBeyondTheStoredBitsIsFoundByThem() throws IOException {
        assertThat(mask(12, false, 0xF830, 0x0830, 0x0831)).isEqualTo(bits(0));
    }

    @Test
    void theStoredBitsOfASignedValueCarryItsSign() throws IOException {
        assertThat(mask(12, true, 0x0830, 0xF830, 0x0030)).isEqualTo(bits(0));
        assertThat(mask(12, true, 0xF830, 0x0830, 0x0831)).isEqualTo(bits(0));
    }

    @Test
    void aRangeThatWouldBecomeAllValuesIsNotReduced() throws IOException {
        assertThat(range(12, false, 0xF000, 0xFFFF, 0x0010, 0x0FFF)).isEqualTo(new BitSet());
    }

    @Test
    void aStorableValueIsTakenAsItIs() throws IOException {
        assertThat(mask(12, false, 5, 0x0005, 0x0105)).isEqualTo(bits(0));
    }

    private static BitSet bits(int... set) {
        BitSet bits = new BitSet();
        for (int bit : set) {
            bits.set(bit);
        }
        return bits;
    }

    private static BitSet mask(int stored, boolean signed, int padding, int... cells) throws IOException {
        return range(stored, signed, padding, padding, cells);
    }

    private static BitSet range(int stored, boolean signed, int padding, int limit, int... cells) throws IOException {
        byte[] header = Part10Bytes.bare()
                .image(1, cells.length, 16, stored, signed)
                .u16(Tag.PIXEL_PADDING_VALUE, padding)
                .u16(Tag.PIXEL_PADDING_RANGE_LIMIT, limit)
                .bytes();
        Dataset dataset = new DatasetParser(ByteSource.of(header), 0).toEnd(Encoding.EXPLICIT);
        return new Padding(dataset, PixelLayout.of(dataset)).mask(cells, Rescale.of(dataset), false);
    }
}
