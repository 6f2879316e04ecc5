package sundown.functions;

import java.io.IOException;
import java.io.UncheckedIOException;
import sundown.local.demo.Artifacts;
import sundown.local.lambda.FunctionRuntime;

/**
 * What runs the functions in the tests: the system property {@code sundown.runtime} says {@code native}, or
 * {@code jvm}.
 */
final class TestRuntime {
    private TestRuntime() {}

    /** The functions as they were built last. */
    static FunctionRuntime functions() {
        try {
            return Artifacts.functions(isNative());
        } catch (IOException notBuilt) {
            throw new UncheckedIOException(notBuilt);
        }
    }

    private static boolean isNative() {
        String name = System.getProperty("sundown.runtime", "jvm");
        return switch (name) {
            case "native" -> true;
            case "jvm" -> false;
            default -> throw new IllegalArgumentException("sundown.runtime is native or jvm, not " + name);
        };
    }
}
