package dev.limpid.dicom;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The VR of standard attributes, DICOM PS3.6, for elements that come without one. */
final class DataDictionary {
    private static final Map<Integer, Vr> VR_BY_TAG = load();

    private DataDictionary() {}

    /** The VR of a tag; empty for private and unknown ones. */
    static Optional<Vr> vr(int tag) {
        int group = Tag.group(tag);
        int element = tag & 0xFFFF;
        if (element == 0) {
            return Optional.of(Vr.UL); // group length
        }
        if (Tag.isPrivate(tag)) {
            boolean creator = element >= 0x10 && element <= 0xFF;
            return creator ? Optional.of(Vr.LO) : Optional.empty();
        }
        boolean repeating = (group & 0xFF00) == 0x6000 || (group & 0xFF00) == 0x5000;
        return Optional.ofNullable(VR_BY_TAG.get(repeating ? tag & 0xFF00FFFF : tag));
    }

    private static Map<Integer, Vr> load() {
        Map<Integer, Vr> table = new HashMap<>();
        try (InputStream in = DataDictionary.class.getResourceAsStream("dictionary.txt")) {
            if (in == null) {
                throw new IllegalStateException("dictionary.txt is missing from Limpid's jar");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    Vr vr = Vr.valueOf(line.substring(0, 2));
                    for (int at = 4; at + 8 <= line.length(); at += 9) {
                        table.put(Integer.parseUnsignedInt(line, at, at + 8, 16), vr);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return table;
    }
}
