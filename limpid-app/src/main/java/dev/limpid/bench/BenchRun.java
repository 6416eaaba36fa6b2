package dev.limpid.bench;

import dev.limpid.image.DenoiserProvider;
import dev.limpid.model.LearnedDenoiser;
import dev.limpid.model.MeasuredResult;
import dev.limpid.training.DataFolder.Split;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A finished benchmark.
 *
 * @param markdown the table
 * @param csv every measurement
 * @param settings what each method was set to
 * @param results rows for a model card
 * @param unreadable files that had to be left out
 */
public record BenchRun(
        String markdown,
        String csv,
        Map<String, String> settings,
        List<MeasuredResult> results,
        List<Path> unreadable) {
    /**
     * Tunes, measures and tabulates.
     *
     * @param providers classical methods by name
     * @param models learned contenders, which are not tuned
     */
    public static BenchRun of(
            Benchmark benchmark,
            Split split,
            List<DenoiserProvider> providers,
            List<LearnedDenoiser> models,
            Consumer<String> messages)
            throws IOException {
        List<Contender> contenders = new ArrayList<>();
        Map<String, List<Map<String, String>>> grid = ClassicalGrid.standard(benchmark.sigma());
        for (DenoiserProvider provider : providers) {
            if (grid.containsKey(provider.name())) {
                contenders.add(benchmark.tuned(provider, grid.get(provider.name())));
            }
        }
        for (LearnedDenoiser model : models) {
            contenders.add(new Contender(model.name(), model.describe(), range -> model.forRange(range)));
        }
        BenchTable table = new BenchTable(benchmark.run(split, contenders));
        messages.accept("done");
        Map<String, String> settings = new LinkedHashMap<>();
        contenders.forEach(contender -> settings.put(contender.name(), contender.settings()));
        String splitName = split.name().toLowerCase(Locale.ROOT);
        return new BenchRun(
                table.markdown(),
                table.csv(),
                settings,
                table.results(benchmark.subset(), splitName, benchmark.degradation()),
                benchmark.unreadable());
    }
}
