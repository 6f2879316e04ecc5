package sundown.aws.dynamodb;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import sundown.purge.KillSwitch;

/** The kill switch in the groups table: its row {@code purges}. */
@Singleton
public final class DynamoKillSwitch implements KillSwitch {
    private static final String KEY = "purges";

    private final Table table;

    public DynamoKillSwitch(DynamoDbClient client, @ConfigProperty(name = "GROUPS_TABLE") String table) {
        this.table = new Table(client, table);
    }

    @Override
    public Optional<Position> position() {
        return table.findGroup(KEY, "kill switch", DynamoKillSwitch::position);
    }

    private static Position position(Row row) {
        return new Position(row.flag("stopped"), row.operator("by"), row.text("reason"), row.instant("at"));
    }

    @Override
    public void set(Position position) {
        table.put(new RowWriter()
                .text("group", KEY)
                .flag("stopped", position.stopped())
                .operator("by", position.by())
                .text("reason", position.reason())
                .instant("at", position.at()));
    }
}
