package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import sundown.account.UserId;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.EmulatorsExtension;
import sundown.local.gateway.Gateway;
import sundown.local.google.StandInAccount.Holding;
import sundown.local.identity.LocalIdentity;
import sundown.local.stripe.StandInStripe.Fate;

/** The functions behind their triggers: HTTP, the queue and the schedule. */
@ExtendWith(EmulatorsExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EndToEndIT {
    private static final Duration LONGEST_TRANSFER = Duration.ofMinutes(6);
    private static final Duration BANK = Duration.ofSeconds(3);

    private final TestGoogle google;
    private final Installation sundown;
    private final Users users;
    private final LocalIdentity identity;
    private final Gateway gateway;

    EndToEndIT(Emulators emulators) throws IOException {
        google = TestGoogle.start();
        sundown = Installation.create(emulators, google, Setup.of("end-to-end"));
        users = new Users(sundown, google);
        identity = new LocalIdentity(Installation.APP, "sundown/export", Clock.systemUTC());
        Past.end(sundown);
        gateway = sundown.open(identity.issuer(), 4);
        gateway.startSchedules();
        sundown.stripe.sendWebhooksTo(gateway.address().resolve("/webhooks/payments"));
    }

    @AfterAll
    void close() {
        gateway.close();
        identity.close();
        sundown.close();
        google.close();
    }

    @Test
    void movesAGalleryFromTheFirstCallToTheLastPhoto() {
        List<Photo> gallery = new ArrayList<>(Photo.jpegs(70));
        gallery.add(Photo.empty(71));
        gallery.add(Photo.text(72));
        gallery.add(gallery.getFirst().copy(73));
        UserId user = users.enrolled("moves-all", gallery);
        AppClient app = appOf(user);

        AppClient.Answer start = app.post("/transfers", google.consent(Users.emailOf(user)));
        JsonNode transfer = endOf(app);

        assertThat(start.status()).isEqualTo(201);
        assertThat(transfer.path("state").asText()).isEqualTo("finished");
        assertThat(transfer.at("/items/total/items").intValue()).isEqualTo(73);
        assertThat(transfer.at("/items/done/items").intValue()).isEqualTo(70);
        assertThat(transfer.at("/items/duplicate/items").intValue()).isEqualTo(1);
        assertThat(transfer.at("/items/failed/items").intValue()).isEqualTo(2);
        assertThat(google.standIn().holdings(Users.emailOf(user)))
                .extracting(Holding::sha256)
                .containsExactlyInAnyOrderElementsOf(Photo.jpegs(70).stream()
                        .map(photo -> photo.digest("SHA-256"))
                        .toList());
        assertThat(app.table("/transfers/current/items?state=failed").text())
                .isEqualTo("name,albums,date taken,state,link\r\n"
                        + "\"Secret nothing 00071.jpg\",\"Secret album\",\"\",\"failed: The file is empty.\",\"\"\r\n"
                        + "\"Secret list 00072.jpg\",\"Secret album\",\"\","
                        + "\"failed: Google Photos could not read this file as a photo or a video.\",\"\"\r\n");
        assertThat(app.table("/transfers/current/items").text().lines())
                .hasSize(74)
                .filteredOn(line -> line.contains("\"moved\",\"https://photos.google.com/lr/photo/"))
                .hasSize(70);
        assertThat(sundown.log.awaited(1, "transfer " + transfer.path("id").asText() + ": batch 1 counted"))
                .extracting(LogAudit::correlationOf)
                .containsExactly(start.requestId());
        assertThat(sundown.log.awaited(1, "\"Outcome\":\"DUPLICATE\""))
                .singleElement()
                .satisfies(line -> assertThat(line.text())
                        .startsWith("{\"_aws\":{\"Timestamp\":")
                        .endsWith(
                                "\"ItemsMoved\":1.0,\"Function\":\"transfer-batch\",\"Outcome\":\"DUPLICATE\",\"correlationId\":\""
                                        + start.requestId() + "\"}"));
        assertThat(sundown.log.with("\"ColdStarts\":1.0"))
                .extracting(RecordedLog.Line::function)
                .anyMatch(function -> function.endsWith("transfer-batch"));
        LogAudit.require(sundown.log.lines());
    }

    /** Of 1,000 photos, in twenty batches. */
    @Test
    @Tag("large")
    void movesALargeGallery() {
        UserId user = users.enrolled("moves-many", Photo.jpegs(1_000));
        AppClient app = appOf(user);

        app.post("/transfers", google.consent(Users.emailOf(user)));

        assertThat(endOf(app).at("/items/done/items").intValue()).isEqualTo(1_000);
    }

    @Test
    void givesAMemberTheFeeBackWhenTheTransferHasFinished() throws Exception {
        Members members = new Members(sundown);
        UserId user = users.enrolled("gets-the-fee-back", Photo.jpegs(1));
        members.join(user, TestTimeline.OPEN, Members.FEE);
        sundown.stripe.next(Fate.changing("pending", BANK, "succeeded"));
        AppClient app = appOf(user);
        assertThat(refundOf(app).path("state").asText()).isEqualTo("planned");

        AppClient.Answer start = app.post("/transfers", google.consent(Users.emailOf(user)));
        Patience.until(LONGEST_TRANSFER, "the refund is on its way", () -> isRefund("under-way", app));
        Patience.until(LONGEST_TRANSFER, "Stripe's word of it has come", () -> isRefund("refunded", app));

        assertThat(refundOf(app).path("amount").asText()).isEqualTo(Members.FEE.toString());
        assertThat(members.atStripe(user)).hasSize(1);
        assertThat(sundown.log.awaited(1, "the refund of user " + user + " is in hand").stream()
                        .filter(line -> line.function().endsWith("issue-refund")))
                .extracting(LogAudit::correlationOf)
                .containsExactly(start.requestId());
        LogAudit.require(sundown.log.lines());
    }

    @Test
    void tellsOfTheEndOfATransferAndOfTheRefundOnTheBus() throws Exception {
        UserId user = users.enrolled("is-told", Photo.jpegs(3));
        new Members(sundown).join(user, TestTimeline.OPEN, Members.FEE);
        AppClient app = appOf(user);

        app.post("/transfers", google.consent(Users.emailOf(user)));

        Patience.until(
                LONGEST_TRANSFER,
                "both events are on the bus",
                () -> eventsOf(user).size() >= 2);
        assertThat(eventsOf(user)).containsExactlyInAnyOrder("transfer-finished", "refund-sent");
        assertThat(sundown.events()).noneMatch(event -> event.toString().contains("@example.com"));
    }

    /** The kinds of events that a user is told of. */
    private List<String> eventsOf(UserId user) {
        return sundown.events().stream()
                .filter(event -> event.path("Detail").asText().contains("\"userId\":\"" + user + "\""))
                .map(event -> event.path("DetailType").asText())
                .distinct()
                .toList();
    }

    private AppClient appOf(UserId user) {
        return new AppClient(gateway.address(), identity.accessToken(user.value()));
    }

    private static JsonNode endOf(AppClient app) {
        Patience.until(
                LONGEST_TRANSFER,
                "the transfer has ended",
                () -> transferOf(app).path("state").asText().equals("finished"));
        return transferOf(app);
    }

    private static boolean isRefund(String state, AppClient app) {
        return refundOf(app).path("state").asText().equals(state);
    }

    private static JsonNode refundOf(AppClient app) {
        return app.get("/me").json().path("refund");
    }

    private static JsonNode transferOf(AppClient app) {
        return app.get("/me").json().path("transfer");
    }
}
