package dev.limpid.image;

/**
 * How a derived image was made; goes into the result's header and into its identifiers.
 *
 * @param method name for a human, e.g. {@code U-Net ct}
 * @param version Limpid's version
 * @param parameters everything that fixes the result, with the model's SHA-256 where there is one; the same source
 *     and the same text give the same identifiers
 * @param description one sentence for DICOM Derivation Description (0008,2111), at most 1024 characters
 * @param seriesKey the part of the parameters that a whole run has in common, so without what was measured in each
 *     file, such as its range of intensities: files of one series with the same key stay one series
 * @param process what was done to the image
 */
public record Derivation(
        String method, String version, String parameters, String description, String seriesKey, Process process) {
    /** What is done to an image. */
    public enum Process {
        /** Noise was removed. */
        DENOISED("denoised", "Denoising"),
        /** Noise or an artefact was added on purpose. */
        DEGRADED("degraded", "Degradation"),
        /** Maps of its features were computed. */
        MAPPED("features of", "Feature map"),
        /** Lesions were looked for in it. */
        SEARCHED("searched by", "Lesion detection");

        private final String participle;
        private final String noun;

        Process(String participle, String noun) {
            this.participle = participle;
            this.noun = noun;
        }

        /** As it reads after a series' name: {@code denoised}. */
        public String participle() {
            return participle;
        }

        /** As it reads at the beginning of a line: {@code Denoising}. */
        public String noun() {
            return noun;
        }
    }

    /** How a denoised image was made. */
    public Derivation(String method, String version, String parameters, String description, String seriesKey) {
        this(method, version, parameters, description, seriesKey, Process.DENOISED);
    }
}
