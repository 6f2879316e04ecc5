package sundown.aws.dynamodb;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import sundown.account.UserId;
import sundown.aws.AwsFailures;
import sundown.failure.RetryableFailure;
import sundown.transfer.QuotaStore;
import sundown.transfer.RequestQuota;

/**
 * The project's quota in DynamoDB. Each call is one conditional update, or two when a minute, a line, or a day is
 * opened. An update that does not hold returns the row, so nothing is read by itself. If a response is lost, requests
 * may count twice: a limit is never exceeded, and some of it may stay unused.
 *
 * <p>The rows of a day: {@code library#2026-11-24} says how many counters there are. If it is one, it is the counter;
 * otherwise these are {@code library#2026-11-24/0} and so on. A user's row is {@code library#2026-11-24#<userId>}. Rows
 * of the version before have one counter.
 */
@Singleton
public final class DynamoQuotaStore implements QuotaStore {
    /** Clocks that disagree may open minutes and lines one after another. */
    private static final int ATTEMPTS = 5;

    /** What nobody draws from: workers of the version before take the row of a day for its only counter. */
    private static final long FULL = 1L << 60;

    private static final int DAYS_KEPT = 3;
    private static final Map<String, String> NAMES = Map.of("#minute", "minute");

    private final DynamoDbClient client;
    private final String table;

    /** A day's counters stay as many as they are. */
    private final Map<LocalDate, Integer> known = new ConcurrentHashMap<>();

    /** Counts in a table. */
    @Inject
    public DynamoQuotaStore(DynamoDbClient client, @ConfigProperty(name = "QUOTAS_TABLE") String table) {
        this.client = client;
        this.table = table;
    }

    /** What happened to an update. */
    private sealed interface Outcome {}

    private record Done(UpdateItemResponse response) implements Outcome {}

    private record Refused(Map<String, AttributeValue> row) implements Outcome {}

    private Outcome tryTo(String row, Consumer<UpdateItemRequest.Builder> update) {
        try {
            return new Done(client.updateItem(request -> update.accept(request.tableName(table)
                    .key(Table.key("quota", row))
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))));
        } catch (ConditionalCheckFailedException refused) {
            return new Refused(refused.item());
        } catch (SdkException failure) {
            throw AwsFailures.sorted(failure);
        }
    }

    @Override
    public int counters(LocalDate day, int wanted) {
        return known.computeIfAbsent(day, _ -> opened(day, wanted));
    }

    /** A day with a line has a row already, which nobody has drawn from. */
    private int opened(LocalDate day, int wanted) {
        RowWriter values = new RowWriter()
                .number(":counters", wanted)
                .number(":used", wanted == 1 ? 0 : FULL)
                .number(":zero", 0)
                .instant(":expiresAt", expiry(day));
        Outcome outcome = tryTo(
                rowOf(day),
                update -> update.updateExpression("SET counters = :counters,"
                                + " dayUsed = :used, #minute = :zero, minuteUsed = :zero, expiresAt = :expiresAt")
                        .conditionExpression("attribute_not_exists(quota)"
                                + " OR (attribute_not_exists(counters) AND dayUsed = :zero)")
                        .expressionAttributeNames(NAMES)
                        .expressionAttributeValues(values.attributes()));
        return switch (outcome) {
            case Done _ -> wanted;
            case Refused refused ->
                Row.read("quota", refused.row(), row -> row.optionalNumber("counters"))
                        .map(Math::toIntExact)
                        .orElse(1);
        };
    }

    @Override
    public Optional<Share> take(UserId user, LocalDate day, long requests, Instant now) {
        RowWriter values = new RowWriter()
                .number(":requests", requests)
                .number(":taken", -requests)
                .instant(":since", now.minus(ALLOTMENT_LIFE));
        Outcome outcome = tryTo(
                rowOf(user, day),
                update -> update.updateExpression("ADD rest :taken")
                        .conditionExpression("rest >= :requests AND leasedAt >= :since")
                        .expressionAttributeValues(values.attributes()));
        return switch (outcome) {
            case Done _ -> Optional.empty();
            case Refused refused -> Optional.of(share(refused.row()));
        };
    }

    /** A row of the version before says only what was drawn. */
    private static Share share(Map<String, AttributeValue> attributes) {
        return attributes.isEmpty()
                ? Share.NONE
                : Row.read(
                        "quota",
                        attributes,
                        row -> new Share(
                                row.number("drawn"),
                                row.optionalNumber("rest").orElse(0L),
                                row.optionalInstant("leasedAt").orElse(Instant.EPOCH),
                                row.optionalInstant("turn")));
    }

    @Override
    public boolean save(UserId user, LocalDate day, Share before, Share after) {
        RowWriter values = new RowWriter()
                .number(":drawn", after.allotted())
                .number(":rest", after.left())
                .instant(":leasedAt", after.allottedAt())
                .instant(":expiresAt", expiry(day));
        after.turn().ifPresent(turn -> values.instant(":turn", turn));
        if (!before.equals(Share.NONE)) {
            values.number(":drawnBefore", before.allotted()).number(":restBefore", before.left());
        }
        String fields = "SET drawn = :drawn, rest = :rest, leasedAt = :leasedAt, expiresAt = :expiresAt";
        Outcome outcome = tryTo(
                rowOf(user, day),
                update -> update.updateExpression(
                                fields + (after.turn().isPresent() ? ", turn = :turn" : " REMOVE turn"))
                        .conditionExpression(
                                before.equals(Share.NONE)
                                        ? "attribute_not_exists(quota)"
                                        : "drawn = :drawnBefore AND (rest = :restBefore OR attribute_not_exists(rest))")
                        .expressionAttributeValues(values.attributes()));
        return outcome instanceof Done;
    }

    @Override
    public Count count(Counter counter, long requests, RequestQuota.Part part, boolean inTurn, Instant now) {
        String room = "dayUsed <= :dayLeft" + (inTurn ? "" : " AND (attribute_not_exists(line) OR line <= :now)");
        Supplier<RowWriter> values = () -> counting(requests, part, inTurn, now);
        return switch (add(counter, values.get().number(":minuteLeft", part.perMinute() - requests), room)) {
            case Done done -> counted(done);
            case Refused refused
            when usage(refused.row()).minuteOver(now) ->
                open(counter, values.get().instant(":expiresAt", expiry(counter.day())), room);
            case Refused refused -> new Count.Refused(usage(refused.row()));
        };
    }

    private static Count counted(Done done) {
        return new Count.Counted(usage(done.response().attributes()));
    }

    private static RowWriter counting(long requests, RequestQuota.Part part, boolean inTurn, Instant now) {
        return new RowWriter()
                .number(":requests", requests)
                .instant(":minute", RequestQuota.Limits.minute(now))
                .number(":dayLeft", part.perDay() - requests)
                .instant(":now", inTurn ? Optional.empty() : Optional.of(now));
    }

    private Outcome add(Counter counter, RowWriter values, String room) {
        return tryTo(
                rowOf(counter),
                update -> update.updateExpression("ADD dayUsed :requests, minuteUsed :requests")
                        .conditionExpression("#minute >= :minute AND minuteUsed <= :minuteLeft AND " + room)
                        .returnValues(ReturnValue.ALL_NEW)
                        .expressionAttributeNames(NAMES)
                        .expressionAttributeValues(values.attributes()));
    }

    /** Opens a minute, or a counter, and counts in it. */
    private Count open(Counter counter, RowWriter values, String room) {
        Outcome opened = tryTo(
                rowOf(counter),
                update -> update.updateExpression(
                                "SET #minute = :minute, minuteUsed = :requests, expiresAt = :expiresAt ADD dayUsed :requests")
                        .conditionExpression("attribute_not_exists(quota) OR (#minute < :minute AND " + room + ")")
                        .returnValues(ReturnValue.ALL_NEW)
                        .expressionAttributeNames(NAMES)
                        .expressionAttributeValues(values.attributes()));
        return switch (opened) {
            case Done done -> counted(done);
            case Refused refused -> new Count.Refused(usage(refused.row()));
        };
    }

    private static Usage usage(Map<String, AttributeValue> attributes) {
        return attributes.isEmpty()
                ? Usage.NONE
                : Row.read(
                        "quota",
                        attributes,
                        row -> new Usage(
                                row.number("dayUsed"),
                                row.instant("minute"),
                                row.number("minuteUsed"),
                                row.optionalInstant("line").orElse(Instant.EPOCH)));
    }

    @Override
    public Optional<Instant> join(Counter counter, Duration length, Instant earliest, Instant latest) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            switch (lengthen(counter, length, earliest, latest)) {
                case Done done -> {
                    Instant end = new Row(done.response().attributes()).instant("line");
                    return Optional.of(end.minus(length));
                }
                case Refused refused
                when usage(refused.row()).line().isAfter(latest) -> {
                    return Optional.empty();
                }
                case Refused _ -> {
                    if (openLine(counter, earliest.plus(length), earliest) instanceof Done) {
                        return Optional.of(earliest);
                    }
                }
            }
        }
        throw new RetryableFailure("a line changes faster than it can be joined");
    }

    /** DynamoDB adds lengths to instants as numbers of seconds. */
    private Outcome lengthen(Counter counter, Duration length, Instant earliest, Instant latest) {
        RowWriter values = new RowWriter()
                .instant(":length", Instant.EPOCH.plus(length))
                .instant(":earliest", earliest)
                .instant(":latest", latest);
        return tryTo(
                rowOf(counter),
                update -> update.updateExpression("ADD line :length")
                        .conditionExpression("line BETWEEN :earliest AND :latest")
                        .returnValues(ReturnValue.UPDATED_NEW)
                        .expressionAttributeValues(values.attributes()));
    }

    /** Also opens a counter that nobody has drawn from yet: of a day to come. */
    private Outcome openLine(Counter counter, Instant end, Instant earliest) {
        RowWriter values = new RowWriter()
                .instant(":end", end)
                .instant(":earliest", earliest)
                .number(":zero", 0)
                .instant(":expiresAt", expiry(counter.day()));
        return tryTo(
                rowOf(counter),
                update -> update.updateExpression("SET line = :end,"
                                + " dayUsed = if_not_exists(dayUsed, :zero), #minute = if_not_exists(#minute, :zero),"
                                + " minuteUsed = if_not_exists(minuteUsed, :zero), expiresAt = :expiresAt")
                        .conditionExpression("attribute_not_exists(line) OR line < :earliest")
                        .expressionAttributeNames(NAMES)
                        .expressionAttributeValues(values.attributes()));
    }

    private static String rowOf(LocalDate day) {
        return "library#" + day;
    }

    private static String rowOf(UserId user, LocalDate day) {
        return rowOf(day) + "#" + user;
    }

    private static String rowOf(Counter counter) {
        return counter.of() == 1 ? rowOf(counter.day()) : rowOf(counter.day()) + "/" + counter.number();
    }

    private static Instant expiry(LocalDate day) {
        return day.plusDays(DAYS_KEPT).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
