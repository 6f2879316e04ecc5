package sundown.cli.adopt;

import java.util.Locale;

/** What a row of an account (to cancelledAt) or an item may have. Its name is that in the mapping file. */
enum Field {
    USER_ID("userId"),
    REGION("region"),
    CHARGE_ID("chargeId"),
    SUBSCRIPTION_ID("subscriptionId"),
    FEE("fee"),
    FEE_CURRENCY("feeCurrency"),
    PAID_AT("paidAt"),
    CANCELLED_AT("cancelledAt"),
    ITEM_ID("itemId"),
    BUCKET("bucket"),
    OBJECT_KEY("objectKey"),
    NAME("name"),
    BYTES("bytes"),
    ALBUM("album"),
    TAKEN_AT("takenAt"),
    SHA1("sha1");

    private final String name;

    Field(String name) {
        this.name = name;
    }

    /** The name of its column in statements. */
    String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return name;
    }
}
