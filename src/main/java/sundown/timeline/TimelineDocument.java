package sundown.timeline;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import sundown.account.Region;
import sundown.edge.Json;

/**
 * A timeline as JSON, in the form of the sample {@code infra/timeline.json}. A group's {@code regions} are a list of
 * codes or the words {@code "every other"}; its dates are ISO 8601 instants.
 */
public final class TimelineDocument {
    static final String EVERY_OTHER = "every other";

    private TimelineDocument() {}

    /**
     * Reads a document.
     *
     * @throws IllegalArgumentException when it is not a valid timeline; the message lists every fault
     */
    public static Timeline read(String json) {
        TimelineDraft draft = TimelineDraft.read(Json.read(json));
        List<String> faults = draft.faults();
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException("the timeline cannot be read: " + String.join("; ", faults));
        }
        return draft.timeline();
    }

    /** Writes a document; regions are in the order of their codes. */
    public static JsonNode write(Timeline timeline) {
        return Json.tree(new Written(
                timeline.version(),
                sorted(timeline.exempt()),
                timeline.groups().stream()
                        .map(group -> new WrittenGroup(group.id(), regions(group), group.dates()))
                        .toList()));
    }

    @RegisterForReflection
    private record Written(int version, List<Region> exempt, List<WrittenGroup> groups) {}

    @RegisterForReflection
    private record WrittenGroup(
            GroupId id, Object regions, @JsonUnwrapped Dates dates) {}

    /** The regions of a group, as the document names them. */
    public static Object regions(Group group) {
        return group.regions().isEmpty() ? EVERY_OTHER : sorted(group.regions());
    }

    private static List<Region> sorted(Collection<Region> regions) {
        return regions.stream().sorted(Comparator.comparing(Region::code)).toList();
    }
}
