package dev.limpid.bench;

import dev.limpid.bench.BenchPlan.Block;
import dev.limpid.bench.layout.ImageRef;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Everything that fixes a run's figures, in words: what {@code run.json} says, and what two runs must share. */
public final class PlanSettings {
    private PlanSettings() {}

    /** The settings of a plan; {@code version} is the program's. */
    public static Map<String, Object> of(BenchPlan plan, String version) throws IOException {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("codeVersion", version);
        settings.put("seed", plan.seed());
        if (plan.metrics() != MetricSet.GENERAL) {
            settings.put(
                    "metrics",
                    plan.metrics().metrics().stream().map(BenchMetric::key).toList());
        }
        Map<String, Object> kinds = new LinkedHashMap<>();
        plan.corruptions().forEach(corruption -> kinds.put(corruption.kind().name(), corruption.describe()));
        settings.put("kinds", kinds);
        settings.put("defaultParameters", plan.defaults());
        settings.put("tunedParameters", plan.tuned());
        settings.put("severities", plan.severities());
        settings.put("severityImages", plan.sweepImages());
        Map<String, Object> blocks = new LinkedHashMap<>();
        for (Block block : plan.blocks()) {
            blocks.put(block.subset(), block(plan, block));
        }
        settings.put("data", blocks);
        return settings;
    }

    private static Map<String, Object> block(BenchPlan plan, Block block) throws IOException {
        Map<String, Object> of = new LinkedHashMap<>();
        of.put("layout", block.layout());
        of.put("modality", block.modality().name().toLowerCase(Locale.ROOT));
        of.put(
                "range",
                block.range().map(range -> range.low() + ":" + range.high()).orElse("of each image"));
        block.window().ifPresent(window -> of.put("window", window.low() + ":" + window.high()));
        if (!block.windowReason().isEmpty()) {
            of.put("windowReason", block.windowReason());
        }
        of.put("images", block.test().size());
        of.put("patients", patients(block.test()));
        of.put("imagesSha256", fingerprint(block.test()));
        of.put("tuningImages", block.validation().size());
        of.put("tuningPatients", patients(block.validation()));
        of.put("tuningImagesSha256", fingerprint(block.validation()));
        Map<String, Object> methods = new LinkedHashMap<>();
        block.methods().forEach(method -> methods.put(method.name(), method.identity()));
        of.put("methods", methods);
        Map<String, Object> grids = new TreeMap<>();
        block.methods().stream()
                .filter(method -> plan.tuned() && !method.grid().isEmpty())
                .forEach(method -> grids.put(method.name(), ClassicalGrid.describe(method.grid())));
        of.put("grids", grids);
        of.put("paperDataSet", block.paper().orElse("none"));
        return of;
    }

    private static long patients(List<ImageRef> images) {
        return images.stream().map(ImageRef::patient).distinct().count();
    }

    private static final int EDGE = 1 << 16;

    /** SHA-256 over name, size, and first and last 64 KiB of each image, in order: whole volumes are not read. */
    private static String fingerprint(List<ImageRef> images) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (ImageRef image : images) {
                add(digest, image.name(), image.file());
                if (image.degraded().isPresent()) {
                    add(digest, "pair of " + image.name(), image.degraded().get());
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void add(MessageDigest digest, String name, Path file) throws IOException {
        long size = Files.exists(file) ? Files.size(file) : -1;
        digest.update((name + "\t" + size + "\n").getBytes(StandardCharsets.UTF_8));
        edges(file, size, digest);
    }

    /** A file that cannot be read is told when it is to be measured. */
    private static void edges(Path path, long size, MessageDigest digest) {
        try (FileChannel file = FileChannel.open(path)) {
            for (long start : new long[] {0, Math.max(EDGE, size - EDGE)}) {
                ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(EDGE, Math.max(0, size - start)));
                while (bytes.hasRemaining() && file.read(bytes, start + bytes.position()) >= 0) {
                    continue; // A read may give less than was asked for.
                }
                digest.update(bytes.flip());
            }
        } catch (IOException unreadable) {
            digest.update((byte) 0);
        }
    }
}
