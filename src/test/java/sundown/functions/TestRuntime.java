package sundown.functions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import sundown.local.demo.cloud.Artifacts;
import sundown.local.emulators.Emulators;
import sundown.local.lambda.FunctionRuntime;

/**
 * What runs the functions in the tests, by the system property {@code sundown.runtime}: processes of the packaged
 * functions with {@code jvm}, of the native executable with {@code native}. Without it, the tests that are not about
 * processes use the Quarkus application.
 */
final class TestRuntime {
    private static final Optional<String> NAME = Optional.ofNullable(System.getProperty("sundown.runtime"));

    private TestRuntime() {}

    /** Processes of the functions as they were built last. */
    static FunctionRuntime processes() {
        try {
            return Artifacts.functions(isNative(NAME.orElse("jvm")));
        } catch (IOException notBuilt) {
            throw new UncheckedIOException(notBuilt);
        }
    }

    /** The installation of the tests that are not about processes. */
    static Installation installation(Emulators emulators, TestGoogle google) throws IOException {
        return NAME.isPresent()
                ? Installation.create(emulators, google, Setup.of("functions"))
                : Installation.inApplication(emulators, google);
    }

    /** Whether that installation's functions run in the application. */
    static boolean isApplication() {
        return NAME.isEmpty();
    }

    private static boolean isNative(String name) {
        return switch (name) {
            case "native" -> true;
            case "jvm" -> false;
            default -> throw new IllegalArgumentException("sundown.runtime is native or jvm, not " + name);
        };
    }
}
