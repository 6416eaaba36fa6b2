package dev.limpid.cli;

import dev.limpid.degrade.DegradationKind;
import dev.limpid.degrade.DegradationKinds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the kinds of degradation. */
@Command(
        name = "kinds",
        description = "List the kinds of noise and artefact that 'limpid degrade' adds, one line each.")
final class KindsCommand implements Runnable {
    @Mixin
    private ReportingOptions reporting = new ReportingOptions();

    @Override
    public void run() {
        List<Map<String, Object>> list = new ArrayList<>();
        for (DegradationKind kind : DegradationKinds.all()) {
            String also = kind.aliases().isEmpty() ? "" : " (also " + String.join(", ", kind.aliases()) + ")";
            reporting.result(String.format("%-16s %s%s", kind.name(), kind.summary(), also));
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("name", kind.name());
            object.put("aliases", kind.aliases());
            object.put("summary", kind.summary());
            list.add(object);
        }
        reporting.object(Map.of("kinds", list));
    }
}
