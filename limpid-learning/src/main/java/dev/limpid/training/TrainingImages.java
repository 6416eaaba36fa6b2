package dev.limpid.training;

import java.util.ArrayList;
import java.util.List;

/** A recipe's images, read into memory: for one run, or for several that share them. */
public final class TrainingImages {
    private final String key;
    private final List<TrainingImage> train;
    private final List<TrainingImage> validate;

    private TrainingImages(String key, List<TrainingImage> train, List<TrainingImage> validate) {
        this.key = key;
        this.train = train;
        this.validate = validate;
    }

    /**
     * Reads them; one that cannot be read is named and passed over.
     *
     * @param folder of images, of which the recipe may leave some out
     */
    public static TrainingImages load(TrainingRecipe recipe, DataFolder folder, TrainingProgress progress) {
        DataFolder data = recipe.usable(folder);
        TrainingSettings settings = recipe.settings();
        ImageLoader loader = new ImageLoader(recipe.input(), progress::message);
        List<TrainingImage> train = new ArrayList<>();
        List<TrainingImage> validate = new ArrayList<>();
        for (String subset : settings.subsets()) {
            train.addAll(loader.load(data.entries(subset, DataFolder.Split.TRAIN)));
        }
        for (TrainingSettings.WeightedSubset subset : settings.phases().get(0).subsets()) {
            validate.addAll(loader.load(data.entries(subset.name(), DataFolder.Split.VAL)));
        }
        progress.message(train.size() + " training images, " + validate.size() + " validation images");
        return new TrainingImages(key(recipe), train, validate);
    }

    /** Recipes of equal keys read the same images in the same way. */
    public static String key(TrainingRecipe recipe) {
        TrainingSettings settings = recipe.settings();
        return recipe.input() + " " + settings.subsets() + " "
                + settings.phases().get(0).subsets() + " " + recipe.excluded();
    }

    /** @throws IllegalArgumentException if a recipe reads other images, or reads them in another way */
    void requireOf(TrainingRecipe recipe) {
        if (!key.equals(key(recipe))) {
            throw new IllegalArgumentException(
                    "the images in memory are not those of " + recipe.name() + "; load that recipe's own");
        }
    }

    List<TrainingImage> train() {
        return train;
    }

    List<TrainingImage> validate() {
        return validate;
    }
}
