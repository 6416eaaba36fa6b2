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
 */
public record Derivation(String method, String version, String parameters, String description, String seriesKey) {}
