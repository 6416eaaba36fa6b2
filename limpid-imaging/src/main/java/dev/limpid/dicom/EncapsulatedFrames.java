package dev.limpid.dicom;

import dev.limpid.dicom.codec.FrameDecoder;
import dev.limpid.image.ImageFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compressed frames (PS3.5 annex A.4): finds which fragments make up which frame, and has them decoded.
 *
 * <p>A single frame owns all fragments. Of several, the extended offset table says it, else the basic one, else there
 * is one fragment a frame, else a frame begins with each fragment that begins a codestream. Anything less sure is
 * refused.
 */
final class EncapsulatedFrames implements Frames {
    /** More fill bytes are not looked through. */
    private static final int MOST_FILL = 64;

    private final List<List<Element.Region>> frames;
    private final FrameDecoder decoder;
    private final PixelLayout layout;

    EncapsulatedFrames(Dataset header, Element.Fragments data, PixelLayout layout, FrameDecoder decoder)
            throws IOException {
        this.decoder = decoder;
        this.layout = layout;
        if (layout.bitsAllocated() == 1) {
            throw new ImageFormatException("compressed images of 1 bit are not supported");
        }
        if (data.all().isEmpty()) {
            throw new ImageFormatException("encapsulated Pixel Data (7FE0,0010) is empty");
        }
        List<Element.Region> fragments = data.all().subList(1, data.all().size());
        if (fragments.size() < layout.frames()) {
            throw new ImageFormatException("Pixel Data (7FE0,0010) has " + fragments.size()
                    + " compressed fragment(s), too few for " + layout.frames() + " frame(s)");
        }
        this.frames = assign(header, data.all().get(0), fragments);
        for (List<Element.Region> frame : frames) {
            checkSize(frame);
        }
    }

    @Override
    public int[] cells(int frame) throws IOException {
        return decoder.decode(bytes(frames.get(frame)), layout.coded());
    }

    @Override
    public Optional<String> lossyMethod() throws IOException {
        for (List<Element.Region> frame : frames) {
            Optional<String> method = decoder.lossyMethod(bytes(frame), layout.coded());
            if (method.isPresent()) {
                return method;
            }
        }
        return Optional.empty();
    }

    private static byte[] bytes(List<Element.Region> fragments) throws IOException {
        byte[] bytes = new byte[Math.toIntExact(length(fragments))];
        int at = 0;
        for (Element.Region fragment : fragments) {
            fragment.source().read(fragment.offset(), bytes, at, (int) fragment.length());
            at += (int) fragment.length();
        }
        return bytes;
    }

    private List<List<Element.Region>> assign(Dataset header, Element.Region basic, List<Element.Region> fragments)
            throws IOException {
        if (layout.frames() == 1) {
            return List.of(fragments);
        }
        Optional<List<List<Element.Region>>> found = byOffsets(extendedOffsets(header), fragments);
        if (found.isEmpty()) {
            found = byOffsets(basicOffsets(basic), fragments);
        }
        if (found.isEmpty()) {
            found = cut(fragments, fragments.size() == layout.frames() ? everyFragment(fragments) : begins(fragments));
        }
        return found.orElseThrow(
                () -> new ImageFormatException("Pixel Data (7FE0,0010) has " + fragments.size() + " fragments for "
                        + layout.frames() + " frames, and no offset table that says which belong together"));
    }

    private long[] extendedOffsets(Dataset header) throws IOException {
        Optional<Element> element = header.get(Tag.EXTENDED_OFFSET_TABLE);
        if (element.isEmpty()
                || !(element.get().value() instanceof Element.Raw raw)
                || raw.length() != 8L * layout.frames()) {
            return new long[0];
        }
        ByteBuffer table = ByteBuffer.wrap(raw.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        long[] offsets = new long[layout.frames()];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = table.getLong();
        }
        return offsets;
    }

    private long[] basicOffsets(Element.Region basic) throws IOException {
        if (basic.length() != 4L * layout.frames()) {
            return new long[0];
        }
        ByteBuffer table = ByteBuffer.wrap(basic.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        long[] offsets = new long[layout.frames()];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = table.getInt() & 0xFFFFFFFFL;
        }
        return offsets;
    }

    /** Offsets count from the first fragment's item tag; each must be that of some fragment. */
    private Optional<List<List<Element.Region>>> byOffsets(long[] offsets, List<Element.Region> fragments) {
        Map<Long, Integer> indexByOffset = new HashMap<>();
        long first = fragments.get(0).offset();
        for (int i = 0; i < fragments.size(); i++) {
            indexByOffset.put(fragments.get(i).offset() - first, i);
        }
        List<Integer> starts = new ArrayList<>();
        for (long offset : offsets) {
            Integer index = indexByOffset.get(offset);
            if (index == null) {
                return Optional.empty();
            }
            starts.add(index);
        }
        return cut(fragments, starts);
    }

    private static List<Integer> everyFragment(List<Element.Region> fragments) {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < fragments.size(); i++) {
            all.add(i);
        }
        return all;
    }

    /** Fragments that begin with the first marker of JPEG and JPEG-LS (SOI) or of JPEG 2000 (SOC, SIZ). */
    private static List<Integer> begins(List<Element.Region> fragments) throws IOException {
        List<Integer> starts = new ArrayList<>();
        for (int i = 0; i < fragments.size(); i++) {
            Element.Region fragment = fragments.get(i);
            byte[] head = new byte[(int) Math.min(MOST_FILL, fragment.length())];
            fragment.source().read(fragment.offset(), head, 0, head.length);
            if (beginsCodestream(head)) {
                starts.add(i);
            }
        }
        return starts;
    }

    /** SOI may have fill bytes in front (T.81 B.1.1.2), and another marker is behind it. */
    private static boolean beginsCodestream(byte[] head) {
        int at = 1;
        while (at < head.length && head[at] == -1) {
            at++;
        }
        if (head.length < 4 || head[0] != -1 || at + 1 >= head.length) {
            return false;
        }
        boolean jpeg = head[at] == (byte) 0xD8 && head[at + 1] == -1;
        return jpeg || (head[1] == 0x4F && head[2] == -1 && head[3] == 0x51);
    }

    private Optional<List<List<Element.Region>>> cut(List<Element.Region> fragments, List<Integer> starts) {
        if (starts.size() != layout.frames() || starts.get(0) != 0) {
            return Optional.empty();
        }
        List<List<Element.Region>> frames = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            int end = i + 1 < starts.size() ? starts.get(i + 1) : fragments.size();
            if (end <= starts.get(i)) {
                return Optional.empty();
            }
            frames.add(fragments.subList(starts.get(i), end));
        }
        return Optional.of(frames);
    }

    /** Neither a frame too large for its few bytes nor bytes that no frame of that size needs. */
    private void checkSize(List<Element.Region> frame) throws ImageFormatException {
        long length = length(frame);
        long uncompressed = layout.pixels() * layout.bitsAllocated() / 8;
        if (length == 0 || layout.pixels() >> 20 > length) {
            throw new ImageFormatException("a compressed frame of " + length + " bytes cannot hold " + layout.rows()
                    + " x " + layout.columns() + " pixels");
        }
        if (length > 4 * uncompressed + (1 << 20)) {
            throw new ImageFormatException("a compressed frame of " + length + " bytes is larger than its "
                    + layout.rows() + " x " + layout.columns() + " pixels can need: damaged file");
        }
    }

    private static long length(List<Element.Region> frame) {
        long length = 0;
        for (Element.Region fragment : frame) {
            length += fragment.length();
        }
        return length;
    }
}
