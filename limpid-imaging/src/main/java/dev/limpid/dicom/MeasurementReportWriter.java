package dev.limpid.dicom;

import dev.limpid.image.Box;
import dev.limpid.image.Derivation;
import dev.limpid.image.Detection;
import dev.limpid.image.ImageFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;

/**
 * Writes boxes and their scores as a Comprehensive SR in the image's study: an Imaging Measurement Report (PS3.16 TID 1500) with a
 * planar region (TID 1410) for each box. No standard concept says what a detector's score is (it is an order, not a certainty), so
 * that concept is our own.
 */
final class MeasurementReportWriter {
    private static final String SOP_CLASS = "1.2.840.10008.5.1.4.1.1.88.33";
    private static final String SERIES = "9003";
    private static final int CODE = 16;
    private static final int MEANING = 64;

    /** What {@link CompanionHeader} says of images, which a report is not. */
    private static final int[] OF_IMAGES = {
        Tag.DERIVATION_DESCRIPTION,
        Tag.DERIVATION_CODE_SEQUENCE,
        Tag.SOURCE_IMAGE_SEQUENCE,
        Tag.LOSSY_IMAGE_COMPRESSION,
        Tag.LOSSY_IMAGE_COMPRESSION_RATIO,
        Tag.LOSSY_IMAGE_COMPRESSION_METHOD,
        Tag.LATERALITY,
        Tag.BODY_PART_EXAMINED
    };

    private final CompanionHeader companion;
    private final Part10 source;
    private final boolean severalFrames;
    private final Derivation how;

    private MeasurementReportWriter(Part10 source, CompanionHeader companion, boolean severalFrames, Derivation how) {
        this.source = source;
        this.companion = companion;
        this.severalFrames = severalFrames;
        this.how = how;
    }

    /**
     * @param found by frame, from 0
     * @param threshold least score that was asked for
     * @throws ImageFormatException if the source has no identifiers or date to refer to
     */
    static void write(
            Part10 source,
            Path target,
            SortedMap<Integer, List<Detection>> found,
            boolean severalFrames,
            double threshold,
            Derivation how)
            throws IOException {
        CompanionHeader companion = new CompanionHeader(
                source, how, new CompanionHeader.About("report", "findings", 1, 1, 0, true, false), SOP_CLASS);
        new MeasurementReportWriter(source, companion, severalFrames, how).write(target, found, threshold);
    }

    private void write(Path target, SortedMap<Integer, List<Detection>> found, double threshold) throws IOException {
        Dataset header = companion.dataset(SERIES, how.process().noun() + " (report)");
        for (int tag : OF_IMAGES) {
            header.remove(tag);
        }
        header.put(Element.text(Tag.MODALITY, Vr.CS, "SR"));
        header.put(Element.sequence(Tag.PERFORMED_STEP_SEQUENCE));
        header.put(Element.text(
                Tag.CONTENT_DATE,
                Vr.DA,
                companion.date().orElseThrow(() -> new ImageFormatException("no date, which a report must have"))));
        header.put(companion.of(Tag.CONTENT_TIME).orElse(Element.text(Tag.CONTENT_TIME, Vr.TM, "000000")));
        header.put(Element.text(Tag.COMPLETION_FLAG, Vr.CS, "COMPLETE"));
        header.put(Element.text(Tag.VERIFICATION_FLAG, Vr.CS, "UNVERIFIED"));
        header.put(Element.sequence(Tag.PERFORMED_PROCEDURE_CODE_SEQUENCE));
        Dataset from = source.dataset();
        header.put(Element.sequence(
                Tag.CURRENT_EVIDENCE_SEQUENCE,
                companion
                        .provenance()
                        .evidence(
                                required(from, Tag.STUDY_INSTANCE_UID, "Study"),
                                required(from, Tag.SERIES_INSTANCE_UID, "Series"))));
        content(found, threshold).elements().forEach(header::put);
        try (Output out = new Output(target)) {
            FileMeta.write(out, companion.meta());
            new DatasetWriter(out, false).write(header);
            out.finish();
        }
    }

    /** The image is named by study, series and instance; without one of them the report would point nowhere. */
    private static String required(Dataset image, int tag, String what) throws IOException {
        return image.text(tag)
                .filter(uid -> !uid.isBlank())
                .orElseThrow(() ->
                        new ImageFormatException("no " + what + " Instance UID, by which a report names its image"));
    }

    private Dataset content(SortedMap<Integer, List<Detection>> found, double threshold) {
        List<Dataset> items = new ArrayList<>();
        items.add(SrItem.code(
                "HAS CONCEPT MOD",
                SrItem.dcm("121049", "Language of Content Item and Descendants"),
                Provenance.concept("RFC5646", "en", "English")));
        items.add(
                SrItem.code("HAS OBS CONTEXT", SrItem.dcm("121005", "Observer Type"), SrItem.dcm("121007", "Device")));
        items.add(SrItem.uid(
                "HAS OBS CONTEXT",
                SrItem.dcm("121012", "Device Observer UID"),
                companion.uids().shared("device", how.version())));
        items.add(SrItem.text("HAS OBS CONTEXT", SrItem.dcm("121013", "Device Observer Name"), "Limpid"));
        items.add(SrItem.text(
                "HAS OBS CONTEXT",
                SrItem.dcm("121015", "Device Observer Model Name"),
                HeaderText.ascii(how.method(), MEANING)));
        items.add(SrItem.code(
                "HAS CONCEPT MOD",
                SrItem.dcm("121058", "Procedure reported"),
                Provenance.concept("SCT", "363679005", "Imaging procedure")));
        items.add(SrItem.container(
                "CONTAINS",
                SrItem.dcm("111028", "Image Library"),
                SrItem.container("CONTAINS", SrItem.dcm("126200", "Image Library Group"), image("CONTAINS", -1))));
        List<Dataset> groups = groups(found);
        if (!groups.isEmpty()) {
            items.add(SrItem.container(
                    "CONTAINS", SrItem.dcm("126010", "Imaging Measurements"), groups.toArray(Dataset[]::new)));
        }
        items.add(SrItem.container(
                "CONTAINS",
                Provenance.concept("UMLS", "C0034375", "Qualitative Evaluations"),
                SrItem.text("CONTAINS", SrItem.dcm("121071", "Finding"), sentence(groups.size(), threshold))));
        return SrItem.root(SrItem.dcm("126000", "Imaging Measurement Report"), "1500", items.toArray(Dataset[]::new));
    }

    private String sentence(int count, double threshold) {
        return HeaderText.ascii(
                String.format(
                        Locale.ROOT,
                        "%d boxes of score %.2f and more by %s. For research, not for diagnosis: a box need not be a"
                                + " lesion, and a lesion need not have a box. %s",
                        count,
                        threshold,
                        how.method(),
                        how.parameters()),
                1024);
    }

    private List<Dataset> groups(SortedMap<Integer, List<Detection>> found) {
        List<Dataset> groups = new ArrayList<>();
        for (Map.Entry<Integer, List<Detection>> frame : found.entrySet()) {
            for (Detection detection : frame.getValue()) {
                groups.add(group(groups.size() + 1, frame.getKey(), detection));
            }
        }
        return groups;
    }

    private Dataset group(int number, int frame, Detection detection) {
        String label = HeaderText.ascii(detection.label(), MEANING);
        String code = label.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_");
        return SrItem.container(
                        "CONTAINS",
                        SrItem.dcm("125007", "Measurement Group"),
                        SrItem.text(
                                "HAS OBS CONTEXT", SrItem.dcm("112039", "Tracking Identifier"), "Limpid box " + number),
                        SrItem.uid(
                                "HAS OBS CONTEXT",
                                SrItem.dcm("112040", "Tracking Unique Identifier"),
                                companion.uids().instance(frame + " " + number + " " + detection.box())),
                        SrItem.code(
                                "CONTAINS",
                                SrItem.dcm("121071", "Finding"),
                                Provenance.concept(
                                        "99LIMPID", code.substring(0, Math.min(CODE, code.length())), label)),
                        region(frame, detection.box()),
                        SrItem.number(
                                "CONTAINS",
                                Provenance.concept("99LIMPID", "SCORE", "Score of a detector, not calibrated"),
                                String.format(Locale.ROOT, "%.4f", detection.score()),
                                Provenance.concept("UCUM", "1", "no units")))
                .put(SrItem.template("1410"));
    }

    /** A closed polyline in pixels, which has its origin at the outer corner of the first pixel (PS3.3 C.18.6.1.1). */
    private Dataset region(int frame, Box box) {
        double[] corners = {
            box.x0(), box.y0(), box.x1(), box.y0(), box.x1(), box.y1(), box.x0(), box.y1(), box.x0(), box.y0()
        };
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * corners.length).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : corners) {
            bytes.putFloat((float) value);
        }
        return SrItem.item("CONTAINS", "SCOORD", SrItem.dcm("111030", "Image Region"))
                .put(new Element(Tag.GRAPHIC_DATA, Vr.FL, new Element.Held(bytes.array(), false)))
                .put(Element.text(Tag.GRAPHIC_TYPE, Vr.CS, "POLYLINE"))
                .put(Element.sequence(Tag.CONTENT_SEQUENCE, image("SELECTED FROM", frame)));
    }

    /** The source image, or one frame of it. */
    private Dataset image(String relationship, int frame) {
        Dataset reference = companion.reference();
        if (severalFrames && frame >= 0) {
            reference.put(Element.text(Tag.REFERENCED_FRAME_NUMBER, Vr.IS, Integer.toString(frame + 1)));
        }
        return new Dataset()
                .put(Element.text(Tag.RELATIONSHIP_TYPE, Vr.CS, relationship))
                .put(Element.text(Tag.VALUE_TYPE, Vr.CS, "IMAGE"))
                .put(Element.sequence(Tag.REFERENCED_SOP_SEQUENCE, reference));
    }
}
