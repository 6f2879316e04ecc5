package sundown.timeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import sundown.operator.SampleOperators;
import sundown.timeline.TimelineStore.Publication;

/** The sample {@code infra/timeline.json}, as an operator publishes it. */
public final class PublishedTimeline {
    private static final Path SAMPLE = Path.of("infra", "timeline.json");

    private PublishedTimeline() {}

    /** A version as it is in force; most tests do not care by whom, or since when. */
    public static Publication inForce(Timeline timeline) {
        return new Publication(timeline, SampleOperators.named("Olga"), "as announced", Optional.empty());
    }

    /** Reads it. */
    public static Timeline read() {
        try {
            return TimelineDocument.read(Files.readString(SAMPLE));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the sample of a timeline cannot be read", unreadable);
        }
    }
}
