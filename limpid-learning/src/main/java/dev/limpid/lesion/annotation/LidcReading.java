package dev.limpid.lesion.annotation;

import dev.limpid.image.Box;
import dev.limpid.image.ImageFormatException;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The outlines of one scan of LIDC-IDRI (Armato et al., Med Phys 38(2), 2011): {@code LidcReadMessage} with a {@code readingSession}
 * for each of up to four readers, their {@code unblindedReadNodule}s, and of those a {@code roi} for each slice, by {@code
 * imageSOP_UID}. An outline runs through the first pixels outside the nodule, so its box is what lies within. Outlines of a single
 * point (nodules below 3 mm) have no box, and those of what is to be cut out ({@code inclusion FALSE}) are passed over.
 *
 * <p>Readers seldom agree: boxes of different readers that overlap by 0.3 are one nodule, whose box is their mean, and it counts
 * when enough readers have it on this slice. A slice on which anything else was marked (by fewer readers, as at the ends of a
 * nodule, or as a point) is disputed: it shows neither a known box nor healthy lung. Documents that declare entities are refused;
 * nothing outside the file is read.
 */
public final class LidcReading {
    private static final double SAME = 0.3;
    private static final long MOST_BYTES = 64L << 20;

    private LidcReading() {}

    /**
     * What readers say of one slice that at least one of them marked.
     *
     * @param boxes of nodules that enough readers drew
     * @param disputed whether anything else was marked on it
     */
    public record Slice(List<Box> boxes, boolean disputed) {}

    /** What one reader drew round one nodule on one slice; a point has no box. */
    private record Outline(int reader, String slice, Optional<Box> box) {}

    /** Boxes of several readers. */
    private static final class Group {
        private final List<Outline> outlines = new ArrayList<>();

        boolean takes(Outline outline) {
            return outlines.stream().noneMatch(other -> other.reader() == outline.reader())
                    && boxes().anyMatch(other -> outline.box().isPresent()
                            && other.overlap(outline.box().get()) >= SAME);
        }

        boolean counts(int readers) {
            return outlines.size() >= readers && boxes().findAny().isPresent();
        }

        Box mean() {
            return new Box(mean(Box::x0), mean(Box::y0), mean(Box::x1), mean(Box::y1));
        }

        private double mean(ToDoubleFunction<Box> side) {
            return boxes().mapToDouble(side).average().orElseThrow();
        }

        private Stream<Box> boxes() {
            return outlines.stream().flatMap(outline -> outline.box().stream());
        }
    }

    /**
     * Marked slices by their SOP Instance UID; nobody marked anything on the others.
     *
     * @param readers how many must have drawn a nodule, 1..4; LUNA16 asks for 3
     * @throws IOException if it is not such a file, saying why in one line
     */
    public static Map<String, Slice> read(Path file, int readers) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new ImageFormatException(file + " is larger than 64 MB, so it is no reading of LIDC-IDRI");
        }
        List<Outline> outlines;
        try (Reader text = new StringReader(Files.readString(file))) {
            // As text: of bytes that are no UTF-8 the parser would also print what it throws.
            outlines = outlines(factory().createXMLStreamReader(text));
        } catch (XMLStreamException | NumberFormatException | CharacterCodingException malformed) {
            String why = String.valueOf(malformed.getMessage()).replaceAll("\\s+", " ");
            throw new ImageFormatException(file + " is not a reading of LIDC-IDRI: " + why, malformed);
        }
        Map<String, List<Group>> groups = new LinkedHashMap<>();
        for (Outline outline : outlines) {
            List<Group> onSlice = groups.computeIfAbsent(outline.slice(), uid -> new ArrayList<>());
            Group group = onSlice.stream()
                    .filter(each -> each.takes(outline))
                    .findFirst()
                    .orElseGet(() -> {
                        Group fresh = new Group();
                        onSlice.add(fresh);
                        return fresh;
                    });
            group.outlines.add(outline);
        }
        Map<String, Slice> slices = new LinkedHashMap<>();
        groups.forEach((slice, onSlice) -> {
            List<Group> counting =
                    onSlice.stream().filter(group -> group.counts(readers)).toList();
            slices.put(slice, new Slice(counting.stream().map(Group::mean).toList(), counting.size() < onSlice.size()));
        });
        return slices;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        return factory;
    }

    private static List<Outline> outlines(XMLStreamReader xml) throws XMLStreamException {
        List<Outline> outlines = new ArrayList<>();
        int reader = 0;
        boolean inNodule = false;
        boolean root = false;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.ENTITY_REFERENCE || event == XMLStreamConstants.DTD) {
                throw new XMLStreamException("it declares or uses entities, which a reading does not need");
            }
            if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("unblindedReadNodule")) {
                inNodule = false;
            }
            if (event != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            String name = xml.getLocalName();
            if (!root && !name.equals("LidcReadMessage")) {
                throw new XMLStreamException("its root is '" + name + "', not LidcReadMessage");
            }
            root = true;
            if (name.equals("readingSession")) {
                reader++;
            } else if (name.equals("unblindedReadNodule")) {
                inNodule = true;
            } else if (name.equals("roi") && inNodule) {
                add(xml, reader, outlines);
            }
        }
        return outlines;
    }

    private static void add(XMLStreamReader xml, int reader, List<Outline> outlines) throws XMLStreamException {
        String slice = "";
        boolean included = true;
        double[] edges = {
            Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY
        };
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("roi")) {
                break;
            }
            if (event != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            switch (xml.getLocalName()) {
                case "imageSOP_UID" -> slice = xml.getElementText().strip();
                case "inclusion" -> included = xml.getElementText().strip().equalsIgnoreCase("TRUE");
                case "xCoord" ->
                    extend(edges, 0, Integer.parseInt(xml.getElementText().strip()));
                case "yCoord" ->
                    extend(edges, 1, Integer.parseInt(xml.getElementText().strip()));
                default -> {
                    // Positions and characteristics, which boxes do not need.
                }
            }
        }
        if (slice.isEmpty()) {
            throw new XMLStreamException("a roi names no imageSOP_UID");
        }
        // The outline lies outside: the nodule begins a pixel after it and ends before it.
        boolean area = edges[2] - edges[0] > 1 && edges[3] - edges[1] > 1;
        if (included) {
            outlines.add(new Outline(
                    reader,
                    slice,
                    area ? Optional.of(new Box(edges[0] + 1, edges[1] + 1, edges[2], edges[3])) : Optional.empty()));
        }
    }

    private static void extend(double[] edges, int axis, int value) {
        edges[axis] = Math.min(edges[axis], value);
        edges[axis + 2] = Math.max(edges[axis + 2], value);
    }
}
