package dev.limpid.cli;

import dev.limpid.batch.OutputRefusedException;
import dev.limpid.batch.Problem;
import java.io.PrintWriter;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What a command that could not do its work says: one line, and a stack trace only with {@code --debug}. */
final class Failures {
    private Failures() {}

    static int wrongUsage(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("limpid: " + Problem.oneLine(String.valueOf(failure.getMessage())));
        if (!UnmatchedArgumentException.printSuggestions(failure, err)) {
            err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        }
        err.flush();
        return ExitCode.USAGE;
    }

    /** For what picocli lets through: the machine's limits, and classes or libraries that cannot be loaded. */
    static int broken(Error failure, CommandLine command, String[] arguments) {
        PrintWriter err = command.getErr();
        String what = failure instanceof OutOfMemoryError
                ? "not enough memory; give Java more, e.g. LIMPID_JAVA_OPTS=-Xmx8g"
                : failure instanceof LinkageError
                        ? Problem.oneLine("a part of Limpid cannot be loaded, build it anew: " + failure)
                        : Problem.describe(failure);
        err.println("limpid: " + what);
        if (Arrays.asList(arguments).contains("--debug")) {
            failure.printStackTrace(err);
        }
        err.flush();
        return ExitCode.SOFTWARE;
    }

    static int failed(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        err.println("limpid: " + Problem.describeWithFile(failure));
        ParseResult verb = parsed;
        while (verb.hasSubcommand()) {
            verb = verb.subcommand();
        }
        if (verb.hasMatchedOption("--debug")) {
            failure.printStackTrace(err);
        }
        err.flush();
        return failure instanceof OutputRefusedException ? ExitCode.USAGE : ExitCode.SOFTWARE;
    }
}
