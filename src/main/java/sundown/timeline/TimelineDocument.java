package sundown.timeline;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sundown.account.Region;
import sundown.edge.Json;
import sundown.timeline.Dates.DateName;

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
        TimelineDraft draft = TimelineReader.read(Json.read(json));
        List<String> faults = draft.faults();
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException("the timeline cannot be read: " + String.join("; ", faults));
        }
        return draft.timeline();
    }

    /** Writes a document; regions are in the order of their codes. */
    public static JsonNode write(Timeline timeline) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("version", timeline.version());
        document.put("exempt", codes(timeline.exempt()));
        document.put(
                "groups",
                timeline.groups().stream().map(TimelineDocument::group).toList());
        return Json.tree(document);
    }

    private static Map<String, Object> group(Group group) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id", group.id().value());
        document.put("regions", regions(group));
        document.putAll(dates(group.dates()));
        return document;
    }

    /** The regions of a group, as the document names them. */
    public static Object regions(Group group) {
        return group.regions().isEmpty() ? EVERY_OTHER : codes(group.regions());
    }

    /** Dates by the names of their members. */
    public static Map<String, String> dates(Dates dates) {
        Map<String, String> members = new LinkedHashMap<>();
        for (DateName date : DateName.values()) {
            members.put(date.member(), date.find(dates).toString());
        }
        return members;
    }

    private static List<String> codes(Collection<Region> regions) {
        return regions.stream().map(Region::code).sorted().toList();
    }
}
