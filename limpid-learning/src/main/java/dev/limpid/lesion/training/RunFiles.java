package dev.limpid.lesion.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

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
        if (Files.exists(target) && !overwrite) {
            throw new IOException(target + " exists; use --overwrite or another name");
        }
        if (Files.exists(checkpoint()) && !resume) {
            throw new IOException(checkpoint() + " is an unfinished run; continue it by --resume or remove it");
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
