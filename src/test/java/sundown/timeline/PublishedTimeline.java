package sundown.timeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import sundown.operator.SampleOperators;
import sundown.timeline.TimelineStore.Publication;

/** A timeline that tests publish: the groups of the sample, with round instants. */
public final class PublishedTimeline {
    private static final Path PUBLISHED = Path.of("src", "test", "resources", "timeline.json");
    private static final Path SAMPLE = Path.of("infra", "timeline.json");
    private static final Timeline READ = TimelineDocument.read(text(PUBLISHED));

    private PublishedTimeline() {}

    /** A version as it is in force; most tests do not care by whom, or since when. */
    public static Publication inForce(Timeline timeline) {
        return new Publication(timeline, SampleOperators.named("Olga"), "as announced", Optional.empty());
    }

    /** The timeline, which is read once. */
    public static Timeline read() {
        return READ;
    }

    /** The sample {@code infra/timeline.json}. */
    public static Timeline sample() {
        return TimelineDocument.read(text(SAMPLE));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file + " cannot be read", unreadable);
        }
    }
}
