package sundown.aws.dynamodb;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import sundown.edge.Json;
import sundown.report.Counting;
import sundown.report.CountingStore;
import sundown.report.Figures;
import sundown.report.FiguresDocument;
import sundown.report.ReportId;
import sundown.report.Shard;
import sundown.timeline.GroupId;

/**
 * The counting in the groups table: the one row {@code progress-report}. For each shard, for example {@code 1#03}, it
 * has as JSON what was known of its galleries ({@code known-1#03}) and what was counted ({@code counted-1#03}), so that
 * shards that finish at the same time do not overwrite each other.
 */
@Singleton
public final class DynamoCountingStore implements CountingStore {
    private static final Map<String, AttributeValue> KEY = Table.key("group", "progress-report");
    private static final String KNOWN = "known-";
    private static final String COUNTED = "counted-";

    private final Table table;

    public DynamoCountingStore(DynamoDbClient client, @ConfigProperty(name = "GROUPS_TABLE") String table) {
        this.table = new Table(client, table);
    }

    @Override
    public Optional<Counting> find() {
        return table.find(KEY).map(DynamoCountingStore::read);
    }

    @Override
    public boolean begin(Counting counting, Optional<ReportId> inPlaceOf) {
        return table.put(
                row(counting),
                request -> inPlaceOf.ifPresentOrElse(
                        read -> request.conditionExpression("id = :read")
                                .expressionAttributeValues(Table.key(":read", read.value())),
                        () -> request.conditionExpression("attribute_not_exists(id)")));
    }

    @Override
    public boolean sendAgain(Counting read, Instant now) {
        return table.update(
                        KEY,
                        request -> hearing(request, read.id(), now)
                                .conditionExpression("id = :id AND heardAt = :read")
                                .expressionAttributeValues(values(read.id(), now)
                                        .instant(":read", read.heardAt())
                                        .attributes()))
                .isPresent();
    }

    @Override
    public void heard(ReportId id, Instant now) {
        table.update(KEY, request -> hearing(request, id, now));
    }

    @Override
    public Optional<Counting> finish(ReportId id, Shard shard, Figures figures, Instant now) {
        return table.update(
                        KEY,
                        request -> hearing(request, id, now)
                                .updateExpression("SET heardAt = :now, #shard = :figures")
                                .expressionAttributeNames(Map.of("#shard", COUNTED + shard))
                                .expressionAttributeValues(values(id, now)
                                        .text(":figures", FiguresDocument.write(figures))
                                        .attributes())
                                .returnValues(ReturnValue.ALL_NEW))
                .map(response -> read(response.attributes()));
    }

    @Override
    public void composed(ReportId id) {
        table.update(
                KEY,
                "SET composed = :yes",
                "id = :id",
                new RowWriter().text(":id", id.value()).flag(":yes", true));
    }

    /** If its response is lost, the shards are sent an hour later. */
    private static UpdateItemRequest.Builder hearing(UpdateItemRequest.Builder request, ReportId id, Instant now) {
        return request.updateExpression("SET heardAt = :now")
                .conditionExpression("id = :id")
                .expressionAttributeValues(values(id, now).attributes());
    }

    private static RowWriter values(ReportId id, Instant now) {
        return new RowWriter().text(":id", id.value()).instant(":now", now);
    }

    private static RowWriter row(Counting counting) {
        RowWriter row = new RowWriter()
                .text("group", KEY.get("group").s())
                .text("id", counting.id().value())
                .instant("begunAt", counting.begunAt())
                .instant("heardAt", counting.heardAt())
                .text("groups", counting.groups().stream().map(GroupId::value).collect(Collectors.joining(" ")))
                .flag("composed", counting.composed());
        counting.known().forEach((shard, galleries) -> row.text(KNOWN + shard, FiguresDocument.write(galleries)));
        counting.counted().forEach((shard, figures) -> row.text(COUNTED + shard, FiguresDocument.write(figures)));
        return row;
    }

    private static Counting read(Map<String, AttributeValue> attributes) {
        return Row.read("counting", attributes, DynamoCountingStore::counting);
    }

    private static Counting counting(Row row) {
        List<GroupId> groups =
                Arrays.stream(row.text("groups").split(" ")).map(GroupId::new).toList();
        return new Counting(
                new ReportId(row.text("id")),
                row.instant("begunAt"),
                row.instant("heardAt"),
                groups,
                each(row, groups, KNOWN, text -> FiguresDocument.galleries(Json.read(text))),
                each(row, groups, COUNTED, text -> FiguresDocument.read(Json.read(text))),
                row.flag("composed"));
    }

    private static <T> Map<Shard, T> each(Row row, List<GroupId> groups, String prefix, Function<String, T> reader) {
        Map<Shard, T> each = new HashMap<>();
        groups.stream()
                .flatMap(group -> Shard.of(group).stream())
                .forEach(shard ->
                        row.optionalText(prefix + shard).ifPresent(text -> each.put(shard, reader.apply(text))));
        return each;
    }
}
