package sundown.cli.adopt;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Map;
import java.util.zip.CRC32;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.account.UserId;
import sundown.gallery.ObjectKey;

/**
 * A row of a table. Rows are in the order of a hash of the partition key, then of the whole key, so that a part of a
 * table is a range of hashes, and no part is that of one region or month.
 *
 * @param hash CRC-32 of the partition key
 * @param sort the sort key; empty for an account, and for an item that was refused
 * @param bytes the length of an item; 0 for other rows
 * @param json a line of the file for DynamoDB
 */
record Row(int hash, String partition, String sort, long bytes, String json) {
    static final Comparator<Row> BY_PARTITION = ((Comparator<Row>)
                    (one, other) -> Integer.compareUnsigned(one.hash, other.hash))
            .thenComparing(Row::partition);
    static final Comparator<Row> BY_KEY = BY_PARTITION.thenComparing(Row::sort);

    Row(String partition, String sort, long bytes, String json) {
        this(hash(partition), partition, sort, bytes, json);
    }

    /** Well known, spread evenly, and the same for good: the chunk of a user follows from it. */
    static int hash(String partition) {
        CRC32 hash = new CRC32();
        hash.update(partition.getBytes(StandardCharsets.UTF_8));
        return (int) hash.getValue();
    }

    /** A refused item by its user and its object alone, on which they may have a claim. */
    static Row refusedItem(UserId user, ObjectKey key) {
        return new Row(
                user.value(),
                "",
                0,
                RowJson.write(Map.of(
                        "objectKey", AttributeValue.fromS(key.value()), "userId", AttributeValue.fromS(user.value()))));
    }

    /** Whether it is an item that was refused, or an account. */
    boolean isRefused() {
        return sort.isEmpty();
    }

    /** The part, from 0, of a table that is split into as many. */
    int part(int parts) {
        return (int) ((Integer.toUnsignedLong(hash) * parts) >>> Integer.SIZE);
    }
}
