package dev.limpid.bench;

import dev.limpid.bench.BenchPlan.Block;
import dev.limpid.bench.layout.ImageCollection;
import dev.limpid.bench.layout.ImageRef;
import dev.limpid.bench.layout.PatientSample;
import dev.limpid.training.DataFolder.Split;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.ObjectMapper;

/**
 * The drawn sample in the form of {@link dev.limpid.training.DataFolder}'s {@code splits.json}: put into the data
 * folder, it makes a model train on the training part and leave the others alone.
 */
public final class SampleFile {
    private SampleFile() {}

    /** Writes the list; {@code train} is how many training images each block gets at most. */
    public static void write(RunFolder folder, BenchPlan plan, ImageCollection collection, int train)
            throws IOException {
        Map<String, Object> all = new LinkedHashMap<>();
        Map<String, Object> patients = new LinkedHashMap<>();
        for (Block block : plan.blocks()) {
            List<ImageRef> training =
                    PatientSample.draw(collection.files(block.subset(), Split.TRAIN), train, plan.seed(), block.said());
            Map<String, Object> parts = new LinkedHashMap<>();
            parts.put("train", names(training));
            parts.put("val", names(block.validation()));
            parts.put("test", names(block.test()));
            all.put(block.subset(), parts);
            Map<String, String> of = new LinkedHashMap<>();
            training.forEach(ref -> of.put(ref.patient(), "train"));
            block.validation().forEach(ref -> of.put(ref.patient(), "val"));
            block.test().forEach(ref -> of.put(ref.patient(), "test"));
            patients.put(block.subset(), of);
        }
        all.put("patients", patients);
        folder.write(
                RunFolder.SPLITS,
                new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n");
    }

    private static List<String> names(List<ImageRef> images) {
        return images.stream().map(SampleFile::file).distinct().toList();
    }

    /** The file's name, without the frame's number. */
    private static String file(ImageRef ref) {
        return ref.name().replaceFirst("#\\d+$", "");
    }
}
