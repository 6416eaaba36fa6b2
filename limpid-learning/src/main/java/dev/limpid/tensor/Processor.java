package dev.limpid.tensor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the processor can do that decides how to compute. */
final class Processor {
    private Processor() {}

    /**
     * Whether bf16 products are native (AVX-512 BF16 or AMX). Elsewhere bf16 is emulated and slower than fp32. Only
     * Linux says so in a file; other systems answer false, which costs speed and never correctness.
     */
    static boolean multipliesBf16() {
        Path information = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(information)) {
            return false;
        }
        try {
            String flags = Files.readString(information, StandardCharsets.ISO_8859_1);
            return flags.contains(" avx512_bf16") || flags.contains(" amx_bf16");
        } catch (IOException unreadable) {
            return false;
        }
    }
}
