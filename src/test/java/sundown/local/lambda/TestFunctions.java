package sundown.local.lambda;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sundown.local.clock.MovableClock;
import sundown.local.lambda.FunctionHost.AwsAccount;
import sundown.local.lambda.FunctionHost.FunctionLog;
import sundown.local.template.Deployment;

/** Functions for tests, served by {@link EchoHandler}, and the host that runs them. */
public final class TestFunctions {
    public static final AwsAccount ACCOUNT = new AwsAccount("us-east-1", "123456789012");

    private TestFunctions() {}

    public static Deployment.Function function(String export, Deployment.Trigger... triggers) {
        return function(export, Duration.ofSeconds(30), Optional.empty(), triggers);
    }

    /** A function through which a request may come any number of times. */
    public static Deployment.Function recursive(String export, Deployment.Trigger... triggers) {
        return function(export, Duration.ofSeconds(30), Optional.empty(), true, triggers);
    }

    static Deployment.Function function(
            String export, Duration timeout, Optional<Integer> reserved, Deployment.Trigger... triggers) {
        return function(export, timeout, reserved, false, triggers);
    }

    private static Deployment.Function function(
            String export,
            Duration timeout,
            Optional<Integer> reserved,
            boolean recursive,
            Deployment.Trigger... triggers) {
        return new Deployment.Function(
                export,
                export,
                export,
                Map.of("QUARKUS_FUNQY_EXPORT", export),
                timeout,
                256,
                reserved,
                recursive,
                List.of(triggers));
    }

    public static FunctionHost host(FunctionLog log) {
        return host(Map.of(), log);
    }

    public static FunctionHost host(Map<String, String> environment, FunctionLog log) {
        return host(environment, log, MovableClock.system());
    }

    static FunctionHost host(Map<String, String> environment, FunctionLog log, MovableClock clock) {
        return new FunctionHost(runtime(List.of()), ACCOUNT, environment, log, clock);
    }

    static FunctionHost host(FunctionRuntime runtime, FunctionLog log) {
        return new FunctionHost(runtime, ACCOUNT, Map.of(), log, MovableClock.system());
    }

    /** Runs {@link EchoHandler} with these folders before its own classes. */
    static FunctionRuntime runtime(List<Path> patches) {
        List<Path> classpath = new ArrayList<>(patches);
        classpath.add(Path.of(System.getProperty("java.class.path")));
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new FunctionRuntime.Jvm(java, classpath, EchoHandler.class.getName());
    }
}
