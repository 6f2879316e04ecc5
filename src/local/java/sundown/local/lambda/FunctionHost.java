package sundown.local.lambda;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import sundown.local.clock.MovableClock;
import sundown.local.http.Json;
import sundown.local.template.Deployment;

/**
 * Starts the instances of functions with the environment that Lambda gives them; the access key of each function is its
 * export, so that its calls can be told from those of others. Of this process's own environment, only the path of
 * programs reaches a function.
 *
 * @param environment the variables that the local cloud adds or overrides, such as the endpoints of the emulators
 * @param clock the clock of the functions: a starting instance is told how far it is ahead of real time
 */
public record FunctionHost(
        FunctionRuntime runtime,
        AwsAccount account,
        Map<String, String> environment,
        FunctionLog log,
        MovableClock clock) {
    private static final String CLOCK_OFFSET = "CLOCK_OFFSET";

    /** Starts an instance; returns before it is ready. */
    public FunctionInstance start(Deployment.Function function) {
        Duration offset = clock.offset();
        List<String> command = runtime.command(function.memoryMegabytes());
        RuntimeApi api = new RuntimeApi();
        ChildProcess process = ChildProcess.start(
                command, environmentOf(function, api, offset), line -> log.line(function.name(), line));
        return new FunctionInstance(function, this, api, process, command, offset);
    }

    private Map<String, String> environmentOf(Deployment.Function function, RuntimeApi api, Duration offset) {
        Map<String, String> variables = new HashMap<>(System.getenv());
        variables.keySet().retainAll(Set.of("PATH"));
        variables.putAll(lambdaVariables(function));
        variables.put("AWS_ACCESS_KEY_ID", function.export());
        variables.putAll(runtime.environment());
        variables.putAll(function.environment());
        variables.putAll(environment);
        variables.put("AWS_LAMBDA_RUNTIME_API", api.hostAndPort());
        if (!offset.isZero()) {
            variables.put(CLOCK_OFFSET, offset.toString());
        }
        return variables;
    }

    /** The reserved variables that functions and SDKs read. */
    private Map<String, String> lambdaVariables(Deployment.Function function) {
        return Map.of(
                "AWS_REGION",
                account.region(),
                "AWS_DEFAULT_REGION",
                account.region(),
                "AWS_LAMBDA_FUNCTION_NAME",
                function.name(),
                "AWS_LAMBDA_FUNCTION_VERSION",
                "$LATEST",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
                Integer.toString(function.memoryMegabytes()),
                "LANG",
                "en_US.UTF-8",
                "TZ",
                ":UTC");
    }

    /**
     * The account and region in which one machine's cloud pretends to be.
     *
     * @param id twelve digits
     */
    public record AwsAccount(String region, String id) {

        /** The Amazon Resource Name of a resource of this account and region. */
        public String arn(String service, String resource) {
            return "arn:aws:%s:%s:%s:%s".formatted(service, region, id, resource);
        }
    }

    /** Takes the log lines of functions and the local cloud's notes about them. Called by many threads. */
    @FunctionalInterface
    public interface FunctionLog {

        void line(String function, String line);

        /** Takes a note of the local cloud about a function, as a JSON line like the function's own. */
        default void note(String function, String message) {
            line(
                    function,
                    Json.MAPPER.createObjectNode().put("localCloud", message).toString());
        }

        /**
         * Appends the lines to a file, the function's name first; every line is on disk when the call returns. Creates
         * the file and its folder where they are missing.
         */
        static FunctionLog appendTo(Path file) throws IOException {
            Files.createDirectories(file.toAbsolutePath().getParent());
            PrintWriter writer = new PrintWriter(
                    Files.newBufferedWriter(
                            file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                    true);
            return (function, line) -> writer.println(function + " " + line);
        }
    }
}
