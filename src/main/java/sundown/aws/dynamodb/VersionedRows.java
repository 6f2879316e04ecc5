package sundown.aws.dynamodb;

import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import sundown.account.UserId;
import sundown.aws.AwsFailures;

/**
 * Rows that are replaced as a whole, by a conditional write on the {@code version} that was read. {@code writeId}
 * identifies the write that made the row.
 *
 * <p>When a response is lost, the SDK sends the write again, and the retry finds the row of the first attempt. The same
 * {@code writeId} tells that the write succeeded.
 */
class VersionedRows extends Table {
    private final RandomGenerator random;

    VersionedRows(DynamoDbClient client, String table, RandomGenerator random) {
        super(client, table);
        this.random = random;
    }

    /** Reads a user's row by its {@code sort}, strongly consistent. */
    Optional<Map<String, AttributeValue>> find(UserId user, String sort) {
        return find(key(user, sort));
    }

    /** The key of a user's row. */
    static Map<String, AttributeValue> key(UserId user, String sort) {
        return new RowWriter().text("userId", user.value()).text("sort", sort).attributes();
    }

    /**
     * Replaces the version that was read.
     *
     * @param read the version that was read, 0 when there was no row
     * @param row the row without its version and write id
     * @return false when another write came first
     */
    boolean replace(long read, RowWriter row) {
        String writeId = HexFormat.of().toHexDigits(random.nextLong());
        try {
            client.putItem(putting(read, row.number("version", read + 1).text("writeId", writeId)));
            return true;
        } catch (ConditionalCheckFailedException conflict) {
            return wrote(conflict, writeId);
        } catch (SdkException failure) {
            throw AwsFailures.sorted(failure);
        }
    }

    /** Replaces in the same way; gives what is saved then, or nothing when another write came first. */
    <T> Optional<T> replace(long read, RowWriter row, T saved) {
        return replace(read, row) ? Optional.of(saved) : Optional.empty();
    }

    private PutItemRequest putting(long read, RowWriter row) {
        PutItemRequest.Builder request = PutItemRequest.builder()
                .tableName(name)
                .item(row.attributes())
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
        return read == 0
                ? request.conditionExpression("attribute_not_exists(version)").build()
                : request.conditionExpression("version = :read")
                        .expressionAttributeValues(Map.of(":read", AttributeValue.fromN(Long.toString(read))))
                        .build();
    }

    private static boolean wrote(ConditionalCheckFailedException conflict, String writeId) {
        return conflict.hasItem()
                && Row.read("write", conflict.item(), row -> row.text("writeId"))
                        .equals(writeId);
    }
}
