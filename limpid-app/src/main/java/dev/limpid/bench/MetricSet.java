package dev.limpid.bench;

import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import java.io.IOException;
import java.util.List;

/** Which figures a run takes of every result, and how its page shows them. */
public enum MetricSet {
    /** The paper's, and others beside them. */
    GENERAL(
            "Denoising, measured",
            "Clean images were degraded in known ways, every method tried to undo it, and the results were measured"
                    + " against the clean images.",
            "bench-terms.html",
            BenchMetrics.ALL,
            List.of(BenchMetrics.PSNR, BenchMetrics.SSIM, BenchMetrics.WRAPPED)),
    /** Those of low-dose CT; of images in HU alone. */
    LOW_DOSE(
            "Low-dose CT, measured",
            "The dose of CT images was lowered, by a scanner or by simulation, every method tried to undo it, and the results"
                    + " were measured against the full dose.",
            "ldct-terms.html",
            LowDoseMetrics.ALL,
            LowDoseMetrics.ALL.stream().map(BenchMetric::key).toList());

    private final String title;
    private final String lead;
    private final String terms;
    private final List<BenchMetric> metrics;
    private final List<String> inFront;

    MetricSet(String title, String lead, String terms, List<BenchMetric> metrics, List<String> inFront) {
        this.title = title;
        this.lead = lead;
        this.terms = terms;
        this.metrics = metrics;
        this.inFront = inFront;
    }

    List<BenchMetric> metrics() {
        return metrics;
    }

    BenchMetric metric(String key) {
        return metrics.get(BenchMetrics.index(metrics, key));
    }

    /** Of the page. */
    String title() {
        return title;
    }

    /** What the page says first. */
    String lead() {
        return lead;
    }

    /** The text of the page that explains the figures: a resource of the reports. */
    String terms() {
        return terms;
    }

    /** Whether a figure stands on the page without being asked for. */
    boolean inFront(BenchMetric metric) {
        return inFront.contains(metric.key());
    }

    /** @throws IOException if images like this one have none of the figures, saying why */
    void require(Slice clean) throws IOException {
        if (this == LOW_DOSE && clean.unit() != Unit.HOUNSFIELD) {
            throw new IOException(
                    "is not in HU, of which the figures of low-dose CT are: it is no CT, or has no Rescale Slope"
                            + " and Intercept; leave it out, or give --modality ct for files that hold HU and do not say it");
        }
    }
}
