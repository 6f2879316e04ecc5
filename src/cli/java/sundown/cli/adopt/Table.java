package sundown.cli.adopt;

import com.google.common.base.CaseFormat;
import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The tables that an import fills. A photo cloud exports the rows of the first two. */
enum Table {
    ACCOUNTS(
            "userId",
            Optional.empty(),
            ImmutableList.of(Field.USER_ID, Field.REGION),
            ImmutableList.of(
                    Field.CHARGE_ID,
                    Field.SUBSCRIPTION_ID,
                    Field.FEE,
                    Field.FEE_CURRENCY,
                    Field.PAID_AT,
                    Field.CANCELLED_AT,
                    Field.PAID_THROUGH,
                    Field.PAYMENT_METHOD,
                    Field.REFUNDABLE_UNTIL,
                    Field.PAID_BY_ANOTHER)),
    ITEMS(
            "userId",
            Optional.of("itemId"),
            ImmutableList.of(Field.USER_ID, Field.ITEM_ID, Field.NAME, Field.BYTES),
            ImmutableList.of(
                    Field.BUCKET,
                    Field.OBJECT_KEY,
                    Field.ALBUMS,
                    Field.TAKEN_AT,
                    Field.TAKEN_AT_OFFSET,
                    Field.SHA1,
                    Field.GROUP_WITH,
                    Field.PRIVATE,
                    Field.DELETED_AT,
                    Field.SHARED_BY)),
    CLAIMS("objectKey", Optional.of("userId"), ImmutableList.of(), ImmutableList.of());

    static final List<Table> EXPORTED = List.of(ACCOUNTS, ITEMS);

    private final String partition;
    private final Optional<String> sort;
    private final ImmutableList<Field> required;
    private final ImmutableList<Field> optional;

    Table(String partition, Optional<String> sort, ImmutableList<Field> required, ImmutableList<Field> optional) {
        this.partition = partition;
        this.sort = sort;
        this.required = required;
        this.optional = optional;
    }

    /** What an exported row may have. Its name is that in the mapping file. */
    enum Field {
        USER_ID,
        REGION,
        CHARGE_ID,
        SUBSCRIPTION_ID,
        FEE,
        FEE_CURRENCY,
        PAID_AT,
        CANCELLED_AT,
        PAID_THROUGH,
        PAYMENT_METHOD,
        REFUNDABLE_UNTIL,
        PAID_BY_ANOTHER,
        ITEM_ID,
        BUCKET,
        OBJECT_KEY,
        NAME,
        BYTES,
        ALBUMS,
        TAKEN_AT,
        TAKEN_AT_OFFSET,
        SHA1,
        GROUP_WITH,
        PRIVATE,
        DELETED_AT,
        SHARED_BY;

        /** The name of its column in statements. */
        String column() {
            return name().toLowerCase(Locale.ROOT);
        }

        @Override
        public String toString() {
            return CaseFormat.UPPER_UNDERSCORE.to(CaseFormat.LOWER_CAMEL, name());
        }
    }

    /** The name of its partition key. */
    String partition() {
        return partition;
    }

    /** The name of its sort key, if it has one. */
    Optional<String> sort() {
        return sort;
    }

    /** The names of its key. */
    List<String> key() {
        return Stream.concat(Stream.of(partition), sort.stream()).toList();
    }

    /** The fields for which a mapping must name a column. */
    List<Field> required() {
        return required;
    }

    List<Field> fields() {
        return Stream.concat(required.stream(), optional.stream()).toList();
    }

    /** The name of its folder, and the end of its table's name. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
