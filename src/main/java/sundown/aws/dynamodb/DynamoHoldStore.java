package sundown.aws.dynamodb;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.account.Found;
import sundown.account.UserId;
import sundown.hold.HoldStore;
import sundown.hold.HoldStore.Hold;
import sundown.operator.Operator;
import sundown.timeline.GroupId;

/**
 * The holds in their own table, one row for each user, with {@code reason}, {@code by}, {@code placedAt}, {@code until}
 * and {@code exportsUntil}. The row {@code holds-1} of the groups table counts the changes of the holds of group 1 in
 * {@code changes}.
 */
@Singleton
@RegisterForReflection(targets = {Hold.class, Operator.class})
public final class DynamoHoldStore implements HoldStore {
    private static final RowMapper<Hold> HOLDS = RowMapper.of(Hold.class);
    private static final String REPLACEABLE = "attribute_not_exists(exportsUntil) OR exportsUntil <= :latest";

    private final Table holds;
    private final Table groups;

    /** Keeps the holds in one table and counts their changes in another. */
    public DynamoHoldStore(
            DynamoDbClient client,
            @ConfigProperty(name = "HOLDS_TABLE") String holds,
            @ConfigProperty(name = "GROUPS_TABLE") String groups) {
        this.holds = new Table(client, holds);
        this.groups = new Table(client, groups);
    }

    @Override
    public Optional<Hold> find(UserId user) {
        return holds.find(key(user)).map(HOLDS::read);
    }

    @Override
    public Found<Hold> findAll(List<UserId> users) {
        return holds.findAll(users, DynamoHoldStore::key, HOLDS::read);
    }

    /** The table has nothing but holds, so a scan reads no more than is listed. */
    @Override
    public List<Hold> list(Optional<UserId> after, int limit) {
        return holds.scan(limit, HOLDS::read, request -> after.ifPresent(last -> request.exclusiveStartKey(key(last))));
    }

    @Override
    public boolean place(GroupId group, Hold hold) {
        RowWriter row = HOLDS.write(hold);
        if (holds.putFirst(row, "userId")) {
            return true;
        }
        countUp(group);
        return holds.put(row, REPLACEABLE, latest(hold.replaceableExports()));
    }

    @Override
    public boolean placeWhereNone(Hold hold) {
        RowWriter values = new RowWriter().instant(":now", hold.placedAt());
        return holds.put(
                HOLDS.write(hold),
                request -> request.conditionExpression("attribute_not_exists(userId) OR #until <= :now")
                        .expressionAttributeNames(Map.of("#until", "until"))
                        .expressionAttributeValues(values.attributes()));
    }

    @Override
    public boolean release(GroupId group, UserId user, Instant now) {
        countUp(group);
        return holds.delete(key(user), REPLACEABLE, latest(now.minus(Hold.SETTLING_TIME)));
    }

    private static RowWriter latest(Instant exportsUntil) {
        return new RowWriter().instant(":latest", exportsUntil);
    }

    @Override
    public long changes(GroupId group) {
        return groups.findGroup(key(group), "changes of holds", row -> row.number("changes"))
                .orElse(0L);
    }

    /**
     * If the response is lost, a change may count twice, or a first hold for a change. That voids an approval without
     * need, but never keeps an outdated one.
     */
    private void countUp(GroupId group) {
        groups.update(
                Table.key("group", key(group)),
                request -> request.updateExpression("ADD changes :one")
                        .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1"))));
    }

    private static Map<String, AttributeValue> key(UserId user) {
        return Table.key("userId", user.value());
    }

    private static String key(GroupId group) {
        return "holds-" + group;
    }
}
