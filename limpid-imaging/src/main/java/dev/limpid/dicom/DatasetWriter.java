package dev.limpid.dicom;

import java.io.IOException;
import java.util.List;

/**
 * Writes elements as Explicit VR Little Endian (PS3.5 annex A.2), sequences with undefined lengths.
 *
 * <p>Values keep their bytes: only their order is turned where they came big endian, and odd lengths are padded.
 */
final class DatasetWriter {
    private static final int LONGEST_SHORT_FORM = 0xFFFE;
    private static final long UNDEFINED = 0xFFFFFFFFL;

    private final Output out;
    private final boolean signedPixels;

    /** For data sets whose Pixel Representation, which decides between US and SS, is {@code signedPixels}. */
    DatasetWriter(Output out, boolean signedPixels) {
        this.out = out;
        this.signedPixels = signedPixels;
    }

    void write(Dataset dataset) throws IOException {
        for (Element element : dataset.elements()) {
            write(element);
        }
    }

    void write(Element element) throws IOException {
        if (element.value() instanceof Element.Items items) {
            items(element.tag(), items.items());
        } else if (element.value() instanceof Element.Fragments fragments) {
            fragments(element, fragments.all());
        } else if (element.value() instanceof Element.Raw raw) {
            raw(element, raw);
        }
    }

    /** Tag, VR and length; the value, of just that length, is the caller's. */
    void header(int tag, Vr vr, long length) throws IOException {
        tag(tag);
        out.bytes(vr.code(), 2);
        if (vr.longForm()) {
            out.u16(0);
            out.u32(length);
        } else {
            out.u16((int) length);
        }
    }

    private void tag(int tag) throws IOException {
        out.u16(tag >>> 16);
        out.u16(tag);
    }

    private void delimiter(int tag) throws IOException {
        tag(tag);
        out.u32(0);
    }

    private void raw(Element element, Element.Raw raw) throws IOException {
        Vr vr = element.vr() == Vr.XS ? (signedPixels ? Vr.SS : Vr.US) : element.vr();
        long length = raw.length() + raw.length() % 2;
        if (!vr.longForm() && length > LONGEST_SHORT_FORM) {
            vr = Vr.UN; // PS3.5 section 6.2.2, note 4: too long for this VR's 16-bit length
        }
        header(element.tag(), vr, length);
        int unit = raw.bigEndian() ? element.vr().unit() : 1;
        if (raw instanceof Element.Region region) {
            byte[] chunk = new byte[(int) Math.min(1 << 16, region.length())];
            for (long at = 0; at < region.length(); at += chunk.length) {
                int some = (int) Math.min(chunk.length, region.length() - at);
                region.source().read(region.offset() + at, chunk, 0, some);
                turn(chunk, some, unit);
                out.bytes(chunk, some);
            }
        } else {
            byte[] bytes = raw.bytes().clone();
            turn(bytes, bytes.length, unit);
            out.bytes(bytes, bytes.length);
        }
        if (raw.length() % 2 != 0) {
            out.u8(vr.padding());
        }
    }

    private static void turn(byte[] bytes, int count, int unit) {
        for (int at = 0; unit > 1 && at + unit <= count; at += unit) {
            for (int low = at, high = at + unit - 1; low < high; low++, high--) {
                byte other = bytes[low];
                bytes[low] = bytes[high];
                bytes[high] = other;
            }
        }
    }

    private void items(int tag, List<Dataset> items) throws IOException {
        if (items.isEmpty()) {
            header(tag, Vr.SQ, 0);
            return;
        }
        header(tag, Vr.SQ, UNDEFINED);
        for (Dataset item : items) {
            tag(Tag.ITEM);
            out.u32(UNDEFINED);
            write(item);
            delimiter(Tag.ITEM_DELIMITATION);
        }
        delimiter(Tag.SEQUENCE_DELIMITATION);
    }

    private void fragments(Element element, List<Element.Region> fragments) throws IOException {
        header(element.tag(), Vr.OB, UNDEFINED);
        for (Element.Region fragment : fragments) {
            tag(Tag.ITEM);
            out.u32(fragment.length() + fragment.length() % 2);
            byte[] chunk = new byte[(int) Math.min(1 << 16, fragment.length())];
            for (long at = 0; at < fragment.length(); at += chunk.length) {
                int some = (int) Math.min(chunk.length, fragment.length() - at);
                fragment.source().read(fragment.offset() + at, chunk, 0, some);
                out.bytes(chunk, some);
            }
            if (fragment.length() % 2 != 0) {
                out.u8(0);
            }
        }
        delimiter(Tag.SEQUENCE_DELIMITATION);
    }
}
