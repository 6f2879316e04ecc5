package sundown.aws;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/**
 * The tests that are known to fail on the cloud that {@code sundown.gaps} names, each with what that cloud does
 * otherwise than AWS: a line of {@code gaps/NAME.txt}, the test before a colon. Such a test counts as skipped, with the
 * reason. So does one that passes, since a list has the gaps of one version of the cloud, and another may have closed
 * some.
 */
final class KnownGaps implements TestExecutionExceptionHandler, AfterTestExecutionCallback {
    private static final Map<String, String> GAPS = read(System.getProperty("sundown.gaps", ""));

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        Optional<String> reason = gap(context);
        if (reason.isPresent()) {
            throw new TestAbortedException("a gap of this cloud: " + reason.get(), failure);
        }
        throw failure;
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        if (context.getExecutionException().isEmpty()) {
            gap(context).ifPresent(reason -> {
                throw new TestAbortedException("passes here, and is listed as a gap: " + reason);
            });
        }
    }

    private static Optional<String> gap(ExtensionContext context) {
        String test = context.getRequiredTestClass().getSimpleName() + "."
                + context.getRequiredTestMethod().getName();
        return Optional.ofNullable(GAPS.get(test));
    }

    static Map<String, String> read(String cloud) {
        if (cloud.isBlank()) {
            return Map.of();
        }
        try (InputStream file = KnownGaps.class.getResourceAsStream("/gaps/" + cloud + ".txt")) {
            if (file == null) {
                throw new IllegalArgumentException("No gaps of " + cloud + " are known: src/test/resources/gaps.");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(":", 2))
                    .collect(Collectors.toMap(parts -> parts[0].strip(), parts -> parts[1].strip()));
        } catch (IOException e) {
            throw new IllegalStateException("the gaps of " + cloud + " cannot be read", e);
        }
    }
}
