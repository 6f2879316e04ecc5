package sundown.transfer;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Provides the bundled eligibility rules, and how far a run counts. */
final class TransferProducers {
    @Produces
    @Singleton
    CountSettings counting() {
        return CountSettings.DEPLOYED;
    }

    @Produces
    @Singleton
    Eligibility eligibility() {
        try (InputStream bundled = Eligibility.class.getResourceAsStream("/eligibility.json")) {
            return Eligibility.read(new String(bundled.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("eligibility.json cannot be read", unreadable);
        }
    }
}
