package sundown.local.demo.cloud;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import sundown.local.http.Json;

/** The sample of a timeline, moved as a whole to where one group's exports have just opened. */
final class ShiftedTimeline {
    private static final List<String> DATES = List.of("notice", "exportsOpen", "close", "refundBy");
    private static final Duration SINCE_OPENING = Duration.ofDays(14);

    private ShiftedTimeline() {}

    /**
     * Moves all dates by the same time, so that the group's exports opened two weeks ago, at midnight UTC.
     *
     * @param sample the document of {@code infra/timeline.json}
     */
    static JsonNode of(String sample, String group, Instant now) throws JsonProcessingException {
        JsonNode document = Json.MAPPER.readTree(sample);
        Instant opening = date(groupOf(document, group), "exportsOpen");
        Duration shift =
                Duration.between(opening, now.truncatedTo(ChronoUnit.DAYS).minus(SINCE_OPENING));
        for (JsonNode each : document.required("groups")) {
            DATES.forEach(name ->
                    ((ObjectNode) each).put(name, date(each, name).plus(shift).toString()));
        }
        return document;
    }

    private static JsonNode groupOf(JsonNode document, String group) {
        for (JsonNode each : document.required("groups")) {
            if (each.required("id").asText().equals(group)) {
                return each;
            }
        }
        throw new IllegalArgumentException("The timeline has no group " + group);
    }

    private static Instant date(JsonNode group, String name) {
        return Instant.parse(group.required(name).asText());
    }
}
