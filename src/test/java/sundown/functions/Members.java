package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.account.Membership.ChargeId;
import sundown.account.Money;
import sundown.account.UserId;
import sundown.edge.Correlation;
import sundown.edge.Json;
import sundown.local.fault.FaultScript.Fault;
import sundown.local.stripe.StandInStripe.Effect;
import sundown.local.stripe.StandInStripe.Operation;
import sundown.local.stripe.StandInStripe.StandInCharge;
import sundown.refund.RefundLedger.Refund;
import sundown.refund.RefundLedger.Refund.Trigger;
import sundown.refund.RefundMessage;
import sundown.refund.RefundState;

/** Users of an installation who pay, and what its Stripe knows of their charges. */
@Singleton
final class Members {
    /** What most of them paid. */
    static final Money FEE = Money.of(1_250, "EUR");

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String PAID_AT = "1793520000";

    private final Installation sundown;

    Members(Installation sundown) {
        this.sundown = sundown;
    }

    /** A member in a group with open exports. */
    UserId member(String name) {
        return member(name, TestTimeline.OPEN, FEE);
    }

    /** A member of a region. */
    UserId member(String name, String region, Money fee) {
        UserId user = new UserId(name);
        join(user, region, fee);
        return user;
    }

    /** A member with a charge that Stripe does not know. */
    UserId unknownToStripe(String name) {
        UserId user = new UserId(name);
        putAccount(user, TestTimeline.OPEN, FEE);
        return user;
    }

    /** Makes a user a member, and replaces their account. */
    void join(UserId user, String region, Money fee) {
        putAccount(user, region, fee);
        String currency = fee.currency().getCurrencyCode().toLowerCase(Locale.ROOT);
        sundown.stripe.add(new StandInCharge(chargeOf(user).value(), fee.minorUnits(), currency));
    }

    private void putAccount(UserId user, String region, Money fee) {
        sundown.putRow(
                "ACCOUNTS_TABLE",
                Map.of(
                        "userId", AttributeValue.fromS(user.value()),
                        "region", AttributeValue.fromS(region),
                        "chargeId", AttributeValue.fromS(chargeOf(user).value()),
                        "feeMinorUnits", AttributeValue.fromN(Long.toString(fee.minorUnits())),
                        "feeCurrency", AttributeValue.fromS(fee.currency().getCurrencyCode()),
                        "paidAt", AttributeValue.fromN(PAID_AT)));
    }

    /** The charge of a member's last fee. */
    static ChargeId chargeOf(UserId user) {
        return new ChargeId("ch_" + user.value());
    }

    /** A message of the refund queue. */
    static String message(UserId user, Trigger trigger) {
        return new RefundMessage(user, trigger, new Correlation("refund-of-" + user.value())).write();
    }

    /** Has a refund issued. */
    void issue(UserId user, Trigger trigger) throws InterruptedException {
        assertThat(sundown.work("issue-refund", message(user, trigger))).isEmpty();
    }

    /** A member's row of the ledger. */
    Refund of(UserId user) {
        return sundown.refunds().find(chargeOf(user)).orElseThrow();
    }

    RefundState stateOf(UserId user) {
        return of(user).state();
    }

    /** All refunds of a member's charge that Stripe has. */
    List<JsonNode> atStripe(UserId user) throws IOException, InterruptedException {
        URI refunds = URI.create(sundown.stripe.uri() + "/standin/refunds?charge="
                + chargeOf(user).value());
        String list = HTTP.send(HttpRequest.newBuilder(refunds).build(), BodyHandlers.ofString())
                .body();
        return StreamSupport.stream(Json.read(list).spliterator(), false).toList();
    }

    /** What {@code GET /me} says of a user's refund. */
    JsonNode viewOf(UserId user) throws InterruptedException {
        return sundown.call("get-status", Event.by(user, "get-status"))
                .isJson(200)
                .json()
                .path("refund");
    }

    /**
     * Has a refund issued that Stripe does not confirm. One that Stripe confirms comes before it: after two in a row
     * without an answer, no refund is asked for.
     */
    void issueWithoutAnswer(UserId user) throws InterruptedException {
        issue(member("before-" + user), Trigger.TRANSFER_FINISHED);
        sundown.stripe.faults().add(Fault.next(Operation.CREATE_REFUND, new Effect.ActThenDrop()));
        issue(user, Trigger.TRANSFER_FINISHED);
        assertThat(stateOf(user)).isInstanceOf(RefundState.Sent.class);
    }
}
