package dev.limpid.training;

import java.util.List;

/**
 * Everything that fixes the result of a training run, beside the images and the code version.
 *
 * @param subsets parts of the data folder to train on, with relative weight, e.g. {@code ct=0.8}
 * @param base base channels of the U-Net
 * @param patch edge of a training patch in pixels, a multiple of 16
 * @param batch patches a step
 * @param steps optimiser steps
 * @param learningRate peak rate of Adam, after a linear warm-up over 200 steps
 * @param cosineSteps steps over which the rate falls to 0 by a half cosine; more than {@code steps} if the run ends before
 * @param coolDownSteps last steps of the run, over which the rate falls linearly to 0 on top of the cosine; 0 for none
 * @param seed of weights, patches and noise
 * @param precision {@code auto}, {@code bf16} or {@code fp32}
 * @param noise the noise to remove
 * @param validateEvery steps between validations
 * @param validationImages images a validation looks at, at most
 */
public record TrainingSettings(
        List<WeightedSubset> subsets,
        int base,
        int patch,
        int batch,
        int steps,
        double learningRate,
        int cosineSteps,
        int coolDownSteps,
        long seed,
        String precision,
        NoiseMix noise,
        int validateEvery,
        int validationImages) {

    /** A part of the data and how often patches come from it, relative to the others. */
    public record WeightedSubset(String name, double weight) {
        /** From {@code name} or {@code name=weight}. */
        public static WeightedSubset parse(String text) {
            int equals = text.indexOf('=');
            try {
                double weight = equals < 0 ? 1 : Double.parseDouble(text.substring(equals + 1));
                if (!(weight > 0) || Double.isInfinite(weight)) {
                    throw new IllegalArgumentException("weight of subset '" + text + "' must be above 0");
                }
                return new WeightedSubset(equals < 0 ? text : text.substring(0, equals), weight);
            } catch (NumberFormatException notANumber) {
                throw new IllegalArgumentException("subset '" + text + "' is not NAME or NAME=WEIGHT", notANumber);
            }
        }
    }

    public TrainingSettings {
        subsets = List.copyOf(subsets);
        require(patch >= 16 && patch % 16 == 0 && patch <= 1024, "patch must be a multiple of 16 in 16..1024");
        require(batch >= 1 && batch <= 4096, "batch must be 1..4096");
        require(steps >= 1, "steps must be at least 1");
        require(learningRate > 0 && learningRate < 1, "the learning rate must be between 0 and 1");
        require(cosineSteps >= steps, "the cosine must last at least as long as the run");
        require(coolDownSteps >= 0 && coolDownSteps <= steps, "the cool-down must fit into the run");
        require(validateEvery >= 1 && validationImages >= 1, "validation needs at least one image and one step");
    }

    /** The same with another number of steps, all of it cosine. */
    public TrainingSettings withSteps(int count) {
        return new TrainingSettings(
                subsets,
                base,
                patch,
                batch,
                count,
                learningRate,
                count,
                0,
                seed,
                precision,
                noise,
                validateEvery,
                validationImages);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
