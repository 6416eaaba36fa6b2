package dev.limpid.dicom;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Text that Limpid adds to headers. The source's character set stays as it is, so only ASCII, which is part of every
 * one (PS3.5 section 6.1), is added, and the source's own text is never decoded.
 */
final class HeaderText {
    private HeaderText() {}

    /** A text as ASCII on one line, without backslashes (which part values), at most {@code longest} characters. */
    static String ascii(String text, int longest) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length() && out.length() < longest; i++) {
            char c = text.charAt(i);
            out.append(c == '\\' ? '/' : c < ' ' || c == 127 ? ' ' : c < 127 ? c : '?');
        }
        return out.toString().strip();
    }

    /**
     * The source's Series Description (LO, 64 characters) followed by {@code suffix}.
     *
     * <p>It is shortened where the two do not fit, if its bytes can be cut without knowing their meaning: ASCII, and
     * the single-byte and UTF-8 character sets. Else the suffix stands alone.
     */
    static Element seriesDescription(Dataset header, String suffix) throws IOException {
        Optional<byte[]> given = header.bytes(Tag.SERIES_DESCRIPTION);
        byte[] own = given.isPresent() ? stripped(given.get()) : new byte[0];
        byte[] added = suffix.getBytes(StandardCharsets.US_ASCII);
        String characterSet = header.text(Tag.SPECIFIC_CHARACTER_SET).orElse("");
        boolean utf8 = characterSet.equals("ISO_IR 192");
        boolean plain = isPlain(own);
        boolean cuttable = plain || utf8 || (characterSet.startsWith("ISO_IR ") && !hasEscape(own));
        int room = 64 - 1 - added.length;
        int keep = plain || !utf8 ? Math.min(own.length, room) : utf8Prefix(own, room);
        if (own.length == 0 || (keep < own.length && !cuttable)) {
            return new Element(Tag.SERIES_DESCRIPTION, Vr.LO, new Element.Held(added, false));
        }
        byte[] joined = new byte[keep + 1 + added.length];
        System.arraycopy(own, 0, joined, 0, keep);
        joined[keep] = ' ';
        System.arraycopy(added, 0, joined, keep + 1, added.length);
        return new Element(Tag.SERIES_DESCRIPTION, Vr.LO, new Element.Held(joined, false));
    }

    private static byte[] stripped(byte[] bytes) {
        int end = bytes.length;
        while (end > 0 && (bytes[end - 1] == ' ' || bytes[end - 1] == 0)) {
            end--;
        }
        byte[] kept = new byte[end];
        System.arraycopy(bytes, 0, kept, 0, end);
        return kept;
    }

    private static boolean isPlain(byte[] bytes) {
        for (byte b : bytes) {
            if (b < ' ') {
                return false;
            }
        }
        return true;
    }

    private static boolean hasEscape(byte[] bytes) {
        for (byte b : bytes) {
            if (b == 0x1B) {
                return true;
            }
        }
        return false;
    }

    /** The bytes of the first {@code characters} characters. */
    private static int utf8Prefix(byte[] bytes, int characters) {
        int seen = 0;
        for (int i = 0; i < bytes.length; i++) {
            boolean begins = (bytes[i] & 0xC0) != 0x80;
            if (begins && ++seen > characters) {
                return i;
            }
        }
        return bytes.length;
    }
}
