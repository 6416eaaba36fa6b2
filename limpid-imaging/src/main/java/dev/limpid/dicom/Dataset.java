package dev.limpid.dicom;

import dev.limpid.image.ImageFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Data elements by tag, in ascending order (PS3.5 section 7.1); also one item of a sequence.
 *
 * <p>The getters read text as the header attributes that Limpid needs are all in the default repertoire: identifiers,
 * codes and numbers.
 */
final class Dataset {
    /** No attribute that is read as text or numbers is longer; a longer one is damaged. */
    private static final long LONGEST_READ = 1 << 20;

    private final NavigableMap<Integer, Element> elements;

    Dataset() {
        elements = new TreeMap<>(Integer::compareUnsigned);
    }

    private Dataset(NavigableMap<Integer, Element> elements) {
        this.elements = elements;
    }

    /** A copy that can be changed without changing this; elements are immutable and shared. */
    Dataset copy() {
        return new Dataset(new TreeMap<>(elements));
    }

    /** Adds an element, in place of any with its tag. */
    Dataset put(Element element) {
        elements.put(element.tag(), element);
        return this;
    }

    void remove(int tag) {
        elements.remove(tag);
    }

    void removeGroup(int group) {
        elements.keySet().removeIf(tag -> Tag.group(tag) == group);
    }

    /** Removes the retired (gggg,0000), which nothing keeps true. */
    void removeGroupLengths() {
        elements.keySet().removeIf(tag -> (tag & 0xFFFF) == 0);
    }

    /** All elements in ascending order of their tags. */
    Collection<Element> elements() {
        return elements.values();
    }

    boolean has(int tag) {
        return elements.containsKey(tag);
    }

    Optional<Element> get(int tag) {
        return Optional.ofNullable(elements.get(tag));
    }

    /** The bytes of a value that is there, is not empty and is no sequence. */
    Optional<byte[]> bytes(int tag) throws IOException {
        Element element = elements.get(tag);
        if (element == null || !(element.value() instanceof Element.Raw raw) || raw.length() == 0) {
            return Optional.empty();
        }
        if (raw.length() > LONGEST_READ) {
            throw new ImageFormatException(
                    Tag.show(tag) + " is " + raw.length() + " bytes long, more than any such attribute may be");
        }
        return Optional.of(raw.bytes());
    }

    /** A text value without the spaces and zeros round it; empty when absent or blank. */
    Optional<String> text(int tag) throws IOException {
        return bytes(tag).map(Dataset::trimmed).filter(text -> !text.isEmpty());
    }

    /** The values of a text attribute with several. */
    List<String> texts(int tag) throws IOException {
        return text(tag).map(all -> List.of(all.split("\\\\", -1))).orElse(List.of());
    }

    /** The first value of an integer attribute (US, SS, UL, SL, IS). */
    Optional<Long> integer(int tag) throws IOException {
        Optional<byte[]> bytes = bytes(tag);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        ByteBuffer buffer = ordered(tag, bytes.get());
        Vr vr = knownVr(tag);
        if (buffer.remaining() < vr.unit()) {
            throw new ImageFormatException(Tag.show(tag) + " is too short to be a number");
        }
        return Optional.of(
                switch (vr) {
                    case US, XS, OW -> (long) buffer.getShort() & 0xFFFF;
                    case SS -> (long) buffer.getShort();
                    case UL -> buffer.getInt() & 0xFFFFFFFFL;
                    case SL -> (long) buffer.getInt();
                    case IS, DS, SH, LO, CS -> parseInteger(tag, trimmed(bytes.get()));
                    default ->
                        throw new ImageFormatException(
                                Tag.show(tag) + " must be an integer, but has value representation " + vr);
                });
    }

    /** The first value of an unsigned attribute as an int of at most 31 bits. */
    int required(int tag, String name) throws IOException {
        long value = integer(tag)
                .orElseThrow(() -> new ImageFormatException(name + " " + Tag.show(tag) + " is missing or empty"));
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new ImageFormatException(name + " " + Tag.show(tag) + " cannot be " + value);
        }
        return (int) value;
    }

    /** The finite values of a decimal attribute (DS, FD, FL); empty when absent. */
    double[] decimals(int tag) throws IOException {
        Optional<byte[]> bytes = bytes(tag);
        if (bytes.isEmpty()) {
            return new double[0];
        }
        ByteBuffer buffer = ordered(tag, bytes.get());
        double[] values;
        switch (knownVr(tag)) {
            case FD -> {
                values = new double[buffer.remaining() / 8];
                for (int i = 0; i < values.length; i++) {
                    values[i] = buffer.getDouble();
                }
            }
            case FL -> {
                values = new double[buffer.remaining() / 4];
                for (int i = 0; i < values.length; i++) {
                    values[i] = buffer.getFloat();
                }
            }
            default -> {
                String[] texts = trimmed(bytes.get()).split("\\\\", -1);
                values = new double[texts.length];
                for (int i = 0; i < values.length; i++) {
                    values[i] = parseDecimal(tag, texts[i].trim());
                }
            }
        }
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw new ImageFormatException(Tag.show(tag) + " is not a finite number");
            }
        }
        return values;
    }

    /** The items of a sequence; none when it is absent, empty, or not a sequence. */
    List<Dataset> items(int tag) throws IOException {
        Element element = elements.get(tag);
        if (element == null) {
            return List.of();
        }
        if (element.value() instanceof Element.Items items) {
            return items.items();
        }
        if (element.vr() == Vr.UN && knownVr(tag) == Vr.SQ) {
            throw new ImageFormatException("the sequence " + Tag.show(tag) + " has VR UN and cannot be taken apart");
        }
        return List.of();
    }

    private Vr knownVr(int tag) {
        Element element = elements.get(tag);
        Vr vr = element == null ? Vr.UN : element.vr();
        return vr == Vr.UN ? DataDictionary.vr(tag).orElse(Vr.UN) : vr;
    }

    private ByteBuffer ordered(int tag, byte[] bytes) {
        Element element = elements.get(tag);
        boolean big = element != null
                && element.vr() != Vr.UN
                && element.value() instanceof Element.Raw raw
                && raw.bigEndian();
        return ByteBuffer.wrap(bytes).order(big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    }

    private static String trimmed(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int start = 0;
        int end = text.length();
        while (start < end && text.charAt(start) <= ' ') {
            start++;
        }
        while (end > start && text.charAt(end - 1) <= ' ') {
            end--;
        }
        return text.substring(start, end);
    }

    private static long parseInteger(int tag, String text) throws ImageFormatException {
        int end = text.indexOf('\\');
        double value = parseDecimal(tag, end < 0 ? text : text.substring(0, end).trim());
        if (value != Math.rint(value) || Math.abs(value) > 1e15) {
            throw new ImageFormatException(Tag.show(tag) + " must be an integer, not " + value);
        }
        return (long) value;
    }

    private static double parseDecimal(int tag, String text) throws ImageFormatException {
        boolean decimal = !text.isEmpty() && text.length() <= 64;
        for (int i = 0; decimal && i < text.length(); i++) {
            decimal = "0123456789+-.eE".indexOf(text.charAt(i)) >= 0; // not Java's 1d, 0x1p3, NaN
        }
        if (decimal) {
            try {
                return Double.parseDouble(text);
            } catch (NumberFormatException e) {
                decimal = false;
            }
        }
        throw new ImageFormatException(Tag.show(tag) + " must be a number, not \"" + printable(text) + "\"");
    }

    /** At most 32 characters of a text from a file, fit for one line on a terminal. */
    static String printable(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < Math.min(32, text.length()); i++) {
            char c = text.charAt(i);
            out.append(c >= ' ' && c < 127 ? c : '?');
        }
        return out + (text.length() > 32 ? "..." : "");
    }
}
