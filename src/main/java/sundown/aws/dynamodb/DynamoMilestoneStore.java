package sundown.aws.dynamodb;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.milestone.MilestoneStore;
import sundown.milestone.MilestoneStore.ReachedMilestones;
import sundown.milestone.Schedules.FollowedTimeline;
import sundown.timeline.GroupId;

/**
 * How far the groups are, in the groups table: the row {@code advance-1} of group 1, whose {@code acted} has an instant
 * for each milestone. The row {@code schedules} has the {@code timelineVersion} that the schedules follow.
 */
@Singleton
@RegisterForReflection(targets = {ReachedMilestones.class, GroupId.class})
public final class DynamoMilestoneStore implements MilestoneStore, FollowedTimeline {
    private static final String PREFIX = "advance-";
    private static final RowMapper<ReachedMilestones> MILESTONES =
            RowMapper.ofGroups(PREFIX, ReachedMilestones.class, Map.of());
    private static final String SCHEDULES = "schedules";

    private final VersionedRows rows;

    public DynamoMilestoneStore(
            DynamoDbClient client, @ConfigProperty(name = "GROUPS_TABLE") String table, RandomGenerator random) {
        this.rows = new VersionedRows(client, table, random);
    }

    /** True for a row of milestones; the groups table has others too. */
    public static boolean holds(Map<String, AttributeValue> attributes) {
        return Optional.ofNullable(attributes.get("group"))
                .filter(key -> key.s().startsWith(PREFIX))
                .isPresent();
    }

    /** Reads the milestones in a row. */
    public static ReachedMilestones read(Map<String, AttributeValue> attributes) {
        return MILESTONES.read(attributes);
    }

    @Override
    public ReachedMilestones find(GroupId group) {
        return rows.find(MILESTONES.key(group)).map(MILESTONES::read).orElseGet(() -> ReachedMilestones.begun(group));
    }

    @Override
    public boolean save(ReachedMilestones milestones) {
        return rows.replace(milestones.version(), MILESTONES.write(milestones));
    }

    @Override
    public int version() {
        return rows.findGroup(SCHEDULES, SCHEDULES, row -> Math.toIntExact(row.number("timelineVersion")))
                .orElse(0);
    }

    @Override
    public void follow(int version) {
        rows.put(new RowWriter().text("group", SCHEDULES).number("timelineVersion", version));
    }
}
