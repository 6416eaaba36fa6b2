package dev.limpid.dicom;

import dev.limpid.image.Derivation;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Identifiers of derived objects: {@code 2.25.} and a UUID (PS3.5 annex B.2) whose bits are the SHA-256 of the source's
 * identifier and everything that fixes the result, so that the same run gives the same identifiers and all slices of a
 * series go to the same new one.
 */
final class DerivedUid {
    private final Derivation how;

    DerivedUid(Derivation how) {
        this.how = how;
    }

    /** The identifier of what is derived from {@code source} in a role such as "series". */
    String of(String role, String source) {
        String text = String.join(
                "\0", "limpid", role, source, how.method(), how.version(), how.parameters(), how.description());
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
