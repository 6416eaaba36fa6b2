package dev.limpid.metric.detection;

import java.util.List;

/** A number for what a detector found in some images; more is better. */
public interface DetectionMetric {
    /**
     * Measures.
     *
     * @throws dev.limpid.metric.NotApplicableException if these images have no such number
     */
    double of(List<DetectionCase> cases);

    /** For tables, e.g. {@code AP at IoU 0.5}. */
    String title();
}
