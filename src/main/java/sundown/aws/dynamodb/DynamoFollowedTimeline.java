package sundown.aws.dynamodb;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import sundown.milestone.FollowedTimeline;

/**
 * The version that the schedules follow: the row {@code schedules} of the groups table, with {@code timelineVersion}.
 */
@Singleton
public final class DynamoFollowedTimeline implements FollowedTimeline {
    private static final String KEY = "schedules";

    private final Table table;

    /** Keeps it in a table. */
    public DynamoFollowedTimeline(DynamoDbClient client, @ConfigProperty(name = "GROUPS_TABLE") String table) {
        this.table = new Table(client, table);
    }

    @Override
    public int version() {
        return table.findGroup(KEY, "schedules", row -> row.smallNumber("timelineVersion"))
                .orElse(0);
    }

    @Override
    public void follow(int version) {
        table.put(new RowWriter().text("group", KEY).number("timelineVersion", version));
    }
}
