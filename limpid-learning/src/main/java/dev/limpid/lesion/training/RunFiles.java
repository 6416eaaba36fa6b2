package dev.limpid.lesion.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The files of a run: {@code NAME.safetensors}, beside it {@code NAME.checkpoint} until it is done, then a log and a record. */
record RunFiles(Path target, boolean resume, boolean overwrite) {
    private static final String EXTENSION = ".safetensors";

    /**
     * Looks whether the run may write, before it begins.
     *
     * @throws IOException if the name is none of a model, something is there that must stay, or the folder cannot be written to
     */
    void prepare() throws IOException {
        if (!String.valueOf(target.getFileName()).endsWith(EXTENSION)) {
            throw new IOException(target + ": a model's file name ends in " + EXTENSION);
        }
        Path folder = target.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        if (!Files.isWritable(folder)) {
            throw new IOException(folder + " cannot be written to; name another folder for the model");
        }
        for (Path file : List.of(target, sibling(".log.csv"), sibling(".run.json"))) {
            refuseExisting(file);
        }
        if (Files.exists(checkpoint()) && !resume) {
            throw new IOException(checkpoint() + " is an unfinished run; continue it by --resume or remove it");
        }
    }

    /** @throws IOException if it is there and must stay */
    void refuseExisting(Path file) throws IOException {
        if (Files.exists(file) && !overwrite) {
            throw new IOException(file + " exists; use --overwrite or another name");
        }
    }

    Path checkpoint() {
        return sibling(".checkpoint");
    }

    Path sibling(String suffix) {
        String name = String.valueOf(target.getFileName());
        return target.resolveSibling(name.substring(0, name.length() - EXTENSION.length()) + suffix);
    }

    /** Puts a text in the place of a file, which is whole at any moment. */
    static void replace(Path file, String text) throws IOException {
        Path temporary = file.resolveSibling("." + file.getFileName() + ".new");
        try {
            Files.writeString(temporary, text);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
