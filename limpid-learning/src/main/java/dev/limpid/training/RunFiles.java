package dev.limpid.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;

/**
 * The files of a training run: {@code NAME.safetensors}, beside it {@code NAME.checkpoint} until it is done, then {@code NAME.log.csv}
 * (the losses) and {@code NAME.run.json} (settings, data, code version, time).
 *
 * @param target the model file
 * @param resume whether to go on from a checkpoint that is there; without, it is an error
 * @param overwrite whether what is there may be replaced
 */
public record RunFiles(Path target, boolean resume, boolean overwrite) {
    private static final String EXTENSION = ".safetensors";
    private static final String LOG = ".log.csv";
    private static final String RECORD = ".run.json";

    /**
     * Looks whether the run may write, before it begins.
     *
     * @throws IOException if the name is none of a model, something is there that must stay, or the folder cannot be written to
     */
    public void prepare() throws IOException {
        if (!String.valueOf(target.getFileName()).endsWith(EXTENSION)) {
            throw new IOException(target + ": a model's file name ends in " + EXTENSION);
        }
        Path folder = target.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        if (!Files.isWritable(folder)) {
            throw new IOException(folder + " cannot be written to; name another folder for the model");
        }
        for (Path file : List.of(target, sibling(LOG), sibling(RECORD))) {
            refuseExisting(file);
        }
        if (!resume && Files.exists(checkpoint())) {
            throw new IOException(checkpoint() + " is an unfinished run; continue it by --resume or remove it");
        }
    }

    /** Puts log and record beside the model, and removes what the run would have gone on from. */
    public void finish(String log, String record) throws IOException {
        replace(sibling(LOG), log);
        replace(sibling(RECORD), record);
        Files.deleteIfExists(checkpoint());
    }

    /** @throws IOException if it is there and must stay */
    public void refuseExisting(Path file) throws IOException {
        if (Files.exists(file) && !overwrite) {
            throw new IOException(file + " exists; use --overwrite or another name");
        }
    }

    /** The model's name, made of its file's. */
    public String modelName() {
        String name = String.valueOf(target.getFileName()).replaceFirst("\\.safetensors$", "");
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    /** Where an unfinished run is kept. */
    public Path checkpoint() {
        return sibling(".checkpoint");
    }

    /** The file beside the model whose name differs by this ending. */
    public Path sibling(String suffix) {
        String name = String.valueOf(target.getFileName());
        int end = name.endsWith(EXTENSION) ? name.length() - EXTENSION.length() : name.length();
        return target.resolveSibling(name.substring(0, end) + suffix);
    }

    /** Puts a text in the place of a file, which is whole at any moment. */
    private static void replace(Path file, String text) throws IOException {
        Path temporary = file.resolveSibling("." + file.getFileName() + ".new");
        try {
            Files.writeString(temporary, text);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
