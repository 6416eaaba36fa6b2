package dev.limpid.bench.measure;

import dev.limpid.bench.BenchMethod;
import dev.limpid.image.Denoiser;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.observer.ChannelSet;
import dev.limpid.observer.Detectability;
import dev.limpid.observer.DiscSignal;
import dev.limpid.observer.EqualDose;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How well discs of low contrast are seen at several doses, undenoised and behind every method: the discs' place and shape and the
 * background are known exactly, and every method denoises whole slices, with and without discs, each with noise of its own.
 *
 * @param settings of the phantom, the doses and the noise
 * @param levels by method, a level a dose, as the settings have them; undenoised first
 * @param equal by method and observer, the dose as good as the undenoised full one
 * @param samples by method, a square with a disc for each dose, of the last repeat
 */
public record DetectabilityStudy(
        DetectabilitySettings settings,
        Map<String, List<Level>> levels,
        Map<String, Map<ModelObserver, EqualDose>> equal,
        Map<String, List<Slice>> samples) {
    /** What the undenoised images are called. */
    public static final String UNDENOISED = "undenoised";

    /** What the phantom itself is called. */
    public static final String NOISE_FREE = "without noise";

    /**
     * One method at one dose.
     *
     * @param noiseHu standard deviation of single pixels from image to image
     * @param kept part of the disc that is left on average, of what the undenoised images of the same noise hold
     * @param byObserver how well it is seen
     */
    public record Level(double dose, double noiseHu, double kept, Map<ModelObserver, Detectability> byObserver) {}

    /**
     * Measures.
     *
     * @param methods that are judged beside the undenoised images
     * @param step runs after each repeat
     */
    public static DetectabilityStudy run(DetectabilitySettings settings, List<BenchMethod> methods, Runnable step) {
        DoseSeries series = new DoseSeries(settings);
        Map<ModelObserver, ChannelSet> observers = new EnumMap<>(ModelObserver.class);
        for (ModelObserver observer : ModelObserver.values()) {
            observers.put(observer, observer.channels(series.signal()));
        }
        Map<String, List<Ensemble>> ensembles = new LinkedHashMap<>();
        ensembles.put(UNDENOISED, ensembles(settings, observers));
        methods.forEach(method -> ensembles.put(method.name(), ensembles(settings, observers)));
        Map<String, List<Slice>> samples = new LinkedHashMap<>();
        samples.put(NOISE_FREE, new ArrayList<>());
        ensembles.keySet().forEach(name -> samples.put(name, new ArrayList<>()));
        for (int repeat = 0; repeat < settings.repeats(); repeat++) {
            DoseSeries.Repeat scans = series.repeat(repeat);
            for (int dose = 0; dose < settings.doses().size(); dose++) {
                if (repeat == settings.repeats() - 1) {
                    samples.getOrDefault(NOISE_FREE, new ArrayList<>()).add(DiscSample.of(scans.clean(), repeat));
                }
                Map<String, Slice> results = results(scans.at(settings.doses().get(dose)), methods);
                for (Map.Entry<String, Slice> result : results.entrySet()) {
                    ensembles.getOrDefault(result.getKey(), List.of()).get(dose).add(result.getValue());
                    if (repeat == settings.repeats() - 1) {
                        samples.getOrDefault(result.getKey(), new ArrayList<>())
                                .add(DiscSample.of(result.getValue(), repeat));
                    }
                }
            }
            step.run();
        }
        return judged(settings, series.signal(), ensembles, samples);
    }

    private static List<Ensemble> ensembles(DetectabilitySettings settings, Map<ModelObserver, ChannelSet> observers) {
        return settings.doses().stream().map(dose -> new Ensemble(observers)).toList();
    }

    private static Map<String, Slice> results(Slice scan, List<BenchMethod> methods) {
        Map<String, Slice> results = new LinkedHashMap<>();
        results.put(UNDENOISED, scan);
        for (BenchMethod method : methods) {
            Denoiser denoiser = method.denoiser(method.fixed(), IntensityRange.CT);
            results.put(method.name(), denoiser.denoise(scan));
        }
        return results;
    }

    private static DetectabilityStudy judged(
            DetectabilitySettings settings,
            DiscSignal signal,
            Map<String, List<Ensemble>> ensembles,
            Map<String, List<Slice>> samples) {
        Map<String, List<Level>> levels = new LinkedHashMap<>();
        Map<String, Map<ModelObserver, EqualDose>> equal = new LinkedHashMap<>();
        List<Ensemble> undenoised = ensembles.getOrDefault(UNDENOISED, List.of());
        Ensemble reference = undenoised.get(0);
        ensembles.forEach((method, byDose) -> {
            List<Level> list = new ArrayList<>();
            for (int dose = 0; dose < byDose.size(); dose++) {
                Ensemble ensemble = byDose.get(dose);
                Map<ModelObserver, Detectability> seen = new EnumMap<>(ModelObserver.class);
                for (ModelObserver observer : ModelObserver.values()) {
                    seen.put(observer, ensemble.detectability(observer));
                }
                // Both means hold the same noise, which the ratio takes out.
                double kept = ensemble.kept(signal) / undenoised.get(dose).kept(signal);
                list.add(new Level(settings.doses().get(dose), ensemble.noise(), kept, seen));
            }
            levels.put(method, list);
            Map<ModelObserver, EqualDose> doses = new EnumMap<>(ModelObserver.class);
            for (ModelObserver observer : ModelObserver.values()) {
                doses.put(observer, equal(settings, observer, byDose, reference));
            }
            equal.put(method, doses);
        });
        return new DetectabilityStudy(settings, levels, equal, samples);
    }

    private static EqualDose equal(
            DetectabilitySettings settings, ModelObserver observer, List<Ensemble> byDose, Ensemble reference) {
        double[] better = new double[byDose.size()];
        double[] errors = new double[byDose.size()];
        for (int dose = 0; dose < better.length; dose++) {
            Ensemble ensemble = byDose.get(dose);
            better[dose] = ensemble.dPrime(observer, -1) - reference.dPrime(observer, -1);
            double[] leftOut = new double[settings.repeats()];
            for (int repeat = 0; repeat < leftOut.length; repeat++) {
                leftOut[repeat] = ensemble.dPrime(observer, repeat) - reference.dPrime(observer, repeat);
            }
            errors[dose] = EqualDose.jackknifeError(leftOut);
        }
        double[] doses =
                settings.doses().stream().mapToDouble(Double::doubleValue).toArray();
        return EqualDose.of(doses, better, errors);
    }
}
