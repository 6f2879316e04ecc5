package sundown.aws.dynamodb;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import sundown.operator.Operator;
import sundown.purge.KillSwitch;

/** The kill switch in the groups table: its row {@code purges}. */
@Singleton
@RegisterForReflection(targets = {KillSwitch.Position.class, Operator.class})
public final class DynamoKillSwitch implements KillSwitch {
    private static final RowMapper<Position> POSITIONS = RowMapper.of(Position.class);
    private static final String KEY = "purges";

    private final Table table;

    public DynamoKillSwitch(DynamoDbClient client, @ConfigProperty(name = "GROUPS_TABLE") String table) {
        this.table = new Table(client, table);
    }

    @Override
    public Optional<Position> position() {
        return table.find(Table.key("group", KEY)).map(POSITIONS::read);
    }

    @Override
    public void set(Position position) {
        table.put(POSITIONS.write(position).text("group", KEY));
    }
}
