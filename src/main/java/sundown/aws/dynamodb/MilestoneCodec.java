package sundown.aws.dynamodb;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.milestone.Milestone;
import sundown.milestone.ReachedMilestones;
import sundown.timeline.GroupId;

/**
 * How far a group has been advanced, as a row: {@code group} is {@code advance-} and the group's id, {@code acted} has
 * an ISO 8601 instant for the name of each milestone, {@code version} counts its changes.
 */
public final class MilestoneCodec {
    private static final String PREFIX = "advance-";

    private MilestoneCodec() {}

    static String key(GroupId group) {
        return PREFIX + group;
    }

    /** True for a row of milestones; the groups table has other rows, too. */
    public static boolean holds(Map<String, AttributeValue> attributes) {
        return Optional.ofNullable(attributes.get("group"))
                .map(AttributeValue::s)
                .filter(key -> key.startsWith(PREFIX))
                .isPresent();
    }

    public static ReachedMilestones read(Map<String, AttributeValue> attributes) {
        return Row.read("advance", attributes, MilestoneCodec::advance);
    }

    private static ReachedMilestones advance(Row row) {
        Map<Milestone, Instant> acted = row.texts("acted").entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> Milestone.valueOf(entry.getKey()), entry -> Instant.parse(entry.getValue())));
        return new ReachedMilestones(
                new GroupId(row.text("group").substring(PREFIX.length())), acted, row.number("version"));
    }

    /** The row without its version. */
    public static RowWriter write(ReachedMilestones advance) {
        Map<String, String> acted = advance.acted().entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().name(),
                        entry -> entry.getValue().toString()));
        return new RowWriter().text("group", key(advance.group())).texts("acted", acted);
    }
}
