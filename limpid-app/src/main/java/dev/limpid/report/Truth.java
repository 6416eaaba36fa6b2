package dev.limpid.report;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import dev.limpid.metric.Psnr;
import dev.limpid.metric.Rmse;
import dev.limpid.metric.Ssim;
import dev.limpid.phantom.ChestPhantom;
import dev.limpid.phantom.Nodule;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;

/**
 * How near a denoised phantom comes to its truth, and how near the noisy one was: whole slices, and nodule by nodule.
 *
 * @param slices one entry a slice, in order
 * @param nodules one entry a nodule, in the phantom's order
 */
record Truth(List<SliceTruth> slices, List<NoduleTruth> nodules) {
    /** PSNR in dB, SSIM as in scikit-image, RMSE in the image's unit, each before and after. */
    record SliceTruth(
            String label,
            double psnrBefore,
            double psnrAfter,
            double ssimBefore,
            double ssimAfter,
            double rmseBefore,
            double rmseAfter) {
        static SliceTruth of(String label, Slice truth, Slice before, Slice after, IntensityRange range) {
            Psnr psnr = new Psnr(range);
            Ssim ssim = Ssim.uniform(range);
            Rmse rmse = new Rmse(truth.unit());
            return new SliceTruth(
                    label,
                    psnr.of(truth, before),
                    psnr.of(truth, after),
                    ssim.of(truth, before),
                    ssim.of(truth, after),
                    rmse.of(truth, before),
                    rmse.of(truth, after));
        }

        String row(String cssClass) {
            return "<tr" + cssClass + ">" + Html.head(label)
                    + Html.cell(Figures.fixed(psnrBefore, 2)) + Html.cell(Figures.fixed(psnrAfter, 2))
                    + Html.cell(Figures.fixed(ssimBefore, 4)) + Html.cell(Figures.fixed(ssimAfter, 4))
                    + Html.cell(Figures.plain(rmseBefore)) + Html.cell(Figures.plain(rmseAfter)) + "</tr>\n";
        }
    }

    static Truth of(ChestPhantom phantom, List<Slice> before, List<Slice> after) {
        List<Slice> truth = phantom.series().slices();
        List<SliceTruth> slices = new ArrayList<>();
        for (int i = 0; i < truth.size(); i++) {
            slices.add(SliceTruth.of(
                    "Slice " + (i + 1),
                    truth.get(i),
                    before.get(i),
                    after.get(i),
                    phantom.series().range()));
        }
        List<NoduleTruth> nodules = new ArrayList<>();
        for (Nodule nodule : phantom.nodules()) {
            int s = nodule.slice();
            nodules.add(NoduleTruth.of(nodule, nodules.size() + 1, truth.get(s), before.get(s), after.get(s)));
        }
        return new Truth(List.copyOf(slices), List.copyOf(nodules));
    }

    /** The mean over slices. */
    SliceTruth mean() {
        return new SliceTruth(
                "Mean",
                slices.stream().mapToDouble(SliceTruth::psnrBefore).average().orElse(0),
                slices.stream().mapToDouble(SliceTruth::psnrAfter).average().orElse(0),
                slices.stream().mapToDouble(SliceTruth::ssimBefore).average().orElse(0),
                slices.stream().mapToDouble(SliceTruth::ssimAfter).average().orElse(0),
                slices.stream().mapToDouble(SliceTruth::rmseBefore).average().orElse(0),
                slices.stream().mapToDouble(SliceTruth::rmseAfter).average().orElse(0));
    }

    /** The section of a page. */
    String html() {
        StringBuilder rows = new StringBuilder();
        slices.forEach(s -> rows.append(s.row("")));
        if (slices.size() > 1) {
            rows.append(mean().row(" class=\"total\""));
        }
        String[] columns = {
            "Slice",
            "PSNR before (dB)",
            "PSNR after (dB)",
            "SSIM before",
            "SSIM after",
            "RMSE before (HU)",
            "RMSE after (HU)"
        };
        return "<section>\n<h2>Against the known truth</h2>\n"
                + "<p>The phantom is computed, so the image without noise is known. PSNR and SSIM are over a range of"
                + " 2000 HU; higher is nearer to the truth. RMSE is the typical error of a pixel; lower is nearer.</p>\n"
                + Html.table("Each slice against the truth, before and after", columns, rows.toString())
                + nodulesHtml() + "</section>\n";
    }

    private String nodulesHtml() {
        if (nodules.isEmpty()) {
            return "";
        }
        StringBuilder rows = new StringBuilder();
        StringBuilder crops = new StringBuilder();
        for (NoduleTruth n : nodules) {
            rows.append("<tr>")
                    .append("<th scope=\"row\" class=\"tight\">" + Html.escape(n.label()) + "</th>")
                    .append(Html.cell(Figures.fixed(n.trueContrast(), 0)))
                    .append(Html.cell(Figures.fixed(n.contrastBefore(), 0)))
                    .append(Html.cell(Figures.fixed(n.contrastAfter(), 0)))
                    .append(Html.cell(Figures.percent(n.contrastAfter() / n.trueContrast())))
                    .append(Html.cell(Figures.signed(n.errorBefore())))
                    .append(Html.cell(Figures.signed(n.errorAfter())))
                    .append(Html.cell(Figures.plain(n.deviationBefore())))
                    .append(Html.cell(Figures.plain(n.deviationAfter())))
                    .append("</tr>\n");
            crops.append("<div><h4>" + Html.escape(n.label()) + "</h4><div class=\"trio\">");
            String[] names = {"Truth", "Before", "After"};
            for (int i = 0; i < names.length; i++) {
                crops.append("<figure><label><input type=\"checkbox\" aria-label=\"enlarge\"/>")
                        .append(Html.image(n.crops().get(i), "Nodule " + n.label() + ", " + names[i]))
                        .append("</label><figcaption>" + names[i] + "</figcaption></figure>");
            }
            crops.append("</div></div>\n");
        }
        String[] columns = {
            "Nodule",
            "True contrast (HU)",
            "Contrast before (HU)",
            "Contrast after (HU)",
            "Contrast kept",
            "Mean error before (HU)",
            "Mean error after (HU)",
            "RMSE before (HU)",
            "RMSE after (HU)"
        };
        return "<h3>Nodules</h3>\n<p>Each lies in the middle of its picture. Contrast is the mean within its outline less"
                + " the mean of a 3 mm wide ring round it; mean error is how far the mean within its outline is from the"
                + " truth; RMSE is the typical error of a pixel within its outline. Before, the noise of a single pixel"
                + " largely averages out over a nodule, so its mean is right and its looks are poor; after, watch"
                + " whether small and faint ones lose contrast.</p>\n<p class=\"summary\">"
                + Html.escape(kept()) + "</p>\n"
                + Html.table("Each nodule, before and after", columns, rows.toString())
                + "<p class=\"line\">" + Html.escape(windows()) + "</p>\n<div class=\"crops\">\n" + crops
                + "</div>\n";
    }

    /** Contrast kept, for each kind of lesion. */
    private String kept() {
        StringBuilder text = new StringBuilder("Contrast kept, mean (worst): ");
        String between = "";
        for (Nodule.Kind kind : Nodule.Kind.values()) {
            DoubleSummaryStatistics kept = nodules.stream()
                    .filter(n -> n.nodule().kind() == kind)
                    .mapToDouble(n -> n.contrastAfter() / n.trueContrast())
                    .summaryStatistics();
            if (kept.getCount() > 0) {
                text.append(between)
                        .append(kind.label())
                        .append("s ")
                        .append(Figures.fixed(100 * kept.getAverage(), 0))
                        .append(" % (")
                        .append(Figures.fixed(100 * kept.getMin(), 0))
                        .append(" %)");
                between = ", ";
            }
        }
        return text.append(". A single faint lesion can be above 100 % by the luck of the noise.")
                .toString();
    }

    /** The sentence that says which windows the nodules' pictures use. */
    private String windows() {
        List<String> windows = nodules.stream()
                .map(n -> n.window().caption(Unit.HOUNSFIELD))
                .distinct()
                .toList();
        return "Pictures are 37 mm wide; " + String.join("; ", windows) + ".";
    }
}
