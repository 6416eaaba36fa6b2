package dev.limpid.bench;

import dev.limpid.degrade.PixelRandom;
import java.util.Arrays;

record MeanInterval(double low, double high) {
    static MeanInterval of(double[] means, long seed) {
        PixelRandom random = new PixelRandom(seed, 0);
        double[] draws = new double[2000];
        for (int i = 0; i < draws.length; i++) {
            for (int k = 0; k < means.length; k++) {
                draws[i] += means[random.below(means.length)] / means.length;
            }
        }
        Arrays.sort(draws);
        return new MeanInterval(draws[49], draws[1949]);
    }
}
