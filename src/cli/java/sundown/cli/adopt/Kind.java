package sundown.cli.adopt;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The two tables of which a photo cloud exports the rows. */
enum Kind {
    ACCOUNTS,
    ITEMS;

    boolean has(Field field) {
        return switch (this) {
            case ACCOUNTS -> field.compareTo(Field.CANCELLED_AT) <= 0;
            case ITEMS -> field == Field.USER_ID || field.compareTo(Field.ITEM_ID) >= 0;
        };
    }

    List<Field> fields() {
        return Stream.of(Field.values()).filter(this::has).toList();
    }

    /** The fields for which a mapping must name a column. */
    List<Field> required() {
        return switch (this) {
            case ACCOUNTS -> List.of(Field.USER_ID, Field.REGION);
            case ITEMS -> List.of(Field.USER_ID, Field.ITEM_ID, Field.NAME, Field.BYTES);
        };
    }

    /** The name of its folder, and the end of its table's name. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
