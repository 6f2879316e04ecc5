package sundown.transfer;

import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What transfers need besides their ports. */
final class TransferProducers {
    /** Uploads at once: enough to fill a function's network while items are small, few enough for its memory. */
    private static final int UPLOADS_AT_ONCE = 8;

    @Produces
    @Singleton
    @ForUploads
    ExecutorService uploads() {
        return Executors.newFixedThreadPool(
                UPLOADS_AT_ONCE, Thread.ofVirtual().name("upload-", 0).factory());
    }

    void close(@Disposes @ForUploads ExecutorService uploads) {
        uploads.close();
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
