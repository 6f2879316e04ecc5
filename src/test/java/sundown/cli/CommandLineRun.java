package sundown.cli;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import sundown.aws.AwsStack;
import sundown.local.emulators.Endpoints;

/**
 * One call of the operators' command line, as a user sees it. The command line is compiled to a folder of its own, so
 * it is loaded from there.
 */
public record CommandLineRun(int exitCode, List<String> out, List<String> error) {
    private static final Path CLASSES = Path.of("target", "cli-classes");

    /** Imports by the mapping in a folder, to another folder in it. */
    static CommandLineRun importing(Path folder, String to, String... more) {
        return of(importOf(folder.toString(), folder.resolve(to).toString(), more));
    }

    /** An import by the mapping in a folder, with the sample of a timeline or the one named. */
    static String[] importOf(String from, String to, String... more) {
        List<String> arguments = new ArrayList<>(List.of("import", "--mapping", from + "/mapping.json", "--to", to));
        if (!List.of(more).contains("--timeline")) {
            arguments.addAll(List.of("--timeline", "infra/timeline.json"));
        }
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    public static CommandLineRun of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter error = new StringWriter();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {CLASSES.toUri().toURL()})) {
            int exitCode = (int) loader.loadClass("sundown.cli.Sundown")
                    .getMethod("run", PrintWriter.class, PrintWriter.class, String[].class)
                    .invoke(null, new PrintWriter(out), new PrintWriter(error), arguments);
            return new CommandLineRun(exitCode, lines(out), lines(error));
        } catch (IOException | ReflectiveOperationException e) {
            return Assertions.fail("The command line cannot be called", e);
        }
    }

    /** The same in a process of its own, which is not yet started; its errors are in its output. */
    static ProcessBuilder process(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-cp",
                CLASSES + File.pathSeparator + System.getProperty("java.class.path"),
                "sundown.cli.Sundown"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true);
    }

    /** The lines that a command prints on a stack; the last one is its exit code. */
    static List<String> on(AwsStack stack, String... arguments) {
        Map.of(
                        "aws.endpointUrl", address(stack),
                        "aws.region", Endpoints.REGION,
                        "aws.accessKeyId", Endpoints.ACCESS_KEY_ID,
                        "aws.secretAccessKey", Endpoints.SECRET_ACCESS_KEY)
                // All stacks have the same, so nobody minds that they stay.
                .forEach(System::setProperty);
        CommandLineRun run = of(arguments);
        return Stream.of(run.out(), run.error(), List.of(Integer.toString(run.exitCode())))
                .flatMap(List::stream)
                .toList();
    }

    /** The same in a process of its own, which finds the stack by AWS's own variables. */
    static List<String> inProcess(AwsStack stack, String... arguments) throws IOException, InterruptedException {
        Process running = processAt(address(stack), arguments).start();
        String out = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return List.of((out + running.waitFor()).split("\n"));
    }

    /** A process that finds AWS at this address. */
    static ProcessBuilder processAt(String address, String... arguments) {
        ProcessBuilder process = process(arguments);
        process.environment()
                .putAll(Map.of(
                        "AWS_ENDPOINT_URL", address,
                        "AWS_REGION", Endpoints.REGION,
                        "AWS_ACCESS_KEY_ID", Endpoints.ACCESS_KEY_ID,
                        "AWS_SECRET_ACCESS_KEY", Endpoints.SECRET_ACCESS_KEY));
        return process;
    }

    static String address(AwsStack stack) {
        return stack.clients()
                .dynamoDb()
                .serviceClientConfiguration()
                .endpointOverride()
                .orElseThrow()
                .toString();
    }

    private static List<String> lines(StringWriter text) {
        return text.toString().lines().toList();
    }
}
