package sundown.cli.adopt;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The two tables that the photo cloud fills. */
enum Kind {
    ACCOUNTS(EnumSet.range(Field.USER_ID, Field.CANCELLED_AT), EnumSet.of(Field.USER_ID, Field.REGION)),
    ITEMS(
            EnumSet.of(
                    Field.USER_ID,
                    Field.ITEM_ID,
                    Field.OBJECT_KEY,
                    Field.NAME,
                    Field.BYTES,
                    Field.ALBUM,
                    Field.TAKEN_AT,
                    Field.SHA1),
            EnumSet.of(Field.USER_ID, Field.ITEM_ID, Field.NAME, Field.BYTES));

    private final Set<Field> fields;
    private final Set<Field> required;

    Kind(Set<Field> fields, Set<Field> required) {
        this.fields = fields;
        this.required = required;
    }

    boolean has(Field field) {
        return fields.contains(field);
    }

    /** The fields for which a mapping must name a column. */
    Set<Field> required() {
        return required;
    }

    /** The name of its folder, and the end of its table's name. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
