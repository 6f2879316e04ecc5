package sundown.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.local.template.Page;
import sundown.local.template.Resource;
import sundown.local.template.Template;
import sundown.local.template.Value;

/** The page for users and its API have one origin, and the page reaches nothing else. */
class PageTest {
    private static final String REGION = "eu-west-1";
    private static final String SIGN_IN = "https://identity.example.com";
    private static final Page PAGE = Deployed.page(Map.of(
            "PageConnections", SIGN_IN,
            "TokenIssuer", SIGN_IN,
            "TokenAudience", "app"));

    private final Template template = Deployed.template();

    @Test
    void letsThePageReachTheArchivesAndTheSignInAlone() {
        String policy = header("content-security-policy");

        assertThat(policy)
                .contains(
                        "default-src 'none'",
                        "script-src 'self' 'wasm-unsafe-eval';",
                        "style-src 'self';",
                        "frame-ancestors 'none'")
                .doesNotContain("'unsafe-", "*", "blob:");
        assertThat(policy.substring(policy.indexOf("connect-src") + "connect-src ".length())
                        .split(" "))
                .containsExactly(
                        "'self'",
                        "https://" + archiveBucket() + ".s3." + REGION + ".amazonaws.com",
                        "https://" + archiveBucket() + ".s3.amazonaws.com",
                        SIGN_IN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-frame-options", "referrer-policy", "cross-origin-opener-policy", "permissions-policy"})
    void sendsSecurityHeaders(String name) {
        assertThat(header(name)).isNotEmpty();
    }

    @Test
    void tellsThePageWhereToSignInAndWhomToAskForConsent() throws Exception {
        JsonNode configuration = new ObjectMapper().readTree(PAGE.configuration());

        assertThat(configuration.fieldNames())
                .toIterable()
                .containsExactly(
                        "issuer",
                        "clientId",
                        "scope",
                        "googleClientId",
                        "googleAuthorization",
                        "googleScopes",
                        "languages",
                        "brand");
        assertThat(configuration.path("scope").asText().split(" ")).contains("openid", "sundown/export");
        assertThat(configuration.path("languages").asText()).isEqualTo("en");
    }

    @Test
    void limitsThePagesStageAsTheApis() {
        Resource api = template.resource("Api");
        Resource stage = template.resource("PageStage");

        assertThat(stage.require("StageName")).isEqualTo(new Value.Text("api"));
        for (String setting : new String[] {"DefaultRouteSettings", "RouteSettings", "AccessLogSettings"}) {
            assertThat(stage.require(setting)).isEqualTo(api.require(setting));
        }
    }

    @Test
    void cachesNothingOfTheApiAndHidesTheViewersHost() {
        Value behavior = template.resource("PageDistribution")
                .require("DistributionConfig", "CacheBehaviors")
                .elements()
                .getFirst();

        assertThat(behavior.fields())
                .containsAllEntriesOf(Map.of(
                        "PathPattern", new Value.Text("/api/*"),
                        "TargetOriginId", new Value.Text("api"),
                        "ViewerProtocolPolicy", new Value.Text("https-only"),
                        "CachePolicyId", new Value.Text("4135ea2d-6df8-44a3-9df3-4b5a84be39ad"),
                        "OriginRequestPolicyId", new Value.Text("b689b0a8-53d0-40ab-baf2-38738e2966ac")));
    }

    private static String header(String name) {
        return PAGE.headers().get(name);
    }

    private static String archiveBucket() {
        return Deployed.deployment().buckets().stream()
                .map(bucket -> bucket.name())
                .filter(name -> name.contains("-archive-"))
                .findFirst()
                .orElseThrow();
    }
}
