package sundown.aws.dynamodb;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import sundown.account.UserId;
import sundown.aws.AwsFailures;
import sundown.failure.RetryableFailure;
import sundown.transfer.RequestQuota;

/**
 * The project's quota in DynamoDB: one row a day, {@code quota} {@code library#2026-11-24}, with the requests of the
 * day and of its current minute. A draw is one conditional update; the first draw of a minute takes two, or three when
 * another worker opens the minute at the same time. If a response is lost, a draw may count twice: the limit is never
 * exceeded, and some of it may stay unused.
 *
 * <p>A user's share is a row of its own, {@code library#2026-11-24#<userId>}. A draw takes it first, so that a user
 * without a share left takes nothing from the others, and gives it back when the project has nothing left.
 *
 * <p>A worker with a slow clock draws from the minute that another worker has opened.
 */
@Singleton
public final class DynamoRequestQuota implements RequestQuota {
    /** Three are needed at most; clocks that disagree may cost one more. */
    private static final int ATTEMPTS = 5;

    /** Google counts a day from midnight Pacific time. */
    private static final ZoneId LIBRARY_ZONE = ZoneId.of("America/Los_Angeles");

    private static final Duration ROW_LIFE = Duration.ofDays(2);
    private static final Map<String, String> NAMES = Map.of("#minute", "minute");

    private final DynamoDbClient client;
    private final String table;
    private final RequestQuota.Limits limits;

    /** Counts the requests of a deployment. */
    @Inject
    DynamoRequestQuota(
            DynamoDbClient client,
            @ConfigProperty(name = "QUOTAS_TABLE") String table,
            @ConfigProperty(name = "GOOGLE_REQUESTS_PER_DAY") int perDay,
            @ConfigProperty(name = "GOOGLE_REQUESTS_PER_MINUTE") int perMinute,
            @ConfigProperty(name = "GOOGLE_PERCENT_PER_USER") int percentPerUser) {
        this(client, table, RequestQuota.Limits.sharing(perDay, perMinute, percentPerUser, LIBRARY_ZONE));
    }

    public DynamoRequestQuota(DynamoDbClient client, String table, RequestQuota.Limits limits) {
        this.client = client;
        this.table = table;
        this.limits = limits;
    }

    @Override
    public Draw draw(UserId user, int requests, Instant now) {
        limits.requireDrawable(requests);
        if (!addToShare(user, requests, now)) {
            return new Draw.ShareUsedUp(limits.nextDay(now));
        }
        Draw draw = draw(requests, now);
        if (!(draw instanceof Draw.Granted)) {
            addToShare(user, -requests, now);
        }
        return draw;
    }

    /** False when that is more than the share. */
    private boolean addToShare(UserId user, int requests, Instant now) {
        UpdateItemRequest request = UpdateItemRequest.builder()
                .tableName(table)
                .key(Map.of("quota", AttributeValue.fromS(dayOf(now) + "#" + user)))
                .updateExpression("SET expiresAt = :expiresAt ADD drawn :requests")
                .conditionExpression("attribute_not_exists(drawn) OR drawn <= :left")
                .expressionAttributeValues(Map.of(
                        ":requests", number(requests),
                        ":left", number((long) limits.perUser() - requests),
                        ":expiresAt", expiry(now)))
                .build();
        try {
            client.updateItem(request);
            return true;
        } catch (ConditionalCheckFailedException usedUp) {
            return false;
        } catch (SdkException failure) {
            throw AwsFailures.sorted(failure);
        }
    }

    private Draw draw(int requests, Instant now) {
        Usage known = Usage.noneIn(RequestQuota.Limits.minute(now));
        for (int count = 0; count < ATTEMPTS; count++) {
            Optional<Usage> refused = attempt(next(known, requests, now));
            if (refused.isEmpty()) {
                return new Draw.Granted();
            }
            known = refused.get();
            Optional<Instant> until = usedUpUntil(known, requests, now);
            if (until.isPresent()) {
                return new Draw.UsedUp(until.get());
            }
        }
        throw new RetryableFailure("the quota's row changes faster than it can be drawn from");
    }

    private UpdateItemRequest next(Usage known, int requests, Instant now) {
        return known.isOver(now) ? opening(requests, now) : adding(requests, now);
    }

    private Optional<Instant> usedUpUntil(Usage usage, int requests, Instant now) {
        if (usage.day() + requests > limits.perDay()) {
            return Optional.of(limits.nextDay(now));
        }
        return usage.isOver(now) || usage.inMinute() + requests <= limits.perMinute()
                ? Optional.empty()
                : Optional.of(usage.minute().plus(Duration.ofMinutes(1)));
    }

    /** The usage in the row when the condition does not hold. */
    private Optional<Usage> attempt(UpdateItemRequest request) {
        try {
            client.updateItem(request);
            return Optional.empty();
        } catch (ConditionalCheckFailedException conflict) {
            return Optional.of(Usage.of(conflict.item()));
        } catch (SdkException failure) {
            throw AwsFailures.sorted(failure);
        }
    }

    /** Draws from the minute that is open. */
    private UpdateItemRequest adding(int requests, Instant now) {
        return onRowOf(now)
                .updateExpression("ADD dayUsed :requests, minuteUsed :requests")
                .conditionExpression("#minute >= :minute AND dayUsed <= :dayLeft AND minuteUsed <= :minuteLeft")
                .expressionAttributeValues(Map.of(
                        ":requests", number(requests),
                        ":minute", minute(now),
                        ":dayLeft", number(limits.perDay() - requests),
                        ":minuteLeft", number(limits.perMinute() - requests)))
                .build();
    }

    /** Opens a minute, or the whole day, and draws from it. */
    private UpdateItemRequest opening(int requests, Instant now) {
        return onRowOf(now)
                .updateExpression(
                        "SET #minute = :minute, minuteUsed = :requests, expiresAt = :expiresAt ADD dayUsed :requests")
                .conditionExpression("attribute_not_exists(quota) OR (#minute < :minute AND dayUsed <= :dayLeft)")
                .expressionAttributeValues(Map.of(
                        ":requests", number(requests),
                        ":minute", minute(now),
                        ":dayLeft", number(limits.perDay() - requests),
                        ":expiresAt", expiry(now)))
                .build();
    }

    private UpdateItemRequest.Builder onRowOf(Instant now) {
        return UpdateItemRequest.builder()
                .tableName(table)
                .key(Map.of("quota", AttributeValue.fromS(dayOf(now))))
                .expressionAttributeNames(NAMES)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
    }

    private String dayOf(Instant now) {
        return "library#" + limits.day(now);
    }

    private static AttributeValue expiry(Instant now) {
        return number(now.plus(ROW_LIFE).getEpochSecond());
    }

    private static AttributeValue minute(Instant now) {
        return number(RequestQuota.Limits.minute(now).getEpochSecond());
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    /** The requests of a day and of its current minute. */
    private record Usage(long day, Instant minute, long inMinute) {
        static Usage noneIn(Instant minute) {
            return new Usage(0, minute, 0);
        }

        /** Reads a row, which is empty before the first draw of a day. */
        static Usage of(Map<String, AttributeValue> row) {
            return row.isEmpty() ? noneIn(Instant.MIN) : Row.read("quota", row, Usage::read);
        }

        boolean isOver(Instant now) {
            return minute.isBefore(RequestQuota.Limits.minute(now));
        }

        private static Usage read(Row row) {
            return new Usage(row.number("dayUsed"), row.instant("minute"), row.number("minuteUsed"));
        }
    }
}
