package dev.limpid.cli;

import dev.limpid.batch.AtomicFile;
import dev.limpid.batch.BatchPlan.Item;
import dev.limpid.batch.BatchRun;
import dev.limpid.image.ImageFormats;
import dev.limpid.image.Slice;
import dev.limpid.image.StoredImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Denoises one file into another, frame by frame. */
final class DenoiseWork implements BatchRun.Work<DenoiseWork.Result> {
    private final MethodChoice method;
    private final boolean overwrite;
    private final Consumer<String> say;
    private final Set<String> said = ConcurrentHashMap.newKeySet();

    /**
     * What was done.
     *
     * @param input the source
     * @param output the result
     * @param format of both
     * @param frames planes in it
     * @param method the denoiser in full
     */
    record Result(Path input, Path output, String format, int frames, String method) {
        Map<String, Object> toMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("input", input);
            map.put("output", output);
            map.put("format", format);
            map.put("frames", frames);
            map.put("method", method);
            return map;
        }
    }

    DenoiseWork(MethodChoice method, boolean overwrite, Consumer<String> say) {
        this.method = method;
        this.overwrite = overwrite;
        this.say = say;
    }

    @Override
    public Result process(Item item) throws IOException {
        AtomicFile.refuseExisting(item.target(), overwrite);
        try (StoredImage image = ImageFormats.open(item.source().path())) {
            MethodChoice.Chosen chosen = method.choose(image);
            if (said.add(chosen.reason())) {
                say.accept(chosen.reason());
            }
            AtomicFile.write(
                    item.target(),
                    overwrite,
                    temporary -> image.writeDerived(
                            temporary, index -> denoise(chosen, image.frame(index)), chosen.derivation()));
            return new Result(
                    item.source().path(),
                    item.target(),
                    image.format(),
                    image.frames(),
                    chosen.denoiser().describe());
        }
    }

    private static Slice denoise(MethodChoice.Chosen chosen, Slice before) {
        Slice after = chosen.denoiser().denoise(before);
        if (after.rows() != before.rows() || after.columns() != before.columns() || after.unit() != before.unit()) {
            throw new IllegalStateException(
                    chosen.denoiser().name() + " made a " + after + " of a " + before + ", which breaks its contract");
        }
        return after;
    }
}
