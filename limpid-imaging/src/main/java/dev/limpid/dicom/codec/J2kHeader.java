package dev.limpid.dicom.codec;

import dev.limpid.image.ImageFormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the marker segments of a main or tile-part header set, T.800 annex A; a tile begins with the main header's. */
final class J2kHeader {
    private static final int MOST_PROGRESSIONS = 64;

    private Optional<J2kCoding> coding = Optional.empty();
    private Optional<J2kCoding> componentCoding = Optional.empty();
    private Optional<J2kQuantisation> quantisation = Optional.empty();
    private Optional<J2kQuantisation> componentQuantisation = Optional.empty();
    private int regionShift;
    private final List<J2kProgression> progressions = new ArrayList<>();

    /** What a tile starts from; anything in its own header goes before all of this, A.6.1 and A.6.4. */
    J2kHeader copy() {
        J2kHeader copy = new J2kHeader();
        copy.coding = componentCoding.or(() -> coding);
        copy.quantisation = componentQuantisation.or(() -> quantisation);
        copy.regionShift = regionShift;
        copy.progressions.addAll(progressions);
        return copy;
    }

    /** Forgets the main header's progression changes: a tile's own replace them. */
    void beginTileProgressions() {
        progressions.clear();
    }

    void read(int marker, ByteCursor segment) throws ImageFormatException {
        switch (marker) {
            case 0xFF52 -> coding = Optional.of(J2kCoding.readDefault(segment));
            case 0xFF53 -> {
                if (segment.u8() == 0) {
                    J2kCoding base =
                            coding.orElseThrow(() -> new ImageFormatException("JPEG 2000 frame has COC before COD"));
                    componentCoding = Optional.of(base.readComponent(segment));
                }
            }
            case 0xFF5C -> quantisation = Optional.of(new J2kQuantisation(segment));
            case 0xFF5D -> {
                if (segment.u8() == 0) {
                    componentQuantisation = Optional.of(new J2kQuantisation(segment));
                }
            }
            case 0xFF5E -> {
                segment.u16(); // component and style, of which there is one each
                regionShift = segment.u8();
            }
            case 0xFF5F -> readProgressions(segment);
            case 0xFF60, 0xFF61 ->
                throw new ImageFormatException("JPEG 2000 with packed packet headers (PPM, PPT) is not supported");
            default -> {
                // Pointers, comments and the like do not matter here.
            }
        }
    }

    private void readProgressions(ByteCursor segment) throws ImageFormatException {
        while (segment.remaining() >= 7) {
            int fromResolution = segment.u8();
            segment.u8(); // first component
            int toLayer = segment.u16();
            int toResolution = segment.u8();
            segment.u8(); // last component
            int order = segment.u8();
            if (order > 4 || progressions.size() == MOST_PROGRESSIONS) {
                throw new ImageFormatException("JPEG 2000 progression changes that cannot be");
            }
            progressions.add(new J2kProgression(fromResolution, toResolution, toLayer, order));
        }
    }

    J2kCoding coding() throws ImageFormatException {
        return componentCoding
                .or(() -> coding)
                .orElseThrow(() -> new ImageFormatException("JPEG 2000 frame lacks its coding style (COD)"));
    }

    J2kQuantisation quantisation() throws ImageFormatException {
        return componentQuantisation
                .or(() -> quantisation)
                .orElseThrow(() -> new ImageFormatException("JPEG 2000 frame lacks its quantisation (QCD)"));
    }

    /** Bits by which a region of interest was raised, annex H; 0 for none. */
    int regionShift() {
        return regionShift;
    }

    List<J2kProgression> progressions() throws ImageFormatException {
        return progressions.isEmpty()
                ? List.of(new J2kProgression(0, coding().levels + 1, coding().layers, coding().progression))
                : progressions;
    }
}
