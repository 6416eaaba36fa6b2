package dev.limpid.bench.layout;

import dev.limpid.image.ImageFormats;
import dev.limpid.image.Slice;
import dev.limpid.image.StoredImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Where an image's lesions are, as far as files beside it say so: {@code NAME.mask.png}, above 0 inside; {@code
 * boxes.json}, file name to boxes; {@code annotations.json}, file name to an object with {@code boxes}. A box is
 * [x0, y0, x1, y1] in pixels, the far edges exclusive.
 */
public final class LesionRegions {
    private static final JsonNode NOTHING = new ObjectMapper().createArrayNode();

    private LesionRegions() {}

    /**
     * The pixels of an image's lesions; empty where none is known.
     *
     * @throws IOException if a file that should say it cannot be read, is of another size, or has a box outside the image
     */
    public static Optional<BitSet> of(Path file, int rows, int columns) throws IOException {
        BitSet all = new BitSet();
        each(file, rows, columns).forEach(all::or);
        return all.isEmpty() ? Optional.empty() : Optional.of(all);
    }

    /**
     * The pixels of each lesion: of each box, or of each piece of a mask that hangs together, corners included.
     *
     * @throws IOException as {@link #of}
     */
    public static List<BitSet> each(Path file, int rows, int columns) throws IOException {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        Path mask = file.resolveSibling((dot < 0 ? name : name.substring(0, dot)) + ".mask.png");
        return Files.exists(mask)
                ? pieces(inMask(mask, rows, columns), rows, columns)
                : inBoxes(boxes(file, name), rows, columns, file);
    }

    private static List<BitSet> pieces(BitSet mask, int rows, int columns) {
        List<BitSet> pieces = new ArrayList<>();
        BitSet left = (BitSet) mask.clone();
        while (!left.isEmpty()) {
            BitSet piece = new BitSet();
            Deque<Integer> edge = new ArrayDeque<>(List.of(left.nextSetBit(0)));
            left.clear(edge.element());
            while (!edge.isEmpty()) {
                int at = edge.remove();
                piece.set(at);
                for (int row = Math.max(0, at / columns - 1); row <= Math.min(rows - 1, at / columns + 1); row++) {
                    for (int column = Math.max(0, at % columns - 1);
                            column <= Math.min(columns - 1, at % columns + 1);
                            column++) {
                        int near = row * columns + column;
                        if (left.get(near)) {
                            left.clear(near);
                            edge.add(near);
                        }
                    }
                }
            }
            pieces.add(piece);
        }
        return pieces;
    }

    private static BitSet inMask(Path mask, int rows, int columns) throws IOException {
        try (StoredImage stored = ImageFormats.open(mask)) {
            Slice plane = stored.frame(0);
            if (plane.rows() != rows || plane.columns() != columns) {
                throw new IOException(mask + " is of " + plane.rows() + " x " + plane.columns()
                        + " pixels, its image of " + rows + " x " + columns);
            }
            BitSet region = new BitSet();
            for (int i = 0; i < plane.size(); i++) {
                region.set(i, plane.at(i) > 0);
            }
            return region;
        }
    }

    private static JsonNode boxes(Path file, String name) throws IOException {
        Path listed = file.resolveSibling("boxes.json");
        Path annotated = file.resolveSibling("annotations.json");
        if (Files.exists(listed)) {
            return arrayOf(read(listed).path(name), listed);
        }
        return Files.exists(annotated) ? arrayOf(read(annotated).path(name).path("boxes"), annotated) : NOTHING;
    }

    private static JsonNode arrayOf(JsonNode boxes, Path file) throws IOException {
        if (!boxes.isMissingNode() && !boxes.isArray()) {
            throw new IOException(file + " is not a list of boxes: where an image's boxes should be stands " + boxes);
        }
        return boxes;
    }

    private static JsonNode read(Path file) throws IOException {
        try {
            JsonNode json = new ObjectMapper().readTree(Files.readString(file));
            if (!json.isObject()) {
                throw new IOException(file + " is not a list of boxes: it should be an object of file names");
            }
            return json;
        } catch (JacksonException malformed) {
            throw new IOException(file + " is not a list of boxes: " + malformed.getOriginalMessage(), malformed);
        }
    }

    private static List<BitSet> inBoxes(JsonNode boxes, int rows, int columns, Path file) throws IOException {
        List<BitSet> regions = new ArrayList<>();
        for (JsonNode box : boxes) {
            if (!box.isArray() || box.size() != 4 || box.valueStream().anyMatch(side -> !side.isNumber())) {
                throw new IOException(file + ": a box has four numbers, not " + box);
            }
            long left = Math.round(box.get(0).asDouble());
            long top = Math.round(box.get(1).asDouble());
            long right = Math.round(box.get(2).asDouble());
            long bottom = Math.round(box.get(3).asDouble());
            if (left < 0 || top < 0 || right > columns || bottom > rows || left >= right || top >= bottom) {
                throw new IOException(file + ": the box " + box + " does not lie in the image of " + rows + " x "
                        + columns + " pixels");
            }
            BitSet region = new BitSet();
            for (int row = (int) top; row < bottom; row++) {
                region.set(row * columns + (int) left, row * columns + (int) right);
            }
            regions.add(region);
        }
        return regions;
    }
}
