package dev.limpid.cli;

import dev.limpid.batch.AtomicFile;
import dev.limpid.batch.BatchPlan.Item;
import dev.limpid.batch.BatchRun;
import dev.limpid.degrade.Degradation;
import dev.limpid.image.ImageFormatException;
import dev.limpid.image.ImageFormats;
import dev.limpid.image.Modality;
import dev.limpid.image.StoredImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Degrades one file into another, plane by plane, and keeps the record of what was drawn. */
final class DegradeWork implements BatchRun.Work<DegradeWork.Result> {
    /** What is drawn for a file. */
    @FunctionalInterface
    interface Draws {
        /**
         * The record of a file, before it is degraded. Safe for several threads.
         *
         * @throws IOException if there can be none, saying in one line why and what to do
         */
        DegradationRecord of(StoredImage image, Path relative) throws IOException;
    }

    /** The name of a file's record, behind the file's own. */
    static final String RECORD = ".degradation.json";

    private final Draws draws;
    private final Modality modality;
    private final Path output;
    private final boolean overwrite;

    /**
     * What was done.
     *
     * @param input the source
     * @param output the result
     * @param format of both
     * @param record of what was drawn
     * @param recordFile where it is
     */
    record Result(Path input, Path output, String format, DegradationRecord record, Path recordFile) {
        Map<String, Object> toMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("input", input);
            map.put("output", output);
            map.put("format", format);
            map.put("frames", record.draws().size());
            map.put("kind", record.kind());
            map.put("parameters", record.derivation().parameters());
            map.put("record", recordFile);
            return map;
        }
    }

    DegradeWork(Draws draws, Modality modality, Path output, boolean overwrite) {
        this.draws = draws;
        this.modality = modality;
        this.output = output;
        this.overwrite = overwrite;
    }

    @Override
    public Result process(Item item) throws IOException {
        AtomicFile.refuseExisting(item.target(), overwrite);
        Path relative = item.source().relative();
        Path recordFile = recordOf(output, relative);
        try (StoredImage image = ImageFormats.open(item.source().path(), modality)) {
            DegradationRecord record = draws.of(image, relative);
            if (record.draws().size() != image.frames()) {
                throw new ImageFormatException("the record holds draws of "
                        + record.draws().size() + " planes, this file has " + image.frames());
            }
            byte[] text = (Json.write(record.toMap(relative)) + "\n").getBytes(StandardCharsets.UTF_8);
            List<Degradation> degradations = record.degradations();
            // The record is on disk before the result gets its name, so that no result is without one.
            try (AtomicFile.Prepared prepared =
                    AtomicFile.prepare(recordFile, temporary -> Files.write(temporary, text))) {
                AtomicFile.write(
                        item.target(),
                        overwrite,
                        temporary -> image.writeDerived(
                                temporary,
                                index -> degradations
                                        .get(index)
                                        .apply(
                                                image.frame(index),
                                                record.draws().get(index).seed()),
                                record.derivation()));
                prepared.publish(true);
            }
            return new Result(item.source().path(), item.target(), image.format(), record, recordFile);
        }
    }

    /** Where the record of a result lies: with the evidence, so that the folder of results holds nothing else. */
    static Path recordOf(Path output, Path relative) {
        return output.resolve(EvidenceFolder.NAME).resolve(relative.resolveSibling(relative.getFileName() + RECORD));
    }
}
