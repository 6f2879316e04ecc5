package sundown.aws.dynamodb;

import jakarta.inject.Singleton;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import sundown.milestone.FollowedTimeline;
import sundown.milestone.MilestoneStore;
import sundown.milestone.ReachedMilestones;
import sundown.timeline.GroupId;

/**
 * How far the groups are, in the groups table: the row {@code advance-1} of group 1 ({@link MilestoneCodec}). The row
 * {@code schedules} has the {@code timelineVersion} that the schedules follow.
 */
@Singleton
public final class DynamoMilestoneStore implements MilestoneStore, FollowedTimeline {
    private static final String SCHEDULES = "schedules";

    private final VersionedRows rows;

    public DynamoMilestoneStore(
            DynamoDbClient client, @ConfigProperty(name = "GROUPS_TABLE") String table, RandomGenerator random) {
        this.rows = new VersionedRows(client, table, random);
    }

    @Override
    public ReachedMilestones find(GroupId group) {
        return rows.find(Table.key("group", MilestoneCodec.key(group)))
                .map(MilestoneCodec::read)
                .orElseGet(() -> ReachedMilestones.begun(group));
    }

    @Override
    public boolean save(ReachedMilestones advance) {
        return rows.replace(advance.version(), MilestoneCodec.write(advance));
    }

    @Override
    public int version() {
        return rows.findGroup(SCHEDULES, SCHEDULES, row -> row.smallNumber("timelineVersion"))
                .orElse(0);
    }

    @Override
    public void follow(int version) {
        rows.put(new RowWriter().text("group", SCHEDULES).number("timelineVersion", version));
    }
}
