package dev.limpid.cli;

import dev.limpid.batch.OutputRefusedException;
import dev.limpid.batch.Problem;
import java.io.PrintWriter;
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
        err.println("limpid: " + failure.getMessage());
        if (!UnmatchedArgumentException.printSuggestions(failure, err)) {
            err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        }
        err.flush();
        return ExitCode.USAGE;
    }

    static int failed(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        err.println("limpid: " + Problem.describe(failure));
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
