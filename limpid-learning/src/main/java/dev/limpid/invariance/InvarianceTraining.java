package dev.limpid.invariance;

import dev.limpid.model.ModelFile;
import dev.limpid.network.invariance.Autoencoder;
import dev.limpid.network.invariance.ConditionalFlow;
import dev.limpid.network.invariance.Critic;
import dev.limpid.network.invariance.Pass;
import dev.limpid.tensor.Adam;
import dev.limpid.tensor.Compute;
import dev.limpid.tensor.Compute.Precision;
import dev.limpid.tensor.Parameters;
import dev.limpid.training.Checkpoint;
import dev.limpid.training.TrainingProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Trains the autoencoder against its critic, then the flow on its codes; goes on from a checkpoint as if it had not stopped. */
final class InvarianceTraining implements AutoCloseable {
    private static final double BETA1 = 0.5;
    private static final int TELL_EVERY = 200;

    private final InvarianceSettings settings;
    private final PatchPool pool;
    private final Compute compute;
    private final Autoencoder autoencoder;
    private final Critic critic;
    private final ConditionalFlow flow;
    private final Adam adam;
    private final Adam criticAdam;
    private final Adam flowAdam;
    private final AutoencoderStep autoencoderStep;
    private final FlowStep flowStep;

    /**
     * The end.
     *
     * @param weights of autoencoder and flow by name
     * @param shapes of them
     * @param log of the losses as CSV
     * @param seconds that all steps took
     */
    record Trained(Map<String, float[]> weights, Map<String, long[]> shapes, String log, double seconds) {}

    InvarianceTraining(
            InvarianceSettings settings,
            PatchPool pool,
            Optional<FeatureDistance> features,
            Compute compute,
            Precision convolutions) {
        this(settings, pool, features, compute, convolutions, Pass.Use.FIRST);
    }

    /** @param first how the first step is taken: {@code TRAINING} where weights are not random any more */
    private InvarianceTraining(
            InvarianceSettings settings,
            PatchPool pool,
            Optional<FeatureDistance> features,
            Compute compute,
            Precision convolutions,
            Pass.Use first) {
        this.settings = settings;
        this.pool = pool;
        this.compute = compute;
        autoencoder = new Autoencoder(settings.shape());
        critic = new Critic(settings.shape());
        flow = new ConditionalFlow(settings.shape());
        autoencoder.initialise(settings.seed(), compute);
        critic.initialise(settings.seed() + 1, compute);
        flow.initialise(settings.seed() + 2, compute);
        adam = new Adam(autoencoder.parameters(), BETA1);
        criticAdam = new Adam(critic.parameters(), BETA1);
        flowAdam = new Adam(flow.parameters());
        autoencoderStep = new AutoencoderStep(
                autoencoder, critic, adam, criticAdam, settings, features, compute, new Pass(first, convolutions));
        flowStep = new FlowStep(autoencoder, flow, flowAdam, settings, ConditionalFlow.Leak.EXACT, compute, first);
    }

    /**
     * A training that starts from a trained model's autoencoder and flow, its critic from random weights.
     *
     * @param start of the same sizes as the settings say
     */
    static InvarianceTraining from(
            ModelFile start,
            InvarianceSettings settings,
            PatchPool pool,
            Optional<FeatureDistance> features,
            Compute compute,
            Precision convolutions)
            throws IOException {
        InvarianceTraining training =
                new InvarianceTraining(settings, pool, features, compute, convolutions, Pass.Use.TRAINING);
        try {
            InvarianceModel.load(start, training.autoencoder.parameters(), compute);
            InvarianceModel.load(start, training.flow.parameters(), compute);
            return training;
        } catch (IOException | RuntimeException failure) {
            training.close();
            throw failure;
        }
    }

    /** Steps of both networks. */
    long steps() {
        return (long) settings.autoencoder().steps() + settings.flow().steps();
    }

    /**
     * Runs from the checkpoint if there is one, to the end.
     *
     * @param fingerprint what the checkpoint must have been made with
     */
    Trained run(Path checkpointFile, int checkpointSeconds, String fingerprint, TrainingProgress progress)
            throws IOException {
        long step = 0;
        double secondsBefore = 0;
        StepLosses losses = new StepLosses("");
        if (Files.exists(checkpointFile)) {
            Checkpoint checkpoint = Checkpoint.read(checkpointFile);
            if (!checkpoint.settings().equals(fingerprint)) {
                throw new IOException(checkpointFile + " belongs to a run with other settings, precision, images,"
                        + " denoiser or model to start from; give the same options or another output name");
            }
            restore(checkpoint);
            step = checkpoint.step();
            secondsBefore = checkpoint.seconds();
            losses = new StepLosses(checkpoint.log());
            progress.message("continuing at step " + step);
        }
        long started = System.nanoTime();
        long saved = started;
        while (step < steps()) {
            step++;
            Map<String, Double> done = step(step);
            for (Map.Entry<String, Double> loss : done.entrySet()) {
                if (!Double.isFinite(loss.getValue())) {
                    throw new IOException("the " + loss.getKey() + " loss is " + loss.getValue() + " at step " + step
                            + "; remove " + checkpointFile
                            + " if it is there, and train again with another --seed or a larger --divergence");
                }
            }
            losses.add(done);
            progress.step(step, steps(), 0);
            if (step % TELL_EVERY == 0 || step == settings.autoencoder().steps() || step == steps()) {
                progress.message(losses.line(step));
            }
            long now = System.nanoTime();
            if (step == steps() || (now - saved) / 1e9 >= checkpointSeconds) {
                Checkpoint.of(
                                step,
                                secondsBefore + (now - started) / 1e9,
                                fingerprint,
                                losses.state(),
                                weights(List.of(autoencoder.parameters(), critic.parameters(), flow.parameters())),
                                moments())
                        .write(checkpointFile);
                saved = now;
            }
        }
        Map<String, long[]> shapes = new TreeMap<>(autoencoder.parameters().shapes());
        shapes.putAll(flow.parameters().shapes());
        return new Trained(
                weights(List.of(autoencoder.parameters(), flow.parameters())),
                shapes,
                losses.toString(),
                secondsBefore + (System.nanoTime() - started) / 1e9);
    }

    private Map<String, Double> step(long step) {
        int first = settings.autoencoder().steps();
        boolean flows = step > first;
        int size = flows ? settings.flow().batch() : settings.autoencoder().batch();
        PatchPool.Batch batch = pool.batch(settings.seed(), step, size);
        return flows ? flowStep.step(step - first, batch) : autoencoderStep.step(step, batch);
    }

    private static Map<String, float[]> weights(List<Parameters> networks) {
        Map<String, float[]> all = new TreeMap<>();
        networks.forEach(network -> all.putAll(network.values()));
        return all;
    }

    private Map<String, float[]> moments() {
        Map<String, float[]> all = new TreeMap<>(adam.state());
        all.putAll(criticAdam.state());
        all.putAll(flowAdam.state());
        return all;
    }

    private void restore(Checkpoint checkpoint) {
        for (Parameters network : List.of(autoencoder.parameters(), critic.parameters(), flow.parameters())) {
            network.shapes().keySet().forEach(name -> network.put(name, checkpoint.weight(name), compute));
        }
        adam.restore(checkpoint::tensor);
        criticAdam.restore(checkpoint::tensor);
        flowAdam.restore(checkpoint::tensor);
    }

    @Override
    public void close() {
        for (Adam each : List.of(adam, criticAdam, flowAdam)) {
            each.close();
        }
        autoencoder.close();
        critic.close();
        flow.close();
    }
}
