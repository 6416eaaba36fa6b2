package dev.limpid.cli;

import dev.limpid.batch.BatchPlan;
import dev.limpid.batch.Problem;
import dev.limpid.image.ImageFormatException;
import dev.limpid.image.ImageFormats;
import dev.limpid.image.Modality;
import dev.limpid.image.Slice;
import dev.limpid.image.StoredImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Results that are there already: one file, or files under the inputs' relative paths in a folder.
 *
 * @param path the file or folder
 * @param modality of files that do not say theirs
 */
record GivenResults(Path path, Modality modality) implements ExplainWork.Denoised {
    private static final String METHOD = "a result that was given";

    @Override
    public ExplainWork.After of(BatchPlan.Item item, StoredImage image, int frame, Slice before) throws IOException {
        Path file = Files.isDirectory(path) ? path.resolve(item.source().relative()) : path;
        try (StoredImage result = ImageFormats.open(file, modality)) {
            requireSameStudy(image, result);
            if (result.frames() != image.frames()) {
                throw new ImageFormatException("has " + result.frames() + " frames, its source " + image.frames());
            }
            Slice after = result.frame(frame);
            if (after.rows() != before.rows() || after.columns() != before.columns() || after.unit() != before.unit()) {
                throw new ImageFormatException("is " + after + ", its source " + before);
            }
            return new ExplainWork.After(after, METHOD, METHOD + " of sha256 " + hash(file), METHOD);
        } catch (IOException failure) {
            throw new IOException("its result " + Problem.show(file) + ": " + Problem.describe(failure), failure);
        }
    }

    private static void requireSameStudy(StoredImage image, StoredImage result) throws IOException {
        boolean both = image.studyUid().isPresent() && result.studyUid().isPresent();
        if (both && !image.studyUid().equals(result.studyUid())) {
            throw new ImageFormatException("is of another study than its source");
        }
    }

    /** Of the file's bytes: what identifies it wherever it lies. */
    private static String hash(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (var in = Files.newInputStream(file)) {
                byte[] buffer = new byte[1 << 16];
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    digest.update(buffer, 0, read);
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
