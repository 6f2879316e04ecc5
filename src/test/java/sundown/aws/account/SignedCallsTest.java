package sundown.aws.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import sundown.aws.account.SignedCalls.Services;
import sundown.aws.account.SignedRequests.Service;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.local.http.LoopbackServer;
import sundown.local.http.Reply;
import sundown.local.http.Request;
import sundown.readiness.CloudAccount.Concurrency;
import sundown.readiness.CloudAccount.Subscriptions;
import sundown.readiness.CloudAccount.TelemetryTags;
import sundown.readiness.CloudAccount.Trail;
import sundown.readiness.CredentialReaders;

/** The calls as a server sees them, and the answers in the form of AWS's documentation. */
class SignedCallsTest {
    @AutoClose
    private final LoopbackServer server = LoopbackServer.bind(0);

    private final List<Request> requests = new ArrayList<>();
    private final List<String> posted = new ArrayList<>();
    private final SignedCalls calls = SignedCallsOver.http(
            UrlConnectionHttpClient.create(),
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKID", "secret")),
            server.address());

    private int status = 200;
    private String answer = "";

    @BeforeEach
    void serve() {
        server.serve(request -> {
            requests.add(request);
            if (request.method().equals("POST")) {
                posted.add(request.json().path("Name").asText());
            }
            return Reply.text(status, "text/xml", answer);
        });
    }

    @Test
    void readsTheSubscriptionsOfATopic() {
        answer = """
                <GetTopicAttributesResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><GetTopicAttributesResult>
                <Attributes><entry><key>Owner</key><value>123456789012</value></entry>
                <entry><key>SubscriptionsPending</key><value>1</value></entry>
                <entry>
                  <key>SubscriptionsConfirmed</key>
                  <value>2</value>
                </entry></Attributes></GetTopicAttributesResult></GetTopicAttributesResponse>""";
        assertThat(account().alarms()).isEqualTo(new Subscriptions(2, 1));
        assertThat(requests).singleElement().satisfies(request -> {
            assertThat(request.method()).isEqualTo("GET");
            assertThat(request.query("Action")).contains("GetTopicAttributes");
            assertThat(request.query("TopicArn")).contains("arn:aws:sns:eu-west-1:1:alarms");
            assertThat(request.header("Authorization").orElseThrow())
                    .startsWith("AWS4-HMAC-SHA256 Credential=AKID/")
                    .contains("/eu-west-1/sns/aws4_request");
        });
    }

    @Test
    void readsTheConcurrencyOfTheAccount() {
        answer = """
                {"AccountLimit": {"CodeSizeUnzipped": 262144000, "CodeSizeZipped": 52428800,
                  "ConcurrentExecutions": 1000, "TotalCodeSize": 80530636800, "UnreservedConcurrentExecutions": 723},
                 "AccountUsage": {"FunctionCount": 4, "TotalCodeSize": 9426}}""";
        assertThat(account().concurrency()).isEqualTo(new Concurrency(1000, 723));
        assertThat(requests.getFirst().path()).isEqualTo("/2016-08-19/account-settings/");
    }

    @Test
    void readsTheStatusOfATrail() {
        answer = "{\"IsLogging\": true, \"LatestDeliveryTime\": 1.4e9, \"LatestDeliveryError\": \"AccessDenied\"}";
        assertThat(account().trail()).isEqualTo(new Trail(true, "AccessDenied"));
        assertThat(requests.getFirst().header("X-Amz-Target").orElseThrow()).endsWith(".GetTrailStatus");
        assertThat(posted).containsExactly("arn:aws:cloudtrail:eu-west-1:1:trail/t");
    }

    /** CloudWatch knows nothing of the setting where nobody has turned it on yet. */
    @Test
    void readsWhetherMetricsHaveTheTagsOfTheirResources() {
        answer =
                "{\"Status\": \"Running\", \"AwsResourceExplorerManagedViewArn\": \"arn:aws:resource-explorer-2:::view\"}";
        assertThat(account().telemetryTags()).isEqualTo(TelemetryTags.RUNNING);
        assertThat(requests).singleElement().satisfies(request -> {
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.path()).isEqualTo("/GetTelemetryEnrichmentStatus");
            assertThat(request.header("Authorization").orElseThrow())
                    .contains("/eu-west-1/observabilityadmin/aws4_request");
        });
        answer = "{\"Status\": \"Impaired\"}";
        assertThat(account().telemetryTags()).isEqualTo(TelemetryTags.IMPAIRED);
        answer = "{\"Status\": \"Stopped\"}";
        assertThat(account().telemetryTags()).isEqualTo(TelemetryTags.STOPPED);
        status = 404;
        assertThat(account().telemetryTags()).isEqualTo(TelemetryTags.STOPPED);
        status = 403;
        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(() -> account().telemetryTags())
                .withMessage("observabilityadmin answered HTTP 403");
    }

    @Test
    void readsWhoMayNotReadASecret() {
        answer = """
                <SimulatePrincipalPolicyResponse><SimulatePrincipalPolicyResult><EvaluationResults><member>
                <EvalActionName>secretsmanager:GetSecretValue</EvalActionName><EvalDecision>implicitDeny</EvalDecision>
                </member></EvaluationResults></SimulatePrincipalPolicyResult></SimulatePrincipalPolicyResponse>""";
        CredentialReaders readers = new IamCredentialReaders(
                calls,
                "arn:aws:secretsmanager:eu-west-1:1:secret",
                "arn:aws:iam::1:role",
                () -> "sundown/google Start Batch; sundown/stripe Refund");
        assertThat(readers.denied())
                .containsExactly(
                        "Start the secret sundown/google",
                        "Batch the secret sundown/google",
                        "Refund the secret sundown/stripe");
        assertThat(requests).hasSize(3).allSatisfy(request -> {
            assertThat(request.query("ActionNames.member.1")).contains("secretsmanager:GetSecretValue");
            assertThat(request.query("PolicySourceArn").orElseThrow()).startsWith("arn:aws:iam::1:role/");
            assertThat(request.query("ResourceArns.member.1").orElseThrow())
                    .matches("arn:aws:secretsmanager:eu-west-1:1:secret:sundown/(google|stripe)-0{6}");
            assertThat(request.header("Authorization").orElseThrow()).contains("/us-east-1/iam/");
        });
        answer = answer.replace("implicitDeny", "allowed");
        assertThat(readers.denied()).isEmpty();
    }

    @Test
    void sortsRefusalsFromTrouble() {
        status = 403;
        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(() -> account().alarms())
                .withMessage("sns answered HTTP 403");
        status = 503;
        assertThatExceptionOfType(RetryableFailure.class)
                .isThrownBy(() -> account().trail());
        status = 200;
        answer = "{}";
        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(() -> account().concurrency());
        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(() -> account().alarms());
    }

    @Test
    void findsTheServicesInEachPartition() {
        assertThat(in("eu-west-1").regional("sns"))
                .isEqualTo(new Service("sns", "eu-west-1", URI.create("https://sns.eu-west-1.amazonaws.com")));
        assertThat(in("cn-north-1").regional("lambda").address())
                .hasToString("https://lambda.cn-north-1.amazonaws.com.cn");
        assertThat(in("eu-west-1").iam())
                .isEqualTo(new Service("iam", "us-east-1", URI.create("https://iam.amazonaws.com")));
        assertThat(in("cn-northwest-1").iam().region()).isEqualTo("cn-north-1");
        assertThat(in("us-gov-east-1").iam().address()).hasToString("https://iam.us-gov.amazonaws.com");
    }

    private static Services in(String region) {
        return new Services(Optional.empty(), () -> region);
    }

    private AwsCloudAccount account() {
        return new AwsCloudAccount(
                calls, null, () -> "arn:aws:sns:eu-west-1:1:alarms", "arn:aws:cloudtrail:eu-west-1:1:trail/t");
    }
}
