package sundown.aws.dynamodb;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import sundown.account.UserId;
import sundown.purge.Operator;
import sundown.purge.Place;
import sundown.purge.Progress;
import sundown.purge.Purge;
import sundown.purge.PurgeState;
import sundown.purge.PurgeStore;
import sundown.purge.Wave;
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
            case PurgeState.Planned ignored -> {}
            case PurgeState.Canary canary -> write(row.instant("begunAt", canary.begunAt()), canary.progress());
            case PurgeState.Waves waves -> write(row.instant("waveAt", waves.waveAt()), waves.progress());
            case PurgeState.Purged purged -> row.instant("at", purged.at());
            case PurgeState.Certified certified -> row.instant("at", certified.at());
            case PurgeState.Differs differs -> row.instant("at", differs.at());
            case PurgeState.Aborted aborted ->
                row.text("abortedBy", aborted.by().name())
                        .text("reason", aborted.reason())
                        .instant("at", aborted.at());
            case PurgeState.Voided voided -> row.instant("at", voided.at());
        }
    }

    private static void write(RowWriter row, Progress progress) {
        row.number("begun", progress.begun())
                .rows(
                        "open",
                        progress.open().stream().map(DynamoPurgeStore::write).toList());
    }

    private static RowWriter write(Wave wave) {
        return new RowWriter()
                .number("firstChunk", wave.first().chunk())
                .text("first", wave.first().user().value())
                .number("lastChunk", wave.last().chunk())
                .text("last", wave.last().user().value())
                .number("accounts", wave.accounts())
                .number("finished", wave.finished());
    }

    private static PurgeState state(Row row) {
        return switch (PurgeState.StateName.valueOf(row.text("state"))) {
            case PLANNED -> new PurgeState.Planned();
            case CANARY -> new PurgeState.Canary(row.instant("begunAt"), progress(row));
            case WAVES -> new PurgeState.Waves(row.instant("waveAt"), progress(row));
            case PURGED -> new PurgeState.Purged(row.instant("at"));
            case CERTIFIED -> new PurgeState.Certified(row.instant("at"));
            case DIFFERS -> new PurgeState.Differs(row.instant("at"));
            case ABORTED ->
                new PurgeState.Aborted(new Operator(row.text("abortedBy")), row.text("reason"), row.instant("at"));
            case VOIDED -> new PurgeState.Voided(row.instant("at"));
        };
    }

    private static Progress progress(Row row) {
        return new Progress(
                row.number("begun"),
                row.rows("open").stream().map(DynamoPurgeStore::wave).toList());
    }

    private static Wave wave(Row row) {
        return new Wave(place(row, "first"), place(row, "last"), row.number("accounts"), row.number("finished"));
    }

    /** A wave of version 1.0 names no chunk; its purge is void, and nothing is deleted of it. */
    private static Place place(Row row, String end) {
        return new Place(row.optionalSmallNumber(end + "Chunk").orElse(0), new UserId(row.text(end)));
    }
}
