package sundown.functions;

import java.io.IOException;
import java.io.UncheckedIOException;
import sundown.local.emulators.Emulators;
import sundown.local.lambda.FunctionRuntime;

/** An installation and its Google. */
record Shared(TestGoogle google, Installation installation) implements AutoCloseable {

    /** Starts both. */
    static Shared start(Emulators emulators, FunctionRuntime runtime) {
        try {
            TestGoogle google = TestGoogle.start();
            return new Shared(google, Installation.create(emulators, google, "functions", runtime));
        } catch (IOException notStarted) {
            throw new UncheckedIOException(notStarted);
        }
    }

    @Override
    public void close() {
        installation.close();
        google.close();
    }
}
