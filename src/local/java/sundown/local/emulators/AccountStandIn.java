package sundown.local.emulators;

import java.util.Map;
import sundown.local.http.Endpoint;
import sundown.local.http.Json;
import sundown.local.http.Reply;
import sundown.local.http.Request;

/**
 * An account of AWS that is set up: the answers of SNS, Lambda, CloudTrail, CloudWatch's administration, IAM, and
 * DynamoDB to the calls by which the readiness is checked.
 */
final class AccountStandIn implements Endpoint {
    static final String TABLE_LIMITS = "DescribeLimits";

    private static final int CONCURRENT_EXECUTIONS = 1_000;
    private static final int CAPACITY_UNITS = 80_000;

    private static final Map<String, String> XML =
            Map.of("GetTopicAttributes", """
            <entry><key>SubscriptionsConfirmed</key><value>1</value></entry>
            <entry><key>SubscriptionsPending</key><value>0</value></entry>""", "SimulatePrincipalPolicy", "<EvalDecision>allowed</EvalDecision>");

    private static final Map<String, Object> JSON = Map.of(
            "GetTrailStatus",
            Map.of("IsLogging", true),
            TABLE_LIMITS,
            Map.of("TableMaxWriteCapacityUnits", CAPACITY_UNITS, "AccountMaxWriteCapacityUnits", CAPACITY_UNITS),
            "/GetTelemetryEnrichmentStatus",
            Map.of("Status", "Running"),
            "/2016-08-19/account-settings/",
            Map.of(
                    "AccountLimit",
                    Map.of(
                            "ConcurrentExecutions",
                            CONCURRENT_EXECUTIONS,
                            "UnreservedConcurrentExecutions",
                            CONCURRENT_EXECUTIONS)));

    @Override
    public Reply answer(Request request) {
        String action = request.query("Action").orElse("");
        String operation = request.header("X-Amz-Target")
                .map(target -> target.substring(target.lastIndexOf('.') + 1))
                .orElseGet(request::path);
        if (XML.containsKey(action)) {
            return Reply.text(200, "text/xml", "<answer>" + XML.get(action) + "</answer>");
        }
        return JSON.containsKey(operation)
                ? Reply.text(200, "application/x-amz-json-1.0", Json.write(JSON.get(operation)))
                : Reply.empty(404);
    }
}
