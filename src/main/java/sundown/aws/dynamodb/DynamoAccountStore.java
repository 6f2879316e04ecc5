package sundown.aws.dynamodb;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.account.Account;
import sundown.account.AccountStore;
import sundown.account.Found;
import sundown.account.Membership;
import sundown.account.Membership.ChargeId;
import sundown.account.Membership.SubscriptionId;
import sundown.account.Money;
import sundown.account.PaidThrough;
import sundown.account.PaymentMethod;
import sundown.account.Region;
import sundown.account.UserId;
import sundown.job.GroupUsers;
import sundown.membership.MembershipStore;
import sundown.timeline.GroupId;

/**
 * Accounts in DynamoDB: {@code userId}, {@code region}; for a member also {@code chargeId}, {@code feeMinorUnits},
 * {@code feeCurrency}, {@code paidAt}, {@code paidThrough} unless it is Stripe, {@code paymentMethod} or
 * {@code refundableUntil} if refunds end, {@code subscriptionId} if the payment service renews the membership, and,
 * after the cancellation, {@code cancelledAt}; {@code paidByAnother} for a member whose fee somebody else has paid. The
 * table belongs to the photo cloud: Sundown writes only {@code cancelledAt}. The index {@code by-group} lists users
 * under {@code groupShard}, {@code 1#07} for chunk 7 of group 1.
 */
@Singleton
public final class DynamoAccountStore implements AccountStore, GroupUsers, MembershipStore {
    private static final String BY_GROUP = "by-group";

    private final Table table;

    public DynamoAccountStore(DynamoDbClient client, @ConfigProperty(name = "ACCOUNTS_TABLE") String table) {
        this.table = new Table(client, table);
    }

    @Override
    public Optional<Account> find(UserId user) {
        return table.find(key(user)).map(DynamoAccountStore::read);
    }

    @Override
    public Found<Account> findAll(List<UserId> users) {
        return table.findAll(users, DynamoAccountStore::key, DynamoAccountStore::read);
    }

    private static Map<String, AttributeValue> key(UserId user) {
        return Table.key("userId", user.value());
    }

    @Override
    public List<UserId> list(GroupId group, int chunk, Optional<UserId> after, int limit) {
        RowWriter values =
                new RowWriter().text(":shard", groupShard(group, chunk)).text(":after", after.map(UserId::value));
        return table.query(
                limit,
                row -> Row.read("listed account", row, read -> new UserId(read.text("userId"))),
                "groupShard = :shard" + (after.isPresent() ? " AND userId > :after" : ""),
                values,
                request -> request.indexName(BY_GROUP));
    }

    @Override
    public boolean cancel(UserId user, Membership read, Instant now) {
        RowWriter values =
                new RowWriter().text(":charge", read.charge().value()).instant(":now", now);
        return table.update(
                key(user),
                "SET cancelledAt = :now",
                "chargeId = :charge AND attribute_not_exists(cancelledAt)",
                values);
    }

    /** The {@code groupShard} of the users of a chunk, from 0. */
    public static String groupShard(GroupId group, int chunk) {
        return "%s#%02d".formatted(group, chunk);
    }

    /**
     * The row of an account, as the photo cloud writes it.
     *
     * @param groupShard under which the index lists it; nothing where its region is exempt
     */
    public static Map<String, AttributeValue> write(Account account, Optional<String> groupShard) {
        RowWriter row = new RowWriter()
                .text("userId", account.user().value())
                .text("region", account.region().code())
                .text("groupShard", groupShard);
        if (account.paidByAnother()) {
            row.flag("paidByAnother", true);
        }
        account.membership().ifPresent(membership -> write(row, membership));
        return row.attributes();
    }

    private static void write(RowWriter row, Membership membership) {
        row.text("chargeId", membership.charge().value())
                .number("feeMinorUnits", membership.fee().minorUnits())
                .text("feeCurrency", membership.fee().currency().getCurrencyCode())
                .instant("paidAt", membership.paidAt())
                .instant("cancelledAt", membership.cancelledAt())
                .text("subscriptionId", membership.subscription().map(SubscriptionId::value))
                .text("paidThrough", membership.through().word())
                .instant("refundableUntil", membership.refundableUntil());
    }

    /** Reads the account in a row. */
    public static Account read(Map<String, AttributeValue> attributes) {
        return Row.read("account", attributes, DynamoAccountStore::account);
    }

    private static Account account(Row row) {
        return new Account(
                new UserId(row.text("userId")),
                new Region(row.text("region")),
                membership(row),
                row.flag("paidByAnother"));
    }

    private static Optional<Membership> membership(Row row) {
        return row.optionalText("chargeId")
                .map(charge -> new Membership(
                        new ChargeId(charge),
                        Money.of(row.number("feeMinorUnits"), row.text("feeCurrency")),
                        row.instant("paidAt"),
                        row.optionalInstant("cancelledAt"),
                        row.optionalText("subscriptionId").map(SubscriptionId::new),
                        row.optionalText("paidThrough").map(PaidThrough::of).orElse(PaidThrough.STRIPE),
                        refundableUntil(row)));
    }

    /** The photo cloud may know the end of a charge's refunds itself, or only its payment method. */
    private static Optional<Instant> refundableUntil(Row row) {
        return row.optionalInstant("refundableUntil")
                .or(() -> row.optionalText("paymentMethod")
                        .flatMap(method -> PaymentMethod.of(method).window())
                        .map(row.instant("paidAt")::plus));
    }
}
