package dev.limpid.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the denoising methods. */
@Command(name = "methods", description = "List the denoising methods, one line each.")
final class MethodsCommand implements Runnable {
    private static final String AUTO_SUMMARY =
            "the shipped model for the image's modality (see limpid models); the default";

    @Mixin
    private ReportingOptions reporting = new ReportingOptions();

    @Override
    public void run() {
        Map<String, String> summaries = new LinkedHashMap<>();
        summaries.put(Methods.AUTO, AUTO_SUMMARY);
        summaries.putAll(Methods.summaries());
        List<Map<String, String>> list = new ArrayList<>();
        summaries.forEach((name, summary) -> {
            reporting.result(String.format("%-12s %s", name, summary));
            list.add(Map.of("name", name, "summary", summary));
        });
        reporting.object(Map.of("methods", list));
    }
}
