package sundown.timeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import sundown.account.Region;

/**
 * Reads a timeline from JSON, the form of {@code infra/timeline.json}. A group's {@code regions} are a list of codes or
 * the words {@code "every other"}; its dates are ISO 8601 instants.
 */
public final class TimelineDocument {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String EVERY_OTHER = "every other";

    private TimelineDocument() {}

    /**
     * Reads a document.
     *
     * @throws IllegalArgumentException when it is not a valid timeline; the message says why
     */
    public static Timeline read(String json) {
        try {
            JsonNode root = JSON.readTree(json);
            return new Timeline(version(root), regions(required(root, "exempt")), groups(root));
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException("the timeline is not JSON", notJson);
        } catch (DateTimeParseException notDate) {
            throw new IllegalArgumentException("the timeline has a date that is not ISO 8601", notDate);
        }
    }

    private static int version(JsonNode root) {
        JsonNode version = required(root, "version");
        if (!version.isInt() || version.intValue() < 1) {
            throw new IllegalArgumentException("the timeline's version is not a number of at least 1");
        }
        return version.intValue();
    }

    private static List<Group> groups(JsonNode root) {
        List<Group> groups = new ArrayList<>();
        for (JsonNode group : required(root, "groups")) {
            groups.add(new Group(new GroupId(text(required(group, "id"))), groupRegions(group), dates(group)));
        }
        return groups;
    }

    private static Set<Region> groupRegions(JsonNode group) {
        JsonNode regions = required(group, "regions");
        return EVERY_OTHER.equals(regions.textValue()) ? Set.of() : someRegions(regions);
    }

    /** An empty list would take every other region by accident. */
    private static Set<Region> someRegions(JsonNode list) {
        Set<Region> regions = regions(list);
        if (regions.isEmpty()) {
            throw new IllegalArgumentException("a group of the timeline names no region");
        }
        return regions;
    }

    private static Set<Region> regions(JsonNode list) {
        if (!list.isArray()) {
            throw new IllegalArgumentException("regions of the timeline are not a list");
        }
        Set<Region> regions = new HashSet<>();
        for (JsonNode code : list) {
            Region region = new Region(text(code));
            if (!regions.add(region)) {
                throw new IllegalArgumentException("region " + region + " is named twice");
            }
        }
        return regions;
    }

    private static Dates dates(JsonNode group) {
        return new Dates(
                instant(group, "notice"),
                instant(group, "exportsOpen"),
                instant(group, "close"),
                instant(group, "refundBy"));
    }

    private static Instant instant(JsonNode node, String field) {
        return Instant.parse(text(required(node, field)));
    }

    private static String text(JsonNode node) {
        if (!node.isTextual()) {
            throw new IllegalArgumentException("the timeline has something else where a text belongs");
        }
        return node.textValue();
    }

    private static JsonNode required(JsonNode node, String field) {
        JsonNode value = node.get(field);
        if (value == null) {
            throw new IllegalArgumentException("the timeline lacks " + field);
        }
        return value;
    }
}
