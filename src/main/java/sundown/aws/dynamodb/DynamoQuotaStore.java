package sundown.aws.dynamodb;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import sundown.account.UserId;
import sundown.aws.AwsFailures;
import sundown.failure.RetryableFailure;
import sundown.transfer.QuotaStore;

/**
 * The project's quota in DynamoDB: the row of a day, {@code library#2026-11-24}, and the row of a user and a day,
 * {@code library#2026-11-24#<userId>}. Each write is one conditional update, or two when nobody waits for the requests
 * of a minute. An update that does not hold returns the row, so no draw reads by itself. If a response is lost,
 * requests may count twice: a limit is never exceeded, and some of it may stay unused.
 */
@Singleton
public final class DynamoQuotaStore implements QuotaStore {
    /** A row's promised time may be over for one worker and not for another, whose clock differs or who is faster. */
    private static final int ATTEMPTS = 5;

    private static final int DAYS_KEPT = 3;

    private final Table table;

    /** Reserves in a table. */
    @Inject
    public DynamoQuotaStore(DynamoDbClient client, @ConfigProperty(name = "QUOTAS_TABLE") String table) {
        this.table = new Table(client, table);
    }

    /** An update: it held and left this row, or did not hold and found this row. */
    private record UpdateResult(boolean held, Map<String, AttributeValue> row) {
        Share share() {
            return row.isEmpty()
                    ? Share.NONE
                    : Row.read(
                            "quota",
                            row,
                            read -> new Share(
                                    read.number("allotted"),
                                    new Requests(read.number("creations"), read.number("uploads")),
                                    read.instant("begins"),
                                    read.number("mark"),
                                    Duration.between(Instant.EPOCH, read.instant("pace"))));
        }

        Day day() {
            return row.isEmpty()
                    ? Day.NONE
                    : Row.read("quota", row, read -> new Day(read.number("used"), read.instant("promised")));
        }
    }

    private UpdateResult tryTo(String row, RowWriter values, Consumer<UpdateItemRequest.Builder> update) {
        try {
            return new UpdateResult(
                    true,
                    table.client
                            .updateItem(request -> update.accept(request.tableName(table.name)
                                    .key(Table.key("quota", row))
                                    .expressionAttributeValues(values.attributes())
                                    .returnValues(ReturnValue.ALL_NEW)
                                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)))
                            .attributes());
        } catch (ConditionalCheckFailedException refused) {
            return new UpdateResult(false, refused.item());
        } catch (SdkException failure) {
            throw AwsFailures.sorted(failure);
        }
    }

    @Override
    public Optional<Share> take(UserId user, LocalDate day, Requests requests, Terms terms, Instant now) {
        RowWriter values = new RowWriter()
                .number(":creations", requests.creations())
                .number(":uploads", requests.uploads())
                .instant(":since", now.minus(ALLOTMENT_LIFE))
                .instant(":now", now)
                .number(":perDay", terms.perDay())
                .instant(":pace", Instant.EPOCH.plus(terms.pace()));
        UpdateResult outcome = tryTo(
                rowOf(user, day),
                values,
                update -> update.updateExpression(
                                "SET creations = creations - :creations, uploads = uploads - :uploads")
                        .conditionExpression("creations >= :creations AND uploads >= :uploads"
                                + " AND begins BETWEEN :since AND :now AND mark <= :perDay AND pace >= :pace"));
        return outcome.held() ? Optional.empty() : Optional.of(outcome.share());
    }

    @Override
    public Share share(UserId user, LocalDate day) {
        return new UpdateResult(
                        true, table.find(Table.key("quota", rowOf(user, day))).orElse(Map.of()))
                .share();
    }

    @Override
    public boolean save(UserId user, LocalDate day, Share before, Share after) {
        RowWriter row = new RowWriter()
                .text("quota", rowOf(user, day))
                .number("allotted", after.allotted())
                .number("creations", after.left().creations())
                .number("uploads", after.left().uploads())
                .instant("begins", after.from())
                .number("mark", after.mark())
                .instant("pace", Instant.EPOCH.plus(after.pace()))
                .instant("expiresAt", expiry(day));
        if (before.equals(Share.NONE)) {
            return table.putFirst(row, "quota");
        }
        RowWriter read = new RowWriter()
                .number(":allotted", before.allotted())
                .number(":creations", before.left().creations())
                .number(":uploads", before.left().uploads())
                .instant(":begins", before.from());
        return table.put(
                row,
                "allotted = :allotted AND creations = :creations AND uploads = :uploads AND begins = :begins",
                read);
    }

    @Override
    public Reservation reserve(LocalDate day, Claim claim) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            UpdateResult afterOthers = claimAfterOthers(day, claim);
            if (afterOthers.held() || !afterOthers.day().promised().isBefore(claim.start())) {
                return new Reservation(afterOthers.held(), afterOthers.day());
            }
            UpdateResult atOnce = claimAtOnce(day, claim);
            if (atOnce.held() || atOnce.day().promised().isBefore(claim.start())) {
                return new Reservation(atOnce.held(), atOnce.day());
            }
        }
        throw new RetryableFailure("a day's row changes faster than it can be reserved from");
    }

    /** DynamoDB adds lengths to instants as numbers of seconds. */
    private UpdateResult claimAfterOthers(LocalDate day, Claim claim) {
        RowWriter values = new RowWriter()
                .number(":requests", claim.requests())
                .number(":most", claim.perDay() - claim.requests())
                .instant(":length", Instant.EPOCH.plus(claim.length()))
                .instant(":start", claim.start())
                .instant(":latest", claim.latest());
        return tryTo(
                rowOf(day),
                values,
                update -> update.updateExpression("ADD used :requests, promised :length")
                        .conditionExpression("used <= :most AND promised >= :start AND promised <= :latest"));
    }

    private UpdateResult claimAtOnce(LocalDate day, Claim claim) {
        RowWriter values = new RowWriter()
                .number(":requests", claim.requests())
                .number(":most", claim.perDay() - claim.requests())
                .instant(":end", claim.start().plus(claim.length()))
                .instant(":start", claim.start())
                .instant(":expiresAt", expiry(day));
        return tryTo(
                rowOf(day),
                values,
                update -> update.updateExpression("SET promised = :end, expiresAt = :expiresAt ADD used :requests")
                        .conditionExpression("attribute_not_exists(quota) OR (used <= :most AND promised < :start)"));
    }

    private static String rowOf(LocalDate day) {
        return "library#" + day;
    }

    private static String rowOf(UserId user, LocalDate day) {
        return rowOf(day) + "#" + user;
    }

    private static Instant expiry(LocalDate day) {
        return day.plusDays(DAYS_KEPT).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
