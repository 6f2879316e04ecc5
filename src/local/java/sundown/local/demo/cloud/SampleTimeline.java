package sundown.local.demo.cloud;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import sundown.local.http.Json;

/**
 * The timeline of a local cloud: {@code infra/timeline.json} with all dates, local ones and instants, moved by the same
 * days.
 *
 * @param document as {@code publish-timeline} takes it
 */
record SampleTimeline(JsonNode document) {
    private static final Path SAMPLE = Path.of("infra", "timeline.json");
    private static final List<String> DATES = List.of("notice", "exportsOpen", "close", "refundBy");
    private static final Duration SINCE_OPENING = Duration.ofDays(14);
    private static final Duration SINCE_CLOSE = Duration.ofDays(35);
    private static final int DATE_LENGTH = "2023-05-31".length();

    /** The timeline by which a group's exports opened two weeks ago, so that some of its dates are past. */
    static SampleTimeline opened(String group, Instant now) throws IOException {
        return opened(Files.readString(SAMPLE), group, now);
    }

    static SampleTimeline opened(String sample, String group, Instant now) throws JsonProcessingException {
        JsonNode document = Json.MAPPER.readTree(sample);
        long days = daysTo(now.minus(SINCE_OPENING), groupOf(document, group), "exportsOpen");
        document.required("groups").forEach(each -> shift(each, days));
        return new SampleTimeline(document);
    }

    /** The same with one group that closed five weeks ago, and whose fees had to be back some days ago. */
    SampleTimeline ended(String group, Instant now) {
        JsonNode other = document.deepCopy();
        JsonNode ended = groupOf(other, group);
        shift(ended, daysTo(now.minus(SINCE_CLOSE), ended, "close"));
        return new SampleTimeline(other);
    }

    private static long daysTo(Instant wanted, JsonNode group, String date) {
        LocalDate before = LocalDate.parse(group.required(date).asText().substring(0, DATE_LENGTH));
        return ChronoUnit.DAYS.between(before, wanted.atZone(ZoneOffset.UTC).toLocalDate());
    }

    private static void shift(JsonNode group, long days) {
        DATES.forEach(name ->
                ((ObjectNode) group).put(name, shifted(group.required(name).asText(), days)));
    }

    private static String shifted(String date, long days) {
        return LocalDate.parse(date.substring(0, DATE_LENGTH)).plusDays(days) + date.substring(DATE_LENGTH);
    }

    private static JsonNode groupOf(JsonNode document, String group) {
        for (JsonNode each : document.required("groups")) {
            if (each.required("id").asText().equals(group)) {
                return each;
            }
        }
        throw new IllegalArgumentException("The timeline has no group " + group);
    }
}
