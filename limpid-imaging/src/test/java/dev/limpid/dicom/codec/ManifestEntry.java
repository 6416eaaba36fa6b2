package dev.limpid.dicom.codec;

import dev.limpid.testing.TestData;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A compressed file of the manifest of real DICOM images, with what the reference decoders made of it. */
record ManifestEntry(String name, Path file, JsonNode facts) {
    private static final Set<String> COLOUR = Set.of("RGB", "YBR_FULL", "YBR_FULL_422", "YBR_RCT", "YBR_ICT");

    static Stream<ManifestEntry> all() {
        Path folder = TestData.root().resolve("dicom");
        JsonNode manifest = JsonMapper.shared().readTree(folder.resolve("manifest.json"));
        return manifest.propertyStream()
                .map(e -> new ManifestEntry(e.getKey(), folder.resolve(e.getKey()), e.getValue()))
                .filter(e -> FrameDecoders.forTransferSyntax(e.syntax()).isPresent()
                        && !e.facts.path("rows").isNull());
    }

    static Stream<ManifestEntry> grey() {
        return all().filter(
                        e -> !e.isColour() && e.facts.path("expect").asString().equals("decodes"));
    }

    static Stream<ManifestEntry> colour() {
        return all().filter(ManifestEntry::isColour);
    }

    boolean isColour() {
        return COLOUR.contains(facts.path("photometric").asString(""));
    }

    String syntax() {
        return facts.path("transferSyntax").asString("");
    }

    int number(String name) {
        return facts.path(name).asInt();
    }

    FrameLayout layout() {
        return new FrameLayout(
                number("rows"),
                number("columns"),
                number("bitsAllocated"),
                number("bitsStored"),
                number("highBit"),
                facts.path("signed").asBoolean());
    }

    List<byte[]> frames() throws IOException {
        return EncapsulatedPixels.of(file).frames(number("frames"));
    }

    /** The pixel values of all frames, as a DICOM reader would give them. */
    List<long[]> decode() throws IOException {
        FrameDecoder decoder = FrameDecoders.forTransferSyntax(syntax()).orElseThrow();
        List<long[]> values = new ArrayList<>();
        for (byte[] frame : frames()) {
            values.add(values(decoder.decode(frame, layout())));
        }
        return values;
    }

    private long[] values(int[] samples) {
        int above = 63 - number("highBit");
        int unused = 64 - number("bitsStored");
        boolean signed = facts.path("signed").asBoolean();
        long[] values = new long[samples.length];
        for (int i = 0; i < samples.length; i++) {
            long top = (samples[i] & 0xFFFFFFFFL) << above;
            values[i] = signed ? top >> unused : top >>> unused;
        }
        return values;
    }

    /** The digest that the manifest calls {@code valuesSha256}. */
    String digest(List<long[]> frames) throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        int bytes = number("bitsAllocated") / 8;
        for (long[] frame : frames) {
            byte[] raw = new byte[frame.length * bytes];
            for (int i = 0; i < raw.length; i++) {
                raw[i] = (byte) (frame[i / bytes] >> (8 * (i % bytes)));
            }
            digest.update(raw);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public String toString() {
        return name;
    }
}
