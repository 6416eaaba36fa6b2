package dev.limpid.cli;

import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Parameters of several kinds or methods at once, as {@code WHOSE.NAME=VALUE}. */
final class OwnedParameters {
    private OwnedParameters() {}

    /**
     * The parameters by whose they are.
     *
     * @param option by which they were given
     * @param values as given, without the {@code =}
     * @throws ParameterException if one does not say whose it is
     */
    static Map<String, Map<String, String>> byOwner(CommandSpec command, String option, Map<String, String> values) {
        Map<String, Map<String, String>> byOwner = new TreeMap<>();
        values.forEach((name, value) -> {
            int dot = name.indexOf('.');
            if (dot < 1) {
                throw new ParameterException(
                        command.commandLine(),
                        option + " takes WHOSE.NAME=VALUE, e.g. gaussian.sigma=0.1, not '" + name + "=" + value + "'");
            }
            byOwner.computeIfAbsent(name.substring(0, dot), of -> new TreeMap<>())
                    .put(name.substring(dot + 1), value);
        });
        return byOwner;
    }
}
