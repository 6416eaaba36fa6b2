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
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The outlines of one scan of LIDC-IDRI (Armato et al., Med Phys 38(2), 2011): {@code LidcReadMessage} with a {@code readingSession}
 * for each of up to four readers, their {@code unblindedReadNodule}s, and of those a {@code roi} for each slice, by {@code
 * imageSOP_UID}. An outline runs through the first pixels outside the nodule, so its box is what lies within. Outlines of a single
 * point (nodules below 3 mm) and of what is to be cut out ({@code inclusion FALSE}) are passed over.
 *
 * <p>Readers seldom agree: boxes of different readers that overlap by 0.3 are one nodule, whose box is their mean, and it counts
 * when enough readers have it. Documents that declare entities are refused; nothing outside the file is read.
 */
public final class LidcReading {
    private static final double SAME = 0.3;
    private static final long MOST_BYTES = 64L << 20;

    private LidcReading() {}

    /** What one reader drew round one nodule on one slice. */
    private record Outline(int reader, String slice, Box box) {}

    /** Boxes of several readers. */
    private static final class Group {
        private final List<Outline> outlines = new ArrayList<>();

        boolean takes(Outline outline) {
            return outlines.stream().noneMatch(other -> other.reader() == outline.reader())
                    && outlines.stream().anyMatch(other -> other.box().overlap(outline.box()) >= SAME);
        }

        Box mean() {
            double[] sums = new double[4];
            for (Outline outline : outlines) {
                sums[0] += outline.box().x0();
                sums[1] += outline.box().y0();
                sums[2] += outline.box().x1();
                sums[3] += outline.box().y1();
            }
            int count = outlines.size();
            return new Box(sums[0] / count, sums[1] / count, sums[2] / count, sums[3] / count);
        }
    }

    /**
     * Boxes by SOP Instance UID of the slice.
     *
     * @param readers how many must have drawn a nodule, 1..4; LUNA16 asks for 3
     * @throws IOException if it is not such a file, saying why in one line
     */
    public static Map<String, List<Box>> read(Path file, int readers) throws IOException {
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
        Map<String, List<Box>> boxes = new LinkedHashMap<>();
        groups.forEach((slice, onSlice) -> boxes.put(
                slice,
                onSlice.stream()
                        .filter(group -> group.outlines.size() >= readers)
                        .map(Group::mean)
                        .toList()));
        return boxes;
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
        if (included && edges[2] - edges[0] > 1 && edges[3] - edges[1] > 1) {
            outlines.add(new Outline(reader, slice, new Box(edges[0] + 1, edges[1] + 1, edges[2], edges[3])));
        }
    }

    private static void extend(double[] edges, int axis, int value) {
        edges[axis] = Math.min(edges[axis], value);
        edges[axis + 2] = Math.max(edges[axis + 2], value);
    }
}
