package dev.limpid.model;

import dev.limpid.network.Network;
import dev.limpid.tensor.Compute;
import java.io.IOException;
import java.nio.file.Path;

/** Where a network comes from: weights for one of ours, or a program of the user's. */
public sealed interface NetworkSource permits WeightSource, ScriptFile {
    Path path();

    /** What descriptions of results call it: the model's name, or the file's. */
    String label();

    /** For people. */
    String title();

    Architecture architecture();

    /** The images it is for. */
    ModelInput input();

    /** The identity of what it computes, 64 hexadecimal digits; reads the whole file the first time. */
    String sha256() throws IOException;

    /** Where and in which precision it is computed. */
    Compute compute(InferenceOptions options);

    /**
     * The network, ready to compute; the caller closes it.
     *
     * @throws ModelFormatException if the file does not hold it
     */
    Network network(Compute compute) throws IOException;
}
