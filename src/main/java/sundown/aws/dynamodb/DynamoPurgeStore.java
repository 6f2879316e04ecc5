package sundown.aws.dynamodb;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import sundown.purge.Purge;
import sundown.purge.PurgeState;
import sundown.purge.PurgeStore;
import sundown.timeline.GroupId;

/** The purges in the groups table: the row {@code purge-1} of group 1, which includes its plan. */
@Singleton
public final class DynamoPurgeStore implements PurgeStore {
    private final VersionedRows rows;

    public DynamoPurgeStore(
            DynamoDbClient client, @ConfigProperty(name = "GROUPS_TABLE") String table, RandomGenerator random) {
        this.rows = new VersionedRows(client, table, random);
    }

    @Override
    public Optional<Purge> find(GroupId group) {
        return rows.findGroup(key(group), "purge", row -> purge(group, row));
    }

    @Override
    public Optional<Purge> save(Purge purge) {
        RowWriter row = PlanCodec.write(new RowWriter().text("group", key(purge.group())), purge.plan());
        writeState(row, purge.state());
        return rows.replace(purge.version(), row, purge.saved());
    }

    private static Purge purge(GroupId group, Row row) {
        return new Purge(group, PlanCodec.read(row), state(row), row.number("version"));
    }

    private static String key(GroupId group) {
        return "purge-" + group;
    }

    private static void writeState(RowWriter row, PurgeState state) {
        row.text("state", state.name().name());
        switch (state) {
            case PurgeState.Planned _ -> {}
            case PurgeState.Canary canary -> row.instant("begunAt", canary.begunAt());
            case PurgeState.Waves waves -> row.instant("waveAt", waves.begunAt());
            case PurgeState.Purged purged -> row.instant("at", purged.at());
            case PurgeState.Certified certified -> row.instant("at", certified.at());
            case PurgeState.Differs differs -> row.instant("at", differs.at());
            case PurgeState.Aborted aborted ->
                row.operator("abortedBy", aborted.by())
                        .text("reason", aborted.reason())
                        .instant("at", aborted.at());
            case PurgeState.Voided voided -> row.instant("at", voided.at());
        }
    }

    private static PurgeState state(Row row) {
        return switch (PurgeState.StateName.valueOf(row.text("state"))) {
            case PLANNED -> new PurgeState.Planned();
            case CANARY -> new PurgeState.Canary(row.instant("begunAt"));
            case WAVES -> new PurgeState.Waves(row.instant("waveAt"));
            case PURGED -> new PurgeState.Purged(row.instant("at"));
            case CERTIFIED -> new PurgeState.Certified(row.instant("at"));
            case DIFFERS -> new PurgeState.Differs(row.instant("at"));
            case ABORTED -> new PurgeState.Aborted(row.operator("abortedBy"), row.text("reason"), row.instant("at"));
            case VOIDED -> new PurgeState.Voided(row.instant("at"));
        };
    }
}
