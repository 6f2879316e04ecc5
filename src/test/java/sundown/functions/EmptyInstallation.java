package sundown.functions;

import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;

/** The installation of the tests, in which nothing is when a test begins. */
abstract class EmptyInstallation {
    @Inject
    Installation sundown;

    @BeforeEach
    void clear() {
        sundown.clear();
    }
}
