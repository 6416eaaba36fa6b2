package dev.limpid.lesion.training;

import dev.limpid.lesion.annotation.LesionFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** What a checkpoint or a measurement is pinned to: SHA-256 over name, split, size and boxes of each file, in order. */
public final class Pinned {
    private Pinned() {}

    /**
     * The digest of some files, whose contents are not read.
     *
     * @throws IOException if a size cannot be told
     */
    public static String of(List<LesionFile> files) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (LesionFile file : files) {
                long size = Files.exists(file.entry().file())
                        ? Files.size(file.entry().file())
                        : -1;
                String line =
                        file.entry().file().getFileName() + "\t" + file.entry().patient() + "\t"
                                + file.entry().split() + "\t" + size + "\t" + file.boxes() + "\n";
                digest.update(line.getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
