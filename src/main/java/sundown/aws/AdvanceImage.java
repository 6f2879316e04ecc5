package sundown.aws;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.advance.Advance;
import sundown.advance.Milestone;
import sundown.timeline.GroupId;

/**
 * How far a group has been advanced, as a stream shows its row: {@code group} is {@code advance-} and the group's id, {@code
 * acted} has an ISO 8601 instant for the name of each milestone.
 */
final class AdvanceImage {
    private static final String PREFIX = "advance-";

    private AdvanceImage() {}

    /** True for such a row; the table of groups holds others, too. */
    static boolean holds(Map<String, AttributeValue> attributes) {
        return Optional.ofNullable(attributes.get("group"))
                .map(AttributeValue::s)
                .filter(key -> key.startsWith(PREFIX))
                .isPresent();
    }

    static Advance read(Map<String, AttributeValue> attributes) {
        return Row.read("advance", attributes, AdvanceImage::advance);
    }

    private static Advance advance(Row row) {
        return new Advance(
                new GroupId(row.text("group").substring(PREFIX.length())),
                acted(row.row("acted")),
                row.number("version"));
    }

    private static Map<Milestone, Instant> acted(Row row) {
        Map<Milestone, Instant> acted = new EnumMap<>(Milestone.class);
        row.attributes().keySet().forEach(name -> acted.put(Milestone.valueOf(name), Instant.parse(row.text(name))));
        return acted;
    }
}
