package sundown.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import sundown.cli.adopt.ImportCommand;
import sundown.cli.adopt.Place;
import sundown.cli.inventory.CompareInventoryCommand;
import sundown.cli.reconcile.ReconcileCommand;
import sundown.cli.reconcile.ResolveRefundsCommand;
import sundown.cli.stack.StackCommands;
import sundown.cli.verify.VerifyCommands;

/**
 * The operators' command line. To add a subcommand, write a class like {@link ReconcileCommand} and list it here, or a
 * method like those of {@link VerifyCommands}.
 *
 * <p>A subcommand returns its exit code. When the user's input is unusable, it throws an
 * {@link IllegalArgumentException} or {@link IOException} with a sentence for them: the command line prints that
 * sentence on one line and ends with 2, as it does for unknown options.
 */
@Command(
        name = "sundown",
        description = "Tools for the operators of Sundown.",
        subcommands = {
            ImportCommand.class,
            ReconcileCommand.class,
            ResolveRefundsCommand.class,
            CompareInventoryCommand.class
        },
        scope = CommandLine.ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        versionProvider = Sundown.Version.class)
public final class Sundown {
    /** The exit code for input that cannot be used. */
    private static final int UNUSABLE_INPUT = CommandLine.ExitCode.USAGE;

    private static final Pattern PROVIDERS = Pattern.compile(" from any of the providers in the chain .*");

    /** Runs a subcommand and exits with its code. */
    public static void main(String[] arguments) {
        System.exit(run(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                arguments));
    }

    /** Runs a subcommand and returns its exit code. */
    public static int run(PrintWriter out, PrintWriter error, String... arguments) {
        CommandLine commands = new CommandLine(new Sundown());
        Stream.of(VerifyCommands.class, StackCommands.class)
                .flatMap(of -> CommandLine.getCommandMethods(of, null).stream())
                .forEach(commands::addSubcommand);
        return commands.registerConverter(Place.class, Sundown::place)
                .setOut(out)
                .setErr(error)
                .setParameterExceptionHandler((failure, given) -> refuse(failure))
                .setExecutionExceptionHandler(Sundown::fail)
                .execute(arguments);
    }

    /** Of a failure, the command line ends the sentence. */
    private static Place place(String name) {
        try {
            return Place.of(name);
        } catch (IllegalArgumentException unusable) {
            throw new TypeConversionException(unusable.getMessage().replaceFirst("\\.$", ""));
        }
    }

    private static int refuse(ParameterException failure) {
        CommandLine command = failure.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        command.getErr().println(oneLine(failure) + ". Try '" + name + " --help'.");
        return UNUSABLE_INPUT;
    }

    private static int fail(Exception failure, CommandLine command, CommandLine.ParseResult given) throws Exception {
        Exception cause = failure instanceof UncheckedIOException unchecked ? unchecked.getCause() : failure;
        if (cause instanceof IllegalArgumentException || cause instanceof IOException) {
            command.getErr().println(sentence(cause));
            return UNUSABLE_INPUT;
        }
        throw failure;
    }

    /**
     * Of a file that is missing or locked, Java's exceptions name no more than the path; without a region or
     * credentials, those of AWS's SDK name every place that they looked at.
     */
    private static String sentence(Exception failure) {
        return switch (failure) {
            case NoSuchFileException missing -> missing.getFile() + " is not there.";
            case AccessDeniedException denied -> denied.getFile() + " cannot be read.";
            default ->
                PROVIDERS
                        .matcher(oneLine(failure))
                        .replaceFirst(": set AWS_REGION, and credentials as for the AWS CLI.");
        };
    }

    private static String oneLine(Exception failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }

    /** The version that the script {@code sundown} reads from the project. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"sundown " + System.getProperty("sundown.version", "(unknown version)")};
        }
    }
}
