package sundown.local.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import sundown.timeline.TimelineDocument;

/**
 * The values that a deployment adds to the template.
 *
 * @param parameters values of parameters, which override the template's defaults
 */
public record Resolution(String stackName, String accountId, String region, Map<String, String> parameters) {

    public Resolution {
        parameters = Map.copyOf(parameters);
    }

    /** The parameters for the sample {@code infra/timeline.json}. */
    public static Map<String, String> groupCloses() {
        return TimelineDocument.read(sample()).groups().stream()
                .collect(Collectors.toMap(
                        group -> "Group" + group.id() + "Close",
                        group -> group.dates().close().toString()));
    }

    private static String sample() {
        try {
            return Files.readString(Path.of("infra", "timeline.json"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the sample of a timeline cannot be read", unreadable);
        }
    }
}
