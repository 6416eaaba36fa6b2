package dev.limpid.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** What is said of words that are none of those there are, and of options that do not go together. */
final class Choices {
    private Choices() {}

    /**
     * Refuses options that another one, which was given, would silently overrule.
     *
     * @throws ParameterException if one of them was given too
     */
    static void refuseBeside(CommandSpec command, String given, String... overruled) {
        for (OptionSpec option : command.commandLine().getParseResult().matchedOptions()) {
            if (List.of(overruled).contains(option.longestName())) {
                throw new ParameterException(
                        command.commandLine(),
                        option.longestName() + " has no effect beside " + given + "; give one of the two");
            }
        }
    }

    /** Wrong usage that names the nearest word, and all of them. */
    static ParameterException unknown(CommandSpec command, String what, String word, List<String> there) {
        String nearest = Nearest.of(word, there)
                .map(name -> "; did you mean '" + name + "'?")
                .orElse(";");
        return new ParameterException(
                command.commandLine(),
                "no " + what + " '" + word + "'" + nearest + " there are " + String.join(", ", there));
    }
}
