package dev.limpid.bench.layout;

import dev.limpid.image.ImageFormatException;
import dev.limpid.image.Modality;
import dev.limpid.training.DataFolder.Split;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The images of one or more data sets, every one of them in a split. Holds names, not pixels.
 *
 * <p>Where a data set does not say which patients test, {@link PatientSplit} decides by a seed.
 */
public final class ImageCollection {
    private final Map<String, Block> blocks = new TreeMap<>();
    private final Map<String, Integer> leftOut = new TreeMap<>();
    private final List<String> broken = new ArrayList<>();

    /** A subset with what is known of its files. */
    private record Block(StudyLayout layout, Path root, Map<Split, List<StudyFile>> files) {}

    private ImageCollection() {}

    /**
     * Lists the images of some folders.
     *
     * @param layout the layout of all folders; {@code auto} to look at each
     * @param seed of the split of patients, where a data set has none
     * @throws ImageFormatException if a folder is missing or two folders have a subset of the same name
     */
    public static ImageCollection open(List<Path> roots, String layout, long seed) throws IOException {
        ImageCollection all = new ImageCollection();
        for (Path root : roots) {
            StudyLayout found = layout.equals("auto") ? StudyLayouts.of(root) : StudyLayouts.of(root, layout);
            StudyLayout.Listing listing = found.list(root);
            listing.leftOut().forEach((reason, count) -> all.leftOut.merge(reason, count, Integer::sum));
            all.broken.addAll(listing.broken());
            Map<String, List<StudyFile>> subsets = new LinkedHashMap<>();
            for (StudyFile file : listing.files()) {
                subsets.computeIfAbsent(file.subset(), name -> new ArrayList<>())
                        .add(file);
            }
            for (Map.Entry<String, List<StudyFile>> subset : subsets.entrySet()) {
                Block block = new Block(found, root, PatientSplit.of(subset.getValue(), seed));
                if (all.blocks.put(subset.getKey(), block) != null) {
                    throw new ImageFormatException("two data folders have a subset '" + subset.getKey()
                            + "'; measure them one after the other, or rename one folder");
                }
            }
        }
        return all;
    }

    /** Names of the subsets, sorted. */
    public List<String> subsets() {
        return List.copyOf(blocks.keySet());
    }

    /** The files of a subset and split; empty where there are none. */
    public List<StudyFile> files(String subset, Split split) {
        Block block = blocks.get(subset);
        return block == null ? List.of() : block.files.getOrDefault(split, List.of());
    }

    /** How many files were left out, by reason. */
    public Map<String, Integer> leftOut() {
        return leftOut;
    }

    /** A line for each file that cannot be opened, as far as files were opened to list them. */
    public List<String> broken() {
        return broken;
    }

    /** The layout of a subset, and what its files show where they do not say it. */
    public StudyLayout layout(String subset) {
        return Objects.requireNonNull(blocks.get(subset), subset).layout;
    }

    /** What the files of a subset show where they do not say it. */
    public Modality modality(String subset) {
        return layout(subset).modality();
    }

    /** The folder that names of a subset are relative to. */
    public Path root(String subset) {
        return Objects.requireNonNull(blocks.get(subset), subset).root;
    }
}
