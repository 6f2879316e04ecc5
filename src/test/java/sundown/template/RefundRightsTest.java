package sundown.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import sundown.local.template.Resource;
import sundown.local.template.Value;

/** Who may have a fee given back, and how many at once. */
final class RefundRightsTest {
    private static final Value QUEUE = new Value.GetAtt("RefundQueue", "Arn");

    @Test
    void refundsAreSentForByWhatMakesThemDueAlone() {
        assertThat(Deployed.template().resources("AWS::IAM::Role").stream()
                        .filter(RefundRightsTest::maySend)
                        .map(Resource::logicalId))
                .containsExactlyInAnyOrder(
                        "TransferBatchRole", "ConfirmDownloadRole", "AdvanceGroupRole", "CancelMembershipsRole");
    }

    /** Stripe takes 100 requests a second; a refund costs two, one of its webhook, and takes half a second at least. */
    @Test
    void noMoreAreAskedForAtOnceThanThePaymentServiceTakes() {
        Value concurrency = Deployed.template().parameters().get("RefundConcurrency");
        assertThat(Deployed.text(concurrency.find("Default")).map(Integer::parseInt))
                .hasValueSatisfying(most -> assertThat(most).isBetween(2, 25));
        assertThat(Deployed.template()
                        .resource("IssueRefund")
                        .find("Events", "Refund", "Properties", "ScalingConfig", "MaximumConcurrency"))
                .contains(new Value.Ref("RefundConcurrency"));
    }

    private static boolean maySend(Resource role) {
        return Deployed.statements(role)
                .filter(statement -> elements(statement, "Resource").contains(QUEUE))
                .anyMatch(statement -> elements(statement, "Action").contains(new Value.Text("sqs:SendMessage")));
    }

    private static List<Value> elements(Value statement, String name) {
        return statement.find(name).stream()
                .flatMap(value -> value.elements().stream())
                .toList();
    }
}
