package sundown.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import sundown.local.template.Resource;
import sundown.local.template.Value;

/** Which functions may request a refund, and how many refunds run at once. */
final class RefundRightsTest {
    private static final Value QUEUE = new Value.GetAtt("RefundQueue", "Arn");

    /** Who sends messages back sends none that was not in the queue before. */
    @Test
    void refundsAreRequestedByTheFunctionsThatMakeThemDueAlone() {
        assertThat(Deployed.template().resources("AWS::IAM::Role").stream()
                        .filter(RefundRightsTest::maySend)
                        .map(Resource::logicalId))
                .containsExactlyInAnyOrder(
                        "TransferBatchRole",
                        "ConfirmDownloadRole",
                        "CancelMembershipsRole",
                        "RedriveQueueRole",
                        "ResendRefundRole");
    }

    /** Stripe limits requests to 100 per second; a refund and its webhook need two and take at least half a second. */
    @Test
    void noMoreRunAtOnceThanThePaymentServiceAccepts() {
        Value concurrency = Deployed.template().parameters().get("RefundConcurrency");
        assertThat(Deployed.text(concurrency.find("Default")).map(Integer::parseInt))
                .hasValueSatisfying(most -> assertThat(most).isBetween(2, 25));
        assertThat(Deployed.template()
                        .resource("IssueRefund")
                        .find("Events", "Refund", "Properties", "ScalingConfig", "MaximumConcurrency"))
                .contains(new Value.Ref("RefundConcurrency"));
    }

    private static boolean maySend(Resource role) {
        return role.statements()
                .filter(statement -> elements(statement, "Resource").contains(QUEUE))
                .anyMatch(statement -> elements(statement, "Action").contains(new Value.Text("sqs:SendMessage")));
    }

    private static List<Value> elements(Value statement, String name) {
        return statement.find(name).stream()
                .flatMap(value -> value.elements().stream())
                .toList();
    }
}
