package dev.limpid.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The checksum of all that decides a model's results and nothing else, see {@link ModelFile#sha256}. */
final class ModelIdentity {
    private ModelIdentity() {}

    static String of(Architecture architecture, ModelInput input, Safetensors contents) throws IOException {
        SortedMap<String, Object> layout = new TreeMap<>();
        for (TensorInfo info : contents.infos()) {
            layout.put(info.name(), List.of(info.dtype().name(), info.shape()));
        }
        MessageDigest digest = begin(architecture, input, Map.of("tensors", layout));
        for (TensorInfo info : contents.infos()) {
            digest.update(contents.tensor(info.name()).data());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** A checksum that has seen which network it is and the images it is for; of a program, whose bytes follow. */
    static MessageDigest begin(Architecture architecture, ModelInput input) {
        return begin(architecture, input, Map.of());
    }

    private static MessageDigest begin(Architecture architecture, ModelInput input, Map<String, Object> more) {
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("architecture", CardJson.tree(architecture));
        description.put("input", CardJson.tree(input));
        description.putAll(more);
        MessageDigest digest = digest();
        digest.update((Json.write(description) + "\n").getBytes(StandardCharsets.UTF_8));
        return digest;
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
