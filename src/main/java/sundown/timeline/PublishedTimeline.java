package sundown.timeline;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The timeline that a new deployment of this version starts from. */
public final class PublishedTimeline {
    private static final String RESOURCE = "/timeline.json";

    private PublishedTimeline() {}

    /** Reads it. */
    public static Timeline read() {
        try (InputStream document = PublishedTimeline.class.getResourceAsStream(RESOURCE)) {
            return TimelineDocument.read(new String(document.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the published timeline cannot be read", unreadable);
        }
    }
}
