package dev.limpid.cli;

import dev.limpid.model.ModelCard;
import dev.limpid.model.ModelFile;
import dev.limpid.model.ModelLibrary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** Lists the models. */
@Command(name = "models", description = "List the models, one line each.")
final class ModelsCommand implements Callable<Integer> {
    @Mixin
    private ReportingOptions reporting = new ReportingOptions();

    @Override
    public Integer call() throws IOException {
        ModelLibrary library = ModelLibrary.standard();
        List<Map<String, Object>> list = new ArrayList<>();
        for (ModelFile model : library.all()) {
            ModelCard card = model.card();
            reporting.result(card.summary());
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("name", card.name());
            entry.put("title", card.title());
            entry.put("task", card.task());
            entry.put("modality", card.input().modality());
            entry.put("summary", card.summary());
            entry.put("path", model.path());
            list.add(entry);
        }
        if (list.isEmpty()) {
            reporting.say("no models in " + library.folder());
        }
        library.problems().forEach(reporting::say);
        reporting.object(Map.of("folder", library.folder(), "models", list, "problems", library.problems()));
        return library.problems().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
