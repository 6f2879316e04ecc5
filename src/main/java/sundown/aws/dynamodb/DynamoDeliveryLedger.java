package sundown.aws.dynamodb;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.account.UserId;
import sundown.mail.Delivery;
import sundown.mail.DeliveryLedger;
import sundown.mail.MailId;

/**
 * The ledger of mails in its own table: one row for each mail to a user, with {@code userId} and {@code mail} its key.
 */
@Singleton
public final class DynamoDeliveryLedger implements DeliveryLedger {
    private final VersionedRows rows;

    public DynamoDeliveryLedger(
            DynamoDbClient client, @ConfigProperty(name = "DELIVERIES_TABLE") String table, RandomGenerator random) {
        this.rows = new VersionedRows(client, table, random);
    }

    @Override
    public Optional<Delivery> find(UserId user, MailId mail) {
        return rows.find(key(user, mail).attributes()).map(DynamoDeliveryLedger::delivery);
    }

    @Override
    public List<Delivery> of(UserId user, int limit) {
        RowWriter values = new RowWriter().text(":user", user.value());
        return rows.query(
                limit,
                DynamoDeliveryLedger::delivery,
                request -> request.keyConditionExpression("userId = :user")
                        .expressionAttributeValues(values.attributes())
                        .limit(limit));
    }

    @Override
    public boolean save(Delivery delivery) {
        RowWriter row = key(delivery.user(), delivery.mail())
                .text("state", delivery.state().name())
                .instant("at", delivery.at())
                .instant("sentAt", delivery.sentAt())
                .text("messageId", delivery.messageId())
                .text("why", delivery.why());
        return rows.replace(delivery.version(), row);
    }

    private static RowWriter key(UserId user, MailId mail) {
        return new RowWriter().text("userId", user.value()).text("mail", mail.value());
    }

    private static Delivery delivery(Map<String, AttributeValue> attributes) {
        return Row.read("delivery", attributes, DynamoDeliveryLedger::delivery);
    }

    private static Delivery delivery(Row row) {
        return new Delivery(
                new UserId(row.text("userId")),
                new MailId(row.text("mail")),
                Delivery.State.valueOf(row.text("state")),
                row.instant("at"),
                row.optionalInstant("sentAt"),
                row.optionalText("messageId"),
                row.optionalText("why"),
                row.number("version"));
    }
}
