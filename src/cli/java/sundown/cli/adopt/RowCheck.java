package sundown.cli.adopt;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import sundown.account.Account;
import sundown.account.Amounts;
import sundown.account.ChargeId;
import sundown.account.Membership;
import sundown.account.Money;
import sundown.account.Region;
import sundown.account.SubscriptionId;
import sundown.account.UserId;
import sundown.aws.dynamodb.DynamoAccountStore;
import sundown.aws.dynamodb.ItemCodec;
import sundown.cli.adopt.Mapping.TableMapping;
import sundown.cli.adopt.Mapping.Units;
import sundown.digest.Sha1;
import sundown.gallery.GalleryLayout;
import sundown.gallery.Item;
import sundown.gallery.ItemId;
import sundown.gallery.ObjectKey;
import sundown.job.GroupChunks;
import sundown.timeline.Group;
import sundown.timeline.GroupId;
import sundown.timeline.Timeline;

/** Decides on one row by itself: pure. */
final class RowCheck {
    private static final int LONGEST_TEXT = 1_024;
    private static final int FIRST_YEAR = 1800;
    private static final int LAST_YEAR = 9999;

    private final Mapping mapping;
    private final Timeline timeline;
    private final GroupChunks chunks;
    private final Dates accountDates;
    private final Dates itemDates;
    private final GalleryLayout layout;

    RowCheck(Mapping mapping, Timeline timeline, GroupChunks chunks) {
        this.mapping = mapping;
        this.timeline = timeline;
        this.chunks = chunks;
        this.accountDates = Dates.of(mapping.accounts().dates());
        this.itemDates = Dates.of(mapping.items().dates());
        this.layout = GalleryLayout.of(mapping.items().layout());
    }

    /** Ends the check of a row at the first field that is wrong. */
    private static final class Wrong extends RuntimeException {
        private final transient Outcome.Refused refused;

        Wrong(Field field, Reason reason) {
            super(reason.sentence(), null, false, false);
            this.refused = new Outcome.Refused(Optional.of(field), reason);
        }
    }

    Outcome check(Kind kind, Map<Field, String> cells) {
        try {
            return new Outcome.Taken(
                    switch (kind) {
                        case ACCOUNTS -> account(cells);
                        case ITEMS -> item(cells);
                    });
        } catch (Wrong wrong) {
            return wrong.refused;
        }
    }

    /** A refused item by what can be read of it, its user and its object; nothing where one of them cannot be. */
    Optional<Row> refused(Kind kind, Map<Field, String> cells) {
        if (kind == Kind.ACCOUNTS) {
            return Optional.empty();
        }
        try {
            return Optional.of(Row.refusedItem(user(cells), key(cells)));
        } catch (Wrong unreadable) {
            return Optional.empty();
        }
    }

    private static UserId user(Map<Field, String> cells) {
        return required(cells, Field.USER_ID, UserId::new, Reason.NOT_A_USER_ID);
    }

    private Row account(Map<Field, String> cells) {
        UserId user = user(cells);
        Account account = new Account(user, region(cells), membership(cells));
        Optional<GroupId> group = timeline.groupOf(account.region()).map(Group::id);
        Optional<String> shard = group.map(id -> DynamoAccountStore.groupShard(id, chunk(user)));
        return new Row(user.value(), "", 0, RowJson.write(DynamoAccountStore.write(account, shard)));
    }

    private int chunk(UserId user) {
        return Integer.remainderUnsigned(Row.hash(user.value()), chunks.number());
    }

    private Region region(Map<Field, String> cells) {
        String given = cells.getOrDefault(Field.REGION, "");
        String code = mapping.accounts().regions().getOrDefault(given, given);
        if (code.isEmpty()) {
            throw new Wrong(Field.REGION, Reason.MISSING);
        }
        Region region = read(Field.REGION, code.toUpperCase(Locale.ROOT), Region::new, Reason.NOT_A_REGION);
        if (!region.assigned()) {
            throw new Wrong(Field.REGION, Reason.NOT_A_REGION);
        }
        return region;
    }

    /** An export may have a fee of 0 for those who pay nothing. */
    private Optional<Membership> membership(Map<Field, String> cells) {
        if (!cells.containsKey(Field.CHARGE_ID)) {
            requireNone(cells, Field.SUBSCRIPTION_ID);
            if (cells.getOrDefault(Field.FEE, "").matches(".*[^0.].*")) {
                throw new Wrong(Field.FEE, Reason.WITHOUT_CHARGE);
            }
            return Optional.empty();
        }
        return Optional.of(new Membership(
                required(cells, Field.CHARGE_ID, ChargeId::new, Reason.NOT_A_CHARGE_ID),
                fee(cells),
                required(cells, Field.PAID_AT, text -> date(text, accountDates), Reason.NOT_A_DATE),
                optional(cells, Field.CANCELLED_AT, text -> date(text, accountDates), Reason.NOT_A_DATE),
                optional(cells, Field.SUBSCRIPTION_ID, SubscriptionId::new, Reason.NOT_A_SUBSCRIPTION_ID)));
    }

    private static void requireNone(Map<Field, String> cells, Field field) {
        if (cells.containsKey(field)) {
            throw new Wrong(field, Reason.WITHOUT_CHARGE);
        }
    }

    private Money fee(Map<Field, String> cells) {
        TableMapping accounts = mapping.accounts();
        Currency currency = required(
                cells,
                Field.FEE_CURRENCY,
                text -> Amounts.currency(accounts.currencies().getOrDefault(text, text))
                        .orElseThrow(IllegalArgumentException::new),
                Reason.NOT_A_CURRENCY);
        return required(
                cells,
                Field.FEE,
                text -> (accounts.fees() == Units.MAJOR
                                ? Amounts.majorUnits(text, currency)
                                : Amounts.minorUnits(text, currency))
                        .orElseThrow(IllegalArgumentException::new),
                Reason.NOT_AN_AMOUNT);
    }

    private Row item(Map<Field, String> cells) {
        UserId user = user(cells);
        Item item = new Item(
                required(cells, Field.ITEM_ID, ItemId::new, Reason.NOT_AN_ITEM_ID),
                key(cells),
                required(cells, Field.NAME, RowCheck::text, Reason.TOO_LONG),
                required(cells, Field.BYTES, RowCheck::length, Reason.NOT_A_LENGTH),
                optional(cells, Field.ALBUM, RowCheck::text, Reason.TOO_LONG),
                optional(cells, Field.TAKEN_AT, text -> date(text, itemDates), Reason.NOT_A_DATE),
                optional(cells, Field.SHA1, text -> new Sha1(text.toLowerCase(Locale.ROOT)), Reason.NOT_A_SHA1));
        return new Row(user.value(), item.id().value(), item.bytes(), RowJson.write(ItemCodec.write(user, item)));
    }

    private ObjectKey key(Map<Field, String> cells) {
        String made = mapping.items().objectKey();
        ObjectKey key = made == null
                ? required(cells, Field.OBJECT_KEY, RowCheck::key, Reason.NOT_A_KEY)
                : read(
                        Field.OBJECT_KEY,
                        made.replace("{userId}", cells.get(Field.USER_ID))
                                .replace(
                                        "{itemId}",
                                        required(cells, Field.ITEM_ID, ItemId::new, Reason.NOT_AN_ITEM_ID)
                                                .value()),
                        RowCheck::key,
                        Reason.NOT_A_KEY);
        ObjectKey found = optional(cells, Field.BUCKET, bucket -> inBucket(bucket, key), Reason.NOT_A_BUCKET)
                .orElse(key);
        if (found.isElsewhere() && layout.part(found.value()).root().isEmpty()) {
            throw new Wrong(cells.containsKey(Field.BUCKET) ? Field.BUCKET : Field.OBJECT_KEY, Reason.NOT_A_BUCKET);
        }
        return found;
    }

    private ObjectKey inBucket(String bucket, ObjectKey key) {
        return bucket.equals(mapping.items().bucket()) ? key : new ObjectKey(ObjectKey.root(bucket) + key.value());
    }

    /** S3 counts a key's bytes. */
    private static ObjectKey key(String text) {
        if (text.getBytes(StandardCharsets.UTF_8).length > LONGEST_TEXT) {
            throw new IllegalArgumentException();
        }
        return new ObjectKey(text);
    }

    private static String text(String text) {
        if (text.length() > LONGEST_TEXT) {
            throw new IllegalArgumentException();
        }
        return text;
    }

    private static long length(String text) {
        long length = Long.parseLong(text);
        if (length < 0) {
            throw new IllegalArgumentException();
        }
        return length;
    }

    /** Milliseconds that are read as seconds are beyond the last year. */
    private static Instant date(String text, Dates dates) {
        Instant date = dates.read(text);
        int year = date.atOffset(ZoneOffset.UTC).getYear();
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            throw new IllegalArgumentException();
        }
        return date;
    }

    private static <T> T required(Map<Field, String> cells, Field field, Function<String, T> reader, Reason otherwise) {
        return optional(cells, field, reader, otherwise).orElseThrow(() -> new Wrong(field, Reason.MISSING));
    }

    private static <T> Optional<T> optional(
            Map<Field, String> cells, Field field, Function<String, T> reader, Reason otherwise) {
        return Optional.ofNullable(cells.get(field)).map(text -> read(field, text, reader, otherwise));
    }

    /** In UTF-8, half of a character would become a question mark, and so a key another key. */
    private static <T> T read(Field field, String text, Function<String, T> reader, Reason otherwise) {
        if (text.codePoints().anyMatch(character -> Character.getType(character) == Character.SURROGATE)) {
            throw new Wrong(field, Reason.HALF_CHARACTER);
        }
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException invalid) {
            throw new Wrong(field, otherwise);
        }
    }
}
