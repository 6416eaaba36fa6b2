package dev.limpid.dicom.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.Stream;

/** A tiny compressed frame made by scripts/fixtures, with what an independent decoder makes of it. */
record Fixture(String name) {
    static final int ROWS = 13;
    static final int COLUMNS = 17;

    static Stream<Fixture> all() {
        return Stream.of(Family.values()).flatMap(Family::fixtures);
    }

    /** The fixtures of one codec, each family a prefix of names. */
    enum Family {
        RLE("1.2.840.10008.1.2.5", "rle-8 rle-12 rle-16 rle-32"),
        JPEG(
                "1.2.840.10008.1.2.4.51",
                "jpeg-baseline-8 jpeg-extended-8 jpeg-extended-12 jpeg-spectral-8 jpeg-spectral-12 jpeg-progressive-8"
                        + " jpeg-progressive-12 jpeg-restart-sequential jpeg-restart-progressive"),
        LOSSLESS_JPEG(
                "1.2.840.10008.1.2.4.57",
                "lossless-8-predictor-1 lossless-8-predictor-2 lossless-8-predictor-3 lossless-8-predictor-4"
                        + " lossless-8-predictor-5 lossless-8-predictor-6 lossless-8-predictor-7"
                        + " lossless-10-predictor-1 lossless-10-predictor-2 lossless-10-predictor-3"
                        + " lossless-10-predictor-4 lossless-10-predictor-5 lossless-10-predictor-6"
                        + " lossless-10-predictor-7 lossless-12-predictor-1 lossless-12-predictor-2"
                        + " lossless-12-predictor-3 lossless-12-predictor-4 lossless-12-predictor-5"
                        + " lossless-12-predictor-6 lossless-12-predictor-7 lossless-16-predictor-1"
                        + " lossless-16-predictor-2 lossless-16-predictor-3 lossless-16-predictor-4"
                        + " lossless-16-predictor-5 lossless-16-predictor-6 lossless-16-predictor-7"
                        + " lossless-12-point-transform lossless-16-restart-1 lossless-16-restart-4"
                        + " lossless-16-restart-7"),
        JPEG_LS(
                "1.2.840.10008.1.2.4.80",
                "jpegls-8 jpegls-10 jpegls-12 jpegls-16 jpegls-8-near jpegls-10-near jpegls-12-near jpegls-16-near"
                        + " jpegls-12-presets jpegls-8-restart jpegls-16-restart"),
        JPEG_2000(
                "1.2.840.10008.1.2.4.91",
                "j2k-8 j2k-12 j2k-16 j2k-boxed j2k-boxed-16 j2k-irreversible-8 j2k-irreversible-16"
                        + " j2k-reversible-cut-8 j2k-tiles j2k-layers"
                        + " j2k-order-lrcp j2k-order-rlcp j2k-order-rpcl j2k-order-pcrl j2k-order-cprl j2k-offset"
                        + " j2k-bypass j2k-reset j2k-terminate j2k-causal j2k-symbols j2k-all-styles j2k-markers"
                        + " j2k-region j2k-tile-parts");

        final String syntax;
        private final String names;

        Family(String syntax, String names) {
            this.syntax = syntax;
            this.names = names;
        }

        Stream<Fixture> fixtures() {
            return Stream.of(names.split(" ")).map(Fixture::new);
        }
    }

    Family family() {
        return Stream.of(Family.values())
                .filter(f -> f.fixtures().anyMatch(this::equals))
                .findFirst()
                .orElseThrow();
    }

    FrameDecoder decoder() {
        return FrameDecoders.forTransferSyntax(family().syntax).orElseThrow();
    }

    FrameLayout layout() {
        int allocated = name.equals("rle-8") ? 8 : name.endsWith("32") ? 32 : 16;
        return new FrameLayout(ROWS, COLUMNS, allocated, allocated, allocated - 1, false);
    }

    byte[] frame() {
        return bytes(name + ".frame");
    }

    int[] expected() {
        ByteBuffer raw = ByteBuffer.wrap(bytes(name + ".raw")).order(ByteOrder.LITTLE_ENDIAN);
        int[] samples = new int[ROWS * COLUMNS];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = name.endsWith("32") ? raw.getInt() : raw.getShort() & 0xFFFF;
        }
        return samples;
    }

    private static byte[] bytes(String resource) {
        try (InputStream in = Fixture.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no test resource " + resource);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
