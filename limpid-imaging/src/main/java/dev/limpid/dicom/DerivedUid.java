package dev.limpid.dicom;

import dev.limpid.image.Derivation;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Identifiers of derived objects: {@code 2.25.} and a UUID (PS3.5 annex B.2) whose bits are the SHA-256 of the source's
 * identifier and everything that fixes the result, so that the same run gives the same identifiers.
 */
final class DerivedUid {
    private final Derivation how;

    DerivedUid(Derivation how) {
        this.how = how;
    }

    /** The identifier of the object that is derived from the one called {@code source}. */
    String instance(String source) {
        return hashed("instance", source, how.parameters(), how.description());
    }

    /**
     * The identifier of what several derived objects share, in a role such as "series". Each of them may be made with
     * parameters measured in its own pixels, so only what the run has in common counts.
     */
    String shared(String role, String source) {
        return hashed(role, source, how.seriesKey());
    }

    private String hashed(String role, String source, String... fixed) {
        String text = String.join("\0", "limpid", role, source, how.method(), how.version(), String.join("\0", fixed));
        byte[] hash;
        try {
            hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        byte[] uuid = new byte[16];
        System.arraycopy(hash, 0, uuid, 0, uuid.length);
        uuid[6] = (byte) ((uuid[6] & 0x0F) | 0x80); // version 8: custom (RFC 9562 section 5.8)
        uuid[8] = (byte) ((uuid[8] & 0x3F) | 0x80);
        return "2.25." + new BigInteger(1, uuid);
    }
}
