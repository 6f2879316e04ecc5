package sundown.aws.dynamodb;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import sundown.account.UserId;
import sundown.mail.DeliveryLedger;
import sundown.mail.DeliveryLedger.Delivery;
import sundown.mail.DeliveryLedger.MailId;

/**
 * The ledger of mails in its own table: one row for each mail to a user, with {@code userId} and {@code mail} its key.
 */
@Singleton
@RegisterForReflection(targets = {Delivery.class, MailId.class})
public final class DynamoDeliveryLedger implements DeliveryLedger {
    private static final RowMapper<Delivery> DELIVERIES = RowMapper.of(Delivery.class);

    private final VersionedRows rows;

    public DynamoDeliveryLedger(
            DynamoDbClient client, @ConfigProperty(name = "DELIVERIES_TABLE") String table, RandomGenerator random) {
        this.rows = new VersionedRows(client, table, random);
    }

    @Override
    public Optional<Delivery> find(UserId user, MailId mail) {
        return rows.find(new RowWriter()
                        .text("userId", user.value())
                        .text("mail", mail.value())
                        .attributes())
                .map(DELIVERIES::read);
    }

    @Override
    public List<Delivery> list(UserId user, int limit) {
        RowWriter values = new RowWriter().text(":user", user.value());
        return rows.query(limit, DELIVERIES::read, "userId = :user", values);
    }

    @Override
    public boolean save(Delivery delivery) {
        return rows.replace(delivery.version(), DELIVERIES.write(delivery));
    }
}
