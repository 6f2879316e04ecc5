package sundown.aws.dynamodb;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import sundown.purge.BucketEntry.Totals;
import sundown.purge.DeletionRecords;
import sundown.purge.DeletionRecords.Deletion;
import sundown.purge.Inclusion.Place;
import sundown.purge.Plan.PlanId;
import sundown.timeline.GroupId;

/**
 * The records in their own table: a row for each account, under {@code purge} ({@code 1#plan#00} for the first chunk of
 * the manifest) and {@code userId}.
 */
@Singleton
@RegisterForReflection(targets = {Deletion.class, Place.class, PlanId.class, Totals.class})
public final class DynamoDeletionRecords implements DeletionRecords {
    private static final RowMapper<Deletion> DELETIONS =
            RowMapper.of(Deletion.class, Map.of("Deletion.plan", "planId"));
    private static final String NONE_OR_LESS = "attribute_not_exists(userId) OR (versions <= :versions"
            + " AND markers <= :markers AND uploads <= :uploads AND #shared <= :shared AND (outcome = :partial";

    /** A worker that was slow may have deleted what the one that ended the account did not see. */
    private static final String OR_FINISHED_WITH_LESS =
            " OR versions < :versions OR markers < :markers OR uploads < :uploads OR #shared < :shared";

    private final Table table;

    public DynamoDeletionRecords(DynamoDbClient client, @ConfigProperty(name = "DELETIONS_TABLE") String table) {
        this.table = new Table(client, table);
    }

    @Override
    public boolean put(GroupId group, Deletion deletion) {
        RowWriter values = new RowWriter()
                .text(":partial", Deletion.Progress.PARTIAL.name())
                .number(":versions", deletion.deleted().versions())
                .number(":markers", deletion.deleted().markers())
                .number(":uploads", deletion.deleted().uploads())
                .number(":shared", deletion.deleted().shared());
        String partition = partition(group, deletion.plan(), deletion.place().chunk());
        return table.put(
                DELETIONS.write(deletion).text("purge", partition),
                request -> request.conditionExpression(
                                NONE_OR_LESS + (deletion.finished() ? OR_FINISHED_WITH_LESS : "") + "))")
                        .expressionAttributeNames(Map.of("#shared", "shared"))
                        .expressionAttributeValues(values.attributes()));
    }

    @Override
    public Optional<Deletion> find(GroupId group, PlanId plan, Place place) {
        RowWriter key = new RowWriter()
                .text("purge", partition(group, plan, place.chunk()))
                .text("userId", place.user().value());
        return table.find(key.attributes()).map(DELETIONS::read);
    }

    @Override
    public Stream<Deletion> list(GroupId group, PlanId plan, int chunk) {
        RowWriter values = new RowWriter().text(":purge", partition(group, plan, chunk));
        return table.query(Long.MAX_VALUE, DELETIONS::read, "purge = :purge", values).stream();
    }

    private static String partition(GroupId group, PlanId plan, int chunk) {
        return "%s#%s#%02d".formatted(group, plan, chunk);
    }
}
