package dev.limpid.cli;

import dev.limpid.batch.AtomicFile;
import dev.limpid.batch.BatchPlan;
import dev.limpid.report.Account;
import dev.limpid.report.Evidence;
import dev.limpid.report.EvidencePage;
import dev.limpid.report.EvidencePanel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Gathers the panels of a run for its page, {@code evidence.html}. Every plane is in the page's table; pictures are kept
 * of {@value #PICTURES} files spread evenly over the run, since a page with all of a long study could not be opened.
 * Safe for several threads; the page does not depend on their order.
 */
final class EvidencePages {
    static final int PICTURES = 6;

    private record Key(Path relative, int frame) {}

    /** The whole panel where its pictures go on the page. */
    private record Entry(String label, Evidence evidence, Optional<EvidencePanel> panel) {}

    private final Set<Path> pictured;
    private final Map<Key, Entry> entries =
            new TreeMap<>(Comparator.comparing(Key::relative).thenComparingInt(Key::frame));

    EvidencePages(BatchPlan plan) {
        pictured = spread(plan);
    }

    /** Some inputs of a plan, spread evenly over it: those whose pictures go on its page. */
    static Set<Path> spread(BatchPlan plan) {
        int count = plan.items().size();
        int shown = Math.min(PICTURES, count);
        Set<Path> chosen = new LinkedHashSet<>();
        for (int i = 0; i < shown; i++) {
            chosen.add(
                    plan.items().get((int) ((i + 0.5) * count / shown)).source().relative());
        }
        return chosen;
    }

    /** Whether the file is one of those whose pictures go on the page. */
    boolean picture(Path relative) {
        return pictured.contains(relative);
    }

    /** Takes a panel; of each file with pictures, the first one only. */
    synchronized void add(Path relative, int frame, EvidencePanel panel) {
        boolean first = entries.keySet().stream().noneMatch(key -> key.relative.equals(relative));
        Optional<EvidencePanel> kept = first && picture(relative) ? Optional.of(panel) : Optional.empty();
        entries.put(new Key(relative, frame), new Entry(panel.label(), panel.evidence(), kept));
    }

    /** Forgets a file whose result failed. */
    synchronized void remove(Path relative) {
        entries.keySet().removeIf(key -> key.relative.equals(relative));
    }

    /**
     * Writes the page; without {@code overwrite} under the first free name, {@code evidence-2.html} and so on.
     *
     * @return the page; empty when there is nothing to show
     */
    synchronized Optional<Path> write(Path folder, Account account, boolean overwrite) throws IOException {
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        EvidencePage page = EvidencePage.of("Denoised images", account);
        for (Entry entry : entries.values()) {
            if (entry.panel.isPresent()) {
                page.add(entry.panel.get());
            } else {
                page.add(entry.label, entry.evidence);
            }
        }
        Path named = folder.resolve("evidence.html");
        Path target = overwrite ? named : AtomicFile.free(named);
        AtomicFile.write(target, overwrite, page::write);
        return Optional.of(target);
    }
}
