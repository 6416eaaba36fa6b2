package dev.limpid.dicom;

import dev.limpid.image.ImageFormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a data set (PS3.5 section 7): explicit and implicit VR, both byte orders, defined and undefined lengths, nested
 * sequences, private ones, and sequences that a relay marked UN (section 6.2.2).
 *
 * <p>Memory stays bounded whatever the bytes say: values over {@value #HELD} bytes stay in the file, there are at most
 * {@value #MOST_ELEMENTS} elements and items, nested at most {@value #DEEPEST} deep, and no length is believed that
 * reaches past the end.
 */
final class DatasetParser {
    private static final int HELD = 64;
    private static final int DEEPEST = 64;
    private static final int MOST_ELEMENTS = 1_000_000;
    private static final long UNDEFINED = 0xFFFFFFFFL;
    /** What writers are known to put where they know no VR. */
    private static final Set<String> BLANKS = Set.of("??", "  ", "\0\0", "--");

    private final Cursor in;
    private int elements;

    DatasetParser(ByteSource source, long position) {
        this.in = new Cursor(source, position);
    }

    /** The data set from here to the end of the source. */
    Dataset toEnd(Encoding encoding) throws IOException {
        return dataset(in.source().size(), false, encoding, 0);
    }

    /** The File Meta Information (PS3.10 section 7.1): the elements of group 0002 from here on. */
    Dataset fileMeta() throws IOException {
        Dataset meta = new Dataset();
        long end = in.source().size();
        while (end - in.position() >= 8 && peek(0) == 0x02 && peek(1) == 0x00) {
            Encoding encoding = looksExplicit() ? Encoding.EXPLICIT : Encoding.IMPLICIT;
            meta.put(element(in.tag(end, false), end, encoding, 0));
        }
        return meta;
    }

    long position() {
        return in.position();
    }

    private Dataset dataset(long end, boolean delimited, Encoding declared, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new ImageFormatException("sequences are nested more than " + DEEPEST + " deep at byte "
                    + in.position() + ": damaged, or made to do harm");
        }
        Dataset dataset = new Dataset();
        Encoding encoding = trueEncoding(declared, end, depth);
        int last = 0;
        while (in.position() < end) {
            boolean complete = depth == 0 && dataset.has(Tag.PIXEL_DATA);
            long start = in.position();
            if (complete && end - start < 8) {
                return dataset;
            }
            int tag = in.tag(end, encoding.bigEndian());
            if (tag == Tag.ITEM_DELIMITATION && delimited) {
                in.u32(end, encoding.bigEndian());
                return dataset;
            }
            if (!delimited && isStrayDelimiter(tag, end)) {
                in.skip(4);
                continue;
            }
            if (complete && Integer.compareUnsigned(tag, last) <= 0 || complete && Tag.group(tag) == 0xFFFE) {
                appended(dataset, tag, end, encoding);
                return dataset;
            }
            last = tag;
            if (Tag.group(tag) == 0xFFFE || Tag.group(tag) == 0) {
                throw new ImageFormatException("unexpected " + Tag.show(tag) + " at byte " + start
                        + ", which has no place there: damaged file");
            }
            dataset.put(element(tag, end, encoding, depth));
        }
        if (delimited) {
            throw new ImageFormatException("truncated: an item of a sequence does not end before byte " + end);
        }
        return dataset;
    }

    /** What follows the pixels out of order: elements that a tool appended, or remains that are none. */
    private void appended(Dataset dataset, int first, long end, Encoding encoding) throws IOException {
        try {
            int tag = first;
            while (Tag.group(tag) != 0 && Tag.group(tag) != 0xFFFE && !dataset.has(tag)) {
                dataset.put(element(tag, end, encoding, 0));
                if (end - in.position() < 8) {
                    return;
                }
                tag = in.tag(end, encoding.bigEndian());
            }
        } catch (ImageFormatException e) {
            return; // the image is whole, and these bytes are not part of it
        }
    }

    /** Delimiters of sequences and items that have a length, or of none, as some writers leave them. */
    private boolean isStrayDelimiter(int tag, long end) throws IOException {
        boolean delimiter = tag == Tag.ITEM_DELIMITATION || tag == Tag.SEQUENCE_DELIMITATION;
        return delimiter && end - in.position() >= 4 && peek(0) == 0 && peek(1) == 0 && peek(2) == 0 && peek(3) == 0;
    }

    /** Some writers say one VR encoding and use the other; the first element shows it. */
    private Encoding trueEncoding(Encoding declared, long end, int depth) throws IOException {
        if (end - in.position() < 8 || Tag.group(peekTag(declared)) == 0xFFFE) {
            return declared;
        }
        if (declared.explicitVr() && !looksExplicit()) {
            return new Encoding(false, declared.bigEndian());
        }
        boolean couldBeExplicit = depth == 0 && Vr.of(peek(4), peek(5)).isPresent();
        return !declared.explicitVr() && couldBeExplicit ? Encoding.EXPLICIT : declared;
    }

    private boolean looksExplicit() throws IOException {
        return isCapital(peek(4)) && isCapital(peek(5));
    }

    private static boolean isCapital(int c) {
        return c >= 'A' && c <= 'Z';
    }

    private Element element(int tag, long end, Encoding encoding, int depth) throws IOException {
        count();
        long start = in.position() - 4;
        Vr vr;
        long length;
        if (encoding.explicitVr()) {
            byte[] code = in.bytes(2, end);
            Optional<Vr> known = Vr.of(code[0], code[1]);
            boolean blank = known.isEmpty() && !(isCapital(code[0]) && isCapital(code[1]));
            vr = known.orElse(Vr.UN); // one of a later edition of the standard has the long form
            if (blank ? blankHasLongForm(tag, code, end, encoding) : vr.longForm()) {
                in.u16(end, encoding.bigEndian());
                length = in.u32(end, encoding.bigEndian());
            } else {
                length = in.u16(end, encoding.bigEndian());
            }
        } else {
            vr = DataDictionary.vr(tag).orElse(Vr.UN);
            length = in.u32(end, encoding.bigEndian());
        }
        if (length == UNDEFINED) {
            return new Element(tag, undefinedVr(tag, vr), undefined(tag, vr, start, end, encoding, depth));
        }
        if (length > end - in.position()) {
            String name = tag == Tag.PIXEL_DATA ? "Pixel Data " : "";
            throw new ImageFormatException("truncated: " + name + Tag.show(tag) + " at byte " + start + " declares "
                    + length + " bytes, but only " + (end - in.position()) + " follow");
        }
        if (vr == Vr.SQ) {
            return new Element(tag, vr, new Element.Items(items(in.position() + length, false, encoding, depth + 1)));
        }
        if (vr == Vr.UN && DataDictionary.vr(tag).equals(Optional.of(Vr.SQ))) {
            Optional<List<Dataset>> items = itemsOfUnknown(length, depth);
            if (items.isPresent()) {
                return new Element(tag, Vr.SQ, new Element.Items(items.get()));
            }
        }
        if (length <= HELD) {
            return new Element(tag, vr, new Element.Held(in.bytes((int) length, end), encoding.bigEndian()));
        }
        Element.Region region = new Element.Region(in.source(), in.position(), length, encoding.bigEndian());
        in.skip(length);
        return new Element(tag, vr, region);
    }

    /**
     * Whether an element with {@link #BLANKS} for a VR gives its length in 32 bits behind two zero bytes, or else in 16:
     * as it lands on the end or on a tag that can follow.
     *
     * @throws ImageFormatException if it does neither, or has other nonsense for a VR
     */
    private boolean blankHasLongForm(int tag, byte[] code, long end, Encoding encoding) throws IOException {
        if (BLANKS.contains(new String(code, StandardCharsets.ISO_8859_1))) {
            Cursor ahead = new Cursor(in.source(), in.position());
            boolean big = encoding.bigEndian();
            boolean zeros = end - in.position() >= 6 && ahead.u16(end, big) == 0;
            if (zeros && canEndAt(in.position() + 6 + ahead.u32(end, big), tag, end, big)) {
                return true;
            }
            long length = new Cursor(in.source(), in.position()).u16(end, big);
            if (canEndAt(in.position() + 2 + length, tag, end, big)) {
                return false;
            }
        }
        throw new ImageFormatException(Tag.show(tag) + " at byte " + (in.position() - 6)
                + " has no valid value representation: damaged data set");
    }

    private boolean canEndAt(long position, int tag, long end, boolean bigEndian) throws IOException {
        if (position >= end - 8) {
            return position == end;
        }
        return Integer.compareUnsigned(new Cursor(in.source(), position).tag(end, bigEndian), tag) > 0;
    }

    /**
     * The items in a value of VR UN, as a relay leaves a sequence that it does not know: always Implicit VR Little
     * Endian (PS3.5 section 6.2.2, note 2). Empty where the value is no such thing.
     */
    private Optional<List<Dataset>> itemsOfUnknown(long length, int depth) throws IOException {
        long start = in.position();
        try {
            return Optional.of(items(start + length, false, Encoding.IMPLICIT, depth + 1));
        } catch (ImageFormatException e) {
            in.back(start);
            return Optional.empty();
        }
    }

    private static Vr undefinedVr(int tag, Vr vr) {
        return tag != Tag.PIXEL_DATA && vr == Vr.UN ? Vr.SQ : vr;
    }

    private Element.Value undefined(int tag, Vr vr, long start, long end, Encoding encoding, int depth)
            throws IOException {
        if (tag == Tag.PIXEL_DATA || vr == Vr.OB || vr == Vr.OW) {
            return new Element.Fragments(fragments(end, encoding));
        }
        if (vr == Vr.SQ || !encoding.explicitVr()) {
            return new Element.Items(items(end, true, encoding, depth + 1));
        }
        if (vr == Vr.UN) {
            return new Element.Items(items(end, true, Encoding.IMPLICIT, depth + 1));
        }
        throw new ImageFormatException(
                Tag.show(tag) + " at byte " + start + " has VR " + vr + ", which cannot have an undefined length");
    }

    private List<Dataset> items(long end, boolean delimited, Encoding encoding, int depth) throws IOException {
        List<Dataset> items = new ArrayList<>();
        while (in.position() < end) {
            count();
            long start = in.position();
            int tag = in.tag(end, encoding.bigEndian());
            long length = in.u32(end, encoding.bigEndian());
            if (tag == Tag.SEQUENCE_DELIMITATION && delimited) {
                return items;
            }
            if (tag != Tag.ITEM) {
                throw new ImageFormatException("a sequence holds " + Tag.show(tag) + " at byte " + start
                        + " where an item must be: damaged data set");
            }
            if (length != UNDEFINED && length > end - in.position()) {
                throw new ImageFormatException("truncated: the item at byte " + start + " declares " + length
                        + " bytes, but only " + (end - in.position()) + " follow");
            }
            boolean open = length == UNDEFINED;
            items.add(dataset(open ? end : in.position() + length, open, encoding, depth));
        }
        if (delimited) {
            throw new ImageFormatException("truncated: a sequence does not end before byte " + end);
        }
        return items;
    }

    /** PS3.5 annex A.4. A missing delimiter at the very end is forgiven: every fragment is whole. */
    private List<Element.Region> fragments(long end, Encoding encoding) throws IOException {
        List<Element.Region> fragments = new ArrayList<>();
        while (in.position() < end) {
            count();
            long start = in.position();
            int tag = in.tag(end, encoding.bigEndian());
            long length = in.u32(end, encoding.bigEndian());
            if (tag == Tag.SEQUENCE_DELIMITATION) {
                return fragments;
            }
            if (tag != Tag.ITEM) {
                throw new ImageFormatException("encapsulated Pixel Data holds " + Tag.show(tag) + " at byte " + start
                        + " where a fragment must be: damaged file");
            }
            if (length > end - in.position()) {
                throw new ImageFormatException("truncated: the Pixel Data fragment at byte " + start + " declares "
                        + length + " bytes, but only " + (end - in.position()) + " follow");
            }
            fragments.add(new Element.Region(in.source(), in.position(), length, false));
            in.skip(length);
        }
        return fragments;
    }

    private void count() throws ImageFormatException {
        if (++elements > MOST_ELEMENTS) {
            throw new ImageFormatException(
                    "more than " + MOST_ELEMENTS + " data elements: damaged, or made to do harm");
        }
    }

    private int peekTag(Encoding encoding) throws IOException {
        return new Cursor(in.source(), in.position()).tag(in.source().size(), encoding.bigEndian());
    }

    private int peek(long ahead) throws IOException {
        byte[] one = new byte[1];
        in.source().read(in.position() + ahead, one, 0, 1);
        return one[0] & 0xFF;
    }
}
