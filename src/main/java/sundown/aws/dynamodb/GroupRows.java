package sundown.aws.dynamodb;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.timeline.GroupId;

/**
 * The rows of one kind in the groups table, one for each group: {@code purge-1} is the purge of group 1. No group id
 * has a hyphen.
 */
final class GroupRows<T extends Record> extends VersionedRows {
    private static final String KEY = "group";

    private final String prefix;
    private final RowMapper<T> mapper;

    /** @param prefix what their keys have before the group */
    GroupRows(DynamoDbClient client, String table, RandomGenerator random, String prefix, RowMapper<T> mapper) {
        super(client, table, random);
        this.prefix = prefix;
        this.mapper = mapper;
    }

    /** Reads a group's row, strongly consistent. */
    Optional<T> find(GroupId group) {
        return find(key(KEY, prefix + group)).map(row -> read(prefix, mapper, row));
    }

    /** Reads a row of a kind. */
    static <T extends Record> T read(String prefix, RowMapper<T> mapper, Map<String, AttributeValue> attributes) {
        Map<String, AttributeValue> row = new HashMap<>(attributes);
        row.computeIfPresent(KEY, (_, key) -> AttributeValue.fromS(key.s().substring(prefix.length())));
        return mapper.read(row);
    }

    /** The row of a group's record, without its version. */
    RowWriter write(GroupId group, T value) {
        return mapper.write(value).text(KEY, prefix + group);
    }
}
