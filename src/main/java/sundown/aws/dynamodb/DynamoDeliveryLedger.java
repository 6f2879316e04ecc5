package sundown.aws.dynamodb;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.account.Found;
import sundown.account.ReachStore;
import sundown.account.UserId;
import sundown.mail.DeliveryLedger;
import sundown.mail.DeliveryLedger.Delivery;
import sundown.mail.DeliveryLedger.MailId;

/**
 * The ledger of mails in its own table: one row for each mail to a user, with {@code userId} and {@code mail} its key.
 * After a user's mails comes one row with {@code reach} and {@code at}: how far the user is reached.
 */
@Singleton
@RegisterForReflection(targets = {Delivery.class, MailId.class})
public final class DynamoDeliveryLedger implements DeliveryLedger, ReachStore {
    /** Comes after the id of every mail. */
    private static final String REACH = "~reach";

    private static final RowMapper<Delivery> DELIVERIES = RowMapper.of(Delivery.class);

    private final VersionedRows rows;

    public DynamoDeliveryLedger(
            DynamoDbClient client, @ConfigProperty(name = "DELIVERIES_TABLE") String table, RandomGenerator random) {
        this.rows = new VersionedRows(client, table, random);
    }

    @Override
    public Optional<Delivery> find(UserId user, MailId mail) {
        return rows.find(key(user, mail.value())).map(DELIVERIES::read);
    }

    @Override
    public List<Delivery> list(UserId user, int limit) {
        RowWriter values = new RowWriter().text(":user", user.value()).text(":reach", REACH);
        return rows.query(limit, DELIVERIES::read, "userId = :user AND mail < :reach", values);
    }

    @Override
    public boolean save(Delivery delivery) {
        return rows.replace(delivery.version(), DELIVERIES.write(delivery));
    }

    @Override
    public Found<Reach> findAll(List<UserId> users) {
        return rows.findAll(users, user -> key(user, REACH), DynamoDeliveryLedger::readReach);
    }

    /** A write that fails its condition costs as much as one that succeeds, and ten times as much as a read. */
    @Override
    public void note(UserId user, Reach reach, Instant at) {
        Map<String, AttributeValue> key = key(user, REACH);
        if (rows.find(key)
                .map(DynamoDeliveryLedger::readReach)
                .filter(known -> known.compareTo(reach) >= 0)
                .isPresent()) {
            return;
        }
        List<String> less = Stream.of(Reach.values())
                .filter(other -> other.compareTo(reach) < 0)
                .map(Reach::name)
                .toList();
        RowWriter values = new RowWriter();
        less.forEach(name -> values.text(":" + name, name));
        String condition = less.stream()
                .map(name -> " OR reach = :" + name)
                .collect(Collectors.joining("", "attribute_not_exists(reach)", ""));
        rows.put(
                new RowWriter()
                        .text("userId", user.value())
                        .text("mail", REACH)
                        .text("reach", reach.name())
                        .instant("at", at),
                condition,
                values);
    }

    /** The reach in a row of the table; nothing in the row of a mail. */
    public static Optional<Reach> reach(Map<String, AttributeValue> attributes) {
        return Optional.of(attributes)
                .filter(row -> AttributeValue.fromS(REACH).equals(row.get("mail")))
                .map(DynamoDeliveryLedger::readReach);
    }

    private static Reach readReach(Map<String, AttributeValue> attributes) {
        return Row.read("reach", attributes, row -> Reach.valueOf(row.text("reach")));
    }

    private static Map<String, AttributeValue> key(UserId user, String mail) {
        return new RowWriter().text("userId", user.value()).text("mail", mail).attributes();
    }
}
