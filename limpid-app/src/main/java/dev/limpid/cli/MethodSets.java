package dev.limpid.cli;

import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** {@code --method-set M.NAME=VALUE}: parameters of the methods of one run. */
final class MethodSets {
    private MethodSets() {}

    /** Parameters by method; wrong usage where one names no method. */
    static Map<String, Map<String, String>> byMethod(CommandSpec command, Map<String, String> given) {
        Map<String, Map<String, String>> byMethod = new TreeMap<>();
        given.forEach((name, value) -> {
            int dot = name.indexOf('.');
            if (dot < 1) {
                throw new ParameterException(
                        command.commandLine(),
                        "--method-set takes METHOD.NAME=VALUE, e.g. gaussian.sigma=1.5, not '" + name + "=" + value
                                + "'");
            }
            byMethod.computeIfAbsent(name.substring(0, dot), none -> new TreeMap<>())
                    .put(name.substring(dot + 1), value);
        });
        return byMethod;
    }
}
