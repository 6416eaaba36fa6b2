package dev.limpid.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** Where a run's figures come from: the command, the code, the machine. */
final class RunAbout {
    private RunAbout() {}

    /** For {@code run.json}; {@code command} is any of the line's verbs. */
    static Map<String, Object> of(CommandSpec command) {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put(
                "command",
                "./limpid "
                        + String.join(
                                " ",
                                command.root().commandLine().getParseResult().originalArgs()));
        about.put("codeVersion", Version.full());
        Map<String, Object> machine = new LinkedHashMap<>();
        machine.put("os", system());
        machine.put("architecture", System.getProperty("os.arch", ""));
        machine.put("cores", Runtime.getRuntime().availableProcessors());
        machine.put("java", System.getProperty("java.vm.version", ""));
        about.put("machine", machine);
        return about;
    }

    /** Name and version, without what a builder of kernels or a host adds behind a hyphen. */
    private static String system() {
        return System.getProperty("os.name", "") + " "
                + System.getProperty("os.version", "").replaceFirst("-.*", "");
    }
}
