package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.account.UserId;
import sundown.aws.dynamodb.DynamoDeliveryLedger;
import sundown.edge.Json;
import sundown.local.emulators.StandInAddressBook;
import sundown.mail.DeliveryLedger.Delivery;
import sundown.mail.DeliveryLedger.MailId;
import sundown.sweep.SweepTask.TaskName;

@FunctionTest
class SendMailTest extends EmptyInstallation {
    private static final String FUNCTION = "send-mail";
    private static final String ID = "2b3c4d5e6f7a489b8c9dae0f1a2b3c4d";
    private static final UserId USER = new UserId("u-4711");

    @Test
    void mailsAnEventAndNotesWhatSesReports() throws Exception {
        long before = sundown.mailsTo("u-4711@mail.example").size();

        assertThat(sundown.work(FUNCTION, Event.of(FUNCTION))).isEmpty();
        assertThat(sundown.work(FUNCTION, Event.of(FUNCTION)))
                .as("the event comes twice")
                .isEmpty();

        List<JsonNode> mails = sundown.mailsTo("u-4711@mail.example");
        assertThat(mails).hasSize((int) before + 1);
        JsonNode content = mails.getLast().at("/Content/Simple");
        assertThat(content.at("/Body/Text/Data").asText()).contains("12.00 EUR");
        assertThat(mails.getLast().path("FromEmailAddress").asText()).isEqualTo("Photos <photos@example.com>");
        assertThat(delivery("refund-sent-succeeded@" + ID).state()).isEqualTo(Delivery.State.SENT);

        List<String> reports = sundown.queueNamed("mail-reports").takeAll();
        assertThat(reports).singleElement().asString().doesNotContain("@mail.example");
        assertThat(sundown.work(FUNCTION, reports)).isEmpty();
        assertThat(delivery("refund-sent-succeeded@" + ID).state()).isEqualTo(Delivery.State.DELIVERED);
        assertThat(sundown.log.lines()).noneMatch(line -> line.toString().contains("@mail.example"));
    }

    @Test
    void mailsAGroupThatHasOpened() throws Exception {
        user("mailed");
        sundown.addressBook.put("mailed", StandInAddressBook.entry("mailed", "bounce@mail.example", "pt-BR", true));
        String opened =
                Json.write(Map.of("event", "exports-opened", "id", ID, "at", "2023-02-01T00:00:00Z", "group", "1"));

        assertThat(sundown.work(FUNCTION, opened)).isEmpty();
        List<String> chunks = sundown.queue("GROUP_MAIL").takeAll();
        assertThat(chunks).hasSize(Setup.CHUNKS);
        assertThat(sundown.work(FUNCTION, chunks)).isEmpty();

        JsonNode mail = sundown.mailsTo("bounce@mail.example").getLast();
        assertThat(mail.at("/Content/Simple/Subject/Data").asText()).isEqualTo("Agora você pode levar suas fotos");
        assertThat(mail.at("/Content/Simple/Attachments/0/FileName").asText()).isEqualTo("deadline.ics");
        List<String> reports = sundown.queueNamed("mail-reports").takeAll();
        assertThat(sundown.work(FUNCTION, reports)).isEmpty();
        assertThat(sundown.rowsOf(new UserId("mailed"), "DELIVERIES_TABLE"))
                .allSatisfy(row -> assertThat(row.toString()).doesNotContain("@mail.example"))
                .extracting(row -> row.getOrDefault("state", row.get("reach")).s())
                .containsExactlyInAnyOrder("BOUNCED", "DELIVERED", "REACHED");
        assertThat(sundown.secondChannel.taken())
                .singleElement()
                .satisfies(letter -> assertThat(letter).contains("exports-opened", "mailed", "date"));
        sundown.sweep(TaskName.MAILS);
        assertThat(sundown.queue("GROUP_MAIL").takeAll()).isEmpty();
    }

    @Test
    void findsAUserByTheAddressToWhichTheyAreMailed() throws Exception {
        user("sought");
        sundown.addressBook.put("sought", StandInAddressBook.entry("sought", "ada@elsewhere.example", "en", true));

        JsonNode found = sundown.operate(
                        "look-up-user",
                        Event.of("look-up-user").without("/userId").with("/email", "ada@elsewhere.example"))
                .json();

        assertThat(found.path("userId").asText()).isEqualTo("sought");
        assertThat(sundown.log.lines()).noneMatch(line -> line.toString().contains("@elsewhere.example"));
    }

    private void user(String name) {
        sundown.putRow(
                "ACCOUNTS_TABLE",
                Map.of(
                        "userId", AttributeValue.fromS(name),
                        "region", AttributeValue.fromS(TestTimeline.OPEN),
                        "groupShard", AttributeValue.fromS("1#03")));
    }

    private Delivery delivery(String mail) {
        return new DynamoDeliveryLedger(
                        sundown.clients().dynamoDb(), sundown.variable("DELIVERIES_TABLE"), new Random(1))
                .find(USER, new MailId(mail))
                .orElseThrow();
    }
}
