package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.account.Account;
import sundown.account.Membership;
import sundown.account.Membership.ChargeId;
import sundown.account.Membership.SubscriptionId;
import sundown.account.UserId;
import sundown.aws.dynamodb.DynamoAccountStore;
import sundown.job.Job;
import sundown.job.Job.JobId;
import sundown.local.stripe.StandInStripe.StandInSubscription;
import sundown.refund.RefundLedger;
import sundown.refund.RefundLedger.Refund;
import sundown.refund.RefundLedger.Refund.Trigger;
import sundown.refund.RefundState;
import sundown.sweep.SweepTask.TaskName;
import sundown.timeline.GroupId;

@FunctionTest
class CancelMembershipsTest extends EmptyInstallation {
    private static final String FUNCTION = "cancel-memberships";
    private static final SubscriptionId SUBSCRIPTION = new SubscriptionId("sub_cancel_memberships");
    private static final Instant BEGUN = Instant.parse("2026-01-01T00:00:00Z");
    private static final GroupId OPEN = new GroupId("1");

    private static final ChargeId CHARGE = new ChargeId("ch_1");
    private static final UserId USER = new UserId("member");

    @Test
    void cancelsWhatTheSweepHasBegun() throws Exception {
        member(Map.of());
        sundown.sweep(TaskName.MEMBERSHIPS, TaskName.REFUND_DATES);
        List<String> messages = sundown.queue("MEMBERSHIP").takeAll();

        assertThat(sundown.work(FUNCTION, messages)).isEmpty();

        assertThat(messages)
                .as("two groups, and the refund date of one")
                .hasSize(2 * Setup.CHUNKS + RefundLedger.PARTS);
        assertThat(membership().cancelledAt()).isPresent();
        assertThat(refund())
                .hasValueSatisfying(row -> assertThat(row.state())
                        .isInstanceOfSatisfying(
                                RefundState.Intent.class,
                                intent -> assertThat(intent.trigger()).isEqualTo(Trigger.REFUNDS_BEGIN)));
        assertThat(sundown.jobs().find(job(OPEN)).orElseThrow().done())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, Setup.CHUNKS).boxed().toList());
        assertThat(sundown.operate("steer-job", Event.of("steer-job"))
                        .json()
                        .path("done")
                        .asInt())
                .isEqualTo(Setup.CHUNKS);
        assertThat(sundown.operate(
                                "steer-job",
                                Event.of("steer-job").without("/job").with("/group", OPEN.value()))
                        .json()
                        .path("jobs"))
                .extracting(job -> job.path("job").asText())
                .contains(job(OPEN).toString());
        LogAudit.require(sundown.log.lines(), CHARGE.value());
    }

    private static JobId job(GroupId group) {
        return new JobId("memberships", group);
    }

    private void member(Map<String, AttributeValue> more) {
        Map<String, AttributeValue> row = new HashMap<>(more);
        row.putAll(Map.of(
                "userId", AttributeValue.fromS(USER.value()),
                "region", AttributeValue.fromS(TestTimeline.OPEN),
                "groupShard", AttributeValue.fromS("1#03"),
                "chargeId", AttributeValue.fromS(CHARGE.value()),
                "feeMinorUnits", AttributeValue.fromN("1200"),
                "feeCurrency", AttributeValue.fromS("EUR"),
                "paidAt", AttributeValue.fromN("1795000000")));
        sundown.clients()
                .dynamoDb()
                .putItem(request ->
                        request.tableName(sundown.variable("ACCOUNTS_TABLE")).item(row));
    }

    private Membership membership() {
        return new DynamoAccountStore(sundown.clients().dynamoDb(), sundown.variable("ACCOUNTS_TABLE"))
                .find(USER)
                .flatMap(Account::membership)
                .orElseThrow();
    }

    private Optional<Refund> refund() {
        return sundown.refunds().find(CHARGE);
    }

    @Test
    void endsTheSubscriptionAtThePaymentService() throws Exception {
        sundown.stripe.add(new StandInSubscription(SUBSCRIPTION.value()));
        member(Map.of("subscriptionId", AttributeValue.fromS(SUBSCRIPTION.value())));
        begin(OPEN);

        assertThat(sundown.work(FUNCTION, Event.of(FUNCTION))).isEmpty();

        assertThat(sundown.stripe.subscription(SUBSCRIPTION.value()))
                .satisfies(subscription -> assertThat(subscription.endedAt()).isPresent())
                .returns(false, StandInSubscription::settled);
        LogAudit.require(sundown.log.lines(), SUBSCRIPTION.value());
    }

    private void begin(GroupId group) {
        sundown.jobs().begin(Job.begun(job(group), Setup.CHUNKS, BEGUN), BEGUN);
    }
}
