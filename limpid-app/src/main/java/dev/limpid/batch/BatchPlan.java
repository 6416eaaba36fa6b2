package dev.limpid.batch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the result of each input goes: below the output folder, under the input's relative path and name.
 *
 * <p>The whole plan is checked before the first pixel is touched: a plan in which two results would get the same name,
 * or a result would replace a source, is refused.
 *
 * @param items one an input, in the inputs' order
 */
public record BatchPlan(List<Item> items) {
    /**
     * One piece of work.
     *
     * @param source what to read
     * @param target the result's final name, in a folder that need not exist yet; where two sets of files are compared,
     *     the source's partner
     */
    public record Item(SourceFile source, Path target) {}

    /**
     * Plans the results of {@code files} below {@code output}.
     *
     * @throws OutputRefusedException if two inputs share a result's name, naming both, or a result would be a source
     */
    public static BatchPlan of(List<SourceFile> files, Path output) throws OutputRefusedException {
        if (Files.exists(output) && !Files.isDirectory(output)) {
            throw new OutputRefusedException(Problem.show(output) + " is a file; results need a folder");
        }
        Path realOutput = InputWalk.realOrAbsolute(output);
        Set<Path> sources = new HashSet<>();
        for (SourceFile file : files) {
            sources.add(InputWalk.realOrAbsolute(file.path()));
        }
        Map<Path, SourceFile> claimed = new HashMap<>();
        List<Item> items = new ArrayList<>();
        for (SourceFile file : files) {
            Path relative = file.relative();
            SourceFile other = claimed.put(relative, file);
            if (other != null) {
                throw new OutputRefusedException(Problem.show(other.path()) + " and " + Problem.show(file.path())
                        + " would both become "
                        + Problem.show(output.resolve(relative))
                        + "; give a folder that holds both, or two runs with two folders");
            }
            if (sources.contains(realOutput.resolve(relative))) {
                throw new OutputRefusedException(
                        "the result of " + Problem.show(file.path()) + " would replace a source, "
                                + Problem.show(output.resolve(relative)) + "; choose another output folder");
            }
            items.add(new Item(file, output.resolve(relative)));
        }
        return new BatchPlan(List.copyOf(items));
    }
}
