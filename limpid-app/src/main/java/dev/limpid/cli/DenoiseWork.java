package dev.limpid.cli;

import dev.limpid.batch.AtomicFile;
import dev.limpid.batch.BatchPlan.Item;
import dev.limpid.batch.BatchRun;
import dev.limpid.batch.Problem;
import dev.limpid.image.Derivation;
import dev.limpid.image.ImageFormats;
import dev.limpid.image.Modality;
import dev.limpid.image.Slice;
import dev.limpid.image.StoredImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Denoises one file into another, frame by frame. */
final class DenoiseWork implements BatchRun.Work<DenoiseWork.Result> {
    private final MethodChoice method;
    private final Modality modality;
    private final boolean overwrite;
    private final EvidenceFolder evidence;
    private final Consumer<String> say;
    private final Set<String> said = ConcurrentHashMap.newKeySet();

    /**
     * What was done.
     *
     * @param input the source
     * @param output the result
     * @param format of both
     * @param frames planes in it
     * @param derivation how it was made
     * @param model where the model's file is; empty for a classical method
     * @param warnings what about the input is unlike the images the model was trained on
     * @param evidence of the planes looked at
     * @param evidenceFiles where it was written
     * @param evidenceProblem why it was not
     */
    record Result(
            Path input,
            Path output,
            String format,
            int frames,
            Derivation derivation,
            Optional<Path> model,
            List<String> warnings,
            List<EvidenceFolder.Plane> evidence,
            List<Path> evidenceFiles,
            Optional<String> evidenceProblem) {
        Map<String, Object> toMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("input", input);
            map.put("output", output);
            map.put("format", format);
            map.put("frames", frames);
            map.put("method", derivation.method());
            map.put("parameters", derivation.parameters());
            map.put("warnings", warnings);
            map.put(
                    "evidence",
                    evidence.stream().map(EvidenceFolder.Plane::toMap).toList());
            map.put("evidenceFiles", evidenceFiles);
            evidenceProblem.ifPresent(problem -> map.put("evidenceError", problem));
            return map;
        }
    }

    DenoiseWork(
            MethodChoice method, Modality modality, boolean overwrite, EvidenceFolder evidence, Consumer<String> say) {
        this.method = method;
        this.modality = modality;
        this.overwrite = overwrite;
        this.evidence = evidence;
        this.say = say;
    }

    @Override
    public Result process(Item item) throws IOException {
        AtomicFile.refuseExisting(item.target(), overwrite);
        try (StoredImage image = ImageFormats.open(item.source().path(), modality)) {
            MethodChoice.Chosen chosen = method.choose(image);
            if (said.add(chosen.reason())) {
                say.accept(chosen.reason());
            }
            EvidenceFolder.OfFile seen = evidence.of(item, chosen, image.modality(), image.frames());
            try {
                AtomicFile.write(
                        item.target(),
                        overwrite,
                        temporary -> image.writeDerived(
                                temporary, index -> plane(index, image, chosen, seen), chosen.derivation()));
            } catch (Throwable failure) {
                seen.discard();
                throw failure;
            }
            // From here on the result is there: nothing that befalls its evidence may call it failed.
            seen.finish();
            String name = Problem.show(item.source().path());
            seen.remarks().forEach(say);
            seen.problem()
                    .ifPresent(problem -> say.accept(name + ": result written; its evidence could not be: " + problem));
            for (String warning : seen.warnings()) {
                say.accept(name + ": warning: " + warning);
            }
            return new Result(
                    item.source().path(),
                    item.target(),
                    image.format(),
                    image.frames(),
                    chosen.derivation(),
                    chosen.model(),
                    seen.warnings(),
                    seen.planes(),
                    seen.files(),
                    seen.problem());
        }
    }

    private Slice plane(int index, StoredImage image, MethodChoice.Chosen chosen, EvidenceFolder.OfFile seen)
            throws IOException {
        Slice before = image.frame(index);
        List<String> remarks = new ArrayList<>();
        Slice after = denoise(chosen, before, remarks::add);
        seen.look(index, before, after, remarks);
        return after;
    }

    /** The denoised plane; a method that breaks its contract is named. */
    static Slice denoise(MethodChoice.Chosen chosen, Slice before, Consumer<String> remarks) {
        Slice after = chosen.denoiser().denoise(before, remarks);
        if (after.rows() != before.rows() || after.columns() != before.columns() || after.unit() != before.unit()) {
            throw new IllegalStateException(
                    chosen.denoiser().name() + " made a " + after + " of a " + before + ", which breaks its contract");
        }
        return after;
    }
}
