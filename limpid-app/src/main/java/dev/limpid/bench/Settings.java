package dev.limpid.bench;

import dev.limpid.bench.BenchPlan.Block;
import java.io.IOException;
import java.util.Map;

/** What a column was set to, in words. */
final class Settings {
    private Settings() {}

    static String of(BenchResults results, Block block, Corruption corruption, Column column) throws IOException {
        if (column.set() == Column.Set.TUNED) {
            Map<String, TunedSetting> tuned = results.tuned(block, corruption);
            TunedSetting setting = tuned.get(column.method());
            return setting == null ? "" : setting.describe();
        }
        return block.methods().stream()
                .filter(method -> method.name().equals(column.method()))
                .map(BenchMethod::identity)
                .findFirst()
                .orElse("");
    }
}
