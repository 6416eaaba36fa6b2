package dev.limpid.invariance;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Which denoiser a model describes. Where and in which precision a network runs, and the program's revision, do not count: they
 * change its results by rounding.
 *
 * @param description all that fixes its results, e.g. {@code nl-means(strength=0.1), range -1000.0:1000.0}
 * @param sha256 of the description, 64 hexadecimal digits
 */
public record DenoiserIdentity(String description, String sha256) {
    /** From what a result's header says of it. */
    public static DenoiserIdentity of(String derivation) {
        String description = derivation
                .replaceAll(", revision [^,]*", "")
                .replaceAll("(?:, )?\\b(?:precision|device|tile)=[^,)]*", "")
                .replace("(, ", "(")
                .replace("()", "");
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(description.getBytes(StandardCharsets.UTF_8));
            return new DenoiserIdentity(description, HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
