package dev.limpid.bench.measure;

import dev.limpid.image.Slice;
import dev.limpid.observer.ChannelSet;
import dev.limpid.observer.Detectability;
import dev.limpid.observer.DiscSignal;
import dev.limpid.phantom.LowContrastPhantom;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** All squares of one method at one dose, with and without the disc, as the observers see them. */
final class Ensemble {
    private final Map<ModelObserver, ChannelSet> observers;
    private final Map<ModelObserver, List<double[][]>> outputs = new EnumMap<>(ModelObserver.class);
    private final double[] presentSum = new double[LowContrastPhantom.SIDE * LowContrastPhantom.SIDE];
    private final double[] absentSum = new double[presentSum.length];
    private final double[] absentSquares = new double[presentSum.length];
    private int present;
    private int absent;

    Ensemble(Map<ModelObserver, ChannelSet> observers) {
        this.observers = observers;
        observers.keySet().forEach(observer -> outputs.put(observer, new ArrayList<>()));
    }

    /** Adds the next repeat. */
    void add(Slice slice) {
        int repeat = repeats();
        outputs.values().forEach(list -> list.add(new double[LowContrastPhantom.PLACES][]));
        for (int place = 0; place < LowContrastPhantom.PLACES; place++) {
            double[] square = LowContrastPhantom.square(slice, place);
            boolean with = DoseSeries.present(repeat, place);
            present += with ? 1 : 0;
            absent += with ? 0 : 1;
            for (int i = 0; i < square.length; i++) {
                (with ? presentSum : absentSum)[i] += square[i];
                absentSquares[i] += with ? 0 : square[i] * square[i];
            }
            for (Map.Entry<ModelObserver, ChannelSet> observer : observers.entrySet()) {
                outputs.getOrDefault(observer.getKey(), List.of()).get(repeat)[place] =
                        observer.getValue().of(square);
            }
        }
    }

    int repeats() {
        return outputs.values().iterator().next().size();
    }

    Detectability detectability(ModelObserver observer) {
        return Detectability.of(outputs(observer, true, -1), outputs(observer, false, -1));
    }

    /** d' without one repeat; of all for -1. */
    double dPrime(ModelObserver observer, int without) {
        return Detectability.dPrime(outputs(observer, true, without), outputs(observer, false, without));
    }

    private List<double[]> outputs(ModelObserver observer, boolean with, int without) {
        List<double[][]> repeats = outputs.getOrDefault(observer, List.of());
        List<double[]> chosen = new ArrayList<>();
        for (int repeat = 0; repeat < repeats.size(); repeat++) {
            for (int place = 0; place < LowContrastPhantom.PLACES; place++) {
                if (repeat != without && DoseSeries.present(repeat, place) == with) {
                    chosen.add(repeats.get(repeat)[place]);
                }
            }
        }
        return chosen;
    }

    /** Standard deviation of single pixels from image to image, in HU, root of the mean square over the square. */
    double noise() {
        double sum = 0;
        for (int i = 0; i < absentSum.length; i++) {
            double mean = absentSum[i] / absent;
            sum += (absentSquares[i] - absent * mean * mean) / (absent - 1);
        }
        return Math.sqrt(sum / absentSum.length);
    }

    /** How much of the disc the images hold on average: the mean difference's product with the disc, 1 for all of it. */
    double kept(DiscSignal signal) {
        double product = 0;
        double squares = 0;
        for (int i = 0; i < presentSum.length; i++) {
            product += signal.pixels()[i] * (presentSum[i] / present - absentSum[i] / absent);
            squares += signal.pixels()[i] * signal.pixels()[i];
        }
        return product / squares;
    }
}
