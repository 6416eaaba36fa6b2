package dev.limpid.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.dicom.codec.FrameDecoder;
import dev.limpid.image.ImageFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** Fragments find their frames; the stand-in decoder gives the bytes back as cells. */
class EncapsulatedFramesTest {
    private static final byte[] NO_TABLE = {};
    private static final FrameDecoder BYTES = (frame, layout) -> {
        int[] cells = new int[frame.length];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = frame[i] & 0xFF;
        }
        return cells;
    };

    @Test
    void singleFrameOwnsAllFragments() throws IOException {
        Frames frames = frames(1, new byte[0], NO_TABLE, bytes(1, 2), bytes(3, 4));
        assertThat(frames.cells(0)).containsExactly(1, 2, 3, 4);
    }

    @Test
    void oneFragmentAFrame() throws IOException {
        Frames frames = frames(2, new byte[0], NO_TABLE, bytes(1, 2), bytes(3, 4));
        assertThat(frames.cells(0)).containsExactly(1, 2);
        assertThat(frames.cells(1)).containsExactly(3, 4);
    }

    @Test
    void basicOffsetTableSaysWhereFramesBegin() throws IOException {
        byte[] table = ints(0, 20);
        Frames frames = frames(2, new byte[0], table, bytes(1, 2), bytes(3, 4), bytes(5, 6));
        assertThat(frames.cells(0)).containsExactly(1, 2, 3, 4);
        assertThat(frames.cells(1)).containsExactly(5, 6);
    }

    @Test
    void extendedOffsetTableGoesBeforeTheBasicOne() throws IOException {
        Frames frames = frames(2, longs(0, 10), ints(0, 20), bytes(1, 2), bytes(3, 4), bytes(5, 6));
        assertThat(frames.cells(0)).containsExactly(1, 2);
        assertThat(frames.cells(1)).containsExactly(3, 4, 5, 6);
    }

    @Test
    void withoutTablesFramesBeginWhereACodestreamDoes() throws IOException {
        byte[] jpeg = bytes(0xFF, 0xFF, 0xFF, 0xD8, 0xFF, 0xE0);
        byte[] jpeg2000 = bytes(0xFF, 0x4F, 0xFF, 0x51);
        Frames frames = frames(2, new byte[0], NO_TABLE, jpeg, bytes(7, 8), jpeg2000);
        assertThat(frames.cells(0)).containsExactly(0xFF, 0xFF, 0xFF, 0xD8, 0xFF, 0xE0, 7, 8);
        assertThat(frames.cells(1)).containsExactly(0xFF, 0x4F, 0xFF, 0x51);
    }

    @Test
    void wrongTableIsNotBelieved() throws IOException {
        Frames frames = frames(2, new byte[0], ints(0, 11), bytes(1, 2), bytes(3, 4));
        assertThat(frames.cells(1)).containsExactly(3, 4);
    }

    @Test
    void fragmentsThatCouldBelongToEitherFrameAreRefused() {
        assertThatThrownBy(() -> frames(2, new byte[0], NO_TABLE, bytes(1, 2), bytes(3, 4), bytes(5, 6)))
                .isInstanceOf(ImageFormatException.class)
                .hasMessageContaining("no offset table");
    }

    @Test
    void tooFewFragmentsAreRefused() {
        assertThatThrownBy(() -> frames(3, new byte[0], NO_TABLE, bytes(1, 2)))
                .isInstanceOf(ImageFormatException.class)
                .hasMessageContaining("too few");
    }

    @Test
    void hugeMatrixInTenBytesIsRefusedBeforeItIsDecoded() {
        assertThatThrownBy(() -> frames(65535, 1, new byte[0], NO_TABLE, new byte[10]))
                .isInstanceOf(ImageFormatException.class)
                .hasMessageContaining("cannot hold 65535 x 65535");
    }

    private static Frames frames(int count, byte[] extended, byte[]... fragments) throws IOException {
        return frames(1, count, extended, fragments);
    }

    private static Frames frames(int size, int count, byte[] extended, byte[]... fragments) throws IOException {
        Part10Bytes bytes =
                Part10Bytes.bare().image(size, size, 8, 8, false).text(Tag.NUMBER_OF_FRAMES, "IS", "" + count);
        if (extended.length > 0) {
            bytes.longForm(Tag.EXTENDED_OFFSET_TABLE, "OV", extended);
        }
        byte[] file = bytes.fragments(fragments).bytes();
        Dataset header = new DatasetParser(ByteSource.of(file), 0).toEnd(Encoding.EXPLICIT);
        Element.Fragments data =
                (Element.Fragments) header.get(Tag.PIXEL_DATA).orElseThrow().value();
        return new EncapsulatedFrames(header, data, PixelLayout.of(header), BYTES);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static byte[] ints(int... values) {
        ByteBuffer buffer = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            buffer.putInt(value);
        }
        return buffer.array();
    }

    private static byte[] longs(long... values) {
        ByteBuffer buffer = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (long value : values) {
            buffer.putLong(value);
        }
        return buffer.array();
    }
}
