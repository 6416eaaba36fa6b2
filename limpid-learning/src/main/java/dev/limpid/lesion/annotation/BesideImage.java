package dev.limpid.lesion.annotation;

import dev.limpid.image.Box;
import dev.limpid.image.ImageFormatException;
import dev.limpid.image.ImageFormats;
import dev.limpid.image.Slice;
import dev.limpid.image.StoredImage;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Boxes from files beside images: {@code boxes.json}, file name to list of [x0, y0, x1, y1], where a file that is not listed has
 * none; {@code annotations.json}, file name to an object with {@code boxes}, where nothing is known of a file that is not listed;
 * {@code NAME.mask.png}, above 0 inside, a box for each piece that hangs together, corners included. Reads each list once; not safe
 * for several threads.
 */
public final class BesideImage {
    private static final int SIDES = 4;

    private final Map<Path, JsonNode> lists = new HashMap<>();

    /**
     * The boxes of an image; empty when nothing is said of it.
     *
     * @throws IOException if what should say it cannot be read, or a box has no area, naming file and image
     */
    public Optional<List<Box>> of(Path image) throws IOException {
        Path listed = image.resolveSibling("boxes.json");
        Path annotated = image.resolveSibling("annotations.json");
        String name = String.valueOf(image.getFileName());
        int dot = name.lastIndexOf('.');
        Path mask = image.resolveSibling((dot < 0 ? name : name.substring(0, dot)) + ".mask.png");
        if (Files.exists(listed)) {
            JsonNode boxes = list(listed).path(name);
            return Optional.of(boxes.isMissingNode() ? List.of() : boxes(boxes, listed, name));
        }
        if (Files.exists(annotated)) {
            JsonNode entry = list(annotated).path(name);
            return entry.isMissingNode() ? Optional.empty() : Optional.of(boxes(entry.path("boxes"), annotated, name));
        }
        return Files.exists(mask) ? Optional.of(ofMask(mask)) : Optional.empty();
    }

    /** Names that a list beside an image speaks of; none where there is no list. */
    List<String> names(Path image) throws IOException {
        for (String list : List.of("boxes.json", "annotations.json")) {
            Path file = image.resolveSibling(list);
            if (Files.exists(file)) {
                return List.copyOf(list(file).propertyNames());
            }
        }
        return List.of();
    }

    private JsonNode list(Path file) throws IOException {
        JsonNode known = lists.get(file);
        if (known != null) {
            return known;
        }
        try {
            JsonNode json = new ObjectMapper().readTree(Files.readString(file));
            if (!json.isObject()) {
                throw new ImageFormatException(file + " is not a list of boxes: it should be an object of file names");
            }
            lists.put(file, json);
            return json;
        } catch (CharacterCodingException noText) {
            throw new ImageFormatException(file + " is not a list of boxes: it is not text in UTF-8", noText);
        } catch (JacksonException malformed) {
            throw new ImageFormatException(
                    file + " is not a list of boxes: " + malformed.getOriginalMessage(), malformed);
        }
    }

    private static List<Box> boxes(JsonNode list, Path file, String name) throws IOException {
        if (!list.isArray()) {
            throw new ImageFormatException(file + ": the boxes of " + name + " are not a list");
        }
        List<Box> boxes = new ArrayList<>();
        for (JsonNode box : list) {
            if (!box.isArray() || box.size() != SIDES || box.valueStream().anyMatch(side -> !side.isNumber())) {
                throw new ImageFormatException(file + ": a box of " + name + " has four numbers, not " + box);
            }
            boxes.add(Sides.box(
                    box.get(0).asDouble(),
                    box.get(1).asDouble(),
                    box.get(2).asDouble(),
                    box.get(3).asDouble(),
                    file + ": " + name + ": "));
        }
        return boxes;
    }

    private static List<Box> ofMask(Path mask) throws IOException {
        try (StoredImage stored = ImageFormats.open(mask)) {
            Slice plane = stored.frame(0);
            BitSet left = new BitSet();
            for (int i = 0; i < plane.size(); i++) {
                left.set(i, plane.at(i) > 0);
            }
            List<Box> boxes = new ArrayList<>();
            while (!left.isEmpty()) {
                boxes.add(piece(left, plane.rows(), plane.columns()));
            }
            return boxes;
        } catch (IOException unreadable) {
            throw new ImageFormatException(mask + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    /** Takes the piece of the first pixel out of what is left. */
    private static Box piece(BitSet left, int rows, int columns) {
        Deque<Integer> edge = new ArrayDeque<>(List.of(left.nextSetBit(0)));
        left.clear(edge.element());
        int top = rows;
        int bottom = 0;
        int first = columns;
        int last = 0;
        while (!edge.isEmpty()) {
            int row = edge.element() / columns;
            int column = edge.remove() % columns;
            top = Math.min(top, row);
            bottom = Math.max(bottom, row + 1);
            first = Math.min(first, column);
            last = Math.max(last, column + 1);
            for (int y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++) {
                for (int x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) {
                    if (left.get(y * columns + x)) {
                        left.clear(y * columns + x);
                        edge.add(y * columns + x);
                    }
                }
            }
        }
        return new Box(first, top, last, bottom);
    }
}
