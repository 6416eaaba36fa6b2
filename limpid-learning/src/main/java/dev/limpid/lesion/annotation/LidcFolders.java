package dev.limpid.lesion.annotation;

import dev.limpid.image.ImageFormatException;
import dev.limpid.image.ImageFormats;
import dev.limpid.image.StoredImage;
import dev.limpid.training.DataFolder;
import dev.limpid.training.DataFolder.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * LIDC-IDRI as downloaded: folders of DICOM slices, each with the reading of its scan beside them. Patients are told by the slices'
 * Patient ID, so that it does not matter from which folder one looks. A slice on which readers disagree is left out, and so is a scan
 * whose reading is of other images.
 */
final class LidcFolders {
    private static final int LUNA_READERS = 3;

    private final Consumer<String> messages;
    private final Function<String, Split> split;
    private final Consumer<LeftOut> leftOut;
    private final Map<String, Integer> disputed = new TreeMap<>();
    private final List<LesionFile> files = new ArrayList<>();

    /** One slice as its header names it. */
    private record Header(String instance, String patient) {}

    /**
     * @param split of a patient
     * @param leftOut hears each slice that is left out
     */
    LidcFolders(Consumer<String> messages, Function<String, Split> split, Consumer<LeftOut> leftOut) {
        this.messages = messages;
        this.split = split;
        this.leftOut = leftOut;
    }

    /** The slices beside some readings; what else is an XML file is named and passed over. */
    List<LesionFile> open(List<Path> readings) throws IOException {
        Map<Path, Map<String, LidcReading.Slice>> folders = new TreeMap<>();
        for (Path reading : readings) {
            try {
                Map<String, LidcReading.Slice> marked = LidcReading.read(reading, LUNA_READERS);
                folders.computeIfAbsent(
                                Objects.requireNonNull(reading.toAbsolutePath().getParent()), name -> new HashMap<>())
                        .putAll(marked);
            } catch (ImageFormatException otherXml) {
                messages.accept(otherXml.getMessage());
            }
        }
        for (Map.Entry<Path, Map<String, LidcReading.Slice>> folder : folders.entrySet()) {
            add(folder.getKey(), folder.getValue());
        }
        LesionFolder.sayMissing(
                messages,
                "slices with marks of fewer than " + LUNA_READERS + " readers are left out, neither ill nor healthy",
                disputed);
        return files;
    }

    private void add(Path folder, Map<String, LidcReading.Slice> marked) throws IOException {
        Map<Path, Header> slices = new TreeMap<>();
        try (Stream<Path> images = Files.list(folder)) {
            for (Path file :
                    images.filter(each -> each.toString().endsWith(".dcm")).toList()) {
                slices.put(file, header(file));
            }
        }
        long there = slices.values().stream()
                .filter(slice -> marked.containsKey(slice.instance()))
                .count();
        if (there == 0 && !marked.isEmpty()) {
            messages.accept(folder + ": the reading is of other images; its " + slices.size()
                    + " slices are left out, of which nothing is known");
            slices.forEach((file, slice) -> leftOut.accept(new LeftOut(entry(file, slice), LeftOut.Why.UNKNOWN)));
            return;
        }
        if (there < marked.size()) {
            messages.accept(folder + ": " + (marked.size() - there) + " slices that its reading names are not there");
        }
        slices.forEach((file, slice) -> {
            LidcReading.Slice said = marked.getOrDefault(slice.instance(), new LidcReading.Slice(List.of(), false));
            if (said.disputed()) {
                disputed.merge(slice.patient(), 1, Integer::sum);
                leftOut.accept(new LeftOut(entry(file, slice), LeftOut.Why.DISPUTED));
            } else {
                files.add(new LesionFile(entry(file, slice), said.boxes()));
            }
        });
    }

    private DataFolder.Entry entry(Path file, Header slice) {
        return new DataFolder.Entry(file, "LIDC-IDRI", slice.patient(), split.apply(slice.patient()));
    }

    /** Of a file that cannot be read, which is named when images are loaded, the folder stands for the patient. */
    private static Header header(Path file) {
        String folder = String.valueOf(file.toAbsolutePath().getParent());
        try (StoredImage image = ImageFormats.open(file)) {
            return new Header(image.instanceUid().orElse(""), image.patientId().orElse(folder));
        } catch (IOException unreadable) {
            return new Header("", folder);
        }
    }
}
